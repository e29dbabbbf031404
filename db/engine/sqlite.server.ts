import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex, Semaphore } from 'async-mutex';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { migrate } from 'drizzle-orm/sqlite-proxy/migrator';
import { withRunInsert } from './insertRows';
import { copySqlite } from './snapshot.server';
import type { Read, Store, Write } from './store';
import { schemaState, upgradeCopyName, type Upgrading } from './upgrade.server';

const READERS = 4;
const LOCK_WAIT_MS = 10_000;
const LOCK_RETRY_MS = 5;
const STATEMENTS_KEPT = 500;
const WRITER_CACHE_KB = 32_768;
const PAGES_BETWEEN_CHECKPOINTS = 16_000;

/**
 * Opens the SQLite file, making it and its folder when missing, and brings its schema up to date: one writer behind
 * a mutex with immediate transactions, a few read-only connections, WAL.
 * @throws Refusal database.newer
 */
export async function openSqlite(file: string, upgrading: Upgrading): Promise<Store> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const writer = connect(file, { readonly: false });
  // Names, illnesses and incomes are in it; what SQLite lays beside it takes the same mode.
  chmodSync(file, 0o600);
  writer.pragma('journal_mode = WAL');
  // From here on a lock is waited for in `started`, without stopping the other requests of this process.
  writer.pragma('busy_timeout = 0');
  await migrateSqlite(writer, upgrading);

  const idle = Array.from({ length: READERS }, () => connect(file, { readonly: true }));
  const reading = new Semaphore(READERS);
  const writing = new Mutex();

  return {
    read: (work) =>
      reading.runExclusive(async () => {
        const connection = idle.pop()!;
        try {
          return await inTransaction(connection, 'BEGIN', work);
        } finally {
          idle.push(connection);
        }
      }),
    write: (work) =>
      writing.runExclusive(() => inTransaction(writer, 'BEGIN IMMEDIATE', (tx) => work(tx as Write))),
    close: async () => {
      await writing.waitForUnlock();
      for (const connection of [...idle, writer]) connection.close();
    },
  };
}

function connect(file: string, { readonly }: { readonly: boolean }): Database.Database {
  const connection = new Database(file, { readonly });
  connection.pragma('foreign_keys = ON');
  connection.pragma(`busy_timeout = ${LOCK_WAIT_MS}`);
  if (readonly) return connection;
  connection.pragma('synchronous = FULL');
  // Whoever writes many rows touches the whole of many indexes: with the usual 2 MB each page is read again and again.
  connection.pragma(`cache_size = ${-WRITER_CACHE_KB}`);
  connection.pragma(`wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`);
  return connection;
}

async function inTransaction<T>(
  connection: Database.Database,
  begin: string,
  work: (read: Read) => Promise<T>,
): Promise<T> {
  const unit = { over: false };
  await started(connection, begin);
  try {
    const result = await work(queries(connection, unit));
    unit.over = true;
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    unit.over = true;
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/** Begins, waiting for another process's write to end. */
async function started(connection: Database.Database, begin: string): Promise<void> {
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      connection.exec(begin);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > until) throw error;
      await sleep(LOCK_RETRY_MS * (1 + Math.random()));
    }
  }
}

/** Drizzle over one connection, for one unit of work: a query that outlives its unit throws instead of landing outside. */
function queries(connection: Database.Database, unit: { over: boolean }): Read {
  const statementFor = (text: string) => {
    if (unit.over) throw new Error('A query was run after its unit of work had ended: an await is missing.');
    return prepared(connection, text);
  };
  const database: Read = drizzle(async (text, parameters, method) => {
    const statement = statementFor(text);
    const values: unknown[] = parameters;
    if (method === 'run' || !statement.reader) {
      statement.run(...values);
      return { rows: [] };
    }
    const rows = statement.raw().all(...values);
    return { rows: method === 'get' ? ((rows[0] ?? undefined) as unknown[]) : rows };
  });
  return withRunInsert(database, async (text, values) => statementFor(text).run(...values));
}

const statementsOf = new WeakMap<Database.Database, Map<string, Database.Statement>>();

function prepared(connection: Database.Database, text: string): Database.Statement {
  let statements = statementsOf.get(connection);
  if (!statements) statementsOf.set(connection, (statements = new Map<string, Database.Statement>()));
  let statement = statements.get(text);
  if (!statement) {
    if (statements.size >= STATEMENTS_KEPT) statements.delete(statements.keys().next().value!);
    statements.set(text, (statement = connection.prepare(text)));
  }
  return statement;
}

/**
 * One transaction from looking to applying: of two processes that start at once, the second finds nothing to do.
 * A change of a table is a copy, a drop and a rename: with foreign keys on, the drop would delete what points there.
 * They are off meanwhile (a pragma does nothing inside a transaction) and checked as a whole before the end.
 */
async function migrateSqlite(
  writer: Database.Database,
  { migrationsFolder, backupFolder }: Upgrading,
): Promise<void> {
  if (schemaState(latestApplied(writer), migrationsFolder) === 'behind') {
    mkdirSync(backupFolder, { recursive: true, mode: 0o700 });
    const copy = path.join(backupFolder, upgradeCopyName(new Date(), 'db'));
    await copySqlite(writer.name, copy);
    chmodSync(copy, 0o600);
  }
  writer.pragma('foreign_keys = OFF');
  await started(writer, 'BEGIN IMMEDIATE');
  try {
    const database = queries(writer, { over: false }) as unknown as Parameters<typeof migrate>[0];
    const applyAll = async (statements: string[]) => {
      for (const statement of statements) writer.exec(statement);
    };
    await migrate(database, applyAll, { migrationsFolder });
    const orphans = writer.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0)
      throw new Error(`A migration would leave ${orphans.length} rows without their parent.`);
    writer.exec('COMMIT');
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    throw error;
  } finally {
    writer.pragma('foreign_keys = ON');
  }
}

function latestApplied(writer: Database.Database): number | null {
  const table = writer.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`).get();
  if (!table) return null;
  const row = writer.prepare('SELECT max(created_at) AS latest FROM __drizzle_migrations').get() as {
    latest: number | null;
  };
  return row.latest === null ? null : Number(row.latest);
}
