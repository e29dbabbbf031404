import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { instructions } from '../../db/schema';
import { fingerprint } from '../identity/sealing.server';
import { isBeforeSending, type ResultRow } from './bankResult';
import type { Matching, Verdict } from './bankResultMatch';
import { sentOnOf, type Batch } from './batchRows.server';
import { bookedElsewhere, type BookedPlace } from './bookedElsewhere.server';
import { judgedRows, type JudgedRow } from './judgedRows.server';
import type { BatchLine } from './sentLines.server';

/**
 * Rows of a file that holds the answers to several batches: to a first run and its re-issue, or to two campaigns for the
 * same families.
 */

type Judged = Omit<Matching<BatchLine>, 'verdicts'> & { verdicts: JudgedRow[] };

/** A row that is not for this batch, with where it is booked and the lines for which it was taken. */
export interface RowApart {
  row: ResultRow;
  place: BookedPlace;
  lines: readonly BatchLine[];
}

interface JudgedFile {
  batch: Pick<Batch, 'id'>;
  lines: readonly BatchLine[];
  judged: Judged;
}

/**
 * Sets the rows apart that another batch is answered by, where a file has several for a line that waits; the rest is judged
 * by itself. What is left and may as well answer a line for which such a batch still waits stays in doubt.
 */
export async function withRowsApart(
  read: Read,
  { batch, lines, judged }: JudgedFile,
): Promise<Judged & { apart: RowApart[] }> {
  if (!judged.verdicts.some(isOfSeveral)) return { ...judged, apart: [] };
  const waiting = judged.verdicts.filter(isForWaiting);
  const sentOn = await sentOnOf(read, batch.id);
  const rows = waiting.map(({ row }) => row);
  const places = await bookedElsewhere(read, { batchId: batch.id, sentOn, rows });
  if (places.size === 0) return { ...judged, apart: [] };
  const own = judged.verdicts.flatMap(({ row }) => (places.has(row) ? [] : [row]));
  const again = await judgedRows(read, { rows: own, lines });
  const ofRow = new Map(again.verdicts.map((verdict) => [verdict.row, verdict]));
  const others = [...new Set([...places.values()].map((place) => place.batch.id))];
  const isAwaited = await awaitedBy(read, { batchIds: others, rows: own });
  const verdicts = judged.verdicts.map(({ row }): JudgedRow => {
    const verdict = ofRow.get(row);
    if (!verdict) return { kind: 'unknown', row, line: null, doubt: 'other_batch', fits: [], booking: null };
    const isEntered = verdict.kind === 'succeeded' || verdict.kind === 'failed';
    return isEntered && isAwaited(row)
      ? { ...verdict, kind: 'doubtful', doubt: 'awaited_elsewhere' }
      : verdict;
  });
  const apart = waiting.flatMap(({ row, line, fits }) => {
    const place = places.get(row);
    return place ? [{ row, place, lines: line ? [line] : fits }] : [];
  });
  return { verdicts, missing: again.missing, apart };
}

/** Whether a row is one of several for lines that wait. */
function isOfSeveral(verdict: Verdict<BatchLine>): boolean {
  const { doubt } = verdict;
  return (doubt === 'contradicts' || doubt === 'several_lines') && isForWaiting(verdict);
}

function isForWaiting({ line, fits }: Verdict<BatchLine>): boolean {
  return (line ? [line] : fits).some(({ status }) => status === 'sent');
}

/** Whether some batches have a line to the account and of the amount of a row that waits, and had it on its day. */
async function awaitedBy(
  read: Read,
  { batchIds, rows }: { batchIds: readonly string[]; rows: readonly ResultRow[] },
): Promise<(row: ResultRow) => boolean> {
  const accounts = [...new Set(rows.map(({ account }) => fingerprint(account)))];
  const sentOn = new Map<string, string | null>();
  for (const id of batchIds) sentOn.set(id, await sentOnOf(read, id));
  const awaited = new Map<string, string[]>();
  for (const chunk of chunksOf(accounts)) {
    const found = await read
      .select({
        account: instructions.accountFingerprint,
        amountFen: instructions.amountFen,
        batchId: instructions.batchId,
      })
      .from(instructions)
      .where(
        and(
          inArray(instructions.accountFingerprint, chunk),
          eq(instructions.status, 'sent'),
          inArray(instructions.batchId, [...batchIds]),
        ),
      );
    for (const { account, amountFen, batchId } of found) {
      const key = `${account} ${amountFen}`;
      awaited.set(key, [...(awaited.get(key) ?? []), batchId]);
    }
  }
  return ({ account, amountFen, on }) =>
    (awaited.get(`${fingerprint(account)} ${amountFen}`) ?? []).some(
      (id) => !isBeforeSending(on, sentOn.get(id) ?? null),
    );
}
