import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, TestRunner } from 'vitest';
import { engine } from '../app/config.server';
import { openStore, type Store } from '../db/client.server';

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
  /** Opens one more store on the same database, as a second process would. */
  open(): Promise<Store>;
  address: { databaseUrl: string | null; sqliteFile: string; backupFolder: string };
}

/** `freshStore` for tests that open the database more than once, or from another process. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return engine === 'sqlite' ? freshSqlite() : freshPostgres();
}

async function freshSqlite(): Promise<FreshDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
  const address = {
    databaseUrl: null,
    sqliteFile: path.join(folder, 'bangfu.db'),
    backupFolder: path.join(folder, 'backups'),
  };
  return tracked(address, () => rmSync(folder, { recursive: true, force: true }));
}

async function freshPostgres(): Promise<FreshDatabase> {
  const server = process.env.DATABASE_URL!;
  const name = `bangfu_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
  return tracked({ databaseUrl: url.href, sqliteFile: '', backupFolder: folder }, async () => {
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
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
    open: async () => {
      const store = await openStore(address);
      opened.push(store);
      return store;
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
