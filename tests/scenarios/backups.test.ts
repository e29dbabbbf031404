import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupName, hasDamageToTell, lastGoodBackup } from '../../app/operations/backup';
import { listBackups } from '../../app/operations/backupFiles.server';
import { failedAttempt, noteFailedBackup } from '../../app/operations/attempts.server';
import { engine } from '../../app/config.server';
import { FolderPaperStore, sha256Of } from '../../app/families/paperStore.server';
import { seal, unseal } from '../../app/identity/sealing.server';
import type { Desk } from '../../app/staff/staff.server';
import { openStore, type Store } from '../../db/client.server';
import { auditEntries, familyMembers, parkedForms, secondFactors, sessions } from '../../db/schema';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database';
import { aFamily } from '../factories/families';
import { anOffice } from '../factories/office';
import { startProduct } from '../product';
import { onDatabase } from '../rawDatabase';

/** A restore drill by the commands themselves: an office is backed up, lost, and brought back somewhere else. */

let database: FreshDatabase;
let store: Store;
/** No record names it: a paper lies there before its record is written. */
const PAPER = Buffer.from('%PDF-1.4 一份材料');
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
const backups = path.join(folder, 'backups');
const keys = path.join(folder, 'keys');
let dataDir: string;

beforeAll(async () => {
  database = await freshDatabase();
  store = await database.open();
  const office = await anOffice(store);
  await aFamily(office);
  await aFamily(office);
  await aLogin(office.caseworker);
  const { sqliteFile } = database.address;
  dataDir = sqliteFile ? path.dirname(sqliteFile) : path.join(folder, 'data');
  mkdirSync(path.join(dataDir, 'templates'), { recursive: true });
  writeFileSync(path.join(dataDir, 'templates', '报告.docx'), '模板');
  await new FolderPaperStore(path.join(dataDir, 'uploads')).put(sha256Of(PAPER), PAPER);
  writeFileSync(path.join(dataDir, 'key'), `${process.env.BANGFU_KEY}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Where {
  dataDir: string;
  databaseUrl: string | null;
}

const here = (): Where => ({ dataDir, databaseUrl: database.address.databaseUrl });

async function ran(where: Where, name: string, ...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', name, ...args], {
    env: {
      ...process.env,
      BANGFU_KEY: '',
      DATA_DIR: where.dataDir,
      DATABASE_URL: where.databaseUrl ?? '',
      BACKUP_DIR: backups,
      BACKUP_KEY_DIR: keys,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, said };
}

/** An empty folder and, on PostgreSQL, an empty database. */
async function anotherPlace(): Promise<Where & { open(): Promise<Store> }> {
  const { address } = await emptyDatabase();
  const place = {
    dataDir: mkdtempSync(path.join(folder, 'place-')),
    databaseUrl: address.databaseUrl,
  };
  return {
    ...place,
    open: () =>
      openStore({
        databaseUrl: place.databaseUrl,
        sqliteFile: path.join(place.dataDir, 'bangfu.db'),
        backupFolder: folder,
      }),
  };
}

const backupFiles = () => readdirSync(backups).filter((name) => name.endsWith('.tar'));
const theBackup = () => path.join(backups, backupFiles().sort().at(-1)!);

async function aLogin({ actor }: Desk): Promise<void> {
  const at = new Date().toISOString();
  const { staffId } = actor;
  await store.write(async (write) => {
    await write.insert(sessions).values({ id: 'session', staffId, createdAt: at, seenAt: at });
    await write
      .insert(parkedForms)
      .values({ id: 'parked', staffId, path: '/families/new', contentSealed: seal('name=x'), parkedAt: at });
    await write
      .insert(secondFactors)
      .values({ staffId, secretSealed: seal('secret'), createdAt: at, confirmedAt: at, lastStep: 7 });
  });
}

async function loginsOf(one: Store) {
  return one.read(async (read) => ({
    sessions: (await read.select().from(sessions)).length,
    parked: (await read.select().from(parkedForms)).length,
    steps: (await read.select().from(secondFactors)).map(({ lastStep }) => lastStep),
  }));
}

async function contentOf(one: Store) {
  return one.read(async (read) => ({
    audit: await read.select().from(auditEntries).orderBy(asc(auditEntries.sequence)),
    members: (await read.select().from(familyMembers).orderBy(asc(familyMembers.id))).map(
      ({ name, idSealed }) => ({
        name,
        id: unseal(idSealed),
      }),
    ),
  }));
}

describe('a backup', () => {
  it('is made while the product runs, tried, and leaves the key apart', { timeout: 60_000 }, async () => {
    const { status, said } = await ran(here(), 'backup');
    expect(said).toContain('试恢复并核对无误');
    expect(status).toBe(0);
    expect(backupFiles()).toHaveLength(1);
    expect(statSync(theBackup()).mode & 0o777).toBe(0o600);
    const note = JSON.parse(readFileSync(`${theBackup()}.json`, 'utf8')) as { fault: string | null };
    expect(note.fault).toBeNull();
    expect(readFileSync(path.join(keys, 'bangfu.key'), 'utf8')).toBe(`${process.env.BANGFU_KEY}\n`);
    expect(readFileSync(theBackup()).includes(process.env.BANGFU_KEY!)).toBe(false);
    expect(readdirSync(backups).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('that could not be made is told until one was finished', async () => {
    // The name of the backup above tells its second only: an attempt in the same one is taken for it.
    const later = { startedAt: new Date(Date.now() + 2_000), reason: '磁盘已满。', incident: 'a1b2c3d4' };
    const earlier = { startedAt: new Date(2020, 0), reason: '', incident: null };
    const fresh = mkdtempSync(path.join(folder, 'backups-'));
    expect(await failedAttempt(fresh)).toBeNull();
    await noteFailedBackup(earlier, fresh);
    expect(await failedAttempt(fresh)).toEqual({
      ...{ at: earlier.startedAt.toISOString(), reason: '', incident: null },
    });

    await noteFailedBackup(later, backups);
    expect(await failedAttempt(backups)).toMatchObject({ reason: '磁盘已满。', incident: 'a1b2c3d4' });
    rmSync(path.join(backups, 'failed.json'));
    // One that stands in the list needs no note.
    await noteFailedBackup(earlier, backups);
    expect(await failedAttempt(backups)).toBeNull();
    writeFileSync(
      path.join(backups, 'failed.json'),
      JSON.stringify({ at: '2020-01-01T00:00:00.000Z', reason: '' }),
    );
    expect(await failedAttempt(backups)).toBeNull();
    rmSync(path.join(backups, 'failed.json'));
  });

  it('comes back in an empty place, with everything in it', { timeout: 120_000 }, async () => {
    const place = await anotherPlace();
    const first = await ran(place, 'restore', theBackup());
    expect(first.said).toContain(`还没有密钥：请把「${path.join(keys, 'bangfu.key')}」复制为`);
    expect(first.status).toBe(0);
    writeFileSync(path.join(place.dataDir, 'key'), readFileSync(path.join(keys, 'bangfu.key')));
    expect(readFileSync(path.join(place.dataDir, 'templates', '报告.docx'), 'utf8')).toBe('模板');
    expect(first.said.trim().split('\n').at(-1)).toMatch(/账号、密码、角色.*账号管理/);
    const restored = await place.open();
    try {
      // Who was logged in at that moment is so no longer.
      expect(await loginsOf(store)).toEqual({ sessions: 1, parked: 1, steps: [7] });
      expect(await loginsOf(restored)).toEqual({ sessions: 0, parked: 0, steps: [null] });
      expect(await contentOf(restored)).toEqual(await contentOf(store));
    } finally {
      await restored.close();
    }
    expect((await ran(place, 'verify')).status).toBe(0);

    // As long as the product runs there, nothing is swapped under it.
    const mark = path.join(place.dataDir, `.running-${process.pid}`);
    writeFileSync(mark, '');
    const running = await ran(place, 'restore', theBackup(), '--overwrite');
    expect(running.said).toContain('请先停止系统');
    expect(running.status).toBe(1);
    rmSync(mark);

    const again = await ran(place, 'restore', theBackup());
    expect(again.status).toBe(1);
    expect(again.said).toContain('--overwrite');
    const forced = await ran(place, 'restore', theBackup(), '--overwrite');
    expect(forced.said).toContain('原有数据移到了');
    expect(forced.status).toBe(0);
    const aside = readdirSync(place.dataDir).find((name) => name.startsWith('.before-restore-'))!;
    const saved = path.join(place.dataDir, aside, place.databaseUrl ? 'database.dump' : 'bangfu.db');
    expect(existsSync(saved)).toBe(true);
    expect((await ran(place, 'verify')).status).toBe(0);
  });

  it.runIf(engine === 'postgres')(
    'replaces no database on which a server with a DATA_DIR of its own works',
    { timeout: 120_000 },
    async () => {
      const place = await anotherPlace();
      expect((await ran(place, 'restore', theBackup())).status).toBe(0);
      writeFileSync(path.join(place.dataDir, 'key'), readFileSync(path.join(keys, 'bangfu.key')));
      const elsewhere = mkdtempSync(path.join(folder, 'server-'));
      const server = await startProduct({ DATA_DIR: elsewhere, DATABASE_URL: place.databaseUrl! });
      const refused = await ran(place, 'restore', theBackup(), '--overwrite');
      expect(refused.said).toMatch(/还有 \d+ 个连接在使用这个数据库.*没有恢复/);
      expect(refused.status).toBe(1);
      expect(readdirSync(place.dataDir).filter((name) => name.startsWith('.before-restore-'))).toEqual([]);
      expect((await server.ask('/healthz')).status).toBe(200);

      await server.stop();
      expect((await ran(place, 'restore', theBackup(), '--overwrite')).status).toBe(0);
      expect((await ran(place, 'verify')).status).toBe(0);
    },
  );

  it('that is not what its note says is refused, and nothing is made', { timeout: 60_000 }, async () => {
    const file = copiedBackup(path.join(folder, 'altered.tar'));
    alter(file, '模板');
    const place = await anotherPlace();
    const { status, said } = await ran(place, 'restore', file);
    expect(said).toMatch(/「altered.tar」的内容与旁边同名 .json 中记下的不符.*没有恢复/);
    expect(status).toBe(1);
    expect(readdirSync(place.dataDir)).toEqual([]);

    // The template alone is named by nothing else: without the note it can only be said that nobody knows.
    rmSync(`${file}.json`);
    const unknown = await ran(place, 'restore', file);
    expect(unknown.said).toContain('没能核对它是否与做好时相同');
    expect(unknown.status).toBe(0);
  });

  it('without a note is refused where a paper is not what its name says', { timeout: 60_000 }, async () => {
    const file = copiedBackup(path.join(folder, 'papers.tar'));
    rmSync(`${file}.json`);
    alter(file, PAPER);
    const place = await anotherPlace();
    const { status, said } = await ran(place, 'restore', file);
    expect(said).toMatch(/「papers.tar」中有 1 份材料的内容变了（如 uploads\/.*没有恢复/);
    expect(status).toBe(1);
    expect(readdirSync(place.dataDir)).toEqual([]);
  });

  it('of which its note knows is told nothing about', { timeout: 60_000 }, async () => {
    const { status, said } = await ran(await anotherPlace(), 'restore', theBackup());
    expect(said).toMatch(/^已恢复到/m);
    expect(said).not.toContain('没能核对');
    expect(status).toBe(0);
  });

  it('from a file that is not there is refused, and not even a folder is made', async () => {
    const place = await anotherPlace();
    rmSync(place.dataDir, { recursive: true });
    const { status, said } = await ran(place, 'restore', path.join(folder, 'nope'));
    expect(said).toMatch(/没有「.*nope」这个文件/);
    expect(status).toBe(1);
    expect(existsSync(place.dataDir)).toBe(false);
  });

  it.each([
    ['cut short', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['changed inside', (file: string) => flip(file)],
    ['no backup at all', (file: string) => writeFileSync(file, 'text')],
    ['empty', (file: string) => writeFileSync(file, '')],
  ])('that is %s is refused, and nothing is made', async (_, spoil) => {
    const spoilt = path.join(folder, '备份.tar');
    writeFileSync(spoilt, readFileSync(theBackup()));
    spoil(spoilt);
    const place = await anotherPlace();
    const { status, said } = await ran(place, 'restore', spoilt);
    expect(said).toMatch(/不是本系统的备份文件|已损坏/);
    expect(status).toBe(1);
    expect(readdirSync(place.dataDir)).toEqual([]);
  });

  it('whose file was damaged since does not count until it is put right', { timeout: 60_000 }, async () => {
    const file = theBackup();
    const bytes = readFileSync(file);
    const found = async () => {
      const all = await listBackups(backups);
      return { damage: all[0]!.damage, isGood: lastGoodBackup(all) !== null, isTold: hasDamageToTell(all) };
    };
    expect(await found()).toEqual({ damage: null, isGood: true, isTold: false });
    rmSync(file);
    expect(await found()).toEqual({ damage: 'gone', isGood: false, isTold: true });
    const away = await ran(here(), 'backup', '--check');
    expect(away.said).toContain(`备份 ${path.basename(file)} 的文件不在了`);
    expect(away.status).toBe(1);
    writeFileSync(file, bytes.subarray(0, -1));
    expect(await found()).toEqual({ damage: 'resized', isGood: false, isTold: true });

    // As long as before: only reading it tells.
    writeFileSync(file, bytes);
    flip(file);
    expect(await found()).toEqual({ damage: null, isGood: true, isTold: false });
    const altered = await ran(here(), 'backup', '--check');
    expect(altered.said).toContain('文件内容变了，已损坏');
    expect(altered.status).toBe(1);
    expect(await found()).toEqual({ damage: 'altered', isGood: false, isTold: true });

    writeFileSync(file, bytes);
    const whole = await ran(here(), 'backup', '--check');
    expect(whole.said).toContain('1 份可以用来恢复');
    expect(whole.status).toBe(0);
    expect(await found()).toEqual({ damage: null, isGood: true, isTold: false });
    expect(readdirSync(backups).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('that was written over is found when the next one is made', { timeout: 60_000 }, async () => {
    const earlier = path.join(backups, backupName(new Date('2026-01-05T02:00:00.000Z')));
    copyFileSync(theBackup(), earlier);
    copyFileSync(`${theBackup()}.json`, `${earlier}.json`);
    flip(earlier);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { status, said } = await ran(here(), 'backup');
    expect(said).toContain(`备份 ${path.basename(earlier)} 的文件内容变了`);
    expect(status).toBe(0);
    const all = await listBackups(backups);
    expect(all.map(({ damage }) => damage)).toEqual([null, 'altered']);
    expect(lastGoodBackup(all)).toEqual(all[0]);
    expect(hasDamageToTell(all)).toBe(true);
  });

  it('of records that do not fit is told and never counted as good', { timeout: 60_000 }, async () => {
    const good = backupFiles();
    await onDatabase(database, `UPDATE family_members SET relation = 'child'`);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { status, said } = await ran(here(), 'backup');
    expect(said).toContain('试恢复后核对不符');
    expect(status).toBe(1);
    expect(backupFiles()).toEqual(expect.arrayContaining(good));
  });
});

/** A copy of the latest backup, with its note. */
function copiedBackup(to: string): string {
  copyFileSync(theBackup(), to);
  copyFileSync(`${theBackup()}.json`, `${to}.json`);
  return to;
}

/** Changes the first byte of a text that stands in a file once. */
function alter(file: string, text: string | Buffer): void {
  const bytes = readFileSync(file);
  const at = bytes.lastIndexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at] = bytes[at]! ^ 0x01;
  writeFileSync(file, bytes);
}

/** A changed byte in the middle of the database, past the heads of the archive. */
function flip(file: string): void {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 0xff;
  writeFileSync(file, bytes);
}
