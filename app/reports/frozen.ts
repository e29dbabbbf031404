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
  /** What was still noted when it was frozen; nothing that forbids it. */
  points: ClosingPoint[];
}
