import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
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
import * as tar from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyMarks, readKeyring } from '../../app/identity/keyring.server';
import { alone } from '../../db/engine/alone.server';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database';
import { aFamily } from '../factories/families';
import { anOffice } from '../factories/office';

/** A drill over a rotation of the key: what was backed up before it comes back with the key of then, and with no other. */

let database: FreshDatabase;
let dataDir: string;
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
const backups = path.join(folder, 'backups');
const keys = path.join(folder, 'keys');
/** Of before the rotation, as the program made them before it wrote down their keys, and of after it. */
let first: string;
let unmarked: string;
let second: string;

interface Where {
  dataDir: string;
  databaseUrl: string | null;
}

beforeAll(async () => {
  database = await freshDatabase();
  const office = await anOffice(await database.open());
  await aFamily(office, { state: 'approved' });
  await aFamily(office);
  const { sqliteFile } = database.address;
  dataDir = sqliteFile ? path.dirname(sqliteFile) : path.join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(keyIn(here()), `${process.env.BANGFU_KEY}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = (): Where => ({ dataDir, databaseUrl: database.address.databaseUrl });
const keyIn = (where: Where) => path.join(where.dataDir, 'key');
const ringOf = (file: string) => readKeyring(readFileSync(file, 'utf8'), file);
const marksOf = (file: string) => keyMarks(ringOf(file));
const keptHere = () => readdirSync(dataDir).filter((name) => name.startsWith('key.until-'));

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

async function aBackup(): Promise<string> {
  const before = readdirSync(backups);
  const { status, said } = await ran(here(), 'backup');
  expect({ status, said }).toMatchObject({ status: 0 });
  const made = readdirSync(backups).find((name) => name.endsWith('.tar') && !before.includes(name))!;
  // Of a day the newest alone stays where it was made.
  for (const name of [made, `${made}.json`]) copyFileSync(path.join(backups, name), path.join(folder, name));
  return path.join(folder, made);
}

/** An empty folder, with or without a key in it, and on PostgreSQL an empty database. */
async function aPlace(key?: string): Promise<Where> {
  const { address } = await emptyDatabase();
  const place = { dataDir: mkdtempSync(path.join(folder, 'place-')), databaseUrl: address.databaseUrl };
  if (key) copyFileSync(key, keyIn(place));
  return place;
}

/** The same backup without the word on its keys, and without its note. */
async function withoutMarks(file: string): Promise<string> {
  const unpacked = mkdtempSync(path.join(folder, 'unpacked-'));
  await tar.extract({ file, cwd: unpacked });
  const manifest = path.join(unpacked, 'manifest.json');
  const { keys: _, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify(rest));
  const to = path.join(folder, 'unmarked.tar');
  await tar.create({ file: to, cwd: unpacked, portable: true }, readdirSync(unpacked));
  return to;
}

async function manifestOf(file: string): Promise<{ keys: string[] }> {
  const unpacked = mkdtempSync(path.join(folder, 'unpacked-'));
  await tar.extract({ file, cwd: unpacked });
  return JSON.parse(readFileSync(path.join(unpacked, 'manifest.json'), 'utf8')) as { keys: string[] };
}

function noteIn(file: string): { keys?: string[] } {
  return JSON.parse(readFileSync(file, 'utf8')) as { keys?: string[] };
}

describe('backups around a rotation of the key', () => {
  it('say which keys they need, and every key stays in BACKUP_KEY_DIR', { timeout: 240_000 }, async () => {
    mkdirSync(backups);
    first = await aBackup();
    const [mark] = marksOf(keyIn(here()));
    expect(await manifestOf(first)).toMatchObject({ keys: [mark] });
    unmarked = await withoutMarks(first);
    const { said, status } = await ran(here(), 'rotate-key');
    expect({ said, status }).toMatchObject({ status: 0 });

    // Beside the new key lies one that opens what was sealed before and what is sealed now.
    expect(marksOf(keyIn(here()))).toHaveLength(1);
    expect(marksOf(keyIn(here()))).not.toContain(mark);
    const [kept, ...more] = keptHere();
    expect(more).toEqual([]);
    expect(kept).toMatch(/^key\.until-\d{4}-\d\d-\d\d-[\da-f]{8}$/);
    expect(said).toContain(kept);
    expect(statSync(path.join(dataDir, kept!)).mode & 0o777).toBe(0o600);
    expect(marksOf(path.join(dataDir, kept!))).toEqual([mark, ...marksOf(keyIn(here()))]);

    const copies = readdirSync(keys);
    expect(marksOf(path.join(keys, 'bangfu.key'))).toEqual(marksOf(keyIn(here())));
    expect(copies.filter((name) => marksOf(path.join(keys, name)).join() === mark)).toHaveLength(1);
    for (const name of copies) expect(statSync(path.join(keys, name)).mode & 0o777).toBe(0o600);
    second = await aBackup();
    expect(readdirSync(keys)).toEqual(copies);
    expect(await manifestOf(second)).toMatchObject({ keys: marksOf(keyIn(here())) });
  });

  it.each([
    ['of before the rotation', () => first],
    ['of before it that does not say its keys', () => unmarked],
  ])(
    'one %s is refused with the new key, which names the right one',
    { timeout: 240_000 },
    async (_, file) => {
      const place = await aPlace(keyIn(here()));
      const refused = await ran(place, 'restore', file());
      expect(refused.said).toMatch(/现有的密钥打不开备份.*没有恢复.*它用的是/s);
      expect(refused.status).toBe(1);
      expect(readdirSync(place.dataDir)).toEqual(['key']);
      expect((await ran(place, 'verify')).said).toMatch(/没有数据库|还没有任何数据/);

      const [, named] = /用的是「([^」]+)」/.exec(refused.said)!;
      copyFileSync(named!, keyIn(place));
      expect(await ran(place, 'restore', file())).toMatchObject({ status: 0 });
      expect(await ran(place, 'verify')).toMatchObject({ status: 0 });
    },
  );

  it('one of before it comes back over what is there only with its key', { timeout: 240_000 }, async () => {
    const place = await aPlace(keyIn(here()));
    expect(await ran(place, 'restore', second)).toMatchObject({ status: 0 });
    expect(await ran(place, 'verify')).toMatchObject({ status: 0 });
    const refused = await ran(place, 'restore', first, '--overwrite');
    expect(refused.said).toContain('现有的密钥打不开备份');
    expect(refused.status).toBe(1);
    expect(await ran(place, 'verify')).toMatchObject({ status: 0 });
    // A key that is kept is none of what is moved aside.
    copyFileSync(
      path.join(dataDir, keptHere()[0]!),
      path.join(place.dataDir, 'key.until-2099-01-01-00000000'),
    );
    copyFileSync(path.join(dataDir, keptHere()[0]!), keyIn(place));
    expect(await ran(place, 'restore', first, '--overwrite')).toMatchObject({ status: 0 });
    expect(readdirSync(place.dataDir)).toContain('key.until-2099-01-01-00000000');
  });

  it('one comes back with the old key, is rotated again, and is whole', { timeout: 240_000 }, async () => {
    const place = await aPlace();
    const restored = await ran(place, 'restore', first);
    expect(restored.status).toBe(0);
    const [, named] = /还没有密钥：请把「([^」]+)」复制为/.exec(restored.said)!;
    copyFileSync(named!, keyIn(place));
    expect(await ran(place, 'verify')).toMatchObject({ status: 0 });
    expect(await ran(place, 'rotate-key')).toMatchObject({ status: 0 });
    expect(await ran(place, 'verify')).toMatchObject({ status: 0 });
    expect(ringOf(keyIn(place)).keys.size).toBe(1);
  });

  it('a key put in place by hand that does not open it is told', { timeout: 240_000 }, async () => {
    const place = await aPlace();
    expect(await ran(place, 'restore', first)).toMatchObject({ status: 0 });
    copyFileSync(keyIn(here()), keyIn(place));
    const refused = await ran(place, 'report', '--year', '2019', '--json');
    expect(refused.said).toContain('不是这个数据库所用的密钥');
    expect(refused.status).toBe(1);
    const verified = await ran(place, 'verify');
    expect(verified.said).toMatch(/不符合 \d+ 条\tmember\.sealed/);
    expect(verified.said).not.toMatch(/^ {4}at /m);
    expect(verified.status).toBe(1);
  });

  it('those of before are given up where the owner says so', { timeout: 240_000 }, async () => {
    const dropped = marksOf(keyIn(here()));
    const elsewhere = path.join(keys, 'bangfu-of-another.key');
    writeFileSync(elsewhere, `${Buffer.alloc(32, 9).toString('base64')}\n`);
    const { said, status } = await ran(here(), 'rotate-key', '--delete-old-keys');
    expect(said).toContain('此前的备份');
    expect(status).toBe(0);
    expect(keptHere()).toEqual([]);
    expect(readdirSync(keys).sort()).toEqual(['bangfu-of-another.key', 'bangfu.key']);
    expect(marksOf(path.join(keys, 'bangfu.key'))).toEqual(marksOf(keyIn(here())));
    expect(marksOf(keyIn(here()))).not.toEqual(dropped);
    const refused = await ran(await aPlace(keyIn(here())), 'restore', second);
    expect(refused.said).toMatch(/现有的密钥打不开备份.*没有找到/s);
    expect(refused.status).toBe(1);

    // The note of an earlier program does not say the keys, but the backup itself does.
    const note = path.join(backups, `${path.basename(second)}.json`);
    const { keys: noted, ...rest } = noteIn(note);
    expect(noted).toEqual(dropped);
    writeFileSync(note, JSON.stringify(rest));
    const checked = await ran(here(), 'backup', '--check');
    expect(checked.said).toMatch(/有 1 份备份打不开.*，0 份可以用来恢复/s);
    expect(checked.status).toBe(0);
    expect(noteIn(note).keys).toEqual(dropped);

    await aBackup();
    expect((await ran(here(), 'backup', '--check')).said).toBe(
      '各份备份文件已从头读过，1 份可以用来恢复。\n',
    );
  });

  it('a rotation is not begun beside a backup', { timeout: 60_000 }, async () => {
    const before = marksOf(keyIn(here()));
    const beside = await alone(here(), 'backup', () => ran(here(), 'rotate-key'));
    expect(beside?.result.said).toContain('备份正在进行');
    expect(beside?.result.status).toBe(1);
    expect(marksOf(keyIn(here()))).toEqual(before);
  });
});
