import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { commands, instructions, payments } from '../../db/schema';
import { comparedFiles } from './comparedFiles.server';
import type { BatchLine } from './sentLines.server';
import { placedRows } from './severalLines';

interface Booked {
  batchId: string;
  /** All lines of the batch. */
  lines: readonly BatchLine[];
}

/**
 * The lines of a batch that were booked from a file, and of which no file of it says so: from words that were taken for an
 * answer once, and by which the bank has not decided yet. Who answers a line by hand knows what the bank says.
 */
export async function bookedUnsaid(read: Read, { batchId, lines }: Booked): Promise<Set<string>> {
  const unsaid = await bookedFromFiles(read, batchId);
  for (const file of unsaid.size > 0 ? await comparedFiles(read, { batchId }) : [])
    for (const { kind, line } of placedRows(await file.rows(), lines).verdicts)
      if (kind === 'applied' || kind === 'differing') unsaid.delete(line!.id);
  return unsaid;
}

/** By hand a failure has no number of the bank, not even an empty one. */
async function bookedFromFiles(read: Read, batchId: string): Promise<Set<string>> {
  const rows = await read
    .select({ id: instructions.id })
    .from(instructions)
    .leftJoin(payments, eq(payments.id, instructions.paymentId))
    .leftJoin(commands, eq(commands.id, payments.commandId))
    .where(
      and(
        eq(instructions.batchId, batchId),
        inArray(instructions.status, ['succeeded', 'failed']),
        or(eq(commands.name, 'batch.result_apply'), and(isFailed, isNotNull(instructions.bankReference))),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

const isFailed = eq(instructions.status, 'failed');
