import { and, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { batches, instructions } from '../../db/schema';
import { isSameReference } from '../fund/reference';
import { fingerprint } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { isBeforeSending, type ResultRow } from './bankResult';
import type { Booked, Verdict } from './bankResultMatch';
import { sentOnOf } from './batchRows.server';
import { bookingsOf } from './bookings.server';
import type { EarlyRows } from './earlyRows.server';
import { sentLines, type BatchLine } from './sentLines.server';
import { placedRows } from './severalLines';

/** Another batch that all rows of a file fit which would be entered: nothing in them says which of the two they answer. */
export interface FittingBatch {
  id: string;
  number: string;
  title: string;
  /** Whether it would take them now; else they stand there already, as they are. */
  isWaiting: boolean;
  /** How many of the rows stand there already. */
  enteredCount: number;
}

export interface OtherFit {
  /** How many rows would be entered; 0 where no other batch fits them. */
  count: number;
  /** Those that wait first, each kind with the newest first. */
  batches: FittingBatch[];
}

interface Judged {
  batchId: string;
  verdicts: readonly Verdict<BatchLine>[];
  early: EarlyRows;
}

/**
 * The batches that a file answers just as well as the one it was sent in for. What is asked already, because the whole
 * file is another batch's, is not asked a second time; nor is a batch where none of it stands, while some of it does here.
 */
export async function otherFit(read: Read, { batchId, verdicts, early }: Judged): Promise<OtherFit> {
  const answers = verdicts.filter(({ kind }) => kind === 'succeeded' || kind === 'failed');
  const rows = answers.map(({ row }) => row);
  const [first] = rows;
  if (!first || early.otherBatch !== null) return { count: 0, batches: [] };
  const fitting: FittingBatch[] = [];
  for (const batch of await batchesWith(read, { batchId, row: first })) {
    const fit = await fitOf(read, { batch, rows });
    if (fit) fitting.push({ ...batch, ...fit });
  }
  const isOfThis = fitting.length > 0 && (await isContinued(read, verdicts));
  const asked = isOfThis ? fitting.filter(({ enteredCount }) => enteredCount > 0) : fitting;
  asked.sort((one, other) => Number(other.isWaiting) - Number(one.isWaiting));
  return { count: asked.length > 0 ? rows.length : 0, batches: asked };
}

/**
 * Holds a file until whoever enters it has seen that another batch fits its rows just as well.
 * @param seen how many rows were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal result.fits_other {count, number}
 */
export function requireOtherFitSeen(
  { count, batches: [first] }: OtherFit,
  seen: number | undefined,
): { otherFitRows?: number } {
  if (seen !== undefined && seen !== count)
    throw new Refusal('result.fits_other', { count, number: first?.number ?? null }, 'otherFitSeen');
  return count > 0 ? { otherFitRows: count } : {};
}

/**
 * Whether a file goes on with what an earlier one has answered here: a row of it stands in this batch with its day and
 * number, and not by hand, which may have been the wrong batch.
 */
async function isContinued(read: Read, verdicts: readonly Verdict<BatchLine>[]): Promise<boolean> {
  const again = verdicts.flatMap(({ kind, row, line }) =>
    kind === 'applied' && line?.booked && isWhollyBooked(row, line.booked) ? [line] : [],
  );
  const bookings = await bookingsOf(
    read,
    again.map(({ awardId }) => awardId),
  );
  return again.some(({ awardId, paymentId }) =>
    bookings.get(awardId)?.some((one) => one.paymentId === paymentId && !one.isByHand),
  );
}

function isWhollyBooked({ on, reference }: ResultRow, booked: Booked): boolean {
  return reference !== '' && on === booked.on && isSameReference(reference, booked.reference);
}

/** The other batches of which a line may be what a row answers: it waits, or was answered so on that day. */
function batchesWith(read: Read, { batchId, row }: { batchId: string; row: ResultRow }) {
  const { account, amountFen, outcome, on } = row;
  const isOfDay = on === null ? isNull(instructions.resultOn) : eq(instructions.resultOn, on);
  return read
    .selectDistinct({ id: batches.id, number: batches.number, title: batches.title })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        eq(instructions.accountFingerprint, fingerprint(account)),
        inArray(instructions.status, ['sent', outcome!]),
        eq(instructions.amountFen, amountFen!),
        ne(instructions.batchId, batchId),
        or(eq(instructions.status, 'sent'), isOfDay),
      ),
    )
    .orderBy(desc(batches.number));
}

/** How a batch would take these rows now; null where one of them is not for it. */
async function fitOf(
  read: Read,
  { batch, rows }: { batch: Pick<FittingBatch, 'id' | 'number'>; rows: readonly ResultRow[] },
): Promise<Pick<FittingBatch, 'isWaiting' | 'enteredCount'> | null> {
  const sentOn = await sentOnOf(read, batch.id);
  if (rows.some(({ on }) => isBeforeSending(on, sentOn))) return null;
  const { verdicts } = placedRows(rows, await sentLines(read, batch));
  const waiting = verdicts.filter(({ kind, row }) => kind === row.outcome);
  const entered = verdicts.filter(isEntered);
  if (waiting.length + entered.length < verdicts.length) return null;
  return { isWaiting: waiting.length > 0, enteredCount: entered.length };
}

/** Whether a row stands in the batch already, with all that it says. */
function isEntered({ kind, row, line }: Verdict<BatchLine>): boolean {
  if (kind !== 'applied' || !line) return false;
  if (!line.failure) return true;
  const { on, reference, reason } = line.failure;
  return row.on === on && row.reference === reference && row.reason === reason;
}
