/** How much the appendices of a year's report hold, as of its day: rows of the ledger and their sum, people, answers, batches, files. */
export interface AttachmentCounts {
  payments: number;
  netFen: number;
  /** Rows of the ledger after the day, or outside the project's dates: no part of the report. */
  outside: { payments: number; netFen: number };
  people: number;
  /** People of the survey samples, and how many of them gave a rating. */
  sample: number;
  answers: number;
  batches: number;
  /** Receipts and adjustments of the budget. */
  receipts: number;
  evidence: number;
}
