import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from '../app/config.server';
import { openStore } from '../db/client.server';
import { databaseOn, onServer } from './postgresServer';
import { migratedFolder, migratedName } from './testRun';

const POSTGRES_LOCK = 72_618;

/**
 * Migrates one database a run: those of the tests are copies of it. The first file that needs one has it made.
 * @returns the SQLite file, or the name of the database on the server
 */
export function migratedOnce(): Promise<string> {
  return engine === 'sqlite' ? sqliteOnce() : postgresOnce(process.env.DATABASE_URL!);
}

async function sqliteOnce(): Promise<string> {
  const folder = migratedFolder();
  const whole = path.join(folder, 'migrated.db');
  if (isFirst(folder)) {
    try {
      const sqliteFile = path.join(folder, 'part.db');
      await (await openStore({ databaseUrl: null, sqliteFile, backupFolder: folder })).close();
      renameSync(sqliteFile, whole);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
  while (!existsSync(whole)) {
    if (!existsSync(folder)) throw new Error('Another test file could not migrate a database.');
    await sleep(20);
  }
  return whole;
}

/** Of several processes one makes the folder. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function postgresOnce(server: string): Promise<string> {
  const name = migratedName();
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [POSTGRES_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    const part = `${name}_part`;
    await client.query(`CREATE DATABASE ${part}`);
    const address = { databaseUrl: databaseOn(server, part), sqliteFile: '', backupFolder: tmpdir() };
    await (await openStore(address)).close();
    await client.query(`ALTER DATABASE ${part} RENAME TO ${name}`);
  });
  return name;
}
