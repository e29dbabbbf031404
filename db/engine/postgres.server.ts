import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { Refusal } from '../../app/refusal';
import { elsewhere, newLine, type Line } from './elsewhere';
import { withInsertRunner } from './insertRows';
import { dropOldPlans, keepsTooMany, named } from './preparedStatements';
import { dumpPostgres, MIGRATING, othersConnected } from './snapshot.server';
import { requireRestoredDatabase } from './restoring.server';
import type { Read, Store, Write } from './store';
import { schemaState, upgraded, type Upgrading } from './upgrade.server';

const CONNECTIONS = 10;
/** A connection that ends takes its plans with it, and a small office looks at a page every few minutes. */
const IDLE_FOR_MS = 300_000;
const ATTEMPTS = 50;
const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);
/** Waits of together three seconds: a server that restarts or hands over to another one is there again by then, or the page says so. */
const RECONNECT_AFTER_MS = [50, 100, 200, 400, 800, 1600];
/** Said by a server that stops, starts or hands over, and by the network. */
const LOST = /^(57P0[123]|08...|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;
/** A unit does nothing but query: one that is silent for so long belongs to a process that is gone, and must not keep its turn. */
const SILENT_AFTER_MS = 60_000;
/** The usual cost of a page is that of turning disks: with it whole tables are read where an index is a tenth of their size. */
const SETTINGS = `SELECT set_config('idle_in_transaction_session_timeout', '${SILENT_AFTER_MS}', false), set_config('random_page_cost', '1.1', false)`;

/**
 * The writes of all processes take their turn: each extends the audit chain, so parallel ones would only undo each
 * other, the long ones always the losers. The lock is asked for before the snapshot is taken, reads do not wait for it.
 */
const BEGIN_WRITE = 'BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE installation IN EXCLUSIVE MODE';
const BEGIN_READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Opens a PostgreSQL database and brings its schema up to date. Writes are serializable, one at a time over all
 * processes. What fails by a conflict, or because the connection was lost before its end was asked for, runs again.
 * @throws Refusal backup.restore_unfinished, database.newer, database.behind, upgrade.in_use, database.upgrade_failed, database.tool_missing,
 * database.tool_failed
 */
export async function openPostgres(url: string, upgrading: Upgrading): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    idleTimeoutMillis: IDLE_FOR_MS,
    // What is asked together is sent together: on a busy machine each way there and back waits for a processor.
    pipeline: true,
    // A command that fails before it closes the store must not stay for them.
    allowExitOnIdle: true,
    // The pool waits for it, which its types do not say.
    onConnect: (client): unknown => takeSettings(client),
  });
  // An idle connection that the server closes must not end the process; the next query gets a new one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // Nor one that is lost while a unit has it: the unit's next query says so.
    client.on('error', () => undefined);
  });
  const copyBeforeUpgrade = await migratePostgres(pool, { url, ...upgrading }).catch(
    async (error: unknown) => {
      await pool.end();
      throw error;
    },
  );
  const writing = new Mutex();

  return {
    read: (work) => untilDone((unit) => inRead(pool, unit, work)),
    write: (work) =>
      writing.runExclusive(() => untilDone((unit) => inWrite(pool, unit, (tx) => work(tx as Write)))),
    close: () => pool.end(),
    copyBeforeUpgrade,
  };
}

/** An engine that does not know these settings does without. */
async function takeSettings(client: pg.ClientBase): Promise<void> {
  await client.query(SETTINGS).catch(() => undefined);
}

interface Unit {
  over: boolean;
  /** Its end was asked for: without an answer nobody knows whether it landed. */
  isEnding: boolean;
  /** Ends with the query that was given last, whatever comes of it: a connection answers in the order of the questions. */
  latest: Promise<unknown>;
  line: Line;
}

/**
 * The beginning goes along with the first question, and nobody waits for the end: a snapshot that changed nothing is
 * only let go.
 */
async function inRead<T>(pool: pg.Pool, unit: Unit, work: (read: Read) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  return orUndone(client, unit, async () => {
    const begun = client.query(BEGIN_READ);
    unit.latest = begun.catch(() => undefined);
    const result = await work(queries(client, unit));
    unit.over = true;
    await begun;
    // Whoever gets the connection next stands in line behind it, and hears if it is lost.
    void client.query('COMMIT').catch(() => undefined);
    return result;
  });
}

async function inWrite<T>(pool: pg.Pool, unit: Unit, work: (read: Read) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  return orUndone(client, unit, async () => {
    await client.query(BEGIN_WRITE);
    const result = await work(queries(client, unit));
    unit.over = true;
    unit.isEnding = true;
    await client.query('COMMIT');
    return result;
  });
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  dropOldPlans(client);
  return client;
}

/** Gives the connection back when the unit is over; one that does not answer any more is not used again. */
async function orUndone<T>(client: pg.PoolClient, unit: Unit, work: () => Promise<T>): Promise<T> {
  let broken = false;
  try {
    return await work();
  } catch (error) {
    unit.over = true;
    await unit.latest;
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken || keepsTooMany(client));
  }
}

function queries(client: pg.PoolClient, unit: Unit): Read {
  const query = (given: string | pg.QueryConfig, values: unknown[] = []): Promise<unknown> => {
    // What is undone already must not go on outside.
    if (unit.over) throw new Error('A query was run after its unit of work had ended: an await is missing.');
    const asked = named(client, typeof given === 'string' ? { text: given } : given, values);
    const answer = elsewhere(client.query(asked, values), unit.line);
    unit.latest = answer.catch(() => undefined);
    return answer;
  };
  const guarded = new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
  });
  return withInsertRunner(drizzle(guarded) as unknown as Read, {
    run: (text, values) => query(text, values),
    takes: 'lists',
  });
}

async function untilDone<T>(attempt: (unit: Unit) => Promise<T>): Promise<T> {
  let lost = 0;
  for (let count = 1; ; count += 1) {
    const unit = { over: false, isEnding: false, latest: Promise.resolve(), line: newLine() };
    try {
      return await attempt(unit);
    } catch (error) {
      if (SERIALIZATION_FAILURES.has(errorCode(error)) && count < ATTEMPTS) {
        await sleep(Math.random() * Math.min(200, 5 * count));
        continue;
      }
      const isUndone = isUnsent(error) || (isLost(error) && !unit.isEnding);
      const wait = isUndone ? RECONNECT_AFTER_MS[lost] : undefined;
      if (wait === undefined) throw error;
      lost += 1;
      await sleep(wait);
    }
  }
}

function isLost(error: unknown): boolean {
  return LOST.test(errorCode(error)) || errorText(error).startsWith('Connection terminated');
}

/** The connection was known to be lost before the query, which therefore never left. */
function isUnsent(error: unknown): boolean {
  return errorText(error).includes('not queryable');
}

function errorText(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return cause?.message ?? message ?? '';
}

function errorCode(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? '';
}

/** Two processes that start at once must not both migrate: the second waits for the lock and finds nothing to do. */
async function migratePostgres(
  pool: pg.Pool,
  { url, migrationsFolder, ...manner }: Upgrading & { url: string },
): Promise<Store['copyBeforeUpgrade']> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    // Who waited for a restore comes when it is over, or was stopped.
    if (manner.whenBehind !== 'change') await requireRestoredDatabase(client);
    const state = schemaState(await latestApplied(client), migrationsFolder);
    const requireUnserved = async () => {
      const count = await othersConnected(client);
      if (count > 0) throw new Refusal('upgrade.in_use', { count });
    };
    const copy = (to: string) => dumpPostgres(url, to);
    const change = () => migrate(drizzle(client), { migrationsFolder });
    if (state === 'behind')
      return await upgraded({ ...manner, ending: 'dump' }, { requireUnserved, copy, change });
    await change();
    return null;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATING]).catch(() => undefined);
    client.release();
  }
}

/** The `when` of the latest migration that a database has, null for none; nothing is changed. */
export async function appliedOnServer(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await latestApplied(client);
  } finally {
    await client.end();
  }
}

async function latestApplied(client: pg.ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ name: string | null }>(
    `SELECT to_regclass('drizzle.__drizzle_migrations')::text AS name`,
  );
  if (!rows[0]!.name) return null;
  const latest = await client.query<{ latest: string | null }>(
    'SELECT max(created_at) AS latest FROM drizzle.__drizzle_migrations',
  );
  const value = latest.rows[0]!.latest;
  return value === null ? null : Number(value);
}
