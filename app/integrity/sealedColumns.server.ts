import { and, asc, desc, isNotNull, ne } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import {
  accountChanges,
  bankResults,
  families,
  familyMembers,
  formDrafts,
  instructions,
  nationalItems,
  parkedForms,
  payingAccounts,
  secondFactors,
} from '../../db/schema';

/** Every column that holds what is sealed. */

export interface SealedColumn {
  table: SQLiteTable;
  id: SQLiteColumn;
  sealed: SQLiteColumn;
  name: string;
}

export const SEALED_COLUMNS: SealedColumn[] = [
  { table: familyMembers, id: familyMembers.id, sealed: familyMembers.idSealed, name: 'idSealed' },
  { table: families, id: families.id, sealed: families.accountSealed, name: 'accountSealed' },
  {
    table: accountChanges,
    id: accountChanges.id,
    sealed: accountChanges.accountSealed,
    name: 'accountSealed',
  },
  { table: bankResults, id: bankResults.id, sealed: bankResults.contentSealed, name: 'contentSealed' },
  { table: formDrafts, id: formDrafts.id, sealed: formDrafts.contentSealed, name: 'contentSealed' },
  { table: nationalItems, id: nationalItems.id, sealed: nationalItems.contentSealed, name: 'contentSealed' },
  { table: instructions, id: instructions.id, sealed: instructions.accountSealed, name: 'accountSealed' },
  {
    table: payingAccounts,
    id: payingAccounts.id,
    sealed: payingAccounts.accountSealed,
    name: 'accountSealed',
  },
  { table: parkedForms, id: parkedForms.id, sealed: parkedForms.contentSealed, name: 'contentSealed' },
  {
    table: secondFactors,
    id: secondFactors.staffId,
    sealed: secondFactors.secretSealed,
    name: 'secretSealed',
  },
];

/**
 * The first and the last text of each column in the order in which a rotation goes over them, so that one that came
 * half the way shows both of its keys.
 */
export async function sealedSamples(read: Read): Promise<string[]> {
  const samples: string[] = [];
  for (const { table, id, sealed } of SEALED_COLUMNS) {
    for (const order of [asc(id), desc(id)]) {
      const rows = (await read
        .select({ sealed })
        .from(table)
        // What was erased holds an empty text.
        .where(and(isNotNull(sealed), ne(sealed, '')))
        .orderBy(order)
        .limit(1)) as { sealed: string }[];
      samples.push(...rows.map((row) => row.sealed));
    }
  }
  return samples;
}
