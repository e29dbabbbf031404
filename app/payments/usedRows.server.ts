import type { Read } from '../../db/client.server';
import { Refusal } from '../refusal';
import type { ResultRow } from './bankResult';
import type { Verdict } from './bankResultMatch';
import type { BatchLine } from './sentLines.server';
import { underNumberOfSister } from './severalLines';
import { standingByIds, usedByOthers, type UsedReference } from './usedReference.server';

/**
 * Rows that would be entered with the day and number that a payment outside of the batch has, or one of another line to
 * the same account: mostly the same one. Other batches that the whole file fits are asked about by that.
 */
export interface UsedRows {
  count: number;
  /** The first of them, each with the payment that has its number, and whether that is of another line of the batch. */
  rows: { rowNumber: number; by: UsedReference; isOfSister: boolean }[];
}

const SHOWN_ROWS = 20;

interface Judged {
  /** The batch of the file, and those that are asked about as a whole. */
  batchIds: readonly string[];
  verdicts: readonly Verdict<BatchLine>[];
  /** All lines of the batch. */
  lines: readonly BatchLine[];
}

/** Those of the rows that would be entered as paid. */
export async function usedRows(read: Read, { batchIds, verdicts, lines }: Judged): Promise<UsedRows> {
  const rows = verdicts.flatMap(({ kind, row }) => (kind === 'succeeded' ? [row] : []));
  const used = await usedByOthers(read, { batchIds, papers: rows.map(paperOf) });
  const ofSister = await usedBySisters(read, { verdicts, lines });
  const found = rows.flatMap((row) => {
    const { rowNumber } = row;
    const outside = used(paperOf(row));
    const by = outside ?? ofSister.get(rowNumber);
    return by ? [{ rowNumber, by, isOfSister: !outside }] : [];
  });
  return { count: found.length, rows: found.slice(0, SHOWN_ROWS) };
}

const paperOf = ({ on, reference }: ResultRow) => ({ on: on!, reference });

/** The payments that stand for other lines to the account of a row, by row. */
async function usedBySisters(
  read: Read,
  { verdicts, lines }: Pick<Judged, 'verdicts' | 'lines'>,
): Promise<Map<number, UsedReference>> {
  const found = underNumberOfSister(verdicts, lines);
  const standing = await standingByIds(
    read,
    found.map(({ sister }) => sister.paymentId!),
  );
  return new Map(
    found.flatMap(({ row, sister }) => {
      const by = standing.get(sister.paymentId!);
      return by ? [[row.rowNumber, by] as const] : [];
    }),
  );
}

/**
 * Holds a file until whoever enters it has seen each of these rows.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal result.used_references {count, rowNumber} with what `UsedReference` holds
 */
export function requireUsedSeen(
  { count, rows: [first] }: UsedRows,
  seen: number | undefined,
): { usedRows?: number } {
  if (seen !== undefined && seen !== count) {
    const { rowNumber = null, by = {} } = first ?? {};
    throw new Refusal('result.used_references', { count, rowNumber, ...by }, 'usedSeen');
  }
  return count > 0 ? { usedRows: count } : {};
}
