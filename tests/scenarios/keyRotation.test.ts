import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { like, notLike } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keepDraft } from '../../app/families/drafts.server';
import { readKeyring } from '../../app/identity/keyring.server';
import { sealedInPieces } from '../../app/identity/sealedPieces.server';
import { fingerprint, seal, sealBytes } from '../../app/identity/sealing.server';
import type { Store } from '../../db/client.server';
import { lockFile } from '../../db/engine/alone.server';
import { auditEntries, families, familyMembers, formDrafts } from '../../db/schema';
import type { FreshDatabase } from '../database';
import { aFamily, anIdNumber } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';

/** More than a chunk, so that a rotation can be killed in its middle. */
const MANY = 3000;

let database: FreshDatabase;
let store: Store;
let office: Office;
let dataDir: string;

beforeAll(async () => {
  ({ database, store, office } = await aFreshOffice());
  const { sqliteFile } = database.address;
  dataDir = sqliteFile ? path.dirname(sqliteFile) : mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
  // The key of this process, so that what it seals is what the command finds.
  writeFileSync(keyFile(), `${process.env.BANGFU_KEY}\n`);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const keyFile = () => path.join(dataDir, 'key');
const ring = () => readKeyring(readFileSync(keyFile(), 'utf8'), 'key');

function started(name: string, environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['scripts/run.mjs', name], {
    env: {
      ...process.env,
      BANGFU_KEY: '',
      DATA_DIR: dataDir,
      DATABASE_URL: database.address.databaseUrl ?? '',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ran(name: string, environment: Record<string, string> = {}) {
  const child = started(name, environment);
  let printed = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, printed };
}

/** Members of one family beyond all sense, each with a number of nobody. */
async function aCrowd(familyId: string): Promise<void> {
  const rows = Array.from({ length: MANY }, (_, index) => ({
    id: `crowd-${String(index).padStart(5, '0')}`,
    familyId,
    position: index + 10,
    relation: 'child' as const,
    name: '林样本',
    ...numberColumns(anIdNumber()),
    sex: 'male' as const,
    birthOn: '2000-01-01',
    employment: 'employed' as const,
    health: 'good' as const,
    school: '',
    monthlyIncomeFen: 0,
  }));
  await store.write(async (write) => {
    for (let start = 0; start < MANY; start += 500)
      await write.insert(familyMembers).values(rows.slice(start, start + 500));
  });
}

function numberColumns(idNumber: string) {
  return { idSealed: seal(idNumber), idFingerprint: fingerprint(idNumber), idMasked: '999999********0000' };
}

async function membersUnder(version: number): Promise<number> {
  const rows = await store.read((read) =>
    read
      .select({ id: familyMembers.id })
      .from(familyMembers)
      .where(like(familyMembers.idSealed, `v${version}:%`)),
  );
  return rows.length;
}

async function leftUnder(version: number): Promise<number> {
  const pattern = `v${version}:%`;
  return store.read(async (read) => {
    const columns = [
      await read.select({ id: families.id }).from(families).where(like(families.accountSealed, pattern)),
      await read
        .select({ id: formDrafts.id })
        .from(formDrafts)
        .where(like(formDrafts.contentSealed, pattern)),
      await read
        .select({ id: familyMembers.id })
        .from(familyMembers)
        .where(like(familyMembers.idSealed, pattern)),
    ];
    return columns.flat().length;
  });
}

const fingerprints = () =>
  store.read((read) =>
    read
      .select({ id: familyMembers.id, found: familyMembers.idFingerprint })
      .from(familyMembers)
      .orderBy(familyMembers.id),
  );

/** A file of a job or of what is on its way to one, as it lies there. */
const exchange = (name: string) => path.join(dataDir, 'exchange', name);
const CONTENT = Buffer.from('999999199001010017 样本'.repeat(10_000));
const LONG_AGO = new Date('2026-01-05T02:00:00.000Z');

async function someJobFiles(): Promise<void> {
  const inPieces = await buffer(sealedInPieces([CONTENT]));
  const damaged = Buffer.from(inPieces);
  damaged[100]! ^= 1;
  mkdirSync(exchange(''), { recursive: true });
  writeFileSync(exchange('made.out'), inPieces);
  writeFileSync(exchange('given.in'), sealBytes(CONTENT));
  writeFileSync(exchange('damaged.out'), damaged);
  writeFileSync(exchange('coming.upload'), inPieces);
  utimesSync(exchange('made.out'), LONG_AGO, LONG_AGO);
}

/** The content of a file of a job and the version of its key, as a new process with the key file reads it. */
async function readLater(name: string): Promise<{ content: Buffer; version: number }> {
  vi.stubEnv('BANGFU_KEY', '');
  vi.stubEnv('DATA_DIR', dataDir);
  vi.resetModules();
  try {
    const { openedFile } = await import('../../app/identity/sealedPieces.server');
    const bytes = readFileSync(exchange(name));
    const { content, version } = await openedFile({ size: bytes.length, bytes: Readable.from([bytes]) });
    return { content: await buffer(content), version };
  } finally {
    vi.unstubAllEnvs();
  }
}

describe('the rotation of the key', () => {
  it('is killed in its middle and run again: everything is under the new key, the old one is gone', async () => {
    const { id } = await aFamily(office, { state: 'approved' });
    await aCrowd(id);
    await keepDraft(office.caseworker, {
      form: 'family.new',
      content: 'members[0].name=林样本',
      version: undefined,
    });
    await someJobFiles();
    const before = await fingerprints();

    const child = started('rotate-key');
    while ((await membersUnder(2)) === 0) expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'close');
    const half = await membersUnder(2);
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(MANY);
    expect([...ring().keys.keys()]).toEqual([1, 2]);
    expect(await ran('verify')).toMatchObject({ status: 0 });

    expect(await ran('rotate-key')).toMatchObject({
      status: 0,
      printed: expect.stringContaining('接着上次的更换，已换到第 2 版密钥') as string,
    });
    expect([...ring().keys.keys()]).toEqual([2]);
    expect(await leftUnder(1)).toBe(0);
    expect(existsSync(lockFile(dataDir, 'rotation'))).toBe(false);
    expect(await fingerprints()).toEqual(before);
    expect(await ran('verify')).toMatchObject({ status: 0 });
    const entries = await store.read((read) => read.select().from(auditEntries));
    expect(entries.filter(({ action }) => action === 'key.rotated')).toHaveLength(1);
  }, 240_000);

  it('takes the files of jobs along', async () => {
    const coming = readFileSync(exchange('coming.upload'));
    for (const name of ['made.out', 'given.in'])
      expect(await readLater(name)).toEqual({ content: CONTENT, version: 2 });
    expect(statSync(exchange('made.out')).mtime).toEqual(LONG_AGO);
    expect(statSync(exchange('given.in')).mode & 0o777).toBe(0o600);
    // What does not open is left to whoever asks for it; what is on its way is no file of a job.
    expect(readFileSync(exchange('damaged.out')).readUInt32BE(16)).toBe(1);
    expect(coming.readUInt32BE(16)).toBe(1);
    expect(readdirSync(exchange('')).sort()).toEqual([
      ...['coming.upload', 'damaged.out', 'given.in', 'made.out'],
    ]);
  });

  it('can be done again', async () => {
    expect(await ran('rotate-key')).toMatchObject({ status: 0 });
    expect([...ring().keys.keys()]).toEqual([3]);
    expect(await ran('verify')).toMatchObject({ status: 0 });
    const rest = await store.read((read) =>
      read
        .select({ id: familyMembers.id })
        .from(familyMembers)
        .where(notLike(familyMembers.idSealed, 'v3:%')),
    );
    expect(rest).toEqual([]);
  }, 240_000);

  it('of a key in the environment is done in two runs, with the ring that it writes down', async () => {
    const given = readFileSync(keyFile(), 'utf8').trim().replace('\n', ',');
    rmSync(keyFile());
    const first = await ran('rotate-key', { BANGFU_KEY: given });
    expect(first).toMatchObject({ status: 1, printed: expect.stringContaining('BANGFU_KEY') as string });
    const both = readFileSync(`${keyFile()}.new`, 'utf8').trim();
    // Once more with the old value: the ring may be in use already.
    expect(await ran('rotate-key', { BANGFU_KEY: given })).toEqual(first);
    expect(readFileSync(`${keyFile()}.new`, 'utf8').trim()).toBe(both);
    expect(await ran('rotate-key', { BANGFU_KEY: both })).toMatchObject({ status: 0 });
    const left = readFileSync(`${keyFile()}.new`, 'utf8').trim();
    expect(await ran('verify', { BANGFU_KEY: left })).toMatchObject({ status: 0 });
    // The ring that it left is that of today: the next rotation writes another one.
    expect(await ran('rotate-key', { BANGFU_KEY: left })).toMatchObject({ status: 1 });
    expect([...readKeyring(readFileSync(`${keyFile()}.new`, 'utf8'), 'key').keys.keys()]).toEqual([4, 5]);
    expect(existsSync(keyFile())).toBe(false);
  }, 240_000);
});
