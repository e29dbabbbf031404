import type { LeftOutMoney } from '../fund/leftOut';

/** How much the appendices of a year's report hold, as of its day: rows of the ledger and their sum, people, answers, batches, files. */
export interface AttachmentCounts {
  payments: number;
  netFen: number;
  /** No part of the report. */
  outside: LeftOutMoney;
  people: number;
  /** Draws of the survey rounds, and the people among them: one who was drawn again is one person by the ID number. */
  draws: number;
  sample: number;
  /** Answers that count for the satisfaction: one a person, the last. */
  answers: number;
  /** Batches of which something was paid that the report counts, and how much. */
  batches: { count: number; paidFen: number };
  /** Receipts and adjustments of the budget, with the sums that the report shows. */
  receipts: { count: number; receivedFen: number; adjustedFen: number };
  evidence: number;
}
