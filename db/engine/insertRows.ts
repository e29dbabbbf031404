import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { chunksOf } from './chunks';
import type { Read, Write } from './store';

/** How an engine runs an insert of many rows, on the connection of one unit of work. */
export interface InsertRunner {
  run: (text: string, values: unknown[]) => Promise<unknown>;
  /** What a statement is given: every value by itself, or for each column a list with those of all rows. */
  takes: 'values' | 'lists';
}

const runnerOf = new WeakMap<Read, InsertRunner>();

/** Tells how inserts of many rows are run in a unit of work; each engine does so as it begins one. */
export function withInsertRunner<Unit extends Read>(unit: Unit, runner: InsertRunner): Unit {
  runnerOf.set(unit, runner);
  return unit;
}

type Columns = [name: string, column: SQLiteColumn][];
type Row = Record<string, unknown>;

const VALUES_AT_ONCE = 8_000;
const VALUES_IN_LISTS = 64_000;
const texts = new Map<string, string>();

/**
 * Inserts many rows of one table. Building the same long statement from its parts again and again takes longer than
 * the database takes to run it: the text is built once for each number of rows, and the values are only strung together.
 * PostgreSQL also reads a long text anew each time, so there each column is one value, and the text is always the same.
 * Columns that a row leaves out get their default; what all leave out is left to the database.
 */
export async function insertRows<Table extends SQLiteTable>(
  write: Write,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = usedColumns(table, rows);
  const { run, takes } = runnerOf.get(write)!;
  const statements = takes === 'lists' ? inLists(table, columns, rows) : inValues(table, columns, rows);
  // They are done in the order of sending; none waits for the answer to the one before.
  await Promise.all(Array.from(statements, ({ text, values }) => run(text, values)));
}

interface Statement {
  text: string;
  values: unknown[];
}

function* inLists(table: SQLiteTable, columns: Columns, rows: readonly Row[]): Generator<Statement> {
  const lists = columns.map(([, column], place) => `$${place + 1}::${column.getSQLType()}[]`).join(', ');
  const text = `${insertInto(table, columns)} select * from unnest(${lists})`;
  for (const chunk of chunksOf(rows, Math.floor(VALUES_IN_LISTS / columns.length))) {
    const values = columns.map(([name, column]) => chunk.map((row) => driverValue(row[name], column)));
    yield { text, values };
  }
}

function* inValues(table: SQLiteTable, columns: Columns, rows: readonly Row[]): Generator<Statement> {
  for (const chunk of pieces(rows, Math.floor(VALUES_AT_ONCE / columns.length))) {
    const values: unknown[] = [];
    for (const row of chunk)
      for (const [name, column] of columns) values.push(driverValue(row[name], column));
    yield { text: textFor(table, columns, chunk.length), values };
  }
}

/** The columns that some row gives: each value that is handed over takes its time. */
function usedColumns(table: SQLiteTable, rows: readonly Row[]): Columns {
  const given = new Set<string>();
  for (const row of rows) for (const name in row) given.add(name);
  const columns = Object.entries(getTableColumns(table)) as Columns;
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

function textFor(table: SQLiteTable, columns: Columns, count: number): string {
  const beginning = insertInto(table, columns);
  const key = `${beginning} ${count}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const built = `${beginning} values ${Array.from({ length: count }, () => row).join(', ')}`;
  texts.set(key, built);
  return built;
}

function insertInto(table: SQLiteTable, columns: Columns): string {
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ');
  return `insert into "${getTableName(table)}" (${names})`;
}
