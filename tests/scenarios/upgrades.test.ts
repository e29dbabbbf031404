import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { MIGRATIONS } from '../../db/client.server';
import { appliedOnServer, openPostgres } from '../../db/engine/postgres.server';
import { appliedInFile, openSqlite } from '../../db/engine/sqlite.server';
import { latestMigration } from '../../db/engine/upgrade.server';
import { emptyDatabase } from '../database';
import { startProduct } from '../product';

/** The program is newer than the database by one migration: who may change that, and how it is taken back. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-upgrades-'));
const EARLIER = path.join(folder, 'migrations');
const LATEST = latestMigration(MIGRATIONS[engine]);
let before: number;

beforeAll(() => {
  before = writeEarlierMigrations();
  expect(before).toBeLessThan(LATEST);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a database that is behind', () => {
  const commands = [
    ['verify'],
    ['report', '--year', '2019', '--docx', path.join(folder, 'never.docx')],
    ['import', 'targets', 'tests/fixtures/targetForm.txt'],
    ['import', 'targets', 'tests/fixtures/targetForm.txt', '--new'],
    ['unlock', 'head'],
    ['close-account', 'head', '调离'],
    ['rotate-key'],
    ['seed'],
    ['jobs'],
  ];

  it('is left alone by every command but the start and restore', { timeout: 120_000 }, async () => {
    const place = await earlierPlace();
    for (const [name, ...args] of commands) {
      const { status, said } = await ran(place, name!, ...args);
      expect([name, said]).toEqual([
        name,
        expect.stringMatching(/^数据库需要升级，没有执行，数据没有改动。.*npm start/),
      ]);
      expect([name, status]).toEqual([name, 1]);
    }
    expect(await place.applied()).toBe(before);
    expect(readdirSync(folder)).not.toContain('never.docx');
    expect(existsSync(place.backups)).toBe(false);
  });

  it('is backed up as it is, and comes back up to date', { timeout: 120_000 }, async () => {
    const place = await earlierPlace();
    const backup = await ran(place, 'backup');
    expect(backup).toEqual({ status: 0, said: expect.stringContaining('试恢复并核对无误') as unknown });
    expect(await place.applied()).toBe(before);
    const files = readdirSync(place.backups).filter((name) => name.endsWith('.tar'));
    expect(readdirSync(place.backups).sort()).toEqual([...files, `${files[0]}.json`]);

    const restored = await emptyPlace();
    const { status, said } = await ran(restored, 'restore', path.join(place.backups, files[0]!));
    expect([status, said]).toEqual([0, expect.stringContaining('已恢复到')]);
    expect(await restored.applied()).toBe(LATEST);
    expect(existsSync(restored.backups)).toBe(false);
    expect((await ran(restored, 'verify')).status).toBe(0);
  });

  it('is upgraded by the start, which leaves a copy of it', { timeout: 60_000 }, async () => {
    const place = await earlierPlace();
    const product = await startProduct(place.settings);
    await expect.poll(() => product.log()).toContain('数据库已按新版本升级');
    expect(await product.stop()).toBe(0);
    expect(await place.applied()).toBe(LATEST);
    expect(readdirSync(place.backups)).toEqual([expect.stringMatching(/^before-upgrade-/)]);
    expect((await ran(place, 'verify')).status).toBe(0);
  });
});

/** A place with settings of its own in which nothing is. */
async function emptyPlace() {
  const { address } = await emptyDatabase();
  const dataDir = mkdtempSync(path.join(folder, 'place-'));
  const sqliteFile = path.join(dataDir, 'bangfu.db');
  const backups = path.join(dataDir, 'backups');
  const settings = { DATA_DIR: dataDir, DATABASE_URL: address.databaseUrl ?? '', BACKUP_DIR: backups };
  return {
    ...{ dataDir, sqliteFile, databaseUrl: address.databaseUrl, backups, settings },
    applied: async () =>
      address.databaseUrl ? appliedOnServer(address.databaseUrl) : appliedInFile(sqliteFile),
  };
}

type Place = Awaited<ReturnType<typeof emptyPlace>>;

/** A place whose database a program of one migration less has made. */
async function earlierPlace(): Promise<Place> {
  const place = await emptyPlace();
  const manner = { migrationsFolder: EARLIER, backupFolder: place.backups, whenBehind: 'refuse' } as const;
  const made = place.databaseUrl
    ? await openPostgres(place.databaseUrl, manner)
    : await openSqlite(place.sqliteFile, manner);
  await made.close();
  expect(await place.applied()).toBe(before);
  return place;
}

/** @returns the `when` of the latest of them */
function writeEarlierMigrations(): number {
  mkdirSync(EARLIER);
  cpSync(MIGRATIONS[engine], EARLIER, { recursive: true });
  const file = path.join(EARLIER, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { when: number }[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, -1) }));
  return latestMigration(EARLIER);
}

async function ran({ settings }: Pick<Place, 'settings'>, name: string, ...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', name, ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, said };
}
