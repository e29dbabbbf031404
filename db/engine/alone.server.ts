import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Configuration } from '../../app/config.server';
import { isThere, processMark } from '../../scripts/processMark.mjs';

/** What only one process of an installation may do at a time, by the number of its lock in PostgreSQL. */
const LOCKS = { backup: 1, rotation: 2 };
const LOCK_CLASS = 72617;

export { isThere, processMark };

type Place = Pick<Configuration, 'dataDir' | 'databaseUrl'>;

/**
 * Does a piece of work unless another process is at it. With SQLite a file of DATA_DIR names the process, and one
 * whose process is gone is taken over; with PostgreSQL, which processes of several machines may share, it is a lock
 * of the server, which lets it go with the connection.
 * @returns what the work came to; null where another process is at it
 */
export async function alone<T>(
  { dataDir, databaseUrl }: Place,
  name: keyof typeof LOCKS,
  work: () => Promise<T>,
): Promise<{ result: T } | null> {
  const letGo = databaseUrl
    ? await takeOnServer(databaseUrl, LOCKS[name])
    : takeFile(lockFile(dataDir, name));
  if (!letGo) return null;
  try {
    return { result: await work() };
  } finally {
    await letGo();
  }
}

/** The file by which `alone` locks on SQLite. */
export function lockFile(dataDir: string, name: keyof typeof LOCKS): string {
  return path.join(dataDir, `.${name}.lock`);
}

async function takeOnServer(url: string, number: number): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  // With the connection the lock is gone, but not the work; whoever comes next is told by what it finds.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
    LOCK_CLASS,
    number,
  ]);
  if (rows[0]!.taken) return () => client.end();
  await client.end();
  return null;
}

/** The lock appears with its owner already in it: a link is made whole or not at all. */
function takeFile(lock: string): (() => Promise<void>) | null {
  mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 });
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, processMark(), { mode: 0o600 });
  try {
    if (existsSync(lock) && !isThere(readFileSync(lock, 'utf8'))) rmSync(lock, { force: true });
    linkSync(own, lock);
    return async () => rmSync(lock, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}
