import { Tag, type Tone } from '../ui';
import { SURVEY_OUTCOME_LABELS } from '../zh/surveys';
import type { SurveyOutcome } from './survey';

const TONES: Record<SurveyOutcome, Tone> = {
  very_satisfied: 'success',
  satisfied: 'success',
  fair: 'warning',
  dissatisfied: 'danger',
  unreached: 'neutral',
  declined: 'neutral',
};

/** What somebody answered, in its colour and in words; of somebody nobody has asked, that. */
export function OutcomeTag({ outcome }: { outcome: SurveyOutcome | null }) {
  if (outcome === null) return <Tag tone="info">尚未调查</Tag>;
  return <Tag tone={TONES[outcome]}>{SURVEY_OUTCOME_LABELS[outcome]}</Tag>;
}
