/** Codes of the long work that runs beside the pages; the Chinese terms stand in app/zh/jobs.ts. */

export const JOB_KINDS = [
  'families.import',
  'families.export',
  'payments.import',
  'receipts.import',
  'national.export',
  'national.compare',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `checked`: a file was checked and waits for another person to let it in. */
export const JOB_STATUSES = ['waiting', 'running', 'checked', 'done', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** What a running job is at. */
export const JOB_PHASES = ['reading', 'checking', 'importing', 'writing'] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** As large as a table is taken that is read beside the pages, and of how many rows: people, entries, people of all offices. */
export const MOST_IMPORT_BYTES = 40 * 1024 * 1024;
export const MOST_IMPORT_ROWS = 100_000;
export const MOST_LEDGER_ROWS = 50_000;
export const MOST_NATIONAL_ROWS = 300_000;

/** Days after which what a job works on and what it made are removed from the server. */
export const JOB_FILE_DAYS = 30;

/**
 * People of a file that comes in whole or not at all: it is one write, and who saves meanwhile waits ten seconds at
 * most. So many take three to four seconds
 * of two busy processors.
 */
export const MOST_ROWS_AT_ONCE = 5_000;

/** Whether the good families go in beside refused ones, or everything or nothing. */
export const IMPORT_MODES = ['good_families', 'all_or_nothing'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** Work that nobody waits for any more. */
export function isFinished(status: JobStatus): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}
