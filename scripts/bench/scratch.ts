import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import pg from 'pg';
import { configuration } from '../../app/config.server';
import { openStore, type Store } from '../../db/client.server';
import { atOnce } from './atOnce';

/** A database that is made for one run and gone after it; on PostgreSQL beside the one that DATABASE_URL names. */
export interface Scratch {
  engine: 'SQLite' | 'PostgreSQL';
  store: Store;
  /** Where a server finds it; null for the file in DATA_DIR. */
  databaseUrl: string | null;
  /** SQL as it stands, `?` for each value, on a connection of its own. */
  bare(text: string, ...values: (string | number)[]): Promise<unknown[]>;
  /** SQL that writes, as it stands. */
  change(text: string): Promise<void>;
  /** Does what writes rows by the million, as fast as the engine can; the file is then as if each had come by itself. */
  atOnce<T>(work: () => Promise<T>): Promise<T>;
  /** What the engine does by itself in the hours after many rows came in. */
  settle(): Promise<void>;
  remove(): Promise<void>;
}

/** Of the connection that fills: what a row refers to is looked up again and again. */
const CACHE_KILOBYTES = 2 * 1024 * 1024;

export async function openScratch(): Promise<Scratch> {
  const { databaseUrl } = configuration();
  return databaseUrl ? postgresScratch(databaseUrl) : sqliteScratch();
}

async function sqliteScratch(): Promise<Scratch> {
  const { sqliteFile, backupFolder } = configuration();
  const store = await openStore({ databaseUrl: null, sqliteFile, backupFolder });
  const connection = new Database(sqliteFile, { readonly: true });
  const writer = new Database(sqliteFile);
  // Nothing of it outlives the run, and nobody waits for the disk.
  writer.pragma('synchronous = OFF');
  writer.pragma(`cache_size = -${CACHE_KILOBYTES}`);
  return {
    engine: 'SQLite',
    store,
    databaseUrl: null,
    bare: async (text, ...values) => connection.prepare(text).all(...values),
    change: async (text) => {
      writer.exec(text);
    },
    atOnce: (work) => atOnce(writer, work),
    settle: async () => undefined,
    remove: async () => {
      connection.close();
      writer.close();
      await store.close();
      for (const beside of ['', '-wal', '-shm']) rmSync(sqliteFile + beside, { force: true });
    },
  };
}

async function postgresScratch(databaseUrl: string): Promise<Scratch> {
  const name = `bangfu_bench_${randomBytes(6).toString('hex')}`;
  await onServer(databaseUrl, `create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const store = await openStore({ databaseUrl: url.href, sqliteFile: '', backupFolder: tmpdir() });
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return {
    engine: 'PostgreSQL',
    store,
    databaseUrl: url.href,
    bare: async (text, ...values) => {
      let place = 0;
      const numbered = text.replaceAll('?', () => `$${(place += 1)}`);
      return (await client.query<Record<string, unknown>>(numbered, values)).rows;
    },
    change: async (text) => {
      await client.query(text);
    },
    atOnce: (work) => work(),
    settle: async () => {
      await client.query('vacuum analyze');
    },
    remove: async () => {
      await client.end();
      await store.close();
      await onServer(databaseUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
