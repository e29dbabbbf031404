import { asc, eq } from 'drizzle-orm';
import { newId } from '../../app/ids.server';
import type { BatchStatus } from '../../app/payments/batch';
import { exportBatch } from '../../app/payments/batchExport.server';
import { approveBatch, cancelBatch, makeBatch, submitBatch } from '../../app/payments/batches.server';
import { batches, instructions } from '../../db/schema';
import type { Office } from './office';

type Batch = typeof batches.$inferSelect;

/** A batch as it stands. */
export async function batchOf({ finance }: Office, id: string): Promise<Batch> {
  const [row] = await finance.store.read((read) => read.select().from(batches).where(eq(batches.id, id)));
  return row!;
}

/** The form of a step, of the version that stands now. */
export async function aStep(office: Office, batchId: string) {
  return { commandId: newId(), batchId, version: (await batchOf(office, batchId)).version };
}

/** All lines of a batch, those taken out too, by their number. */
export function batchLinesOf({ finance }: Office, batchId: string) {
  return finance.store.read((read) =>
    read
      .select()
      .from(instructions)
      .where(eq(instructions.batchId, batchId))
      .orderBy(asc(instructions.lineNumber)),
  );
}

/**
 * A batch of some awards in a named state, a draft when none is said: finance makes, submits and exports it, the head
 * approves.
 * @returns its id
 */
export async function aBatch(
  office: Office,
  awardIds: readonly string[],
  state: Exclude<BatchStatus, 'closed'> = 'draft',
): Promise<string> {
  const { finance, head } = office;
  const { id } = await makeBatch(finance, { commandId: newId(), title: '样例批次', awardIds });
  if (state === 'cancelled') await cancelBatch(finance, { ...(await aStep(office, id)), reason: '样例' });
  if (state === 'draft' || state === 'cancelled') return id;
  await submitBatch(finance, await aStep(office, id));
  if (state === 'submitted') return id;
  await approveBatch(head, await aStep(office, id));
  if (state === 'exported') await exportBatch(finance, { batchId: id, layoutId: 'generic', format: 'xlsx' });
  return id;
}
