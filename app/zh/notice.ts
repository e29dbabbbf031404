import type { ObjectionOutcome } from '../families/notice';

export const OBJECTION_OUTCOME_LABELS: Record<ObjectionOutcome, string> = {
  upheld: '异议成立',
  dismissed: '异议不成立',
};
