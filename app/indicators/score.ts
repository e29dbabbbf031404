import { Decimal } from 'decimal.js';
import { isWithinBand, sharePercent } from '../fund/assessment';
import { shareOf, type ScoringRules } from '../fund/scoring';
import {
  comparedTarget,
  isRateMetric,
  type ComparedTarget,
  type Metric,
  type TargetOperator,
  type TargetValue,
} from '../fund/target';
import { compareRatio } from '../money/rate';
import { timelinessTargets } from '../zh/indicators';
import type { AssessmentFact } from './facts';
import type { Outcome, Remark } from './indicator';

/** Scoring of the self-evaluation (domain definition, year-end report). Everything is compared unrounded. */

/** A measured value as a fraction; a count stands over 1, an amount in fen over the fen of its unit. Both are whole numbers. */
export interface Measure {
  numerator: number;
  denominator: number;
}

export const TIMELINESS_WORDS = ['timely', 'mostly_timely', 'late'] as const;
export type TimelinessWord = (typeof TIMELINESS_WORDS)[number];

/** A target that a measure can be compared with; the value of a rate is a share, `0.9` for 90 %. */
export interface Threshold {
  operator: TargetOperator;
  value: string;
}

export interface Evaluation {
  outcome: Outcome;
  /** Hundredths of a point; null where there is nothing to score yet. */
  scoreHundredths: number | null;
  remarks: Remark[];
}

// Products of weights, fen and target values stay exact; only the division is cut, at a place no rounding reaches.
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_DOWN });

/**
 * What a target asks for as `comparedTarget` reads it, or null when it is a word that no figure can be compared with. What
 * is no metric of the product is compared in the unit of its target.
 */
export function thresholdOf(
  { metric, target }: { metric: Metric | null; target: TargetValue },
  rules: ScoringRules,
): Threshold | null {
  const read = comparedTarget({ metric, target });
  if (read) return { operator: read.operator, value: isRateMetric(metric) ? targetShare(read) : read.value };
  if (metric !== 'timeliness') return null;
  const word = timelinessTargets.find(({ text }) => text === target.text)?.word ?? 'timely';
  return {
    operator: target.operator ?? '>=',
    value: shareOf(word === 'mostly_timely' ? rules.mostlyTimely : rules.timely),
  };
}

/** The word of a rate of timeliness; null without awards. */
export function timelinessWord(
  { numerator, denominator }: Measure,
  rules: ScoringRules,
): TimelinessWord | null {
  const timely = compareRatio(numerator, denominator, shareOf(rules.timely));
  if (timely === null) return null;
  if (timely >= 0) return 'timely';
  return compareRatio(numerator, denominator, shareOf(rules.mostlyTimely))! >= 0 ? 'mostly_timely' : 'late';
}

/**
 * Scores a measured indicator: full points when met, otherwise points × actual ÷ target (target ÷ actual where less
 * is better), half-up to hundredths. A missed target never gets full points, however close it came: a form that
 * gives them is refused by auditors.
 */
export function evaluateMeasure(
  {
    measure,
    threshold,
    metric,
    weightHundredths,
    sentence,
  }: {
    measure: Measure;
    threshold: Threshold;
    metric: Metric | null;
    weightHundredths: number;
    sentence: string;
  },
  rules: ScoringRules,
): Evaluation {
  const order = compareRatio(measure.numerator, measure.denominator, threshold.value);
  if (order === null) return { outcome: 'no_data', scoreHundredths: null, remarks: ['no_denominator'] };
  const met = isMet(order, threshold.operator);
  const remarks = deviations({ measure, threshold, order }, rules);
  const belowExecution =
    metric === 'budget_execution' &&
    compareRatio(measure.numerator, measure.denominator, shareOf(rules.executionExplained))! < 0;
  const unexplained = sentence.trim() === '' && (!met || belowExecution || remarks.length > 0);
  return {
    outcome: met ? 'met' : 'missed',
    scoreHundredths: met ? weightHundredths : missedScore({ measure, threshold, weightHundredths }),
    remarks: unexplained ? [...remarks, 'explanation_required'] : remarks,
  };
}

/** Scores an indicator that the head grades: the share of the points that goes with the grade. */
export function evaluateGrade(
  { assessment, weightHundredths }: { assessment: AssessmentFact | null; weightHundredths: number },
  rules: ScoringRules,
): Evaluation {
  const grade = assessment?.grade ?? null;
  if (grade === null) return { outcome: 'ungraded', scoreHundredths: null, remarks: ['not_graded'] };
  const { ratioPercent } = assessment!;
  const percent = sharePercent({ grade, ratioPercent }, rules);
  const points = new Exact(weightHundredths).times(percent).div(100);
  return {
    outcome: grade === 'achieved' ? 'met' : 'missed',
    scoreHundredths: halfUp(points),
    // The bands may have been settled otherwise since the head gave this share.
    remarks: isWithinBand({ grade, ratioPercent: percent }, rules) ? [] : ['outside_band'],
  };
}

/** What was entered, plain decimal text, as a fraction. */
export function enteredMeasure(value: string): Measure {
  const [whole = '', fraction = ''] = value.split('.');
  return { numerator: Number(whole + fraction), denominator: 10 ** fraction.length };
}

function targetShare({ value, unit }: ComparedTarget): string {
  return new Exact(value).div(unit === '‰' ? 1000 : 100).toFixed();
}

function isMet(order: -1 | 0 | 1, operator: TargetOperator): boolean {
  if (operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** More than a target asks for: any excess over an `=`, and a far one over whatever is to be reached. */
function deviations(
  { measure, threshold, order }: { measure: Measure; threshold: Threshold; order: -1 | 0 | 1 },
  rules: ScoringRules,
): Remark[] {
  if (order <= 0 || isUpperLimit(threshold.operator) || new Exact(threshold.value).isZero()) return [];
  const far = new Exact(threshold.value).times(shareOf(rules.farAbove)).toFixed();
  const isFar = compareRatio(measure.numerator, measure.denominator, far)! > 0;
  return [
    ...(threshold.operator === '=' ? (['above_target'] as const) : []),
    ...(isFar ? (['far_above_target'] as const) : []),
  ];
}

function missedScore({
  measure,
  threshold,
  weightHundredths,
}: {
  measure: Measure;
  threshold: Threshold;
  weightHundredths: number;
}): number {
  const actual = [new Exact(measure.numerator), new Exact(measure.denominator)] as const;
  const target = new Exact(threshold.value);
  const [above, below] = isUpperLimit(threshold.operator)
    ? [target.times(actual[1]), actual[0]]
    : [actual[0], target.times(actual[1])];
  if (below.isZero()) return 0;
  const score = halfUp(above.times(weightHundredths).div(below));
  return Math.max(0, Math.min(score, weightHundredths - 1));
}

function isUpperLimit(operator: TargetOperator): boolean {
  return operator === '<' || operator === '<=';
}

function halfUp(points: Decimal): number {
  return points.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}
