import { formatPercent, rate } from '../money/rate';

/** The share of the satisfied among the ratings: 93.33%, or a dash without any. */
export function SatisfactionText({ counts }: { counts: { answered: number; satisfied: number } }) {
  return <>{formatPercent(rate(counts.satisfied, counts.answered))}</>;
}
