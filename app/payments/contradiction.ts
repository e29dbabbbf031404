/** An answer of the bank that goes against what is booked of a line: paid after all, or not paid after all. */
export interface Contradiction {
  id: string;
  awardId: string;
  lineId: string;
  lineNumber: number;
  holder: string;
  amountFen: number;
  /** The payment record of a line that is booked as paid. */
  paymentId: string | null;
  batch: { id: string; number: string };
  /** The file that says it, and when it came. */
  resultId: string;
  uploadedAt: string;
  /** What the bank says; the line is booked as the opposite, or as paid and taken back. */
  outcome: 'succeeded' | 'failed';
  /** The bank's day and number, as far as the file has them. */
  on: string | null;
  reference: string;
  /** That it was cleared up with the bank, and what is booked stays. */
  settled: { by: string; at: string; reason: string } | null;
}

export const isOpen = ({ settled }: Contradiction): boolean => settled === null;

type Told = Pick<Contradiction, 'on' | 'reference' | 'uploadedAt'>;

interface Recorded {
  paidOn: string;
  bankReference: string;
  recordedAt: string;
}

/**
 * Whether a payment is the one that the bank tells of: of its day and number, each as far as it is told. Where the file
 * has neither, whatever was recorded after it had come.
 */
export function isAsTold(
  { on, reference, uploadedAt }: Told,
  { paidOn, bankReference, recordedAt }: Recorded,
): boolean {
  if (on === null && reference === '') return recordedAt >= uploadedAt;
  return (on === null || on === paidOn) && (reference === '' || reference === bankReference);
}
