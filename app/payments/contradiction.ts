/** An answer of the bank that goes against what is booked of a line: paid after all, not paid after all, or another amount. */
export interface Contradiction {
  id: string;
  awardId: string;
  lineId: string;
  lineNumber: number;
  holder: string;
  amountFen: number;
  /** The payment record of a line that is booked as paid, by the batch or by hand. */
  paymentId: string | null;
  /** What is left of it after its corrections. */
  bookedFen: number;
  /** Whether it was recorded beside the batch. */
  isByHand: boolean;
  batch: { id: string; number: string };
  /** The file that says it, and when it came. */
  resultId: string;
  uploadedAt: string;
  /** What the bank says; the line is booked as the opposite, or as paid and taken back. */
  outcome: 'succeeded' | 'failed';
  /** The bank's day and number, as far as the file has them. */
  on: string | null;
  reference: string;
  /** The bank's amount; null where it cannot be read. */
  saidFen: number | null;
  /** That it was cleared up with the bank, and what is booked stays. */
  settled: { by: string; at: string; reason: string } | null;
}

export const isOpen = ({ settled }: Contradiction): boolean => settled === null;

/** Whether the bank says another amount of a payment that is booked, and both say that it was made. */
export function isOfAmount({ outcome, bookedFen }: Contradiction): boolean {
  return outcome === 'succeeded' && bookedFen > 0;
}

type Told = Pick<Contradiction, 'on' | 'reference' | 'saidFen' | 'uploadedAt'>;

interface Recorded {
  paidOn: string;
  amountFen: number;
  bankReference: string;
  recordedAt: string;
}

/**
 * Whether a payment is the one that the bank tells of: of its amount, day and number, each as far as it is told. Where
 * the file has neither day nor number, whatever was recorded after it had come.
 */
export function isAsTold(
  { on, reference, saidFen, uploadedAt }: Told,
  { paidOn, bankReference, amountFen, recordedAt }: Recorded,
): boolean {
  if (saidFen !== null && saidFen !== amountFen) return false;
  if (on === null && reference === '') return recordedAt >= uploadedAt;
  return (on === null || on === paidOn) && (reference === '' || reference === bankReference);
}
