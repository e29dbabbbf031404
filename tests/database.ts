import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, TestRunner } from 'vitest';
import { engine } from '../app/config.server';
import { openStore, type Store } from '../db/client.server';
import { migratedOnce } from './migratedDatabase';
import { databaseOn, onServer } from './postgresServer';

type CleanUp = () => void | Promise<void>;

/** A database made by a test or its beforeEach goes with that test: a server takes only so many connections. */
const afterThisTest: CleanUp[] = [];
const afterThisFile: CleanUp[] = [];

// Here and not where a database is made: within a hook or a test, vitest does not hear of another one.
afterEach(() => cleanUp(afterThisTest));
afterAll(() => cleanUp(afterThisFile));

async function cleanUp(all: CleanUp[]): Promise<void> {
  for (const one of all.splice(0)) await one();
}

/**
 * A fresh, empty, migrated database for a test file, on the engine of this run; it is gone after the file's tests.
 * On PostgreSQL the suite is started with DATABASE_URL set to a server on which databases may be made.
 */
export async function freshStore(): Promise<Store> {
  return (await freshDatabase()).open();
}

export interface FreshDatabase {
  /** Opens one more store on the same database, as a second process would; `writesBeside` as an import does. */
  open(how?: { writesBeside?: boolean }): Promise<Store>;
  address: { databaseUrl: string | null; sqliteFile: string; backupFolder: string };
}

/** `freshStore` for tests that open the database more than once, or from another process: a copy of the migrated one. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const migrated = await migratedOnce();
  return engine === 'sqlite' ? newSqlite(migrated) : newPostgres(migrated);
}

/** A database in which nothing is, not even tables, for tests of how one is made. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return engine === 'sqlite' ? newSqlite(null) : newPostgres(null);
}

function newSqlite(migrated: string | null): FreshDatabase {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
  const sqliteFile = path.join(folder, 'bangfu.db');
  if (migrated) copyFileSync(migrated, sqliteFile);
  const address = { databaseUrl: null, sqliteFile, backupFolder: path.join(folder, 'backups') };
  return tracked(address, () => rmSync(folder, { recursive: true, force: true }));
}

async function newPostgres(migrated: string | null): Promise<FreshDatabase> {
  const server = process.env.DATABASE_URL!;
  const name = `bangfu_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    // A copy of the files costs a third of one through the log; before version 15 there was no other.
    const strategy = rows[0]!.version >= 150_000 ? 'STRATEGY file_copy' : '';
    const template = migrated ? `TEMPLATE ${migrated} ${strategy}` : '';
    await client.query(`CREATE DATABASE ${name} ${template}`);
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
  const address = { databaseUrl: databaseOn(server, name), sqliteFile: '', backupFolder: folder };
  return tracked(address, async () => {
    await onServer(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    rmSync(folder, { recursive: true, force: true });
  });
}

function tracked(address: FreshDatabase['address'], remove: CleanUp): FreshDatabase {
  const opened: Store[] = [];
  const cleanUps = TestRunner.getCurrentTest() ? afterThisTest : afterThisFile;
  cleanUps.push(async () => {
    for (const store of opened) await store.close();
    await remove();
  });
  return {
    address,
    open: async (how = {}) => {
      const store = await openStore({ ...address, ...how });
      opened.push(store);
      return store;
    },
  };
}
