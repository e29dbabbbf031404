import { and, count, eq, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, instructions } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import type { PayWindow } from '../relief/payWindow';
import { payWindows, requireWindowsSeen, type WindowUse } from '../relief/payWindows.server';

/** The windows in which the lines of a batch are to be paid; those taken out are left out. */
export async function windowsOfBatch(read: Read, batchId: string): Promise<PayWindow[]> {
  return payWindows(read, await usesOfBatch(read, batchId));
}

/**
 * Holds a batch until whoever approves it has seen how many of its lines lie outside their window today: the bank
 * pays soon after.
 * @throws Refusal payment.outside_window
 */
export async function requireBatchInWindow(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ outsideWindow?: number }> {
  const uses = await usesOfBatch(read, batchId);
  return requireWindowsSeen(read, { uses, on: todayInChina(new Date()), seen });
}

function usesOfBatch(read: Read, batchId: string): Promise<WindowUse[]> {
  return read
    .select({ projectId: awards.projectId, type: awards.type, count: count() })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .where(and(eq(instructions.batchId, batchId), ne(instructions.status, 'withdrawn')))
    .groupBy(awards.projectId, awards.type);
}
