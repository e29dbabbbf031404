import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges, batches, instructions } from '../../db/schema';
import type { FailureCause } from './batch';
import type { AccountLine } from './sharedLines.server';

/** A line that is sent to an account which the bank did not pay to before, or which somebody wants to change. */
export interface AccountDoubt extends Omit<AccountLine, 'accountFingerprint'> {
  /** The last time that the bank refused this very account for this award. */
  failed: { cause: FailureCause; on: string; number: string } | null;
  isChangeWaiting: boolean;
}

/** Of some lines those whose account should be looked at before they are sent, in their order. */
export async function accountDoubts(read: Read, lines: readonly AccountLine[]): Promise<AccountDoubt[]> {
  const failed = await failuresByAccount(read, lines);
  const waiting = await familiesWithChange(read, lines);
  return lines.flatMap(({ accountFingerprint, ...line }) => {
    const failure = failed.get(`${line.awardId} ${accountFingerprint}`) ?? null;
    const isChangeWaiting = waiting.has(line.familyId);
    return failure || isChangeWaiting ? [{ ...line, failed: failure, isChangeWaiting }] : [];
  });
}

async function failuresByAccount(
  read: Read,
  lines: readonly AccountLine[],
): Promise<Map<string, NonNullable<AccountDoubt['failed']>>> {
  const found = new Map<string, NonNullable<AccountDoubt['failed']>>();
  for (const chunk of chunksOf(lines.map(({ awardId }) => awardId))) {
    const rows = await read
      .select({ line: instructions, number: batches.number, madeAt: batches.madeAt })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(and(inArray(instructions.awardId, chunk), eq(instructions.status, 'failed')))
      .orderBy(asc(instructions.id));
    for (const { line, number, madeAt } of rows) {
      const on = line.resultOn ?? madeAt.slice(0, 10);
      found.set(`${line.awardId} ${line.accountFingerprint}`, { cause: line.failureCause!, on, number });
    }
  }
  return found;
}

async function familiesWithChange(read: Read, lines: readonly AccountLine[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf([...new Set(lines.map(({ familyId }) => familyId))])) {
    const rows = await read
      .select({ familyId: accountChanges.familyId })
      .from(accountChanges)
      .where(and(inArray(accountChanges.familyId, chunk), eq(accountChanges.status, 'proposed')));
    for (const { familyId } of rows) found.add(familyId);
  }
  return found;
}
