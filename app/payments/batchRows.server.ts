import { createHash } from 'node:crypto';
import { and, asc, eq, min, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankFiles, batches, instructions } from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
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

/** The day of China on which the first file for the bank was made of a batch; null before that. */
export async function sentOnOf(read: Read, batchId: string): Promise<BusinessDate | null> {
  const [first] = await read
    .select({ at: min(bankFiles.exportedAt) })
    .from(bankFiles)
    .where(eq(bankFiles.batchId, batchId));
  return first?.at ? todayInChina(new Date(first.at)) : null;
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
