import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex, Semaphore } from 'async-mutex';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { migrate } from 'drizzle-orm/sqlite-proxy/migrator';
import { Refusal } from '../../app/refusal';
import { withInsertRunner } from './insertRows';
import { usersOf } from './inUse.server';
import { copySqlite } from './snapshot.server';
import { ownConnection, threadConnection, type SqliteConnection } from './sqliteConnection.server';
import type { Read, Store, Write } from './store';
import { writeAheadLog } from './writeAheadLog.server';
import { writersLine } from './writersLine.server';
import { schemaState, upgraded, type Upgrading } from './upgrade.server';

const READERS = 4;
const LOCK_WAIT_MS = 10_000;
const LOCK_RETRY_MS = 5;
const READER_PRAGMAS = ['foreign_keys = ON', `busy_timeout = ${LOCK_WAIT_MS}`];
const WRITER_PRAGMAS = [
  ...READER_PRAGMAS,
  'synchronous = FULL',
  // Whoever writes many rows touches the whole of many indexes: with the usual 2 MB each page is read again and again.
  'cache_size = -32768',
];
// From here on a lock is waited for in `started`, without stopping the other requests of this process.
const NO_TIMEOUT = 'busy_timeout = 0';
/** From this size on the log is taken over into the file; it is cut to that when it begins anew. */
const LOG_BYTES = 64 * 1024 * 1024;
/** Once the schema is up to date. */
const WORKING_PRAGMAS = [
  NO_TIMEOUT,
  // What a statement that fails would have to take back is kept in memory: in a file it takes longer than the rows.
  'temp_store = MEMORY',
  // A commit stays in order, but does not wait for the disk: its flush is waited for beside the other requests.
  'synchronous = NORMAL',
  `journal_size_limit = ${LOG_BYTES}`,
];
/** In pages of 4 KB: where nobody tended the log, whoever commits takes it over. */
const OWN_PRAGMAS = ['wal_autocheckpoint = 128000'];
/** Of whoever brings many records in: the same pages change again and again, and are taken over a few times only. */
const BRINGING_PRAGMAS = ['wal_autocheckpoint = 64000'];

/**
 * Opens the SQLite file, making it and its folder when missing, and brings its schema up to date: one writer behind
 * a mutex with immediate transactions, a few read-only connections, WAL.
 * @param isServed whether another process serves the product on this file
 * @throws Refusal database.newer, database.behind, upgrade.served, upgrade.command_running, database.upgrade_failed
 */
export async function openSqlite(
  file: string,
  { writesBeside = false, ...upgrading }: Upgrading & { writesBeside?: boolean; isServed?: () => boolean },
): Promise<Store> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const opened = connect(file, WRITER_PRAGMAS);
  // Names, illnesses and incomes are in it; what SQLite lays beside it takes the same mode.
  chmodSync(file, 0o600);
  opened.pragma('journal_mode = WAL');
  opened.pragma(NO_TIMEOUT);
  const copyBeforeUpgrade = await migrateSqlite(opened, upgrading).catch((error: unknown) => {
    opened.close();
    throw error;
  });
  for (const pragma of [...WORKING_PRAGMAS, ...OWN_PRAGMAS]) opened.pragma(pragma);
  if (writesBeside) opened.close();
  const writer = writesBeside
    ? threadConnection(file, [...WRITER_PRAGMAS, ...WORKING_PRAGMAS, ...BRINGING_PRAGMAS])
    : ownConnection(opened);
  const log = writeAheadLog(file, LOG_BYTES);

  const idle = Array.from({ length: READERS }, () =>
    ownConnection(connect(file, READER_PRAGMAS, { readonly: true })),
  );
  const reading = new Semaphore(READERS);
  const writing = new Mutex();
  const line = writersLine(file);
  let waiting = 0;
  /** Begins when its turn has come; while others of this process stand behind it, the line stays told. */
  const begins = async (): Promise<void> => {
    try {
      await started(writer, 'BEGIN IMMEDIATE', () => line.wait());
    } finally {
      waiting -= 1;
      if (waiting === 0) line.leave();
    }
  };

  return {
    read: (work) =>
      reading.runExclusive(async () => {
        const connection = idle.pop()!;
        try {
          return await inTransaction(connection, () => started(connection, 'BEGIN'), work);
        } finally {
          idle.push(connection);
        }
      }),
    write: async (work, { isRepeatable = false, givesWay = false } = {}) => {
      const begin = givesWay ? () => started(writer, 'BEGIN IMMEDIATE') : begins;
      if (!givesWay) waiting += 1;
      const result = await writing.runExclusive(async () => {
        if (givesWay) await line.letOthersFirst();
        return inTransaction(writer, begin, (tx) => work(tx as Write));
      });
      if (!writesBeside) log.tend();
      if (!isRepeatable) await log.flush();
      return result;
    },
    close: async () => {
      await writing.waitForUnlock();
      await Promise.all(idle.map((connection) => connection.close()));
      await log.close();
      await writer.close();
    },
    copyBeforeUpgrade,
  };
}

function connect(
  file: string,
  pragmas: readonly string[],
  options: Database.Options = {},
): Database.Database {
  const connection = new Database(file, options);
  for (const pragma of pragmas) connection.pragma(pragma);
  return connection;
}

async function inTransaction<T>(
  connection: SqliteConnection,
  begin: () => Promise<void>,
  work: (read: Read) => Promise<T>,
): Promise<T> {
  const unit = { over: false };
  await begin();
  try {
    const result = await work(queries(connection, unit));
    unit.over = true;
    await connection.exec('COMMIT');
    return result;
  } catch (error) {
    unit.over = true;
    await connection.rollback();
    throw error;
  }
}

/** Begins, waiting for another process's write to end; each look at it that was in vain is told. */
async function started(
  connection: Pick<SqliteConnection, 'exec'>,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  waits?: () => void,
): Promise<void> {
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      await connection.exec(begin);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > until) throw error;
      waits?.();
      await sleep(LOCK_RETRY_MS * (1 + Math.random()));
    }
  }
}

/** Drizzle over one connection, for one unit of work: a query that outlives its unit throws instead of landing outside. */
function queries(connection: SqliteConnection, unit: { over: boolean }): Read {
  const requireOpen = () => {
    if (unit.over) throw new Error('A query was run after its unit of work had ended: an await is missing.');
  };
  const database: Read = drizzle(async (text, parameters, method) => {
    requireOpen();
    const values: unknown[] = parameters;
    if (method === 'run') {
      await connection.run(text, values);
      return { rows: [] };
    }
    const rows = await connection.rows(text, values);
    return { rows: method === 'get' ? ((rows[0] ?? undefined) as unknown[]) : rows };
  });
  return withInsertRunner(database, {
    run: async (text, values) => {
      requireOpen();
      await connection.run(text, values);
    },
    takes: 'values',
  });
}

/** A database that is up to date is left alone: what an upgrade does reads all of its rows, seconds of a large register. */
async function migrateSqlite(
  writer: Database.Database,
  { migrationsFolder, isServed, ...manner }: Upgrading & { isServed?: () => boolean },
): Promise<Store['copyBeforeUpgrade']> {
  const state = () => schemaState(latestApplied(writer), migrationsFolder);
  const requireUnserved = async () => {
    const place = path.dirname(writer.name);
    if (isServed?.()) throw new Refusal('upgrade.served', { place });
    const users = usersOf(place);
    if (users.length > 0) throw new Refusal('upgrade.command_running', { place, users: users.join(', ') });
  };
  const copy = (to: string) => copySqlite(writer.name, to);
  const change = async () => {
    await applyMigrations(writer, migrationsFolder);
    writer.exec('COMMIT');
  };
  if (state() === 'current') return null;
  // Without waiting for whoever writes.
  if (state() === 'behind' && manner.whenBehind === 'refuse') throw new Refusal('database.behind');
  return beganChange(writer, async () => {
    // Another process may have come first.
    if (state() === 'behind') return upgraded({ ...manner, ending: 'db' }, { requireUnserved, copy, change });
    if (state() === 'new') await change();
    return null;
  });
}

/**
 * One transaction from looking to applying, with the copy in between: nothing is written that is in neither, and of two
 * processes that start at once the second finds nothing to do. A change of a table is a copy, a drop and a rename: with foreign keys on, the drop would delete what points there.
 * They are off meanwhile (a pragma does nothing inside a transaction) and checked as a whole before the end.
 */
async function beganChange<T>(writer: Database.Database, work: () => Promise<T>): Promise<T> {
  writer.pragma('foreign_keys = OFF');
  await started(ownConnection(writer), 'BEGIN IMMEDIATE');
  try {
    return await work();
  } finally {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    writer.pragma('foreign_keys = ON');
  }
}

async function applyMigrations(writer: Database.Database, migrationsFolder: string): Promise<void> {
  const unit = queries(ownConnection(writer), { over: false }) as unknown as Parameters<typeof migrate>[0];
  const applyAll = async (statements: string[]) => {
    for (const statement of statements) writer.exec(statement);
  };
  await migrate(unit, applyAll, { migrationsFolder });
  const orphans = writer.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0)
    throw new Error(`A migration would leave ${orphans.length} rows without their parent.`);
}

/** The `when` of the latest migration that the database of a file has, null for none; nothing is changed. */
export function appliedInFile(file: string): number | null {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return latestApplied(connection);
  } finally {
    connection.close();
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
