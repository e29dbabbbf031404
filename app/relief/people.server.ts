import { eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers, staff } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { openedText } from '../identity/heldText.server';
import { parseIdNumber } from '../identity/idNumber';
import { fingerprint } from '../identity/sealing.server';

/**
 * Finds a beneficiary by a full ID number, or by part of the name or file number; for queries that join both tables.
 * Undefined for an empty search.
 */
export function beneficiarySearch(search: string | undefined): SQL | undefined {
  const text = openedText(search?.trim() ?? '');
  if (!text) return undefined;
  const parsed = parseIdNumber(text, { today: todayInChina(new Date()) });
  if (parsed.ok) return eq(familyMembers.idFingerprint, fingerprint(parsed.idNumber));
  const pattern = `%${text.replace(/[!%_]/g, (wildcard) => `!${wildcard}`)}%`;
  return or(
    sql`${familyMembers.name} like ${pattern} escape '!'`,
    sql`${families.fileNumber} like ${pattern.toUpperCase()} escape '!'`,
  );
}

/** A column of the members that a search finds, as a query to be asked or to stand in another. */
export function membersFound(
  read: Read,
  column: typeof familyMembers.id | typeof familyMembers.idFingerprint | typeof familyMembers.familyId,
  search: SQL | undefined,
) {
  return read
    .select({ id: column })
    .from(familyMembers)
    .innerJoin(families, eq(families.id, familyMembers.familyId))
    .where(search);
}

/** The names of some members of staff, by id. */
export async function namesOfStaff(
  read: Read,
  ids: readonly (string | null)[],
): Promise<Record<string, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null);
  const names: Record<string, string> = {};
  for (const chunk of chunksOf(known)) {
    const rows = await read
      .select({ id: staff.id, name: staff.name })
      .from(staff)
      .where(inArray(staff.id, chunk));
    for (const { id, name } of rows) names[id] = name;
  }
  return names;
}
