import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges, batches, families, instructions, payments } from '../../db/schema';
import { todayInChina } from '../calendar/date';

export interface PaidAccount {
  /** Its fingerprint. */
  account: string;
  /** The batch in which it was paid; null of one recorded by hand. */
  number: string | null;
}

/**
 * Where some payments went, by their id: the account of their line, or for one recorded by hand what the file held on
 * its day, for nothing else says where it went. A payment of a file without an account is left out.
 */
export async function accountsOfPayments(
  read: Read,
  paymentIds: readonly string[],
): Promise<Map<string, PaidAccount>> {
  const found = new Map<string, PaidAccount>();
  for (const chunk of chunksOf(paymentIds)) {
    const rows = await read
      .select({
        id: payments.id,
        familyId: payments.familyId,
        on: payments.paidOn,
        account: instructions.accountFingerprint,
        number: batches.number,
      })
      .from(payments)
      .leftJoin(instructions, eq(instructions.paymentId, payments.id))
      .leftJoin(batches, eq(batches.id, instructions.batchId))
      .where(inArray(payments.id, chunk));
    const inFile = await accountsInFile(
      read,
      rows.map(({ familyId }) => familyId),
    );
    for (const { id, familyId, on, account, number } of rows) {
      const used = account ?? inFile(familyId, on);
      if (used) found.set(id, { account: used, number });
    }
  }
  return found;
}

/** The fingerprint of the account that stood in a file at the end of a day; null where there was none. */
type AccountInFile = (familyId: string, on: string) => string | null;

/** Which account the files of some families held on a day: on the register it changes by a confirmed change only. */
async function accountsInFile(read: Read, familyIds: readonly string[]): Promise<AccountInFile> {
  const now = new Map<string, string | null>();
  const changes = new Map<string, { on: string; before: string | null }[]>();
  for (const chunk of chunksOf([...new Set(familyIds)])) {
    const files = await read
      .select({ id: families.id, account: families.accountFingerprint })
      .from(families)
      .where(inArray(families.id, chunk));
    for (const { id, account } of files) now.set(id, account);
    const confirmed = await read
      .select({
        familyId: accountChanges.familyId,
        decidedAt: accountChanges.decidedAt,
        before: accountChanges.oldAccountFingerprint,
      })
      .from(accountChanges)
      .where(and(inArray(accountChanges.familyId, chunk), eq(accountChanges.status, 'confirmed')))
      .orderBy(asc(accountChanges.decidedAt));
    for (const { familyId, decidedAt, before } of confirmed) {
      const on = todayInChina(new Date(decidedAt!));
      changes.set(familyId, [...(changes.get(familyId) ?? []), { on, before }]);
    }
  }
  return (familyId, on) => {
    const next = changes.get(familyId)?.find((change) => change.on > on);
    return next ? next.before : (now.get(familyId) ?? null);
  };
}
