import { getTableName, is, sql, Table, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { foreignKeysOf } from '../../db/engine/kit';
import * as schema from '../../db/schema';
import type { Finding } from './invariants.server';

/**
 * Rows that name a record which is not there, each as `table.column=id`, with the number of references of the schema.
 * The database lets none through, but another program that writes the file may not have it look.
 */
export async function namedRecordsThere(read: Read): Promise<Finding> {
  const orphans = sql`(${sql.join(SEARCHES, sql` union all `)}) as orphans`;
  const offending = await read.select({ id: sql<string>`orphan` }).from(orphans);
  return { count: SEARCHES.length, offending: offending.map(({ id }) => id) };
}

const SEARCHES: SQL[] = (Object.values(schema) as unknown[])
  .filter((one): one is SQLiteTable => is(one, Table))
  .flatMap(foreignKeysOf)
  .map(({ column, parent }) => {
    const place = sql.raw(`'${getTableName(column.table)}.${column.name}='`);
    const there = sql`select 1 from ${parent.table} as named where named.${sql.identifier(parent.name)} = ${column}`;
    return sql`select ${place} || ${column} as orphan from ${column.table} where ${column} is not null and not exists (${there})`;
  });
