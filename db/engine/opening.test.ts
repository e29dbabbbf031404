import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { engine } from '../../app/config.server';
import { emptyDatabase } from '../../tests/database';
import { onServer } from '../../tests/postgresServer';
import { onDatabase } from '../../tests/rawDatabase';
import { openPostgres } from './postgres.server';
import { restorePostgres } from './snapshot.server';
import { openSqlite } from './sqlite.server';
import type { Store } from './store';
import { upgradeCopies, upgraded, type Upgrading, type WhenBehind } from './upgrade.server';

describe('opening a database', () => {
  it('migrates once when several open it at the same moment', async () => {
    const database = await emptyDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()));
    for (const store of stores) {
      const rows = await store.read((read) =>
        read.select({ one: sql<number>`1`.mapWith(Number) }).from(sql`staff`),
      );
      expect(rows).toEqual([]);
    }
  });
});

describe.runIf(engine === 'sqlite')('a migration that copies a table', () => {
  it('keeps the rows that point to it, and is undone as a whole when it loses one', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-migrations-'));
    const file = path.join(folder, 'bangfu.db');
    const migrations = path.join(folder, 'migrations');
    const upgrading = upgradingIn(folder);
    writeMigrations(migrations, [FIRST]);
    await closed(openSqlite(file, upgrading));
    withDatabase(file, (database) =>
      database.exec(`INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1)`),
    );

    writeMigrations(migrations, [FIRST, COPY]);
    await closed(openSqlite(file, upgrading));
    expect(withDatabase(file, rowsOf('child'))).toBe(1);

    writeMigrations(migrations, [FIRST, COPY, `DELETE FROM parent`]);
    const copies = readdirSync(upgrading.backupFolder);
    await expect(openSqlite(file, upgrading)).rejects.toMatchObject(LOSING);
    expect(withDatabase(file, rowsOf('parent'))).toBe(1);
    expect(readdirSync(upgrading.backupFolder)).toEqual(copies);
    rmSync(folder, { recursive: true });
  });

  it('is checked as a whole when the schema changes, and at no other start', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-migrations-'));
    const file = path.join(folder, 'bangfu.db');
    const migrations = path.join(folder, 'migrations');
    const upgrading = upgradingIn(folder);
    writeMigrations(migrations, [FIRST]);
    await closed(openSqlite(file, upgrading));
    withDatabase(file, (database) => {
      database.pragma('foreign_keys = OFF');
      database.exec(`INSERT INTO child VALUES (1)`);
    });

    await closed(openSqlite(file, upgrading));
    writeMigrations(migrations, [FIRST, `ALTER TABLE parent ADD COLUMN name text`]);
    await expect(openSqlite(file, upgrading)).rejects.toMatchObject(LOSING);
    rmSync(folder, { recursive: true });
  });
});

describe('an upgrade', () => {
  const UPGRADE = `ALTER TABLE parent ADD COLUMN name text`;

  it('leaves a copy of what was, and is refused on a database of a later program', async () => {
    const database = await aDatabase();
    expect(await database.openedBy([FIRST])).toBeNull();
    expect(await database.openedBy([FIRST])).toBeNull();
    expect(database.copies()).toEqual([]);
    await database.run(`INSERT INTO parent VALUES (1)`);

    const copy = await database.openedBy([FIRST, UPGRADE]);
    expect(await database.parents()).toEqual([{ id: 1, name: null }]);
    expect(copy).toBe(path.join(database.backupFolder, database.copies()[0]!));
    expect(database.copies()).toEqual([
      expect.stringMatching(
        engine === 'sqlite' ? /^before-upgrade-\d{8}T\d{9}Z\.db$/ : /^before-upgrade-\d{8}T\d{9}Z\.dump$/,
      ),
    ]);
    expect(await database.parentsIn(database.copies()[0]!)).toEqual([{ id: 1 }]);

    await expect(database.openedBy([FIRST])).rejects.toMatchObject({ code: 'database.newer' });
    expect(await database.parents()).toEqual([{ id: 1, name: null }]);
    expect(database.copies()).toHaveLength(1);
  });

  it('leaves a copy that is whole before it bears its name, and only the latest few', async () => {
    const { backupFolder } = upgradingIn(mkdtempSync(path.join(tmpdir(), 'bangfu-copies-')));
    onTestFinished(() => rmSync(path.dirname(backupFolder), { recursive: true }));
    mkdirSync(backupFolder);
    const earlier = ['1', '2', '3'].map((day) => `before-upgrade-2026010${day}T020000000Z.db`);
    const kept = ['bangfu-20260101T020000Z.tar', 'before-upgrade.md'];
    const halfDone = ['before-upgrade-20260104T020000000Z.db.part', `${earlier[0]}.part-journal`];
    for (const name of [...earlier, ...kept, ...halfDone]) writeFileSync(path.join(backupFolder, name), '');
    const manner = { backupFolder, whenBehind: 'copy_and_change', ending: 'db' } as const;

    const requireUnserved = () => Promise.resolve();
    const file = await upgraded(manner, {
      requireUnserved,
      copy: async (to) => {
        expect(to).toMatch(/\.db\.part$/);
        expect(statSync(to).mode & 0o777).toBe(0o600);
        expect(readdirSync(backupFolder).sort()).toEqual([...kept, ...earlier, path.basename(to)].sort());
        writeFileSync(to, 'whole');
      },
      change: async () =>
        expect(readdirSync(backupFolder).filter((name) => name.endsWith('.part'))).toEqual([]),
    });
    expect(readFileSync(file!, 'utf8')).toBe('whole');
    expect(statSync(file!).mode & 0o777).toBe(0o600);
    const left = [path.basename(file!), earlier[2]!, earlier[1]!];
    expect(readdirSync(backupFolder).sort()).toEqual([...kept, ...left].sort());
    expect(upgradeCopies(readdirSync(backupFolder))).toEqual(left);

    const full = Object.assign(new Error('said in English'), { code: 'ENOSPC' });
    const change = () => expect.unreachable();
    const failing = { requireUnserved, copy: () => Promise.reject(full), change };
    await expect(upgraded(manner, failing)).rejects.toMatchObject({ code: 'upgrade.disk_full' });
    expect(readdirSync(backupFolder).sort()).toEqual([...kept, ...left].sort());
  });

  it('is for the start alone: whoever else opens the database is refused, and changes nothing', async () => {
    const database = await aDatabase();
    expect(await database.openedBy([FIRST], 'refuse')).toBeNull();
    expect(await database.openedBy([FIRST], 'refuse')).toBeNull();
    await database.run(`INSERT INTO parent VALUES (1)`);
    await expect(database.openedBy([FIRST, UPGRADE], 'refuse')).rejects.toMatchObject({
      code: 'database.behind',
    });
    expect(await database.parents()).toEqual([{ id: 1 }]);
    expect(database.copies()).toEqual([]);
  });

  it('is left alone while another server is at the database, and done by one of several starts', async () => {
    const database = await aDatabase();
    await database.openedBy([FIRST]);
    const atIt = database.databaseUrl ? new pg.Client(database.databaseUrl) : null;
    await atIt?.connect();
    await expect(database.openedBy([FIRST, UPGRADE], 'copy_and_change', () => true)).rejects.toMatchObject({
      code: engine === 'sqlite' ? 'upgrade.served' : 'upgrade.in_use',
      data:
        engine === 'sqlite' ? { place: expect.stringContaining('bangfu-test-') as unknown } : { count: 1 },
    });
    expect(database.copies()).toEqual([]);
    await atIt?.end();

    // On PostgreSQL the second is connected as well, but only waits for the first.
    const copies = await Promise.all([1, 2].map(() => database.openedBy([FIRST, UPGRADE])));
    expect(copies.filter((one) => one !== null)).toHaveLength(1);
    expect(database.copies()).toHaveLength(1);
  });

  it('leaves no copy of what has just come out of one', async () => {
    const database = await aDatabase();
    await database.openedBy([FIRST]);
    await database.run(`INSERT INTO parent VALUES (1)`);
    expect(await database.openedBy([FIRST, UPGRADE], 'change')).toBeNull();
    expect(await database.parents()).toEqual([{ id: 1, name: null }]);
    expect(database.copies()).toEqual([]);
  });

  it('that fails leaves the version before as it was, and no copy', async () => {
    const database = await aDatabase();
    await database.openedBy([FIRST]);
    await database.run(`INSERT INTO parent VALUES (1)`);
    const failing = `INSERT INTO parent VALUES (2, 'x'); INSERT INTO child VALUES (9)`;
    await expect(database.openedBy([FIRST, UPGRADE, failing])).rejects.toMatchObject({
      code: 'database.upgrade_failed',
      data: { said: expect.stringMatching(/rows without their parent|child_parent_id_fkey/) as unknown },
    });
    expect(await database.parents()).toEqual([{ id: 1 }]);
    expect(database.copies()).toEqual([]);

    await database.openedBy([FIRST]);
    await database.openedBy([FIRST, UPGRADE]);
    expect(await database.parents()).toEqual([{ id: 1, name: null }]);
  });

  it('is not begun where the copy cannot be made', async () => {
    const database = await aDatabase();
    await database.openedBy([FIRST]);
    writeFileSync(database.backupFolder, 'in the way');
    await expect(database.openedBy([FIRST, UPGRADE])).rejects.toMatchObject({
      ...{ code: 'upgrade.forbidden', data: { place: database.backupFolder } },
    });
    await database.run(`INSERT INTO parent VALUES (1)`);
    expect(await database.parents()).toEqual([{ id: 1 }]);
  });
});

function upgradingIn(folder: string): Upgrading {
  return {
    migrationsFolder: path.join(folder, 'migrations'),
    backupFolder: path.join(folder, 'backups'),
    whenBehind: 'copy_and_change',
  };
}

/** A database that programs of few migrations open, on the engine of this run. */
async function aDatabase() {
  const database = await emptyDatabase();
  const { databaseUrl, sqliteFile } = database.address;
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const upgrading = upgradingIn(folder);
  const { backupFolder } = upgrading;
  return {
    ...{ backupFolder, databaseUrl },
    copies: () => (existsSync(backupFolder) ? readdirSync(backupFolder) : []),
    openedBy: async (
      migrations: string[],
      whenBehind: WhenBehind = 'copy_and_change',
      isServed = () => false,
    ) => {
      writeMigrations(upgrading.migrationsFolder, migrations);
      const manner = { ...upgrading, whenBehind, isServed };
      return closed(databaseUrl ? openPostgres(databaseUrl, manner) : openSqlite(sqliteFile, manner));
    },
    run: (statement: string) => onDatabase(database, statement),
    parents: () => parentsOf(databaseUrl, sqliteFile),
    parentsIn: async (copy: string) => {
      const file = path.join(backupFolder, copy);
      if (!databaseUrl) return parentsOf(null, file);
      const other = await emptyDatabase();
      await restorePostgres(other.address.databaseUrl!, createReadStream(file));
      return parentsOf(other.address.databaseUrl, '');
    },
  };
}

async function parentsOf(databaseUrl: string | null, file: string): Promise<unknown[]> {
  const all = `SELECT * FROM parent ORDER BY id`;
  if (!databaseUrl) return withDatabase(file, (database) => database.prepare(all).all());
  return onServer(databaseUrl, async (client) => (await client.query<object>(all)).rows);
}

const LOSING = {
  code: 'database.upgrade_failed',
  data: { said: 'A migration would leave 1 rows without their parent.' },
};

const FIRST = `CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (parent_id integer NOT NULL REFERENCES parent (id));`;

const COPY = `CREATE TABLE new_parent (id integer PRIMARY KEY, name text);
INSERT INTO new_parent SELECT id, 'x' FROM parent;
DROP TABLE parent;
ALTER TABLE new_parent RENAME TO parent;`;

function writeMigrations(folder: string, all: string[]): void {
  mkdirSync(path.join(folder, 'meta'), { recursive: true });
  const entries = all.map((_, idx) => ({
    idx,
    version: '6',
    when: idx + 1,
    tag: `000${idx}`,
    breakpoints: true,
  }));
  writeFileSync(path.join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', entries }));
  all.forEach((text, idx) => writeFileSync(path.join(folder, `000${idx}.sql`), text));
}

async function closed(opening: Promise<Store>): Promise<string | null> {
  const store = await opening;
  await store.close();
  return store.copyBeforeUpgrade;
}

function withDatabase<T>(file: string, work: (database: Database.Database) => T): T {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const rowsOf = (name: string) => (database: Database.Database) =>
  (database.prepare(`SELECT count(*) AS count FROM ${name}`).get() as { count: number }).count;
