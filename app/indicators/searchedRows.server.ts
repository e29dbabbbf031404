import { and, inArray, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { familyMembers } from '../../db/schema';
import { membersFound } from '../relief/people.server';

/** Of rows that are held: those about somebody whom a search finds; all of them without one. */
export async function searchedRows<Row extends { memberId: string | null }>(
  read: Read,
  rows: readonly Row[],
  search: SQL | undefined,
): Promise<readonly Row[]> {
  if (!search) return rows;
  const found = new Set<string>();
  for (const chunk of chunksOf([...new Set(rows.flatMap(({ memberId }) => memberId ?? []))])) {
    const members = await membersFound(read, familyMembers.id, and(search, inArray(familyMembers.id, chunk)));
    for (const { id } of members) found.add(id);
  }
  return rows.filter(({ memberId }) => memberId !== null && found.has(memberId));
}
