import { isSameReference } from '../fund/reference';
import type { PreviewTab } from './bankResultMatch';

/** What a file has said of a line against what was booked of it, or against what another file had said. */
export interface BankWord {
  resultId: string;
  /** When the file came. */
  uploadedAt: string;
  /** When it came first, which may have been taken away and sent in again. */
  firstAt: string;
  outcome: 'succeeded' | 'failed';
  /** The bank's day and number, as far as the file has them. */
  on: string | null;
  reference: string;
  /** The bank's amount; null where it cannot be read. */
  saidFen: number | null;
  /** Of how many lines the row may be: more than one where the file does not tell them apart. */
  possibleLines: number;
}

/** A payment beside the one that the bank tells of. */
export interface OtherPayment {
  paymentId: string;
  on: string;
  reference: string;
  amountFen: number;
  /** Whether the bank has told of it too. */
  isTold: boolean;
}

/** An answer of the bank that goes against what is booked of a line: paid after all, not paid after all, or another amount. */
export interface Contradiction extends BankWord {
  id: string;
  awardId: string;
  lineId: string;
  lineNumber: number;
  /** Whether the line was taken out before the batch went to the bank, so that it should not have been paid. */
  isTakenOut: boolean;
  holder: string;
  amountFen: number;
  /** The payment record of a line that is booked as paid, by the batch or by hand. */
  paymentId: string | null;
  /** The other payments by hand that the bank took back with it, where it was recorded in parts. */
  also: string[];
  /** What is left of it after its corrections. */
  bookedFen: number;
  /** Whether it was recorded beside the batch. */
  isByHand: boolean;
  batch: { id: string; number: string };
  /** Where the page of the file has the row. */
  tab: PreviewTab;
  /** The bank's day of a line that is booked as failed, where it has one. */
  failedOn: string | null;
  /** Another payment of the award that stands, where the bank says of this line that it was paid too. */
  again: OtherPayment | null;
  /** The other payments of which the bank has told for this line. */
  others: BankWord[];
  /** The bank's last word after this one that says otherwise. */
  later: BankWord | null;
  /** The batch that is about to pay the award again: whether its lines can be taken out, or the bank has it already. */
  reissue: { id: string; number: string; isDraft: boolean; isSent: boolean } | null;
  /** That the award was given up before anything was paid, or taken back after: nothing is recorded of it any more. */
  closed: 'given_up' | 'taken_back' | null;
  /** That it was cleared up with the bank, and what is booked stays. */
  settled: { by: string; at: string; reason: string } | null;
}

/** Whether the bank said one thing after another: by its own days, or, where one has none, as the files came. */
export function isLater(
  one: Pick<BankWord, 'on' | 'firstAt'>,
  other: Pick<BankWord, 'on' | 'firstAt'>,
): boolean {
  if (one.on !== null && other.on !== null && one.on !== other.on) return one.on > other.on;
  return one.firstAt > other.firstAt;
}

export const isOpen = ({ settled }: Contradiction): boolean => settled === null;

/** Whether the bank says another amount of a payment that is booked, and both say that it was made. */
export function isOfAmount({ outcome, bookedFen }: Contradiction): boolean {
  return outcome === 'succeeded' && bookedFen > 0;
}

/** What a payment is known by to the bank. */
export type Paper = Pick<BankWord, 'on' | 'reference'>;

/** Whether two papers are one: of the same number, or, where one has none, of the same day. */
export function isOfSamePaper(one: Paper, other: Paper): boolean {
  if (one.reference !== '' && other.reference !== '') return isSameReference(one.reference, other.reference);
  return one.on !== null && one.on === other.on;
}

/** What a file says of a line. */
export type Answer = Paper & { outcome: string | null };

/** Whether two files say the very same of a line. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  return (
    one.outcome === other.outcome && one.on === other.on && isSameReference(one.reference, other.reference)
  );
}

export const hasPaper = ({ on, reference }: Paper): boolean => on !== null || reference !== '';

/** What a word says of one line: of the sum of several the amount of the line. */
export function ofLine<Word extends Pick<BankWord, 'saidFen' | 'possibleLines'>>(
  word: Word,
  lineFen: number,
): Word {
  return isOfSeveral(word, lineFen) ? { ...word, saidFen: lineFen } : word;
}

/** Whether the bank tells one amount for several lines. */
export function isOfSeveral(
  { saidFen, possibleLines }: Pick<BankWord, 'saidFen' | 'possibleLines'>,
  lineFen: number,
): boolean {
  return possibleLines > 1 && saidFen !== null && saidFen > lineFen;
}

/** Whether a line is booked as failed on a later day than the bank paid, which no file tells. */
export function isFailedSince(
  { outcome, on, failedOn }: Pick<Contradiction, 'outcome' | 'on' | 'failedOn'>,
  said: readonly BankWord[],
): boolean {
  if (outcome === 'failed' || on === null || failedOn === null || failedOn <= on) return false;
  return !said.some((word) => word.outcome === 'failed' && (word.on === null || word.on > on));
}

/**
 * Whether a payment is recorded by hand as the bank tells, and only that the line is booked as failed on a later day speaks
 * against it.
 */
export function isPaidBeforeFailing(claim: Contradiction): boolean {
  const { isByHand, bookedFen, amountFen } = claim;
  const { saidFen } = ofLine(claim, amountFen);
  return isByHand && isFailedSince(claim, []) && (saidFen === null || saidFen === bookedFen);
}

type Told = Pick<BankWord, 'on' | 'reference' | 'saidFen' | 'uploadedAt'>;

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
  if (!hasPaper({ on, reference })) return recordedAt >= uploadedAt;
  return (on === null || on === paidOn) && (reference === '' || isSameReference(reference, bankReference));
}
