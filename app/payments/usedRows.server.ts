import type { Read } from '../../db/client.server';
import { Refusal } from '../refusal';
import type { ResultRow } from './bankResult';
import { usedByOthers, type UsedReference } from './usedReference.server';

/**
 * Rows that would be entered with the day and number that a payment outside of the batch has: mostly the same one. Other
 * batches that the whole file fits are asked about by that.
 */
export interface UsedRows {
  count: number;
  /** The first of them, each with the payment that has its number. */
  rows: { rowNumber: number; by: UsedReference }[];
}

const SHOWN_ROWS = 20;

/**
 * @param batchIds the batch of the file, and those that are asked about as a whole
 * @param rows those that would be entered as paid, each with its day
 */
export async function usedRows(
  read: Read,
  { batchIds, rows }: { batchIds: readonly string[]; rows: readonly ResultRow[] },
): Promise<UsedRows> {
  const papers = rows.map(({ on, reference, rowNumber }) => ({ on: on!, reference, rowNumber }));
  const used = await usedByOthers(read, { batchIds, papers });
  const found = papers.flatMap((paper) => {
    const by = used(paper);
    return by ? [{ rowNumber: paper.rowNumber, by }] : [];
  });
  return { count: found.length, rows: found.slice(0, SHOWN_ROWS) };
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
