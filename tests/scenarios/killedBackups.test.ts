import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configuration, engine } from '../../app/config.server';
import { samplePdf } from '../../app/demo/samplePapers.server';
import { uploadPapers } from '../../app/families/papers.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { attempted, failedAttempt } from '../../app/operations/attempts.server';
import { listBackups, unnotedBackups } from '../../app/operations/backupFiles.server';
import { dropLeftOfBackups, makeBackup } from '../../app/operations/backups.server';
import { inScratch } from '../../app/operations/scratch.server';
import { BACKUP_LABELS } from '../../app/zh/backups';
import { alone } from '../../db/engine/alone.server';
import { aFamily } from '../factories/families';
import { anOffice, type Office } from '../factories/office';
import { onServer } from '../postgresServer';
import { processStore } from '../process';

/** A backup that is killed leaves names and illnesses behind, half done: they must not lie there for ever. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-killed-backups-'));
const backups = path.join(folder, 'backups');
const IS_BACKUP = /^bangfu-\d{8}T\d{6}Z\.tar(\.json)?$/;

let office: Office;
let familyId: string;

beforeAll(async () => {
  process.env.BACKUP_DIR = backups;
  office = await anOffice(await processStore());
  ({ id: familyId } = await aFamily(office));
  mkdirSync(backups);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes away what a killed one left, and nothing that is in use', { timeout: 120_000 }, async () => {
  const before = await scratchDatabases();
  const killed = spawn(process.execPath, ['scripts/run.mjs', 'backup'], { stdio: 'ignore' });
  const databases = (await seen(killed, before)).filter((name) => !before.includes(name));
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const left = readdirSync(backups);
  expect(left).toEqual([
    expect.stringMatching(/^\.scratch-\d+_[\da-f-]+_\d+-/),
    expect.stringMatching(/\.tar\.part$/),
    'begun.json',
  ]);
  expect(await failedAttempt(backups)).toMatchObject({ reason: BACKUP_LABELS.stopped });
  writeFileSync(path.join(backups, 'bangfu-20260101T020000Z.tar.json.part'), '{');
  writeFileSync(path.join(backups, '.scratch-notes'), 'of somebody else');
  mkdirSync(path.join(backups, '.scratch-AbC123', 'place'), { recursive: true });
  // What the killed one had started works on for a moment.
  await expect.poll(() => usersOf(databases)).toBe(0);

  // A start beside a backup leaves everything to it.
  await alone(configuration(), 'backup', dropLeftOfBackups);
  expect(readdirSync(backups)).toEqual(expect.arrayContaining(left));
  await dropLeftOfBackups();
  expect(readdirSync(backups).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect((await scratchDatabases()).filter((name) => databases.includes(name))).toEqual([]);
  expect(await failedAttempt(backups)).toMatchObject({ reason: BACKUP_LABELS.stopped });

  await inScratch(backups, async (used) => {
    await makeBackup();
    const others = readdirSync(backups).filter((name) => !IS_BACKUP.test(name));
    expect(others.sort()).toEqual(['.scratch-notes', path.basename(used)].sort());
  });
  expect(await failedAttempt(backups)).toBeNull();
  expect(readdirSync(backups).filter((name) => IS_BACKUP.test(name))).toHaveLength(2);
});

it(
  'leaves nothing where it is stopped in order, and no copy of the key on its way',
  {
    timeout: 60_000,
  },
  async () => {
    const kept = readdirSync(backups);
    writeFileSync(configuration().keyFile, `${process.env.BANGFU_KEY}\n`);
    const stopped = spawn(process.execPath, ['scripts/run.mjs', 'backup'], {
      stdio: 'ignore',
      env: { ...process.env, BANGFU_KEY: '' },
    });
    const before = await scratchDatabases();
    const databases = (await seen(stopped, before)).filter((name) => !before.includes(name));
    expect(await failedAttempt(backups)).toBeNull();
    const [place] = readdirSync(backups, { recursive: true }).filter((name) => /\/place$/.test(String(name)));
    const key = path.join(backups, String(place), 'key');
    await expect.poll(() => lstatSync(key, { throwIfNoEntry: false })?.isSymbolicLink()).toBe(true);
    stopped.kill('SIGTERM');
    expect(await once(stopped, 'exit')).toEqual([null, 'SIGTERM']);
    expect(readdirSync(backups)).toEqual([...kept, 'begun.json'].sort());
    expect((await scratchDatabases()).filter((name) => databases.includes(name))).toEqual([]);
    expect(await failedAttempt(backups)).toMatchObject({ reason: BACKUP_LABELS.stopped });
  },
);

it('tells of an archive without its note, and leaves it to its owner', { timeout: 60_000 }, async () => {
  const archive = path.join(backups, 'bangfu-20260102T020000Z.tar');
  writeFileSync(archive, 'of a program of before, or of somebody');
  expect(await unnotedBackups(backups)).toEqual([path.basename(archive)]);
  writeFileSync(`${archive}.json`, '{');
  expect(await unnotedBackups(backups)).toEqual([path.basename(archive)]);
  await makeBackup();
  expect(await unnotedBackups(backups)).toEqual([path.basename(archive)]);
  rmSync(archive);
  rmSync(`${archive}.json`);
});

it(
  'tells that the store of papers was away, and not that records do not fit',
  { timeout: 60_000 },
  async () => {
    await uploadPapers(office.caseworker, {
      ...{ familyId, kind: 'id_card', papers: new FolderPaperStore(path.join(folder, 'uploads')) },
      files: [{ name: 'scan.pdf', bytes: samplePdf('scan') }],
    });
    const backup = spawn(process.execPath, ['scripts/run.mjs', 'backup'], {
      stdio: 'ignore',
      env: {
        ...process.env,
        PAPER_STORE: 's3://bangfu',
        PAPER_STORE_ENDPOINT: 'http://127.0.0.1:1',
        PAPER_STORE_KEY_ID: 'id',
        PAPER_STORE_SECRET: 'secret',
      },
    });
    expect(await once(backup, 'exit')).toEqual([1, null]);
    expect((await listBackups(backups))[0]).toMatchObject({ fault: 'papers_away' });
  },
);

it('tells why one failed, whoever began it', async () => {
  const fresh = mkdtempSync(path.join(folder, 'fresh-'));
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  await expect(attempted(fresh, new Date(), () => Promise.reject(full))).rejects.toBe(full);
  expect(await failedAttempt(fresh)).toMatchObject({ reason: expect.stringMatching(/^磁盘已满/) as string });
  expect(readdirSync(fresh)).toEqual(['failed.json']);
});

/** Waits until the trial of a backup has begun. @returns the scratch databases of that moment */
async function seen(backup: ChildProcess, before: readonly string[]): Promise<string[]> {
  for (;;) {
    const trial = readdirSync(backups, { recursive: true }).some((name) =>
      /-\w{6}\/place$/.test(String(name)),
    );
    const databases = await scratchDatabases();
    const begun = engine === 'sqlite' || databases.some((name) => !before.includes(name));
    if (trial && begun) return databases;
    if (backup.exitCode !== null) throw new Error('The backup was over before its trial was seen.');
    await sleep(2);
  }
}

async function scratchDatabases(): Promise<string[]> {
  if (engine === 'sqlite') return [];
  return onServer(process.env.DATABASE_URL!, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname ~ '^bangfu_check_'`,
    );
    return rows.map(({ datname }) => datname);
  });
}

async function usersOf(databases: readonly string[]): Promise<number> {
  if (databases.length === 0) return 0;
  return onServer(process.env.DATABASE_URL!, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = ANY ($1)`,
      [databases],
    );
    return rows[0]!.count;
  });
}
