import { and, eq, inArray, ne, notInArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions } from '../../db/schema';
import { fingerprint } from '../identity/sealing.server';
import type { ResultRow } from './bankResult';
import type { Doubt, Verdict } from './bankResultMatch';
import type { BatchStatus } from './batch';

/** What stands against a row of which neither account nor amount say that the file is about this batch. */
const OF_AMOUNT: readonly Doubt[] = ['amount_differs', 'paid_less'];
const STRANGE: readonly Doubt[] = ['account_differs', ...OF_AMOUNT, 'not_in_batch'];

/** A batch that a file fits which was sent in for another one. */
export interface OtherBatch {
  id: string;
  number: string;
  title: string;
  status: BatchStatus;
  /** How many rows have account and amount of one of its lines. */
  fitting: number;
}

/** A file none of whose rows fits the batch it was sent in for. */
export interface StrangeFile {
  rows: number;
  /** The batch that at least half of the rows fit; null where there is none. */
  other: OtherBatch | null;
}

/**
 * Whether a file is about another batch than the one it was judged against, and about which; null where it is not. Where
 * rows have the accounts of the batch, only another batch that they fit tells that: a bank may have paid other amounts.
 */
export async function strangeFile(
  read: Read,
  { batchId, verdicts }: { batchId: string; verdicts: readonly Verdict[] },
): Promise<StrangeFile | null> {
  const isStrange = verdicts.every(({ doubt }) => doubt !== null && STRANGE.includes(doubt));
  if (verdicts.length === 0 || !isStrange) return null;
  const rows = verdicts.map(({ row }) => row);
  const [best = null] = await fittingBatches(read, { batchId, rows });
  const other = best && best.fitting * 2 >= rows.length ? best : null;
  if (other === null && verdicts.some(({ doubt }) => OF_AMOUNT.includes(doubt!))) return null;
  return { rows: rows.length, other };
}

/** The batches that rows fit, the one that most do first; among equals the one that waits for the bank, then the newest. */
async function fittingBatches(
  read: Read,
  { batchId, rows }: { batchId: string; rows: readonly ResultRow[] },
): Promise<OtherBatch[]> {
  const wanted = new Map<string, number>();
  for (const { account, accountReading, amountFen } of rows) {
    if (accountReading !== 'whole' || amountFen === null) continue;
    const key = keyOf(fingerprint(account), amountFen);
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  const found = new Map<string, OtherBatch>();
  const counted = new Set<string>();
  const accounts = [...new Set([...wanted.keys()].map((key) => key.split(' ')[0]!))];
  for (const chunk of chunksOf(accounts)) {
    const lines = await linesTo(read, { batchId, accounts: chunk });
    for (const { account, amountFen, ...batch } of lines) {
      const key = keyOf(account, amountFen);
      const ofBatch = `${batch.id} ${key}`;
      if (!wanted.has(key) || counted.has(ofBatch)) continue;
      counted.add(ofBatch);
      const fitting = (found.get(batch.id)?.fitting ?? 0) + wanted.get(key)!;
      found.set(batch.id, { ...batch, fitting });
    }
  }
  return [...found.values()].sort(
    (one, other) =>
      other.fitting - one.fitting ||
      Number(other.status === 'exported') - Number(one.status === 'exported') ||
      (one.number < other.number ? 1 : -1),
  );
}

function keyOf(account: string, amountFen: number): string {
  return `${account} ${amountFen}`;
}

/** The lines of other batches that the bank has had, to some accounts. */
function linesTo(read: Read, { batchId, accounts }: { batchId: string; accounts: readonly string[] }) {
  return read
    .select({
      account: instructions.accountFingerprint,
      amountFen: instructions.amountFen,
      id: batches.id,
      number: batches.number,
      title: batches.title,
      status: batches.status,
    })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        inArray(instructions.accountFingerprint, [...accounts]),
        notInArray(instructions.status, ['queued', 'withdrawn']),
        ne(instructions.batchId, batchId),
      ),
    );
}
