import { and, eq, exists, inArray, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { families } from '../../db/schema';
import type { EvidenceAsked } from './evidenceRuns.server';

/** Whether a family is of the division that an indicator counts by itself; no condition where it counts all. */
export function isOfDivision(
  read: Read,
  { filter }: Pick<EvidenceAsked, 'filter'>,
  familyId: SQLiteColumn,
): SQL | undefined {
  const division = filter?.division ?? null;
  if (division === null) return undefined;
  const own = read.select({ id: families.id }).from(families).where(eq(families.division, division));
  return inArray(familyId, own);
}

/** The same, asked of each row that is found by something else: it never leads to the rows. */
export function isRowOfDivision(
  read: Read,
  { filter }: Pick<EvidenceAsked, 'filter'>,
  familyId: SQLiteColumn,
): SQL | undefined {
  const division = filter?.division ?? null;
  if (division === null) return undefined;
  return exists(
    read
      .select({ one: sql`1` })
      .from(families)
      .where(and(eq(families.id, familyId), eq(families.division, division))),
  );
}
