import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration, type PaperBucket } from '../../app/config.server';
import { Objects } from '../../app/families/objects.server';
import { ObjectPaperStore } from '../../app/families/paperObjects.server';
import { FolderPaperStore, sha256Of, type PaperStore } from '../../app/families/paperStore.server';

/** Both stores keep what the use cases ask of them; the bucket is one of a real S3-compatible server, which checks signatures. */

const root = mkdtempSync(path.join(tmpdir(), 'bangfu-paper-stores-'));
const folder = path.join(root, 'uploads');
const server = new S3rver({
  directory: path.join(root, 's3'),
  address: '127.0.0.1',
  port: 0,
  silent: true,
  configureBuckets: [{ name: 'bangfu', configs: [] }],
});
let place: PaperBucket;

beforeAll(async () => {
  const { port } = await server.run();
  const { papers } = readConfiguration({
    PAPER_STORE: 's3://bangfu/centre/papers/',
    PAPER_STORE_ENDPOINT: `http://127.0.0.1:${port}`,
    PAPER_STORE_KEY_ID: 'S3RVER',
    PAPER_STORE_SECRET: 'S3RVER',
  });
  place = papers as PaperBucket;
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const STORES: [string, () => PaperStore][] = [
  ['a folder', () => new FolderPaperStore(folder)],
  ['object storage', () => new ObjectPaperStore(place)],
];

for (const [name, open] of STORES)
  describe(`papers in ${name}`, () => {
    it('come back byte for byte', async () => {
      const store = open();
      for (const size of [1, 1000, 3_000_000]) {
        const bytes = randomBytes(`${name}${size}`, size);
        await store.put(sha256Of(bytes), bytes);
        expect(sha256Of((await store.get(sha256Of(bytes)))!)).toBe(sha256Of(bytes));
        expect(await store.has(sha256Of(bytes))).toBe(true);
      }
    });

    it('are there for another process, and not where none were put', async () => {
      const bytes = randomBytes(`${name} kept`, 500);
      await open().put(sha256Of(bytes), bytes);
      const later = open();
      expect(await later.has(sha256Of(bytes))).toBe(true);
      const absent = sha256Of(randomBytes(`${name} absent`, 500));
      expect(await later.has(absent)).toBe(false);
      expect(await later.get(absent)).toBeNull();
    });

    it('may be put many times at once', async () => {
      const bytes = randomBytes(`${name} often`, 200_000);
      await Promise.all(Array.from({ length: 8 }, () => open().put(sha256Of(bytes), bytes)));
      expect(sha256Of((await open().get(sha256Of(bytes)))!)).toBe(sha256Of(bytes));
    });
  });

describe('a folder', () => {
  it('holds whole files only, readable by the owner only', async () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { name, parentPath } of files) {
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      expect(statSync(path.join(parentPath, name)).mode & 0o077).toBe(0);
    }
  });

  it('takes no name that leads out of it', async () => {
    const store = new FolderPaperStore(folder);
    for (const name of ['../../key', 'A'.repeat(64), `${'a'.repeat(63)}/`, ''])
      await expect(store.get(name)).rejects.toThrow(RangeError);
  });

  it('that cannot be written is an error', async () => {
    const bytes = randomBytes('nowhere', 10);
    const file = path.join(root, 'a-file');
    writeFileSync(file, 'no folder');
    await expect(new FolderPaperStore(file).put(sha256Of(bytes), bytes)).rejects.toThrow();
  });
});

describe('object storage', () => {
  it('keeps papers under the prefix', async () => {
    const stored = readdirSync(path.join(root, 's3'), { recursive: true }).map(String);
    expect(stored.some((one) => /^bangfu\/centre\/papers\/[0-9a-f]{2}\//.test(one))).toBe(true);
  });

  it('of another bucket or secret, or that fails, is told as such and no missing paper', async () => {
    const sha256 = sha256Of(randomBytes('wrong', 10));
    const wrongSecret = new ObjectPaperStore({ ...place, secretAccessKey: 'another' });
    await expect(wrongSecret.get(sha256)).rejects.toMatchObject(
      refusal('papers.refused', 'SignatureDoesNotMatch 403'),
    );
    await expect(wrongSecret.has(sha256)).rejects.toMatchObject({ code: 'papers.refused' });
    const wrongBucket = new ObjectPaperStore({ ...place, bucket: 'elsewhere' });
    await expect(wrongBucket.get(sha256)).rejects.toMatchObject(
      refusal('papers.refused', 'NoSuchBucket 404'),
    );
    await expect((await storeAnswering(500)).get(sha256)).rejects.toMatchObject({ code: 'papers.away' });
    const nobody = new ObjectPaperStore({ ...place, endpoint: 'http://127.0.0.1:1' });
    await expect(nobody.get(sha256)).rejects.toMatchObject(refusal('papers.away', 'ECONNREFUSED'));
  });

  it('that is full is told as such', async () => {
    const bytes = randomBytes('full', 10);
    const full = await storeAnswering(507);
    await expect(full.put(sha256Of(bytes), bytes)).rejects.toMatchObject({ code: 'papers.full' });
  });

  it('that says nothing is not waited for', async () => {
    const endpoint = await addressOf(() => undefined);
    const objects = new Objects({ ...place, endpoint }, 50);
    await expect(objects.get('a')).rejects.toMatchObject(refusal('papers.away', 'TimeoutError'));
  });
});

function refusal(code: string, said: string) {
  return { code, data: { said } };
}

/** The same bytes for the same seed. */
function randomBytes(seed: string, size: number): Uint8Array {
  const parts: Buffer[] = [];
  for (let length = 0, index = 0; length < size; length += 32, index += 1) {
    parts.push(createHash('sha256').update(`${seed} ${index}`).digest());
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, size));
}

const others: Server[] = [];
afterAll(() => {
  for (const other of others) {
    other.closeAllConnections();
    other.close();
  }
});

/** The address of a server that answers as it is told. */
async function addressOf(answer: RequestListener): Promise<string> {
  const other = createServer(answer).listen(0, '127.0.0.1');
  others.push(other);
  await once(other, 'listening');
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
}

/** A store that has nothing, and answers with one status whatever else it is asked. */
async function storeAnswering(status: number): Promise<ObjectPaperStore> {
  const endpoint = await addressOf(({ method }, response) =>
    response.writeHead(method === 'HEAD' ? 404 : status).end(),
  );
  return new ObjectPaperStore({ ...place, endpoint });
}
