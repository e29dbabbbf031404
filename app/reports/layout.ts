/** How the year-end self-evaluation is laid out (domain definition, year-end report). */
export const REPORT_LAYOUTS = ['tree_2019', 'national'] as const;
export type ReportLayout = (typeof REPORT_LAYOUTS)[number];

const FIRST_NATIONAL_YEAR = 2020;

/** The layout of a year for which nobody chose one. */
export function usualLayout(year: number): ReportLayout {
  return year < FIRST_NATIONAL_YEAR ? 'tree_2019' : 'national';
}

/** Of an amount, how much is carried over from the year before and how much is neither that nor an appropriation. */
export interface FundSplit {
  carriedFen: number;
  otherFen: number;
}

/** What the head settled about the paper of a year; a split is null while nobody said it. */
export interface LayoutChoice {
  layout: ReportLayout;
  /** The superior department (主管部门), as it is printed. */
  department: string;
  planned: FundSplit | null;
  budget: FundSplit | null;
}
