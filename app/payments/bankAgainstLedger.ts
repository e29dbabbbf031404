import { isOtherPayment, type PreviewTab } from './bankResultMatch';
import {
  hasPaper,
  isAsTold,
  isFailedSince,
  isLater,
  isOfSamePaper,
  isOfSeveral,
  isSameAnswer,
  ofLine as wordOfLine,
  type BankWord,
  type Contradiction,
  type Paper,
} from './contradiction';
import { ownNet, type KindedRow } from './ledger';

/** Holds what the bank said of a line against the payment records of its award. Pure. */

/** A payment record with what the bank's paper is known by. */
export interface PaperRow extends KindedRow {
  bankReference: string;
  recordedAt: string;
}

/** A word of the bank about a line, which was sent with an amount and stands for a payment once it is paid. */
export type LineWord = BankWord & Pick<Contradiction, 'amountFen' | 'paymentId' | 'failedOn' | 'isTakenOut'>;

export interface Books {
  /** The payment records of the award. */
  rows: readonly PaperRow[];
  /** The payments that stand for a line of a batch. */
  answered: ReadonlySet<string>;
  /** All that files say of the line. */
  said: readonly BankWord[];
  /** The payment records of the other lines that a row may be about; none where it is about this one for certain. */
  sisters: readonly PaperRow[];
  /** By what the award is booked as failed in other batches, of days before this one was sent. */
  failedBefore: readonly Paper[];
}

/** What is booked against a word of the bank. */
export type Against = Pick<Contradiction, 'paymentId' | 'also' | 'bookedFen' | 'isByHand' | 'tab' | 'again'>;

/** What the books have against a word of the bank; null where they agree, or a later file put the word right. */
export function booksAgainst(told: LineWord, books: Books): Against | null {
  const word = wordOfLine(told, told.amountFen);
  // A payment of one of several lines is not that of the others, where the bank tells their sum.
  if (isOfSeveral(told, told.amountFen)) return againstPaid(word, books);
  if (books.said.some((other) => putsRight(other, word) && !isAsEntered(other, { word, books }))) return null;
  if (isOfSister(word, books)) return null;
  return word.outcome === 'succeeded' ? againstPaid(word, books) : againstFailed(word, books);
}

/**
 * The payments besides, of other papers, that the bank has told of for the line; each as it was told last. One of which it
 * says neither day nor number may be any of them.
 */
export function otherPayments(word: BankWord, said: readonly BankWord[]): BankWord[] {
  return said.filter(
    (other) =>
      other.outcome === 'succeeded' &&
      hasPaper(other) &&
      !isOfSamePaper(other, word) &&
      !said.some((later) => putsRight(later, other)),
  );
}

/** The bank's last word after one that says otherwise than it. */
export function lastAfter(word: BankWord, said: readonly BankWord[]): BankWord | null {
  const others = said.filter(
    (other) => isLater(other, word) && (other.outcome !== word.outcome || other.saidFen !== word.saidFen),
  );
  return others.reduce<BankWord | null>(
    (last, other) => (last === null || isLater(other, last) ? other : last),
    null,
  );
}

/**
 * Whether a later file says of the same paper what counts, such as its amount. That a payment failed after all does not
 * make it unsaid that it was made: that is asked.
 */
function putsRight(later: BankWord, word: BankWord): boolean {
  return later.outcome === word.outcome && later.firstAt > word.firstAt && isOfSamePaper(later, word);
}

/** Whether a word says the amount that was entered first: it may be that file, sent in once more. */
function isAsEntered(
  { outcome, saidFen }: BankWord,
  { word: { paymentId }, books: { rows } }: { word: LineWord; books: Books },
): boolean {
  const booked = rows.find(({ id }) => id === paymentId);
  return outcome === 'succeeded' && booked?.amountFen === saidFen;
}

/**
 * Whether what may be said of several lines is booked of another one: paid by hand as the bank tells, or come back on its
 * day.
 */
function isOfSister(word: LineWord, { answered, sisters }: Books): boolean {
  return sisters.some((row) => {
    if (word.outcome === 'succeeded')
      return (
        row.kind === 'payment' && !answered.has(row.id) && isAsTold(word, row) && isRecorded(row, sisters)
      );
    const isSince = word.on === null ? row.recordedAt >= word.uploadedAt : row.paidOn === word.on;
    return row.kind === 'return' && isSince && ownNet(sisters, row.id) < 0;
  });
}

function againstPaid(word: LineWord, { rows, answered, said }: Books): Against | null {
  const { paymentId, saidFen, isTakenOut } = word;
  const ofLine = rows.find(({ id }) => id === paymentId);
  if (ofLine && isOfAmount([ofLine], { rows, saidFen })) return null;
  const payments = rows.filter(({ kind }) => kind === 'payment');
  // What the bank answered of another line is another payment, but of what was never sent here, or by its very number.
  const beside = payments.filter(
    (row) => row.id !== paymentId && (isTakenOut || !answered.has(row.id) || isByNumber(word, row)),
  );
  const asTold = [...beside, ...(ofLine ? [ofLine] : [])].find(
    (row) => isAsTold(word, row) && isRecorded(row, rows),
  );
  if (asTold && asTold !== ofLine && isFailedSince(word, said) && ownNet(rows, asTold.id) > 0)
    return byHandOf(asTold, rows);
  if (asTold) return null;
  // Recorded by hand under the bank's day and number, with another amount or in parts.
  const parts = beside.filter((row) => isAsTold({ ...word, saidFen: null }, row) && madeFen(row, rows) > 0);
  if (parts.length > 0 && parts.reduce((sum, row) => sum + madeFen(row, rows), 0) === saidFen) return null;
  const ofPaper = parts.filter((row) => ownNet(rows, row.id) > 0);
  if (isOfAmount(ofPaper, { rows, saidFen })) return null;
  const bookedFen = ofLine ? ownNet(rows, ofLine.id) : 0;
  if (bookedFen === 0 && ofPaper.length > 0) {
    const { id } = ofPaper.at(-1)!;
    const paperFen = ofPaper.reduce((sum, row) => sum + ownNet(rows, row.id), 0);
    return { paymentId: id, also: [], bookedFen: paperFen, isByHand: true, tab: 'doubtful', again: null };
  }
  const others = payments.filter((row) => row.id !== paymentId && ownNet(rows, row.id) > 0);
  return {
    ...{ paymentId, also: [], bookedFen, isByHand: false },
    tab: ofLine ? tabOf(word, ofLine) : 'doubtful',
    again: bookedFen === 0 ? otherPayment(others.at(-1), { rows, said }) : null,
  };
}

/** Whether the bank tells of a payment with all that it is known by: a re-issue's, in a file about the first batch. */
function isByNumber(word: LineWord, row: PaperRow): boolean {
  const isWhole = word.saidFen !== null && word.on !== null && word.reference !== '';
  return isWhole && isAsTold(word, row);
}

/** A payment by hand of which the bank says otherwise. */
function byHandOf(row: PaperRow, rows: readonly PaperRow[]): Against {
  return {
    ...{ paymentId: row.id, also: [], bookedFen: ownNet(rows, row.id) },
    ...{ isByHand: true, tab: 'doubtful', again: null },
  };
}

/** Whether payments that stand are of the bank's amount together, before or after what came back of them. */
function isOfAmount(
  payments: readonly PaperRow[],
  { rows, saidFen }: { rows: readonly PaperRow[]; saidFen: number | null },
): boolean {
  const nets = payments.map((row) => ownNet(rows, row.id));
  if (!nets.some((net) => net > 0)) return false;
  const sums = [nets, payments.map((row) => madeFen(row, rows))];
  return sums.some((parts) => parts.reduce((sum, part) => sum + part, 0) === saidFen);
}

/**
 * Whether a payment that the bank tells of stands in the books as it was made, though the money may have come back since.
 */
function isRecorded(row: PaperRow, rows: readonly PaperRow[]): boolean {
  return madeFen(row, rows) === row.amountFen;
}

/** What the books say was paid: a return or recovery comes after that, what was reversed never was. */
function madeFen({ id: paymentId, amountFen }: PaperRow, rows: readonly PaperRow[]): number {
  const reversals = rows.filter(({ correctsId, kind }) => correctsId === paymentId && kind === 'reversal');
  return reversals.reduce((sum, { id }) => sum + ownNet(rows, id), amountFen);
}

function otherPayment(
  row: PaperRow | undefined,
  { rows, said }: Pick<Books, 'rows' | 'said'>,
): Against['again'] {
  if (!row) return null;
  const { id: paymentId, paidOn: on, bankReference: reference } = row;
  const isTold = said.some((word) => word.outcome === 'succeeded' && isAsTold(word, row));
  return { paymentId, on, reference, amountFen: ownNet(rows, row.id), isTold };
}

/** How the page of a file takes a row that says of a paid line that it was paid. */
function tabOf(word: LineWord, { bankReference: reference, paidOn: on }: PaperRow): PreviewTab {
  if (word.saidFen !== word.amountFen) return 'doubtful';
  return isOtherPayment(word, { reference, on }) ? 'differing' : 'applied';
}

function againstFailed(word: LineWord, { rows, answered, said, failedBefore }: Books): Against | null {
  const { paymentId } = word;
  const bookedFen = paymentId === null ? 0 : ownNet(rows, paymentId);
  // A file about the re-issue may hold the rows of the first run too.
  const isOfFirstRun = failedBefore.some((paper) => isSameAnswer(word, { outcome: 'failed', ...paper }));
  if (bookedFen > 0 && isOfFirstRun) return null;
  if (bookedFen > 0) return { paymentId, also: [], bookedFen, isByHand: false, tab: 'doubtful', again: null };
  const [byHand, ...parts] = rows.filter(
    (row) =>
      row.kind === 'payment' &&
      !answered.has(row.id) &&
      ownNet(rows, row.id) > 0 &&
      isTakenBack(row, { word, said }),
  );
  if (!byHand) return null;
  const tab = paymentId === null ? 'applied' : 'doubtful';
  return {
    ...{ paymentId: byHand.id, also: parts.map(({ id }) => id) },
    ...{ bookedFen: ownNet(rows, byHand.id), isByHand: true, tab, again: null },
  };
}

/**
 * Whether the bank took a payment back that was recorded by hand: one of no later day, known when the file came; or the
 * very one that it had told of itself before.
 */
function isTakenBack(row: PaperRow, { word, said }: { word: LineWord; said: readonly BankWord[] }): boolean {
  if (row.recordedAt <= word.uploadedAt && word.on !== null && row.paidOn <= word.on) return true;
  return said.some((other) => other.outcome === 'succeeded' && isLater(word, other) && isAsTold(other, row));
}
