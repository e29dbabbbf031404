import { Tag, type Tone } from '../ui';
import { outcomeLabels } from '../zh/indicators';
import type { ComparedOutcome } from './compareYears';

const TONES: Record<ComparedOutcome, Tone> = {
  met: 'success',
  missed: 'danger',
  ungraded: 'warning',
  no_data: 'neutral',
  not_due: 'neutral',
};

/** Where an indicator stands against its target, in its colour and in words. */
export function OutcomeTag({ outcome }: { outcome: ComparedOutcome }) {
  return <Tag tone={TONES[outcome]}>{outcomeLabels[outcome]}</Tag>;
}
