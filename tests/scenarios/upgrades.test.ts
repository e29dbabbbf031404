import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tar from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { MIGRATIONS } from '../../db/client.server';
import { appliedOnServer, openPostgres } from '../../db/engine/postgres.server';
import { restorePostgres } from '../../db/engine/snapshot.server';
import { appliedInFile, openSqlite } from '../../db/engine/sqlite.server';
import { latestMigration } from '../../db/engine/upgrade.server';
import { emptyDatabase } from '../database';
import { startProduct } from '../product';
import { onDatabase } from '../rawDatabase';

/** The program is newer than the database by one migration: who may change that, and how it is taken back. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-upgrades-'));
const EARLIER = path.join(folder, 'migrations');
const LATEST = latestMigration(MIGRATIONS[engine]);
const APPLIED = `${engine === 'sqlite' ? '' : 'drizzle.'}__drizzle_migrations`;
const WITHOUT_LATEST = `DELETE FROM ${APPLIED} WHERE created_at = ${LATEST}`;
const ONLY_FIRST = `DELETE FROM ${APPLIED} WHERE created_at > (SELECT min(created_at) FROM ${APPLIED})`;
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

    // By which a program of then knows that it can restore it.
    expect(await migrationIn(path.join(place.backups, files[0]!))).toBe(before);

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

  it(
    'is not upgraded under a server that is at it, which goes on answering',
    { timeout: 60_000 },
    async () => {
      const place = await emptyPlace();
      const product = await startProduct(place.settings);
      // To a server the schema that it knows is the latest one: what a newer program would add is taken off the record.
      await onDatabase(place, WITHOUT_LATEST);
      const { status, said } = await ended(spawnedIn(place, 'scripts/start.mjs'));
      expect(said).toMatch(
        engine === 'sqlite'
          ? `另一个正在运行的系统还在使用「${place.dataDir}」，没有升级，数据没有改动。`
          : /还有其他程序连着它（\d+ 个连接），没有升级，数据没有改动。/,
      );
      expect(status).toBe(78);
      expect(await place.applied()).toBe(before);
      expect(existsSync(place.backups)).toBe(true);
      expect(readdirSync(place.backups)).toEqual([]);
      expect((await product.ask('/healthz')).status).toBe(200);
      expect(await product.stop()).toBe(0);
    },
  );

  it('is left as it is where no copy can be made, and the service is not started again', async () => {
    const place = await earlierPlace();
    writeFileSync(place.backups, 'in the way');
    const { status, said } = await ended(spawnedIn(place, 'scripts/start.mjs'));
    expect(said).toContain(`「${place.backups}」，升级前的副本没有做成，没有升级，数据没有改动`);
    expect(status).toBe(78);
    expect(await place.applied()).toBe(before);
  });
});

it(
  'a restore that cannot bring its backup up to date changes nothing, or says where the former data lies',
  { timeout: 120_000 },
  async () => {
    const place = await emptyPlace();
    await (await startProduct(place.settings)).stop();
    mkdirSync(path.join(place.dataDir, 'uploads'));
    writeFileSync(path.join(place.dataDir, 'uploads', 'paper'), 'a paper');
    // What a migration would make is there already: it fails.
    await onDatabase(place, ONLY_FIRST);
    expect((await ran(place, 'backup')).said).toContain('试恢复失败');
    const backup = readdirSync(place.backups).find((name) => name.endsWith('.tar'))!;
    const names = readdirSync(place.dataDir).sort();
    const { status, said } = await ran(place, 'restore', path.join(place.backups, backup), '--overwrite');
    expect(status).toBe(1);
    if (engine === 'sqlite') {
      // It is tried apart: nothing was moved.
      expect(said).toMatch(/升级没有成功，没有恢复：.*already exists/);
      expect(readdirSync(place.dataDir).sort()).toEqual(names);
      return;
    }
    expect(said).toMatch(/恢复没有完成：.*already exists.*都会拒绝.*原有数据没有丢，在「/);
    expect((await ran(place, 'verify')).said).toContain('恢复没有做完');

    const [, aside] = /在「([^」]+)」/.exec(said)!;
    rmSync(path.join(place.dataDir, '.restoring'));
    for (const name of readdirSync(aside!)) {
      rmSync(path.join(place.dataDir, name), { recursive: true, force: true });
      renameSync(path.join(aside!, name), path.join(place.dataDir, name));
    }
    expect(readFileSync(path.join(place.dataDir, 'uploads', 'paper'), 'utf8')).toBe('a paper');
    const back = await emptyPlace();
    await restorePostgres(back.databaseUrl!, createReadStream(path.join(place.dataDir, 'database.dump')));
    expect(await back.applied()).toBeLessThan(before);
  },
);

describe('the copy of before an upgrade', () => {
  let place: Place;
  let copy: string;
  beforeAll(async () => {
    place = await earlierPlace();
    const product = await startProduct(place.settings);
    await product.stop();
    copy = path.join(place.backups, readdirSync(place.backups)[0]!);
    mkdirSync(path.join(place.dataDir, 'uploads'));
    writeFileSync(path.join(place.dataDir, 'uploads', 'paper'), 'a paper');
  });

  it('is brought back beside the papers that are there', { timeout: 60_000 }, async () => {
    expect((await ran(place, 'restore', copy)).said).toContain('--overwrite');
    const { status, said } = await ran(place, 'restore', copy, '--overwrite');
    expect([status, said]).toEqual([0, expect.stringContaining('这份副本只有数据库')]);
    expect(said).toContain('原有数据移到了');
    expect(said).not.toContain('.json');
    expect(await place.applied()).toBe(LATEST);
    expect(readFileSync(path.join(place.dataDir, 'uploads', 'paper'), 'utf8')).toBe('a paper');
    const aside = path.join(
      place.dataDir,
      readdirSync(place.dataDir).find((name) => /^\.before-/.test(name))!,
    );
    expect(readdirSync(aside)).toContain(engine === 'sqlite' ? 'bangfu.db' : 'database.dump');
    expect(readdirSync(aside)).not.toContain('uploads');
    expect((await ran(place, 'verify')).status).toBe(0);
  });

  it('comes into an empty place too, and back under the program of before', { timeout: 60_000 }, async () => {
    const empty = await emptyPlace();
    expect((await ran(empty, 'restore', copy)).status).toBe(0);
    expect(await empty.applied()).toBe(LATEST);

    const older = await emptyPlace();
    if (older.databaseUrl) await restorePostgres(older.databaseUrl, createReadStream(copy));
    else cpSync(copy, older.sqliteFile);
    expect(await openedByEarlier(older)).toBe(before);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2)), '已损坏'],
    ['of nobody', (bytes: Buffer) => bytes.subarray(0, 5), /不是本系统的备份文件|已损坏/],
  ])('that is %s is refused, and nothing is moved', { timeout: 60_000 }, async (_, spoilt, says) => {
    const file = path.join(folder, path.basename(copy));
    writeFileSync(file, spoilt(readFileSync(copy)));
    const names = readdirSync(place.dataDir);
    const { status, said } = await ran(place, 'restore', file, '--overwrite');
    expect([status, said]).toEqual([1, expect.stringMatching(says)]);
    expect(readdirSync(place.dataDir)).toEqual(names);
    expect(await place.applied()).toBe(LATEST);
  });
});

/** What the manifest of a backup names as the latest migration. */
async function migrationIn(backup: string): Promise<unknown> {
  const unpacked = mkdtempSync(path.join(folder, 'unpacked-'));
  await tar.extract({ file: backup, cwd: unpacked }, ['manifest.json']);
  const manifest = readFileSync(path.join(unpacked, 'manifest.json'), 'utf8');
  return (JSON.parse(manifest) as { migration: unknown }).migration;
}

/** A place with settings of its own in which nothing is. */
async function emptyPlace() {
  const { address } = await emptyDatabase();
  const dataDir = mkdtempSync(path.join(folder, 'place-'));
  const sqliteFile = path.join(dataDir, 'bangfu.db');
  const backups = path.join(dataDir, 'backups');
  const settings = { DATA_DIR: dataDir, DATABASE_URL: address.databaseUrl ?? '', BACKUP_DIR: backups };
  return {
    ...{ dataDir, sqliteFile, databaseUrl: address.databaseUrl, backups, settings },
    address: { ...address, sqliteFile },
    applied: async () =>
      address.databaseUrl ? appliedOnServer(address.databaseUrl) : appliedInFile(sqliteFile),
  };
}

type Place = Awaited<ReturnType<typeof emptyPlace>>;

/** A place whose database a program of one migration less has made. */
async function earlierPlace(): Promise<Place> {
  const place = await emptyPlace();
  expect(await openedByEarlier(place)).toBe(before);
  return place;
}

/** @returns the migration that the database then has */
async function openedByEarlier(place: Place): Promise<number | null> {
  const manner = { migrationsFolder: EARLIER, backupFolder: place.backups, whenBehind: 'refuse' } as const;
  const made = place.databaseUrl
    ? await openPostgres(place.databaseUrl, manner)
    : await openSqlite(place.sqliteFile, manner);
  await made.close();
  return place.applied();
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

function ran(place: Place, name: string, ...args: string[]) {
  return ended(spawnedIn(place, 'scripts/run.mjs', name, ...args));
}

function spawnedIn({ settings }: Place, script: string, ...args: string[]) {
  return spawn(process.execPath, [script, ...args], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', BACKUP_HOUR: 'off', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ReturnType<typeof spawnedIn>) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, said };
}
