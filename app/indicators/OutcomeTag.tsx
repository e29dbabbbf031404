import { Tag, type Tone } from '../ui';
import { outcomeLabels } from '../zh/indicators';
import type { Outcome } from './indicator';

const TONES: Record<Outcome, Tone> = {
  met: 'success',
  missed: 'danger',
  ungraded: 'warning',
  no_data: 'neutral',
};

/** Where an indicator stands against its target, in its colour and in words. */
export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  return <Tag tone={TONES[outcome]}>{outcomeLabels[outcome]}</Tag>;
}
