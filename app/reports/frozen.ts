import type { EvidenceFile } from '../fund/indicatorFiles.server';
import type { YearIndicators } from '../indicators/indicator';
import type { ChapterText } from './chapter';
import type { ClosingPoint } from './closingPoints';
import type { YearEndReport } from './report';

export const FROZEN_FILE_KINDS = ['docx', 'xlsx', 'narrative'] as const;
export type FrozenFileKind = (typeof FROZEN_FILE_KINDS)[number];

/** Everything that a frozen paper says; kept as it is, so that later versions of the program print the same. */
export interface FrozenModel {
  format: 1;
  report: YearEndReport;
  chapters: ChapterText[];
  /** The files that proved its grades: their bytes are kept by these hashes. */
  evidence: EvidenceFile[];
  /** What was still noted when it was frozen; nothing that forbids it. */
  points: ClosingPoint[];
}

/** What of it is compared with the records of now. */
export type FrozenContent = Pick<FrozenModel, 'report' | 'chapters' | 'evidence'>;

/** The figures of a frozen paper as those of a year are. */
export function frozenIndicators({ report }: Pick<FrozenModel, 'report'>): YearIndicators {
  const { year, asOf, scoring, money, rows, total, open } = report;
  return {
    ...{ year, asOf, scoring, budget: money },
    rows: rows.flatMap(({ indicator }) => indicator ?? []),
    totalScoreHundredths: total.scoreHundredths,
    unscoredHundredths: open.unscoredHundredths,
  };
}

/** A paper that is made after a closing, beside the last one that was frozen. */
export interface SinceFrozen {
  position: number;
  /** By the clock in China. */
  frozenAt: string;
  /** How many places say something else. */
  differences: number;
}
