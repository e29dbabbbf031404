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
import { setTimeout as sleep } from 'node:timers/promises';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderPaperStore, sha256Of } from '../../app/families/paperStore.server';
import { engine } from '../../app/config.server';
import { restorePostgres } from '../../db/engine/snapshot.server';
import { openStore, type Store } from '../../db/client.server';
import { familyMembers, sessions } from '../../db/schema';
import { emptyDatabase, freshDatabase } from '../database';
import { aFamily } from '../factories/families';
import { anOffice } from '../factories/office';
import { haltingAt, type HaltAt } from '../halted';

/** A restore that is killed at any point is known as such, and the same command again brings it to its end. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-stopped-'));
const backups = path.join(folder, 'backups');
const PAPER = Buffer.from('%PDF-1.4 一份材料');
/** Of an office with two families, a paper and a login, and of one with a family, kept where the other has nothing. */
let backup: string;
let formerBackup: string;
let names: { backup: string[]; former: string[] };

interface Place {
  dataDir: string;
  databaseUrl: string | null;
  sqliteFile: string;
}

beforeAll(async () => {
  const office = await aPlaceWith(2);
  await new FolderPaperStore(path.join(office.dataDir, 'uploads')).put(sha256Of(PAPER), PAPER);
  backup = await backupOf(office);
  const other = await aPlaceWith(1);
  mkdirSync(path.join(other.dataDir, 'templates'));
  writeFileSync(path.join(other.dataDir, 'templates', 'former'), 'a template');
  formerBackup = await backupOf(other);
  names = { backup: await familiesIn(office), former: await familiesIn(other) };
  expect(names.backup).not.toEqual(names.former);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where it is killed: before the nth call that matches, or after it; and whether something was changed by then. */
const POINTS: { at: string; kill: HaltAt; isChanged: boolean }[] =
  engine === 'sqlite'
    ? [
        { at: 'while the database is unpacked', kill: { call: 'chmodSync', of: 'ready' }, isChanged: false },
        { at: 'before its mark', kill: { call: 'renameSync', of: '.restoring.part' }, isChanged: false },
        { at: 'before anything is moved', kill: { call: 'mkdirSync', of: '.before-' }, isChanged: true },
        { at: 'with the database moved', kill: { call: 'renameSync', of: 'templates' }, isChanged: true },
        { at: 'with nothing there', kill: { call: 'renameSync', of: 'ready' }, isChanged: true },
        { at: 'with the database there', kill: { call: 'renameSync', of: 'ready/uploads' }, isChanged: true },
        { at: 'before its end', kill: { call: 'rmSync', of: '.restoring' }, isChanged: true },
      ]
    : [
        { at: 'with the former data copied', kill: { query: 'SELECT count', nth: 2 }, isChanged: true },
        { at: 'before its mark', kill: { call: 'renameSync', of: '.restoring.part' }, isChanged: false },
        { at: 'before anything is moved', kill: { call: 'mkdirSync', of: '.before-' }, isChanged: true },
        { at: 'before the database is emptied', kill: { query: 'DROP SCHEMA public' }, isChanged: true },
        { at: 'with the database empty', kill: { call: 'renameSync', of: 'templates' }, isChanged: true },
        { at: 'with the database there', kill: { call: 'renameSync', of: 'ready/uploads' }, isChanged: true },
        { at: 'before logins are ended', kill: { query: 'delete from "sessions"' }, isChanged: true },
        {
          at: 'before its end',
          kill: { query: 'DROP SCHEMA IF EXISTS bangfu_restoring', nth: 2 },
          isChanged: true,
        },
      ];

/** At which it is killed a second time, begun anew. */
const AGAIN = { call: 'renameSync', of: 'ready' };

describe('a restore over what is there that is killed', () => {
  it.each(POINTS)('$at', { timeout: 60_000 }, async ({ kill, isChanged }) => {
    const place = await aFormerPlace();
    expect((await killed(place, kill, 'restore', backup, '--overwrite')).signal).toBe('SIGKILL');
    await quiet(place);
    const { status, said } = await ran(place, 'verify');
    if (isChanged) expect([status, said]).toEqual([1, expect.stringMatching(unfinished(place))]);
    else {
      expect(status).toBe(0);
      expect(await familiesIn(place)).toEqual(names.former);
    }
    await expectRestored(place);
  });

  it('twice, which changes nothing of what lies aside', { timeout: 60_000 }, async () => {
    const place = await aFormerPlace();
    for (const at of [{ call: 'renameSync', of: 'templates' }, AGAIN, AGAIN]) {
      expect((await killed(place, at, 'restore', backup, '--overwrite')).signal).toBe('SIGKILL');
      await quiet(place);
    }
    await expectUnfinished(place);
    await expectRestored(place);
  });
});

async function expectRestored(place: Place): Promise<void> {
  const { said, status } = await ran(place, 'restore', backup, '--overwrite');
  expect([status, said]).toEqual([0, expect.stringMatching(/^已恢复到/)]);
  expect(said).toContain(`原有数据移到了 ${aside(place)}，`);
  expect(await ran(place, 'verify')).toMatchObject({ status: 0 });
  expect(await familiesIn(place)).toEqual(names.backup);
  expect(await sessionsIn(place)).toBe(0);
  const left = readdirSync(place.dataDir).sort();
  expect(left.filter((name) => /^\w/.test(name))).toEqual(
    engine === 'sqlite' ? ['bangfu.db', 'key', 'uploads'] : ['key', 'uploads'],
  );
  expect(left.filter((name) => /^\.(scratch|restoring)/.test(name))).toEqual([]);

  expect(readFileSync(path.join(aside(place), 'templates', 'former'), 'utf8')).toBe('a template');
  expect(existsSync(path.join(aside(place), 'uploads'))).toBe(false);
  expect(await familiesIn(await formerOf(place))).toEqual(names.former);
}

it('one into an empty place that is killed is known too', { timeout: 60_000 }, async () => {
  const place = await anEmptyPlace();
  const kill =
    engine === 'sqlite' ? { call: 'renameSync', of: 'ready' } : { query: 'delete from "sessions"' };
  expect((await killed(place, kill, 'restore', backup)).signal).toBe('SIGKILL');
  await quiet(place);
  const started = await ended(spawnedIn(place, [], 'scripts/start.mjs'));
  expect([started.status, started.said]).toEqual([78, expect.stringMatching(unfinished(null))]);
  const again = await ran(place, 'restore', backup);
  expect([again.status, again.said]).toEqual([1, expect.stringMatching(unfinished(null))]);
  const { said, status } = await ran(place, 'restore', backup, '--overwrite');
  expect([status, said]).toEqual([0, expect.not.stringContaining('原有数据移到了')]);
  expect(await familiesIn(place)).toEqual(names.backup);
});

it.runIf(engine === 'postgres')(
  'one that is killed is known to a server with a folder of its own',
  { timeout: 60_000 },
  async () => {
    const place = await aFormerPlace();
    await killed(place, { call: 'renameSync', of: 'templates' }, 'restore', backup, '--overwrite');
    await quiet(place);
    const elsewhere = { ...place, dataDir: mkdtempSync(path.join(folder, 'server-')) };
    const { said, status } = await ended(spawnedIn(elsewhere, [], 'scripts/start.mjs'));
    expect([status, said]).toEqual([
      78,
      expect.stringMatching(/恢复没有做完.*原有数据没有丢失：已经移走的在服务器 \S+ 的「/),
    ]);
    expect(said).toContain(aside(place));
  },
);

async function expectUnfinished(place: Place): Promise<void> {
  const says = unfinished(place);
  const commands = [
    ['verify'],
    ['backup'],
    ['import', 'targets', 'tests/fixtures/targetForm.txt', '--new'],
    ['seed'],
  ];
  for (const [name, ...args] of [...commands, ['restore', backup]]) {
    const { status, said } = await ran(place, name!, ...args);
    expect([name, status, said]).toEqual([name, 1, expect.stringMatching(says)]);
  }
  const { status, said } = await ended(spawnedIn(place, [], 'scripts/start.mjs'));
  expect([status, said]).toEqual([78, expect.stringMatching(says)]);
}

/** The sentence that everything says of it, with where the former data of a place lies, if it had any. */
function unfinished(place: Place | null): RegExp {
  const former = place ? `原有数据没有丢失：已经移走的在.*「${place.dataDir}/\\.before-restore-` : '\n$';
  return new RegExp(`从备份「${backup}」的恢复没有做完.*restore -- "${backup}" --overwrite。${former}`);
}

function aside({ dataDir }: Place): string {
  const [found, ...more] = readdirSync(dataDir).filter((name) => name.startsWith('.before-restore-'));
  expect(more).toEqual([]);
  return path.join(dataDir, found!);
}

/** What lies aside, put where it can be opened. */
async function formerOf(place: Place): Promise<Place> {
  const other = await anEmptyPlace();
  if (other.databaseUrl)
    await restorePostgres(other.databaseUrl, piecesOf(path.join(aside(place), 'database.dump')));
  else cpSync(aside(place), other.dataDir, { recursive: true });
  return other;
}

async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  yield readFileSync(file);
}

async function anEmptyPlace(): Promise<Place> {
  const { address } = await emptyDatabase();
  const dataDir = mkdtempSync(path.join(folder, 'place-'));
  writeFileSync(path.join(dataDir, 'key'), `${process.env.BANGFU_KEY}\n`);
  return { dataDir, databaseUrl: address.databaseUrl, sqliteFile: path.join(dataDir, 'bangfu.db') };
}

async function aFormerPlace(): Promise<Place> {
  const place = await anEmptyPlace();
  expect(await ran(place, 'restore', formerBackup)).toMatchObject({ status: 0 });
  return place;
}

async function aPlaceWith(families: number): Promise<Place> {
  const database = await freshDatabase();
  const store = await database.open();
  const office = await anOffice(store);
  for (let count = 0; count < families; count += 1) await aFamily(office);
  const { staffId } = office.caseworker.actor;
  const at = new Date().toISOString();
  await store.write((write) =>
    write.insert(sessions).values({ id: 'session', staffId, createdAt: at, seenAt: at }),
  );
  const { databaseUrl, sqliteFile } = database.address;
  const dataDir = sqliteFile ? path.dirname(sqliteFile) : mkdtempSync(path.join(folder, 'office-'));
  writeFileSync(path.join(dataDir, 'key'), `${process.env.BANGFU_KEY}\n`);
  return { dataDir, databaseUrl, sqliteFile };
}

async function backupOf(place: Place): Promise<string> {
  expect(await ran(place, 'backup')).toMatchObject({ status: 0 });
  const name = readdirSync(backups).find((one) => one.endsWith('.tar'))!;
  const to = mkdtempSync(path.join(folder, 'kept-'));
  cpSync(backups, to, { recursive: true });
  rmSync(backups, { recursive: true });
  return path.join(to, name);
}

async function opened<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ ...place, backupFolder: folder });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function familiesIn(place: Place): Promise<string[]> {
  return opened(place, (store) =>
    store.read(async (read) =>
      (await read.select().from(familyMembers).orderBy(asc(familyMembers.id))).map(({ id }) => id),
    ),
  );
}

function sessionsIn(place: Place): Promise<number> {
  return opened(place, (store) => store.read(async (read) => (await read.select().from(sessions)).length));
}

function killed(place: Place, at: HaltAt, name: string, ...args: string[]) {
  const killing = haltingAt(at, { signal: 'SIGKILL', folder });
  return ended(spawnedIn(place, killing, 'scripts/run.mjs', name, ...args));
}

/** The server hears of the end of its client a moment later. */
async function quiet({ databaseUrl }: Place): Promise<void> {
  if (databaseUrl) await sleep(500);
}

function ran(place: Place, name: string, ...args: string[]) {
  return ended(spawnedIn(place, [], 'scripts/run.mjs', name, ...args));
}

function spawnedIn({ dataDir, databaseUrl }: Place, node: string[], script: string, ...args: string[]) {
  return spawn(process.execPath, [...node, script, ...args], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', PORT: '0', BACKUP_HOUR: 'off', BANGFU_KEY: '' },
      ...{ DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '', BACKUP_DIR: backups },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ReturnType<typeof spawnedIn>) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { status, signal, said };
}
