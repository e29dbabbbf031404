import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sharedFlush, writeAheadLog } from './writeAheadLog.server';

/** A flush that ends when it is told to. */
function flushes() {
  const ends: { ends: () => void; fails: (error: Error) => void }[] = [];
  const flush = sharedFlush(
    () => new Promise((resolve, reject) => ends.push({ ends: resolve, fails: reject })),
  );
  return { ends, flush };
}

const begun = (ends: unknown[], count: number) => vi.waitFor(() => expect(ends).toHaveLength(count));

test('whoever asks together shares one flush', async () => {
  const { ends, flush } = flushes();
  const asked = [flush(), flush(), flush()];
  await begun(ends, 1);
  ends[0]!.ends();
  await Promise.all(asked);
  expect(ends).toHaveLength(1);
});

test('what was committed while one is under way waits for the next', async () => {
  const { ends, flush } = flushes();
  const first = flush();
  await begun(ends, 1);
  let isDone = false;
  const later = Promise.all([flush(), flush()]).then(() => (isDone = true));
  ends[0]!.ends();
  await first;
  await begun(ends, 2);
  expect(isDone).toBe(false);
  ends[1]!.ends();
  await later;
  expect(ends).toHaveLength(2);
});

test('a flush that fails is told to those who waited for it, and the next tries again', async () => {
  const { ends, flush } = flushes();
  const failed = expect(flush()).rejects.toThrow('no space');
  await begun(ends, 1);
  const next = flush();
  ends[0]!.fails(new Error('no space'));
  await failed;
  await begun(ends, 2);
  ends[1]!.ends();
  await next;
});

let folder: string;
let file: string;
let database: Database.Database;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bangfu-log-'));
  file = path.join(folder, 'bangfu.db');
  database = new Database(file);
  for (const pragma of ['journal_mode = WAL', 'wal_autocheckpoint = 0', 'journal_size_limit = 100000'])
    database.pragma(pragma);
  database.exec('CREATE TABLE sheets (content BLOB)');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const grow = (bytes: number) => database.prepare('INSERT INTO sheets VALUES (zeroblob(?))').run(bytes);
const size = (beside = '') => statSync(file + beside).size;

test('a log that has grown is taken over into the file beside, and cut when it begins anew', async () => {
  const log = writeAheadLog(file, 100_000);
  grow(50_000);
  log.tend();
  await log.close();
  expect(size()).toBeLessThan(50_000);

  grow(200_000);
  expect(size('-wal')).toBeGreaterThan(200_000);
  const tended = writeAheadLog(file, 100_000);
  tended.tend();
  await vi.waitFor(() => expect(size()).toBeGreaterThan(250_000));
  await tended.flush();
  await tended.close();
  grow(1_000);
  expect(size('-wal')).toBe(100_000);
});

test('what waits for the disk still gets there when the log is closed', async () => {
  const log = writeAheadLog(file, 100_000);
  grow(1_000);
  await log.flush();
  const underWay = log.flush();
  await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));
  const queued = log.flush();
  await Promise.all([log.close(), underWay, queued]);
});
