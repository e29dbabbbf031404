import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions } from '../../db/schema';

/** A batch in which an award waits for the bank. */
export interface OpenBatch {
  id: string;
  number: string;
  /** Whether lines can still be taken out: before it was handed in. */
  isDraft: boolean;
  /** Whether the bank has its file already: nothing is taken out any more. */
  isSent: boolean;
}

/**
 * Those of some awards that stand in a batch which the bank has not answered yet, with that batch. Until it has, they
 * are neither paid by hand nor released.
 */
export async function openBatchesOf(
  read: Read,
  awardIds: readonly string[],
): Promise<Map<string, OpenBatch>> {
  const found = new Map<string, OpenBatch>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({
        awardId: instructions.awardId,
        id: batches.id,
        number: batches.number,
        isDraft: eq(batches.status, 'draft').mapWith(Boolean),
        status: instructions.status,
      })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(and(inArray(instructions.awardId, chunk), inArray(instructions.status, ['queued', 'sent'])));
    for (const { awardId, status, ...batch } of rows) {
      found.set(awardId, { ...batch, isSent: status === 'sent' });
    }
  }
  return found;
}
