import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import pg from 'pg';
import { environmentWith } from '../../app/config.server';
import { Refusal } from '../../app/refusal';
import { elsewhere } from './elsewhere';
import { undoneWhenStopped } from './stopped.server';

/** Whole copies of a database by the engine's own means, taken while others write. */

const ALL_PAGES = 2 ** 31 - 1;
/** The lock of PostgreSQL that one process at a time holds while it changes the schema. */
export const MIGRATING = 72617;
const LOOKS = 5;
const LOOK_EVERY_MS = 200;

/** Copies a SQLite database into a new file, as it stands at this moment. */
export async function copySqlite(file: string, to: string): Promise<void> {
  const source = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // In one step, because a step after somebody wrote would begin anew; writers do not wait for it (WAL).
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  // One file that needs nothing beside it, wherever it is taken.
  const copy = new Database(to);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

const DUMP = ['--format=custom', '--no-owner', '--no-privileges'];

/**
 * Writes a PostgreSQL database into a file of pg_dump's custom format.
 * @throws Refusal database.tool_missing, database.tool_failed
 */
export async function dumpPostgres(url: string, to: string): Promise<void> {
  await run('pg_dump', [...DUMP, `--file=${to}`], { url });
}

/**
 * Hands a PostgreSQL database over in pg_dump's custom format, piece by piece and not packed. As long as no piece is
 * taken the tool waits, and the server for it.
 * @throws Refusal database.tool_missing, database.tool_failed, and what `take` throws
 */
export async function handOverPostgres(
  url: string,
  take: (dump: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  await run('pg_dump', [...DUMP, '--compress=0'], { url, talk: ({ stdout }) => take(piecesOf(stdout)) });
}

/**
 * Fills an empty PostgreSQL database from a dump of that format, packed by pg_dump or not; all of it or nothing. As long
 * as no piece comes the tool waits.
 * @throws Refusal database.tool_missing, database.tool_failed, and what reading the dump throws
 */
export async function restorePostgres(url: string, dump: AsyncIterable<Buffer>): Promise<void> {
  const how = ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction'];
  await run('pg_restore', [...how, `--dbname=${databaseName(url)}`], {
    url,
    talk: async ({ stdin }) => {
      for await (const piece of dump) await elsewhere(written(stdin, piece));
    },
  });
}

const MIGRATIONS_DATA = 'COPY drizzle.__drizzle_migrations (id, hash, created_at) FROM stdin;';

/**
 * Reads such a file whole, as it would be restored, without a database.
 * @returns the `when` of the latest migration in it; null where it holds none
 * @throws Refusal database.tool_missing, database.tool_failed where it is no such file or not whole
 */
export async function migrationInDump(from: string): Promise<number | null> {
  const found: number[] = [];
  let isMigration = false;
  await run('pg_restore', ['--file=-', from], {
    talk: async ({ stdout }) => {
      for await (const line of createInterface({ input: stdout })) {
        if (line === MIGRATIONS_DATA) isMigration = true;
        else if (line === String.raw`\.`) isMigration = false;
        else if (isMigration) found.push(Number(line.split('\t').at(-1)));
      }
    },
  });
  return found.length > 0 ? Math.max(...found) : null;
}

/** Whether nothing was ever made in this PostgreSQL database. */
export async function isPostgresEmpty(url: string): Promise<boolean> {
  const { rows } = await query(
    url,
    `SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1`,
  );
  return rows.length === 0;
}

/**
 * Does something to a whole PostgreSQL database. Who opens it meanwhile waits for the lock of the migrations until it is
 * over; who works on it already is found by `requireUnused`.
 */
export async function holdingPostgres<T>(
  url: string,
  work: (held: { requireUnused: () => Promise<void> }) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  // With the connection the lock is gone, but not the work.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    return await work({ requireUnused: () => requireUnused(client) });
  } finally {
    await client.end();
  }
}

/** @throws Refusal database.in_use while somebody else is connected to the database */
async function requireUnused(client: pg.Client): Promise<void> {
  const count = await othersConnected(client);
  if (count > 0) throw new Refusal('database.in_use', { count });
}

/**
 * How many others are connected to the database of a connection that holds the lock of the migrations. A server of the
 * product always is: it looks for jobs oftener than an idle connection ends. Not the product's own mark is asked for,
 * which a command or another program does not leave. Who waits for that lock to open the database does not count.
 */
export async function othersConnected(client: pg.ClientBase): Promise<number> {
  // What has just ended is listed a moment longer.
  for (let look = 1; ; look += 1) {
    // A role sees of the sessions of others who they are; a worker of the server is nobody.
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()
         AND pid NOT IN (SELECT pid FROM pg_locks
                         WHERE locktype = 'advisory' AND NOT granted AND objid = ${MIGRATING} AND pid IS NOT NULL)`,
    );
    const { count } = rows[0]!;
    if (count === 0 || look === LOOKS) return count;
    await sleep(LOOK_EVERY_MS);
  }
}

const SCRATCH = 'bangfu_check';
/** What is made and asked in it leaves the other processors to people. */
const ON_ONE_PROCESSOR = ['max_parallel_maintenance_workers', 'max_parallel_workers_per_gather'];

/**
 * Makes a database beside this one for as long as the work takes, and removes those that killed processes left.
 * @returns null where the role may not make one
 */
export async function withScratchPostgres<T>(
  url: string,
  work: (scratchUrl: string) => Promise<T>,
): Promise<T | null> {
  await dropLeftScratch(url);
  const name = `${SCRATCH}_${process.pid}_${Date.now()}`;
  try {
    await query(url, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return null;
    throw error;
  }
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  // Connected all along, which tells others that it is in use.
  const user = new pg.Client({ connectionString: scratch.href, keepAlive: true });
  user.on('error', () => undefined);
  try {
    return await undoneWhenStopped(
      () => dropNow(url, name),
      async () => {
        await user.connect();
        for (const setting of ON_ONE_PROCESSOR)
          await user.query(`ALTER DATABASE ${name} SET ${setting} = 0`).catch(() => undefined);
        return work(scratch.href);
      },
    );
  } finally {
    await user.end();
    await query(url, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** A process that is about to end waits no longer for it, nor can it wait for a connection of its own. */
const DROPPED_WITHIN_MS = 5_000;

function dropNow(url: string, name: string): void {
  spawnSync('dropdb', ['--if-exists', '--force', `--maintenance-db=${databaseName(url)}`, name], {
    stdio: 'ignore',
    env: environmentWith(addressVariables(url)),
    timeout: DROPPED_WITHIN_MS,
  });
}

/** Whoever uses one is connected to it; one that somebody else is taking away just now is none of ours. */
export async function dropLeftScratch(url: string): Promise<void> {
  const { rows } = await query<{ name: string }>(
    url,
    `SELECT datname AS name FROM pg_database
     WHERE datname ~ '^${SCRATCH}_\\d+_\\d+$' AND pg_get_userbyid(datdba) = current_user
       AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL)`,
  );
  for (const { name } of rows) await query(url, `DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
}

/** Asks over a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<Row>(text);
  } finally {
    await client.end();
  }
}

/** What goes to a tool, and what comes from it. */
interface Pipes {
  stdin: Writable;
  stdout: Readable;
}

/** What a stream says whose other end is gone. */
const BROKEN_OFF = /^(EPIPE|ECONNRESET|ERR_STREAM_\w+)$/;

/**
 * Runs one of PostgreSQL's tools. The address goes by environment: every user of the machine can read arguments.
 * @param how.talk reads what it says or writes what it reads; where that fails the tool is ended
 */
async function run(
  tool: string,
  args: string[],
  { url, talk = () => Promise.resolve() }: { url?: string; talk?: (pipes: Pipes) => Promise<void> },
): Promise<void> {
  const started = spawn(tool, args, {
    // What it says is read, and must not be in the language of the machine.
    env: environmentWith({ ...(url && addressVariables(url)), LC_ALL: 'C' }),
  });
  const ended = failureOf(tool, started);
  // Whoever writes is told.
  started.stdin.on('error', () => undefined);
  const brokenBy = await talk(started).then(
    () => null,
    (error: unknown) => {
      started.kill();
      started.stdout.destroy();
      return error as NodeJS.ErrnoException;
    },
  );
  started.stdin.end();
  started.stdout.resume();
  const failure = await elsewhere(ended);
  // Of a tool that ended too early it says itself why.
  const cause = failure && BROKEN_OFF.test(brokenBy?.code ?? '') ? failure : (brokenBy ?? failure);
  if (cause) throw cause;
}

/** Why a tool did not do what it was asked to, once it has ended. */
function failureOf(tool: string, started: ChildProcess): Promise<Refusal | null> {
  let said = '';
  started.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, 2_000)));
  return new Promise((resolve) => {
    started.once('error', () => resolve(new Refusal('database.tool_missing', { tool })));
    started.once('close', (code, signal) => {
      // One that was ended from outside says nothing itself.
      const last = said.split('\n')[0] || `${tool}: ${signal ?? code}`;
      resolve(code === 0 ? null : new Refusal('database.tool_failed', { tool, said: last }));
    });
  });
}

/** What a tool says, piece by piece as it is asked for. */
async function* piecesOf(said: Readable): AsyncGenerator<Buffer> {
  const pieces = said[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const next = await elsewhere(pieces.next());
    if (next.done) return;
    yield next.value;
  }
}

/** Resolves once the tool has taken what it is given, or the pipe to it. */
function written(to: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    to.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

/** A database's address as the client programs of PostgreSQL take it: in the environment, where no list of processes shows it. */
export function addressVariables(url: string): Record<string, string> {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode');
  const authority = searchParams.get('sslrootcert');
  return {
    PGHOST: hostname || 'localhost',
    PGPORT: port || '5432',
    PGDATABASE: databaseName(url),
    ...(username && { PGUSER: decodeURIComponent(username) }),
    ...(password && { PGPASSWORD: decodeURIComponent(password) }),
    ...(sslmode && { PGSSLMODE: sslmode }),
    ...(authority && { PGSSLROOTCERT: authority }),
  };
}

function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
