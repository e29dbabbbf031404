import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { accountChanges, auditEntries, families } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import { detailOf } from './auditedMoney.server';
import type { Finding } from './invariants.server';

/**
 * Accounts as they were confirmed: a family whose account was ever changed is paid to the one that was confirmed last,
 * and the log tells of as many confirmations. Of a family that is paid to the account of its approval nothing is
 * compared: the log holds no account.
 */

const CONFIRMED = 'family.account_confirmed' satisfies AuditAction;

interface Confirmed {
  last4: string;
  /** Whether it is the account of the file. */
  stands: boolean;
}

/** Compares the account of every family that has a confirmed change, or an entry of one; those erased hold none. */
export async function accountsAsConfirmed(read: Read): Promise<Finding> {
  const confirmed = await confirmedByFamily(read);
  const told = await toldByFamily(read);
  const ids = [...new Set([...confirmed.keys(), ...told.keys()])];
  const offending = ids.filter((id) => {
    const changes = confirmed.get(id) ?? [];
    const digits = told.get(id) ?? [];
    // The last one by the order of the log: clocks are set back.
    const isLast = ({ last4 }: Confirmed) => `****${last4}` === digits.at(-1);
    return changes.length !== digits.length || !changes.some((one) => isLast(one) && one.stands);
  });
  return { count: ids.length, offending };
}

async function confirmedByFamily(read: Read): Promise<Map<string, Confirmed[]>> {
  const rows = await read
    .select({ change: accountChanges, family: families })
    .from(accountChanges)
    .innerJoin(families, eq(families.id, accountChanges.familyId))
    .where(and(eq(accountChanges.status, 'confirmed'), isNull(families.erasedAt)));
  return grouped(
    rows.map(({ change, family }) => {
      const stands =
        family.accountFingerprint === change.accountFingerprint &&
        family.bankName === change.bankName &&
        family.accountHolder === change.accountHolder;
      return [family.id, { last4: change.accountLast4, stands }];
    }),
  );
}

/** The last digits of the accounts that were confirmed, as the log tells them and in its order. */
async function toldByFamily(read: Read): Promise<Map<string, string[]>> {
  const rows = await read
    .select({ familyId: families.id, detail: auditEntries.detail })
    .from(auditEntries)
    .innerJoin(families, eq(families.id, auditEntries.subjectId))
    .where(and(eq(auditEntries.action, CONFIRMED), isNull(families.erasedAt)))
    .orderBy(asc(auditEntries.sequence));
  return grouped(rows.map(({ familyId, detail }) => [familyId, String(detailOf(detail).after)]));
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [id, value] of pairs) groups.set(id, [...(groups.get(id) ?? []), value]);
  return groups;
}
