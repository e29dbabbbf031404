import type { ResultRow } from './bankResult';
import type { Verdict } from './bankResultMatch';
import { hasPaper, isOfSamePaper } from './contradiction';
import { isPending } from './pendingWords';
import type { FittingLine } from './severalLines';

/** Whether a row of a bank's file says what a line is answered by hand with from it, and of that line. Pure. */

type Outcome = 'succeeded' | 'failed';

/** What speaks against it: the row says the opposite, or nothing yet, or it is the answer of another line already. */
export type RowDoubt = { is: 'opposite' | 'pending' } | { is: 'used'; lineNumber: number };

interface Answered {
  outcome: Outcome;
  lineId: string;
  rowNumber: number;
}

/**
 * What speaks against answering a line from a row. One that fits several lines is used where as many of them as the file
 * has such rows are booked as it says: by its day where it failed, and by its number where it was paid.
 * @returns null where nothing does, also where there is no such row
 */
export function rowDoubt<Line extends FittingLine>(
  verdicts: readonly Verdict<Line>[],
  { outcome, lineId, rowNumber }: Answered,
): RowDoubt | null {
  const verdict = verdicts.find(({ row }) => row.rowNumber === rowNumber);
  if (!verdict) return null;
  const { row, fits } = verdict;
  const line = verdict.line ?? fits.find(({ id }) => id === lineId);
  if (row.outcome !== null && row.outcome !== outcome) return isPart(row, line) ? null : { is: 'opposite' };
  if (isPending(row.word)) return { is: 'pending' };
  const others = fits.filter(({ id }) => id !== lineId);
  // One payment for several lines answers them all.
  if (others.length === fits.length || verdict.doubt === 'lines_together') return null;
  const named = new Set(
    verdicts.flatMap((one) => (one.row.outcome === outcome && one.line ? [one.line.id] : [])),
  );
  const ids = idsOf(fits);
  const rows = verdicts.filter(
    (one) => one.row.outcome === row.outcome && idsOf(one.fits) === ids && isAlike(row, one.row, outcome),
  );
  const answered = others.filter(
    (one) => one.status === outcome && !named.has(one.id) && isAnswerOf(row, one),
  );
  return answered.length < rows.length ? null : { is: 'used', lineNumber: answered[0]!.lineNumber };
}

const idsOf = (lines: readonly FittingLine[]) => lines.map(({ id }) => id).join(' ');

/** A line of which the bank paid a part is booked as failed, and the part by itself. */
function isPart({ outcome, amountFen }: ResultRow, line: FittingLine | undefined): boolean {
  return outcome === 'succeeded' && amountFen !== null && line !== undefined && amountFen < line.amountFen;
}

/** Whether two rows would be booked by the same paper. */
function isAlike(row: ResultRow, other: ResultRow, outcome: Outcome): boolean {
  if (outcome === 'failed') return row.on === null || other.on === row.on;
  return !hasPaper(row) || isOfSamePaper(row, other);
}

function isAnswerOf(row: ResultRow, { status, booked, failedOn }: FittingLine): boolean {
  if (status === 'failed') return row.on === null || failedOn === null || failedOn === row.on;
  return !hasPaper(row) || booked === null || isOfSamePaper(row, booked);
}
