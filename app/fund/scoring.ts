import { Decimal } from 'decimal.js';
import type { Grade } from './project';

/** 评分规则: by what the figures of a project-year are scored and graded. Data of the year; without any, the usual ones. */

export const SCORING_FIELDS = [
  'farAbove',
  'executionExplained',
  'timely',
  'mostlyTimely',
  'thinAnswers',
  'thinShare',
  'filesSound',
  'filesPassable',
  'achievedFrom',
  'partlyFrom',
  'excellentFrom',
  'goodFrom',
  'fairFrom',
] as const;
export type ScoringField = (typeof SCORING_FIELDS)[number];

/**
 * Hundredths of a percent (`9500` is 95 %); the grades of the total, `excellentFrom` to `fairFrom`, hundredths of a
 * point. `farAbove`: above this share of a target an explanation is required; `executionExplained`: below this execution
 * of the budget. A survey with fewer than `thinAnswers` answers (a count), or with less than `thinShare` of those paid,
 * is said to be thin. `filesSound`, `filesPassable`: from this share of complete files 达成, or 部分达成, is suggested.
 * `achievedFrom`, `partlyFrom`: where the points of a grade begin.
 */
export type ScoringRules = Record<ScoringField, number>;

/** The defaults of the domain definition (timeliness, satisfaction, year-end report): no regulation, a year may have others. */
export const USUAL_SCORING: ScoringRules = {
  farAbove: 13000,
  executionExplained: 9000,
  timely: 9500,
  mostlyTimely: 8000,
  thinAnswers: 30,
  thinShare: 500,
  filesSound: 9500,
  filesPassable: 8000,
  achievedFrom: 8000,
  partlyFrom: 6000,
  excellentFrom: 9000,
  goodFrom: 8000,
  fairFrom: 6000,
};

const WHOLE = 10000;
const MOST_ABOVE = 10 * WHOLE;

/** Whether a value is a count of answers, of 10,000 at most; the others are hundredths. */
export function isCount(field: ScoringField): boolean {
  return field === 'thinAnswers';
}

/** Percents that a person's whole percent is held against. */
const WHOLE_PERCENTS: readonly ScoringField[] = ['achievedFrom', 'partlyFrom'];

/** Of each pair the first must be above the second. */
const DESCENDING = [
  ['timely', 'mostlyTimely'],
  ['filesSound', 'filesPassable'],
  ['achievedFrom', 'partlyFrom'],
  ['excellentFrom', 'goodFrom'],
  ['goodFrom', 'fairFrom'],
] as const satisfies readonly (readonly [ScoringField, ScoringField])[];

export const SCORING_FAULTS = ['far_above_range', 'range', 'whole', 'descending'] as const;

/** What is wrong with one value; `other` is the one that it must stay below. */
export interface ScoringFault {
  field: ScoringField;
  fault: (typeof SCORING_FAULTS)[number];
  other?: ScoringField;
}

/** Everything in which rules contradict themselves, at most one fault a value. */
export function scoringFaults(rules: ScoringRules): ScoringFault[] {
  const alone = SCORING_FIELDS.flatMap((field): ScoringFault[] => {
    const fault = faultOf(field, rules[field]);
    return fault ? [{ field, fault }] : [];
  });
  const isSound = (field: ScoringField) => !alone.some((one) => one.field === field);
  const disordered = DESCENDING.filter(
    ([upper, lower]) => isSound(upper) && isSound(lower) && rules[upper] <= rules[lower],
  );
  return [...alone, ...disordered.map(([other, field]) => ({ field, fault: 'descending' as const, other }))];
}

function faultOf(field: ScoringField, value: number): ScoringFault['fault'] | null {
  if (field === 'farAbove') return WHOLE <= value && value <= MOST_ABOVE ? null : 'far_above_range';
  // A limit of nothing would have sentences say that something is below it.
  if (value <= 0 || value > WHOLE) return 'range';
  return WHOLE_PERCENTS.includes(field) && value % 100 !== 0 ? 'whole' : null;
}

/** Hundredths of a percent as a share, decimal text: `9500` is `0.95`. */
export function shareOf(hundredths: number): string {
  return new Decimal(hundredths).div(WHOLE).toFixed();
}

/**
 * The share of the points, in percent, that goes with a grade, and what is given where the head names no share: all for
 * what was achieved, the middle of the band for a part, nothing for what was not achieved.
 */
export function gradeBands({
  achievedFrom,
  partlyFrom,
}: Pick<ScoringRules, 'achievedFrom' | 'partlyFrom'>): Record<
  Grade,
  { from: number; to: number; usual: number }
> {
  const [upper, lower] = [achievedFrom / 100, partlyFrom / 100];
  return {
    achieved: { from: upper, to: 100, usual: 100 },
    partly: { from: lower, to: upper, usual: (upper + lower) / 2 },
    not_achieved: { from: 0, to: lower, usual: 0 },
  };
}

/** Whether two years are scored alike. */
export function isSameScoring(one: ScoringRules, other: ScoringRules): boolean {
  return differingRules(one, other).length === 0;
}

/** The rules in which two years differ, in the order of the form. */
export function differingRules(one: ScoringRules, other: ScoringRules): ScoringField[] {
  return SCORING_FIELDS.filter((field) => one[field] !== other[field]);
}
