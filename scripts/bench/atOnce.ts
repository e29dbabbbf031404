import type Database from 'better-sqlite3';
import { getTableName, is, Table } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { MIGRATIONS } from '../../db/client.server';
import * as sums from '../../db/schema/sums';

/** The tables that millions of rows are written into, and the sums that triggers keep beside them. */
const RECORDS = ['families', 'family_members', 'applications', 'awards', 'payments'];
const SUMS: string[] = Object.values(sums)
  .filter((one) => is(one, Table))
  .map(getTableName);

interface Part {
  name: string;
  sql: string;
}

/**
 * Does work that writes millions of rows into a SQLite file. Meanwhile the indexes of what it writes are away, and the
 * triggers that derive: a row would touch a page of each index, and derive the sums of its person again. What was away
 * is made again by the statements that made it, and the sums by those of the migrations, from all records. What checks
 * a row stays. Of a day on which everything ceased to count no row of zeros is left, as after an upgrade.
 */
export async function atOnce<T>(database: Database.Database, work: () => Promise<T>): Promise<T> {
  const [ofRecords, ofSums] = [indexesOf(database, RECORDS), indexesOf(database, SUMS)];
  const triggers = derivingTriggers(database);
  const [derive, deriveUnusual] = derivations();
  for (const { name } of triggers) database.exec(`drop trigger ${name}`);
  for (const { name } of [...ofRecords, ...ofSums]) database.exec(`drop index ${name}`);
  for (const name of SUMS) database.exec(`delete from ${name}`);
  const done = await work();
  for (const { sql } of ofRecords) database.exec(sql);
  for (const statement of derive) database.exec(statement);
  for (const { sql } of [...ofSums, ...triggers]) database.exec(sql);
  for (const statement of deriveUnusual) database.exec(statement);
  return done;
}

/** But for those that a table has by its definition. */
function indexesOf(database: Database.Database, tables: readonly string[]): Part[] {
  const names = tables.map((table) => `'${table}'`).join(', ');
  return partsOf(database, `type = 'index' and sql is not null and tbl_name in (${names})`);
}

/** All that follow a row; those that come before it only refuse. */
function derivingTriggers(database: Database.Database): Part[] {
  return partsOf(database, `type = 'trigger'`).filter(({ sql }) => /^create trigger \w+ after /i.test(sql));
}

function partsOf(database: Database.Database, condition: string): Part[] {
  return database.prepare(`select name, sql from sqlite_master where ${condition}`).all() as Part[];
}

/** The statements by which the migrations fill the sums; then those that need the triggers, for what is not plain. */
function derivations(): [plain: string[], unusual: string[]] {
  const plain: string[] = [];
  const unusual: string[] = [];
  const migrations = readMigrationFiles({ migrationsFolder: MIGRATIONS.sqlite });
  for (const statement of migrations.flatMap(({ sql }) => sql)) {
    const target = WRITES.exec(statement)?.[1] ?? '';
    if (SUMS.includes(target)) plain.push(statement);
    if (target.endsWith('_stale')) unusual.push(statement);
  }
  return [plain, unusual];
}

const WRITES = /^\s*(?:--.*\n\s*)*(?:insert into|update) (\w+)/i;
