import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Read, Write } from './store';

/** How an engine runs an insert of many rows, on the connection of one unit of work. */
export interface InsertRunner {
  run: (text: string, values: unknown[]) => Promise<unknown>;
  /** How a statement names its value at a place, counted from 1. */
  placeholder: (place: number) => string;
}

const runnerOf = new WeakMap<Read, InsertRunner>();

/** Tells how inserts of many rows are run in a unit of work; each engine does so as it begins one. */
export function withInsertRunner<Unit extends Read>(unit: Unit, runner: InsertRunner): Unit {
  runnerOf.set(unit, runner);
  return unit;
}

const VALUES_AT_ONCE = 8_000;
const texts = new Map<string, string>();

/**
 * Inserts many rows of one table. Building the same long statement from its parts again and again takes longer than
 * the database takes to run it: the text is built once for each number of rows, and the values are only strung together.
 * Columns that a row leaves out get their default; what all leave out is left to the database.
 */
export async function insertRows<Table extends SQLiteTable>(
  write: Write,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  const columns = usedColumns(table, rows);
  const runner = runnerOf.get(write)!;
  const sent: Promise<unknown>[] = [];
  for (const chunk of pieces(rows, Math.floor(VALUES_AT_ONCE / columns.length))) {
    const values: unknown[] = [];
    for (const row of chunk)
      for (const [name, column] of columns)
        values.push(driverValue((row as Record<string, unknown>)[name], column));
    sent.push(runner.run(textFor(runner, { table, columns, count: chunk.length }), values));
  }
  // They are done in the order of sending; none waits for the answer to the one before.
  await Promise.all(sent);
}

/** The columns that some row gives: each value that is handed over takes its time. */
function usedColumns(table: SQLiteTable, rows: readonly Record<string, unknown>[]): [string, SQLiteColumn][] {
  const given = new Set<string>();
  for (const row of rows) for (const name in row) given.add(name);
  const columns = Object.entries(getTableColumns(table)) as [string, SQLiteColumn][];
  return columns.filter(([name]) => given.has(name));
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

function textFor(
  { placeholder }: InsertRunner,
  { table, columns, count }: { table: SQLiteTable; columns: [string, SQLiteColumn][]; count: number },
): string {
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ');
  const key = `${getTableName(table)} ${count} ${names}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  let place = 0;
  const row = () => `(${columns.map(() => placeholder((place += 1))).join(', ')})`;
  const all = Array.from({ length: count }, row).join(', ');
  const built = `insert into "${getTableName(table)}" (${names}) values ${all}`;
  texts.set(key, built);
  return built;
}
