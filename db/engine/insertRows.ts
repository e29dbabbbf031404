import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Read, Write } from './store';

/** Runs the text of an insert with its values, on the connection of one unit of work. */
export type RunInsert = (text: string, values: unknown[]) => Promise<unknown>;

const runOf = new WeakMap<Read, RunInsert>();

/** Tells how inserts of many rows are run in a unit of work; each engine does so as it begins one. */
export function withRunInsert<Unit extends Read>(unit: Unit, run: RunInsert): Unit {
  runOf.set(unit, run);
  return unit;
}

const VALUES_AT_ONCE = 8_000;
const texts = new Map<string, string>();

/**
 * Inserts many rows of one table. Building the same long statement from its parts again and again takes longer than
 * the database takes to run it: the text is built once for each number of rows, and the values are only strung together.
 * Columns that a row leaves out get their default.
 */
export async function insertRows<Table extends SQLiteTable>(
  write: Write,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  const columns = Object.entries(getTableColumns(table)) as [string, SQLiteColumn][];
  for (const chunk of pieces(rows, Math.floor(VALUES_AT_ONCE / columns.length))) {
    const values = chunk.flatMap((row) =>
      columns.map(([name, column]) => driverValue((row as Record<string, unknown>)[name], column)),
    );
    await runOf.get(write)!(textFor(write, { table, columns, count: chunk.length }), values);
  }
}

/** Pieces of a power of two each, the largest first: few statements are ever built and kept. */
function pieces<T>(rows: readonly T[], most: number): T[][] {
  const found: T[][] = [];
  for (let start = 0; start < rows.length; start += found.at(-1)!.length) {
    const size = 2 ** Math.floor(Math.log2(Math.min(most, rows.length - start)));
    found.push(rows.slice(start, start + size));
  }
  return found;
}

function driverValue(given: unknown, column: SQLiteColumn): unknown {
  const value = given === undefined ? column.default : given;
  return value === undefined || value === null ? null : column.mapToDriverValue(value);
}

function textFor<Table extends SQLiteTable>(
  write: Write,
  { table, columns, count }: { table: Table; columns: [string, SQLiteColumn][]; count: number },
): string {
  const key = `${getTableName(table)} ${count}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const row = Object.fromEntries(columns.map(([name]) => [name, sql.placeholder(name)]));
  const built = write
    .insert(table)
    .values(Array.from({ length: count }, () => row) as Table['$inferInsert'][])
    .toSQL().sql;
  texts.set(key, built);
  return built;
}
