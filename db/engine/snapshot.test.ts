import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engine, environmentWith } from '../../app/config.server';
import { emptyDatabase } from '../../tests/database';
import { onServer } from '../../tests/postgresServer';
import { dumpPostgres, handOverPostgres, restorePostgres } from './snapshot.server';

/** The copies that PostgreSQL's tools hand over and take, as slowly as whoever reads or writes them. */

const ROWS = 40_000;
const SLOWLY = 20;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'bangfu-snapshot-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function aDatabase(): Promise<string> {
  return (await emptyDatabase()).address.databaseUrl!;
}

/** With several megabytes in it, more than lies between a tool and its reader. */
async function aFullDatabase(): Promise<string> {
  const url = await aDatabase();
  const rows = `SELECT n AS id, repeat(md5(n::text), 8) AS words FROM generate_series(1, ${ROWS}) AS n`;
  await onServer(url, (client) => client.query(`CREATE TABLE records AS ${rows}`));
  return url;
}

async function rowsIn(url: string): Promise<unknown> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<object>(`SELECT count(*)::int AS n FROM records`);
    return rows[0];
  });
}

/** What works on a database besides who asks. */
async function othersOn(url: string): Promise<number> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()`,
    );
    return rows[0]!.n;
  });
}

async function nobodyOn(url: string): Promise<void> {
  await expect.poll(() => othersOn(url), { timeout: 10_000 }).toBe(0);
}

async function* slowly(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const piece of pieces) {
    if ((count += 1) <= SLOWLY) await sleep(20);
    yield piece;
  }
}

describe.runIf(engine === 'postgres')('a dump that is handed over', () => {
  it(
    'waits for who takes it, and is restored whole by who gives it as slowly',
    { timeout: 60_000 },
    async () => {
      const url = await aFullDatabase();
      const file = path.join(folder, 'database.dump');
      await handOverPostgres(url, (dump) => pipeline(dump, slowly, createWriteStream(file)));
      const other = await aDatabase();
      await restorePostgres(other, slowly(createReadStream(file)));
      expect(await rowsIn(other)).toEqual({ n: ROWS });
    },
  );

  it('holds the tool up while no piece is taken', { timeout: 60_000 }, async () => {
    const url = await aFullDatabase();
    await handOverPostgres(url, async (dump) => {
      const pieces = dump[Symbol.asyncIterator]();
      await pieces.next();
      await sleep(500);
      expect(await othersOn(url)).toBe(1);
      while (!(await pieces.next()).done);
    });
    await nobodyOn(url);
  });

  it('ends with the error of who takes it, and the tool with it', { timeout: 60_000 }, async () => {
    const url = await aFullDatabase();
    const full = Object.assign(new Error('No space left'), { code: 'ENOSPC' });
    const taken = handOverPostgres(url, async (dump) => {
      for await (const piece of dump) if (piece.length > 0) throw full;
    });
    await expect(taken).rejects.toBe(full);
    await nobodyOn(url);
  });

  it('that is killed says by what', async () => {
    writeFileSync(path.join(folder, 'pg_dump'), '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    await expect(dumpPostgres('postgres://127.0.0.1/any', path.join(folder, 'dump'))).rejects.toMatchObject({
      ...{ code: 'database.tool_failed', data: { tool: 'pg_dump', said: 'pg_dump: SIGKILL' } },
    });
  });

  it('leaves no tool at work when whoever takes it is killed', { timeout: 60_000 }, async () => {
    const url = await aFullDatabase();
    const taking = spawn(process.execPath, ['--import', 'tsx', 'tests/beside/handOver.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: environmentWith({ DATABASE_URL: url }),
    });
    await once(taking.stdout, 'data');
    expect(await othersOn(url)).toBe(1);
    taking.kill('SIGKILL');
    await nobodyOn(url);
  });

  it.each([
    [
      'dump',
      (url: string) => handOverPostgres(url, (dump) => pipeline(dump, createWriteStream('/dev/null'))),
    ],
    ['restore', (url: string) => restorePostgres(url, createReadStream(import.meta.filename))],
  ])('says which tool is missing: %s', async (_, work) => {
    const url = await aDatabase();
    vi.stubEnv('PATH', folder);
    await expect(work(url)).rejects.toMatchObject({ code: 'database.tool_missing' });
  });

  it('tells what the tool said where it failed', async () => {
    const away = new URL(await aDatabase());
    away.pathname = '/of_nobody';
    const written = handOverPostgres(away.href, (dump) =>
      pipeline(dump, createWriteStream(path.join(folder, 'x'))),
    );
    await expect(written).rejects.toMatchObject({
      code: 'database.tool_failed',
      data: { tool: 'pg_dump', said: expect.stringContaining('"of_nobody" does not exist') as string },
    });
  });
});

describe.runIf(engine === 'postgres')('a restored dump', () => {
  it('may be packed by the tool itself, as the copies of upgrades are', { timeout: 60_000 }, async () => {
    const file = path.join(folder, 'database.dump');
    await dumpPostgres(await aFullDatabase(), file);
    const other = await aDatabase();
    await restorePostgres(other, createReadStream(file));
    expect(await rowsIn(other)).toEqual({ n: ROWS });
  });

  it('that is none is what the tool says, however much of it is left to give', async () => {
    const file = path.join(folder, 'none');
    writeFileSync(file, Buffer.alloc(8_000_000, 'x'));
    await expect(restorePostgres(await aDatabase(), createReadStream(file))).rejects.toMatchObject({
      code: 'database.tool_failed',
      data: { said: expect.stringMatching(/does not appear to be a valid archive/) as string },
    });
  });

  it('that breaks off on the way ends with that, and leaves nothing', { timeout: 60_000 }, async () => {
    const file = path.join(folder, 'database.dump');
    await dumpPostgres(await aFullDatabase(), file);
    const broken = new Error('unreadable');
    const breaking = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
        yield piece;
        throw broken;
      }
    };
    const other = await aDatabase();
    await expect(restorePostgres(other, breaking())).rejects.toBe(broken);
    await nobodyOn(other);
    await expect(rowsIn(other)).rejects.toThrow('does not exist');
  });
});
