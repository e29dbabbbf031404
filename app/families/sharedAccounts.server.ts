import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges, families, familyMembers } from '../../db/schema';
import type { AccountTwin } from './accountChange';

/**
 * Accounts that more than one family is paid to, or would be. It happens (a village clerk, a grandparent), and it is
 * how money for invented families is gathered: whoever decides has to see it.
 */

export interface AccountOwner {
  familyId: string;
  accountFingerprint: string;
}

interface Holder extends AccountTwin {
  accountFingerprint: string;
  previousFamilyId: string | null;
  /** The import that brought the file. */
  importId: string | null;
}

/**
 * Of some families with the account that each is paid to, or is to be, those whose account another family has, with
 * the files of those others. A file and the one it continues are one family; what was erased says nothing any more.
 */
export async function sharedAccounts(
  read: Read,
  owners: readonly AccountOwner[],
): Promise<Map<string, AccountTwin[]>> {
  const holders = await accountHolders(read, [...new Set(owners.map((owner) => owner.accountFingerprint))]);
  const suspects = owners.filter(({ familyId, accountFingerprint }) =>
    (holders.get(accountFingerprint) ?? []).some(({ id }) => id !== familyId),
  );
  const previousOf = await previousFiles(
    read,
    suspects.map(({ familyId }) => familyId),
  );
  const shared = new Map<string, AccountTwin[]>();
  for (const { familyId, accountFingerprint } of suspects) {
    const others = (holders.get(accountFingerprint) ?? []).filter(
      ({ id, previousFamilyId }) =>
        id !== familyId && previousFamilyId !== familyId && previousOf.get(familyId) !== id,
    );
    if (others.length > 0) shared.set(familyId, others.map(shownTwin));
  }
  return shared;
}

function shownTwin({ id, fileNumber, status, name, isProposed }: Holder): AccountTwin {
  return { id, fileNumber, status, name, isProposed };
}

/** The files that have each account, and those for which it waits to be confirmed; not those that were erased. */
export async function accountHolders(
  read: Read,
  fingerprints: readonly string[],
): Promise<Map<string, Holder[]>> {
  const holders = new Map<string, Holder[]>();
  for (const chunk of chunksOf(fingerprints)) {
    for (const holder of [...(await onFile(read, chunk)), ...(await proposedFor(read, chunk))]) {
      const known = holders.get(holder.accountFingerprint) ?? [];
      if (known.some(({ id }) => id === holder.id)) continue;
      holders.set(holder.accountFingerprint, [...known, holder]);
    }
  }
  return holders;
}

const isMainPerson = and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0));
const SHOWN = {
  id: families.id,
  fileNumber: families.fileNumber,
  status: families.status,
  name: familyMembers.name,
  previousFamilyId: families.previousFamilyId,
  importId: families.importId,
};

async function onFile(read: Read, fingerprints: readonly string[]): Promise<Holder[]> {
  const rows = await read
    .select({ ...SHOWN, accountFingerprint: families.accountFingerprint })
    .from(families)
    .innerJoin(familyMembers, isMainPerson)
    .where(and(inArray(families.accountFingerprint, [...fingerprints]), isNull(families.erasedAt)))
    .orderBy(families.fileYear, families.fileSequence);
  return rows.map((row) => ({
    ...row,
    accountFingerprint: row.accountFingerprint ?? '',
    isProposed: false,
  }));
}

async function proposedFor(read: Read, fingerprints: readonly string[]): Promise<Holder[]> {
  const rows = await read
    .select({ ...SHOWN, accountFingerprint: accountChanges.accountFingerprint })
    .from(accountChanges)
    .innerJoin(families, eq(families.id, accountChanges.familyId))
    .innerJoin(familyMembers, isMainPerson)
    .where(
      and(
        eq(accountChanges.status, 'proposed'),
        inArray(accountChanges.accountFingerprint, [...fingerprints]),
      ),
    )
    .orderBy(families.fileYear, families.fileSequence);
  return rows.map((row) => ({ ...row, isProposed: true }));
}

async function previousFiles(read: Read, familyIds: readonly string[]): Promise<Map<string, string | null>> {
  const previous = new Map<string, string | null>();
  for (const chunk of chunksOf(familyIds)) {
    const rows = await read
      .select({ id: families.id, previousFamilyId: families.previousFamilyId })
      .from(families)
      .where(inArray(families.id, chunk));
    for (const { id, previousFamilyId } of rows) previous.set(id, previousFamilyId);
  }
  return previous;
}
