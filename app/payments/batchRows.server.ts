import { createHash } from 'node:crypto';
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { batches, instructions } from '../../db/schema';
import { Refusal } from '../refusal';

export type Batch = typeof batches.$inferSelect;
export type Instruction = typeof instructions.$inferSelect;

/**
 * One batch.
 * @throws Refusal batch.not_found
 */
export async function batchRow(read: Read, id: string): Promise<Batch> {
  const [row] = await read.select().from(batches).where(eq(batches.id, id));
  if (!row) throw new Refusal('batch.not_found');
  return row;
}

/** The lines of a batch as the bank is told them: what was taken out is not among them. */
export async function batchLines(read: Read, batchId: string): Promise<Instruction[]> {
  return read
    .select()
    .from(instructions)
    .where(and(eq(instructions.batchId, batchId), ne(instructions.status, 'withdrawn')))
    .orderBy(asc(instructions.lineNumber));
}

type DigestedLine = Pick<
  Instruction,
  'lineNumber' | 'awardId' | 'amountFen' | 'accountHolder' | 'accountFingerprint' | 'bankName'
>;

/** SHA-256 (hex) over the lines of a batch in order: what was approved, so that anything else is told apart from it. */
export function linesDigest(lines: readonly DigestedLine[]): string {
  const hash = createHash('sha256');
  for (const line of lines) {
    const { lineNumber, awardId, amountFen, accountHolder, accountFingerprint, bankName } = line;
    hash.update(
      JSON.stringify([lineNumber, awardId, amountFen, accountHolder, accountFingerprint, bankName]),
    );
    hash.update('\n');
  }
  return hash.digest('hex');
}
