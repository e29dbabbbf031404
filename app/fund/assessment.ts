import type { Grade } from './project';
import type { Metric, TargetValue } from './target';

/** What the head says of an indicator: the grade of one that is not computed, and the explanation of any. */

/**
 * The share of the points, in percent, that goes with a grade (year-end report, domain definition: 100–80, 80–60,
 * 60–0), and what is given where the head names no share: all for what was achieved, the middle of the band for a
 * part, nothing for what was not achieved.
 */
export const GRADE_BANDS: Record<Grade, { from: number; to: number; usual: number }> = {
  achieved: { from: 80, to: 100, usual: 100 },
  partly: { from: 60, to: 80, usual: 70 },
  not_achieved: { from: 0, to: 60, usual: 0 },
};

/** Whether a share of the points fits the grade. */
export function isWithinBand(grade: Grade, ratioPercent: number): boolean {
  const { from, to } = GRADE_BANDS[grade];
  return from <= ratioPercent && ratioPercent <= to;
}

/** The share of the points in percent: what the head gives, or what goes with the grade. */
export function sharePercent({ grade, ratioPercent }: { grade: Grade; ratioPercent: number | null }): number {
  return ratioPercent ?? GRADE_BANDS[grade].usual;
}

/**
 * Whether a person grades the indicator: the product does not compute it, or its target is a word that nothing
 * computed can be compared with. Timeliness has words of its own.
 */
export function isGradedByHand({ metric, target }: { metric: Metric | null; target: TargetValue }): boolean {
  return metric === null || (target.value === null && metric !== 'timeliness');
}
