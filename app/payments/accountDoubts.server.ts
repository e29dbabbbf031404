import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges } from '../../db/schema';
import { Refusal } from '../refusal';
import { accountTroubles, type AccountTrouble } from './accountTroubles.server';
import { accountLinesOfBatch, type AccountLine } from './sharedLines.server';

/** A line that is sent to an account which money came back from, or which somebody wants to change. */
export interface AccountDoubt extends Omit<AccountLine, 'accountFingerprint'> {
  /** How money came back from this very account last; null where `accountTroubles` finds nothing. */
  trouble: AccountTrouble | null;
  isChangeWaiting: boolean;
}

/** Of some lines those whose account should be looked at before they are sent, in their order. */
export async function accountDoubts(read: Read, lines: readonly AccountLine[]): Promise<AccountDoubt[]> {
  const troubles = await accountTroubles(read, lines);
  const waiting = await familiesWithChange(read, lines);
  return lines.flatMap(({ accountFingerprint: _, ...line }) => {
    const trouble = troubles.get(line.awardId) ?? null;
    const isChangeWaiting = waiting.has(line.familyId);
    return trouble || isChangeWaiting ? [{ ...line, trouble, isChangeWaiting }] : [];
  });
}

/**
 * Holds a batch until whoever submits or approves it has seen each of its lines that would go to a doubtful account:
 * it may, but not unseen.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal batch.account_doubts {count, name, fileNumber}
 */
export async function requireDoubtsSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ accountDoubts?: number }> {
  const doubts = await accountDoubts(read, await accountLinesOfBatch(read, batchId));
  const { length: count, 0: first } = doubts;
  if (seen !== undefined && seen !== count) {
    const { name = null, fileNumber = null } = first ?? {};
    throw new Refusal('batch.account_doubts', { count, name, fileNumber }, 'accountsSeen');
  }
  return count > 0 ? { accountDoubts: count } : {};
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
