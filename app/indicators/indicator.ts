import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { CountBasis, IndicatorKind, Metric, TargetValue } from '../fund/target';
import type { Grade } from '../fund/project';
import type { ScoringRules } from '../fund/scoring';

/** Results of the indicator engine: what every screen, paper and the command line show. */

/** How many were helped, by the three ways of counting (domain definitions: 人, 人次, 户). */
export interface Counts {
  persons: number;
  personTimes: number;
  families: number;
}

/** The same of what knows no families: services. */
export type SomeCounts = Omit<Counts, 'families'> & Partial<Pick<Counts, 'families'>>;

/** `met`/`missed` against the target; `ungraded` waits for the head; `no_data` has a zero denominator or no source yet. */
export const OUTCOMES = ['met', 'missed', 'ungraded', 'no_data'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a person must look at: shown as words beside the row. */
export const REMARKS = [
  'above_target',
  'far_above_target',
  'explanation_required',
  'no_surveys',
  'thin_sample',
  'no_denominator',
  'not_graded',
  'outside_band',
] as const;
export type Remark = (typeof REMARKS)[number];

/** The people heard in surveys beside all who were paid. */
export interface Heard {
  answers: number;
  /** People whose net is above 0. */
  paid: number;
}

/** The same, judged by the rules of the year. */
export interface Sample extends Heard {
  /** Too few to be shown without a warning. */
  isThin: boolean;
}

export interface IndicatorResult {
  id: string;
  position: number;
  level1: string;
  level2: string;
  /** null: a second-level row that stands without an indicator and is printed all the same. */
  level3: string | null;
  kind: IndicatorKind;
  metric: Metric | null;
  countBasis: CountBasis | null;
  /** Only where the indicator counts a part. */
  filter?: IndicatorFilter;
  target: TargetValue;
  actual: {
    /** Decimal text: a count (`985`), or a rate unrounded to at least 6 places (`0.985000`); null where there is none. */
    value: string | null;
    /** As shown: `985人`, `98.50%`, `及时(98.50%)`, `—`. */
    text: string;
  };
  counts: SomeCounts | null;
  /** Of a rate: fen, or people, or awards. */
  numerator: number | null;
  denominator: number | null;
  /** Of satisfaction: how many were heard. */
  sample: Sample | null;
  outcome: Outcome;
  weightHundredths: number;
  /** Hundredths of a point, never above the weight; null where there is nothing to score yet. */
  scoreHundredths: number | null;
  grade: Grade | null;
  /** The head's sentence: explanation of a variance, or reason of a grade. */
  sentence: string;
  remarks: Remark[];
}

export interface Budget {
  budgetFen: number;
  receivedFen: number;
  committedFen: number;
  /** How many awards have something of it. */
  committedAwards: number;
  paidFen: number;
}

export interface YearIndicators {
  year: number;
  asOf: string;
  /** By what the rows are scored. */
  scoring: ScoringRules;
  budget: Budget;
  rows: IndicatorResult[];
  /** The sum of the rows' scores; rows without one count nothing. */
  totalScoreHundredths: number;
  /** The weight of the rows that have no score yet. */
  unscoredHundredths: number;
}
