import { getTableColumns, sql, type BuildColumns, type SQL } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import * as sqlite from 'drizzle-orm/sqlite-core';
import { engine } from '../../app/config.server';

/**
 * The column kit: one schema for two engines. Each name is taken from drizzle's SQLite or PostgreSQL kit by the
 * engine of this process and typed as the SQLite one, so that every query is written and checked once.
 */

const onPostgres = engine === 'postgres';

export const text = (onPostgres ? pg.text : sqlite.text) as typeof sqlite.text;
export const index = (onPostgres ? pg.index : sqlite.index) as typeof sqlite.index;
export const uniqueIndex = (onPostgres ? pg.uniqueIndex : sqlite.uniqueIndex) as typeof sqlite.uniqueIndex;
export const primaryKey = (onPostgres ? pg.primaryKey : sqlite.primaryKey) as typeof sqlite.primaryKey;
export const check = (onPostgres ? pg.check : sqlite.check) as typeof sqlite.check;
export const alias = (onPostgres ? pg.alias : sqlite.alias) as typeof sqlite.alias;

const sqliteInt = (name: string) => sqlite.integer(name, { mode: 'number' });
const sqliteBool = (name: string) => sqlite.integer(name, { mode: 'boolean' });

/** A whole number: fen, counts, positions. bigint on PostgreSQL. */
export const int = (onPostgres
  ? (name: string) => pg.bigint(name, { mode: 'number' })
  : sqliteInt) as unknown as typeof sqliteInt;

/**
 * A day in small letters, which is the day itself: an index of this expression serves the queries that order by it, and no
 * others. With one of the column, SQLite would read what lies between two days row by row, however much that is.
 */
export function forOrder(day: sqlite.SQLiteColumn): SQL {
  return sql`lower(${day})`;
}

const addedLater = new WeakSet<object>();

/**
 * A whole number that a table got later, without a CHECK: with one SQLite would build the table anew, which triggers of
 * other tables that name it forbid.
 */
export function laterInt(name: string) {
  const column = int(name);
  addedLater.add(column);
  return column;
}

/** The same of an enumerated text. */
export function laterEnum<const Values extends readonly [string, ...string[]]>(name: string, values: Values) {
  const column = text(name, { enum: values });
  addedLater.add(column);
  return column;
}

export const bool = (onPostgres
  ? (name: string) => pg.boolean(name)
  : sqliteBool) as unknown as typeof sqliteBool;

type Extras = sqlite.SQLiteTableExtraConfigValue[];
type Builders = Record<string, sqlite.SQLiteColumnBuilderBase>;
type Table<Name extends string, Columns extends Builders> = sqlite.SQLiteTableWithColumns<{
  name: Name;
  schema: undefined;
  columns: BuildColumns<Name, Columns, 'sqlite'>;
  dialect: 'sqlite';
}>;

/**
 * A table whose columns are checked by the database as well as by TypeScript: whole numbers (SQLite's INTEGER
 * would keep 12.5), enumerated texts (drizzle emits no CHECK for them), dates named `…_on` and instants named `…_at`.
 */
export function table<Name extends string, Columns extends Builders>(
  name: Name,
  columns: Columns,
  extras?: (self: BuildColumns<Name, Columns, 'sqlite'>) => Extras,
): Table<Name, Columns> {
  const make = (onPostgres ? pg.pgTable : sqlite.sqliteTable) as typeof sqlite.sqliteTable;
  const made: Table<Name, Columns> = make(name, columns, (self) => [
    ...(extras?.(self) ?? []),
    ...Object.entries(getTableColumns(made)).flatMap(([key, column]) =>
      addedLater.has(columns[key]!) ? [] : columnChecks(name, column as sqlite.SQLiteColumn),
    ),
  ]);
  return made;
}

function columnChecks(tableName: string, column: sqlite.SQLiteColumn): Extras {
  const condition = columnCondition(column);
  return condition ? [check(`${tableName}_${column.name}_check`, condition)] : [];
}

function columnCondition(column: sqlite.SQLiteColumn): SQL | null {
  if (column.enumValues?.length) {
    return sql`${column} in (${sql.raw(column.enumValues.map((value) => `'${value}'`).join(', '))})`;
  }
  if (column.columnType === 'SQLiteInteger') return sql`typeof(${column}) in ('integer', 'null')`;
  if (column.columnType === 'SQLiteBoolean') return sql`${column} in (0, 1)`;
  if (column.dataType !== 'string') return null;
  if (column.name.endsWith('_on')) return sql`${column} like '____-__-__'`;
  if (column.name.endsWith('_at')) return sql`${column} like '____-__-__T__:__:__.___Z'`;
  return null;
}

/** The columns of a table that name a record of another one, each with the column that it names. */
export function foreignKeysOf(
  of: sqlite.SQLiteTable,
): { column: sqlite.SQLiteColumn; parent: sqlite.SQLiteColumn }[] {
  const configOf = (onPostgres ? pg.getTableConfig : sqlite.getTableConfig) as typeof sqlite.getTableConfig;
  return configOf(of).foreignKeys.map((key) => {
    const { columns, foreignColumns } = key.reference();
    return { column: columns[0]!, parent: foreignColumns[0]! };
  });
}
