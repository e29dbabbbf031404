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
 * Whether a person grades the indicator: the product does not compute it, or its target is a word that nothing
 * computed can be compared with. Timeliness has words of its own.
 */
export function isGradedByHand({ metric, target }: { metric: Metric | null; target: TargetValue }): boolean {
  return metric === null || (target.value === null && metric !== 'timeliness');
}
