import type { Grade } from './project';
import { gradeBands, type ScoringRules } from './scoring';
import type { Metric, TargetValue } from './target';

/** What the head says of an indicator: the grade of one that is not computed, and the explanation of any. */

/** Whether a share of the points fits the grade. */
export function isWithinBand(
  { grade, ratioPercent }: { grade: Grade; ratioPercent: number },
  rules: ScoringRules,
): boolean {
  const { from, to } = gradeBands(rules)[grade];
  return from <= ratioPercent && ratioPercent <= to;
}

/** The share of the points in percent: what the head gives, or what goes with the grade. */
export function sharePercent(
  { grade, ratioPercent }: { grade: Grade; ratioPercent: number | null },
  rules: ScoringRules,
): number {
  return ratioPercent ?? gradeBands(rules)[grade].usual;
}

/**
 * How an indicator gets its score. `computed`: the product measures it. `entered`: its target is a number that the
 * product does not measure, and the head says what was reached. `graded`: its target is a word, and the head says how
 * far it was achieved. Timeliness has words of its own.
 */
export type Judged = 'computed' | 'entered' | 'graded';

export function judgedBy({ metric, target }: { metric: Metric | null; target: TargetValue }): Judged {
  if (target.value === null) return metric === 'timeliness' ? 'computed' : 'graded';
  return metric === null ? 'entered' : 'computed';
}

/** Whether nobody has to say anything for the indicator to have a score. */
export function isComputed(indicator: { metric: Metric | null; target: TargetValue }): boolean {
  return judgedBy(indicator) === 'computed';
}
