import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { withRunInsert } from './insertRows';
import { dumpPostgres } from './snapshot.server';
import type { Read, Store, Write } from './store';
import { schemaState, upgradeCopyName, type Upgrading } from './upgrade.server';

const CONNECTIONS = 10;
const ATTEMPTS = 50;
const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);

/**
 * Opens a PostgreSQL database and brings its schema up to date. Writes are serializable and run again after a
 * serialization failure; the writes of this process wait for each other, since all of them extend the audit chain.
 * @throws Refusal database.newer, database.tool_missing, database.tool_failed
 */
export async function openPostgres(url: string, upgrading: Upgrading): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  // An idle connection that the server closes must not end the process; the next query gets a new one.
  pool.on('error', () => undefined);
  await migratePostgres(pool, { url, ...upgrading });
  const writing = new Mutex();

  return {
    read: (work) => inTransaction(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    write: (work) =>
      writing.runExclusive(() =>
        untilSerialized(() =>
          inTransaction(pool, 'BEGIN ISOLATION LEVEL SERIALIZABLE', (tx) => work(tx as Write)),
        ),
      ),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (read: Read) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const unit = { over: false };
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(queries(client, unit));
    unit.over = true;
    await client.query('COMMIT');
    return result;
  } catch (error) {
    unit.over = true;
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

function queries(client: pg.PoolClient, unit: { over: boolean }): Read {
  const guarded = new Proxy(client, {
    get(target, name) {
      if (name !== 'query') return Reflect.get(target, name) as unknown;
      return (...parameters: Parameters<typeof target.query>) => {
        if (unit.over)
          throw new Error('A query was run after its unit of work had ended: an await is missing.');
        return target.query(...parameters);
      };
    },
  });
  return withRunInsert(drizzle(guarded) as unknown as Read, (text, values) => guarded.query(text, values));
}

async function untilSerialized<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (count >= ATTEMPTS || !SERIALIZATION_FAILURES.has(errorCode(error))) throw error;
      await sleep(Math.random() * Math.min(200, 5 * count));
    }
  }
}

function errorCode(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? '';
}

/** Two processes that start at once must not both migrate: the second waits for the lock and finds nothing to do. */
async function migratePostgres(
  pool: pg.Pool,
  { url, migrationsFolder, backupFolder }: Upgrading & { url: string },
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock(72617)');
    if (schemaState(await latestApplied(client), migrationsFolder) === 'behind') {
      mkdirSync(backupFolder, { recursive: true, mode: 0o700 });
      const copy = path.join(backupFolder, upgradeCopyName(new Date(), 'dump'));
      await dumpPostgres(url, copy);
      chmodSync(copy, 0o600);
    }
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    await client.query('SELECT pg_advisory_unlock(72617)').catch(() => undefined);
    client.release();
  }
}

async function latestApplied(client: pg.PoolClient): Promise<number | null> {
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
