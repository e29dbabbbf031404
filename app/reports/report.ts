import type { LeftOutMoney } from '../fund/leftOut';
import type { ScoringRules } from '../fund/scoring';
import type { Budget, IndicatorResult } from '../indicators/indicator';
import type { NationalSheet } from './national';

/**
 * The year-end self-evaluation in the layout of the 2019 target form (domain definition, year-end report): every
 * text that is printed, in its place. The page, the docx and the xlsx print this and nothing else.
 */

export const REPORT_GRADES = ['excellent', 'good', 'fair', 'poor'] as const;
export type ReportGrade = (typeof REPORT_GRADES)[number];

export const REPORT_COLUMNS = [
  'level1',
  'level2',
  'level3',
  'target',
  'actual',
  'weight',
  'score',
  'note',
] as const;
export type ReportColumn = (typeof REPORT_COLUMNS)[number];

/** A label and what stands behind it; `text` is empty where the form stays blank. */
export interface Entry {
  label: string;
  text: string;
}

export interface FundLine {
  label: string;
  amountFen: number;
  amountText: string;
  capitalsText: string;
}

/** A rate, and what it is the quotient of. */
export interface RateLine extends Entry {
  basis: string;
}

/** A cell that stands for `rowSpan` rows. */
export interface SpanCell {
  text: string;
  rowSpan: number;
}

export interface ReportRow {
  /** null where the cell of a row above reaches down. */
  level1: SpanCell | null;
  level2: SpanCell | null;
  level3: string;
  target: string;
  actual: string;
  weight: string;
  score: string;
  note: string;
  /** The figures behind the texts; null for a second-level row without an indicator. */
  indicator: IndicatorResult | null;
}

export interface ReportTotal {
  weightHundredths: number;
  weight: string;
  scoreHundredths: number;
  score: string;
  grade: ReportGrade;
  /** Points are missing that have no score yet. */
  isProvisional: boolean;
  gradeText: string;
}

/** A row that a person still has something to do about. */
export interface OpenRow {
  id: string;
  name: string;
}

export interface YearEndReport {
  year: number;
  asOf: string;
  /** By what the rows are scored and the total is graded. */
  scoring: ScoringRules;
  /** The last day of the project. */
  endOn: string;
  generatedAt: string;
  centreName: string;
  projectName: string;
  title: string;
  period: string;
  /** File name of an export, without its ending. */
  fileName: string;
  /** The day in words, and the time of the making on the clock in China. */
  asOfText: string;
  generatedText: string;
  /** The head block, one or two entries a line. */
  basics: Entry[][];
  /** The same money as figures. */
  money: Budget;
  funds: FundLine[];
  /** What the ledger holds and the paper does not count. */
  leftOut: LeftOutMoney;
  rates: RateLine[];
  rows: ReportRow[];
  total: ReportTotal;
  notes: string[];
  signOff: Entry[];
  /** The end of the audit log when the paper was made, in words; empty while there is none. */
  auditHeadText: string;
  /** The same in the national layout; null where the paper is printed in the tree of 2019. */
  national: NationalSheet | null;
  /** What stands between this paper and a final one. */
  open: { ungraded: OpenRow[]; noData: OpenRow[]; unexplained: OpenRow[]; unscoredHundredths: number };
}
