import type { Read } from '../../db/client.server';
import type { ResultRow } from './bankResult';
import { isOtherPayment, type Matching, type Verdict } from './bankResultMatch';
import { bookingsOf, type Booking } from './bookings.server';
import type { BatchLine } from './sentLines.server';
import { placedRows } from './severalLines';

/** A row with its line and, where it tells another payment than that, what was written down of it. */
export interface JudgedRow extends Verdict<BatchLine> {
  booking: Booking | null;
}

/** Rows of a file held against the lines of its batch, and against all payments that were written down of their awards. */
export async function judgedRows(
  read: Read,
  { rows, lines }: { rows: readonly ResultRow[]; lines: readonly BatchLine[] },
): Promise<Omit<Matching<BatchLine>, 'verdicts'> & { verdicts: JudgedRow[] }> {
  const { verdicts, missing } = placedRows(rows, lines);
  const differing = verdicts.flatMap(({ kind, line }) => (kind === 'differing' ? [line!.awardId] : []));
  const bookings = await bookingsOf(read, [...new Set(differing)]);
  const judged = verdicts.map((verdict): JudgedRow =>
    verdict.kind === 'differing'
      ? besideBookings(verdict, bookings.get(verdict.line!.awardId) ?? [])
      : { ...verdict, booking: null },
  );
  return { verdicts: judged, missing };
}

/** What was put right since, by a correction and another payment of the award, is no difference any more. */
function besideBookings(verdict: Verdict<BatchLine>, bookings: readonly Booking[]): JudgedRow {
  const isKnown = bookings.some((booking) => !isOtherPayment(verdict.row, booking));
  const booking = bookings.find(({ paymentId }) => paymentId === verdict.line!.paymentId) ?? null;
  return { ...verdict, kind: isKnown ? 'applied' : 'differing', booking };
}
