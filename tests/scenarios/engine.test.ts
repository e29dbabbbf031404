import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { audit, checkAuditChain } from '../../app/audit/audit.server';
import { SYSTEM } from '../../app/staff/staff.server';
import { engine } from '../../app/config.server';
import type { Store, Write } from '../../db/client.server';
import type { WriteManner } from '../../db/engine/store';
import { insertRows } from '../../db/engine/insertRows';
import { auditEntries, centre, subsistenceLines } from '../../db/schema';
import { freshDatabase, freshStore, type FreshDatabase } from '../database';
import { onDatabase } from '../rawDatabase';

const AT = '2019-01-01T00:00:00.000Z';

/** Of the two engines only SQLite has a thread to write in. */
const PLACES = engine === 'sqlite' ? [false, true] : [false];

describe.each(PLACES)('the store (writes beside: %s)', (writesBeside) => {
  let database: FreshDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await freshDatabase();
    store = await database.open({ writesBeside });
    await store.write((write) => write.insert(centre).values({ id: 'centre', name: '0', createdAt: AT }));
  });

  const increase = (on: Store) =>
    on.write(async (write) => {
      const [row] = await write.select().from(centre);
      await write.update(centre).set({ name: String(Number(row!.name) + 1) });
    });

  it('keeps 100 concurrent read-modify-writes from two stores exact', async () => {
    const other = await database.open();
    await Promise.all(Array.from({ length: 50 }, () => [increase(store), increase(other)]).flat());
    const [row] = await store.read((read) => read.select().from(centre));
    expect(row!.name).toBe('100');
  });

  it.runIf(engine === 'sqlite')('lets whoever waits in between writes that give way', async () => {
    const other = await database.open();
    const countsOfWaiting: number[] = [];
    let chunks = 0;
    let isOver = false;
    const chunk = async () => {
      await store.write(
        async (write) => {
          await write.update(centre).set({ createdAt: AT });
          await sleep(25);
        },
        { givesWay: true },
      );
      chunks += 1;
    };
    const bringing = (async () => {
      while (!isOver) await chunk();
    })();
    for (let one = 0; one < 4; one += 1) {
      const before = chunks;
      await other.write((write) => write.update(centre).set({ createdAt: AT }));
      countsOfWaiting.push(chunks - before);
      await sleep(30);
    }
    isOver = true;
    await bringing;
    for (const count of countsOfWaiting) expect(count).toBeLessThanOrEqual(2);
  });

  it('lands nothing of a write that throws', async () => {
    const failing = store.write(async (write) => {
      await write.update(centre).set({ name: 'half' });
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    const [row] = await store.read((read) => read.select().from(centre));
    expect(row!.name).toBe('100');
  });

  it('lands nothing of many rows of which one is wrong, and goes on', async () => {
    const line = {
      region: '4101',
      hukouKind: 'urban',
      effectiveOn: '2019-01-01',
      document: '',
      recordedAt: AT,
    } as const;
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      ...line,
      id: `line-${index}`,
      region: `41${index}`,
      monthlyFen: index === 2990 ? 12.5 : 60_000,
    }));
    await expect(store.write((write) => insertRows(write, subsistenceLines, rows))).rejects.toThrow();
    expect(await store.read((read) => read.select().from(subsistenceLines))).toEqual([]);
    await store.write((write) => insertRows(write, subsistenceLines, rows.slice(0, 2990)));
    expect(await store.read((read) => read.select().from(subsistenceLines))).toHaveLength(2990);
  });

  it('brings every text in as it stands', async () => {
    const texts = [
      '',
      ' ',
      'NULL',
      'null',
      '"',
      "'",
      '\\',
      '\\"',
      '{',
      '}',
      '{a,"b"}',
      ',',
      'a\nb\tc',
      '𠮷·Ａ１',
      '$1',
      '?',
    ];
    const rows = texts.map((document, place) => ({
      id: `text-${place}`,
      region: '4102',
      hukouKind: 'urban' as const,
      effectiveOn: `2019-02-${String(place + 1).padStart(2, '0')}`,
      monthlyFen: place === 0 ? Number.MAX_SAFE_INTEGER : place + 1,
      document,
      confirmedBy: place % 2 === 0 ? null : undefined,
      recordedAt: AT,
    }));
    await store.write((write) => insertRows(write, subsistenceLines, rows));
    const kept = await store.read((read) =>
      read
        .select()
        .from(subsistenceLines)
        .where(eq(subsistenceLines.region, '4102'))
        .orderBy(subsistenceLines.effectiveOn),
    );
    expect(kept).toEqual(rows.map((row) => ({ ...row, confirmedBy: null })));
    await store.write((write) => insertRows(write, subsistenceLines, []));
  });

  it('takes several statements at once in their order, and lands none when one is wrong', async () => {
    const warnings: Error[] = [];
    const heard = (warning: Error) => warnings.push(warning);
    process.on('warning', heard);
    const renamed = (write: Write, ...names: (string | null)[]) =>
      Promise.all(names.map((name) => write.update(centre).set({ name: name as string })));
    await expect(store.write((write) => renamed(write, '101', null, '102'))).rejects.toThrow();
    const [kept] = await store.read((read) => read.select().from(centre));
    expect(kept!.name).toBe('100');

    await store.write((write) => renamed(write, '101', '102', '100'));
    const [row] = await store.read((read) => read.select().from(centre));
    expect(row!.name).toBe('100');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', heard);
    expect(warnings).toEqual([]);
  });

  it('says which of several questions at once was wrong, and goes on', async () => {
    const asked = store.read((read) =>
      Promise.all([
        read.select().from(centre),
        read.select({ name: sql<string>`no_such_column` }).from(centre),
        read.select().from(centre),
      ]),
    );
    await expect(asked).rejects.toThrow(/no_such_column/);
    expect(await store.read((read) => read.select().from(centre))).toHaveLength(1);
  });

  it.runIf(engine === 'postgres')('sends what is asked together before it is answered', async () => {
    const course: string[] = [];
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await store.read(async (read) => {
      query.mockClear();
      const one = async () => {
        await read.select().from(centre);
        course.push(`answered of ${query.mock.calls.length}`);
      };
      await Promise.all([one(), one(), one()]);
    });
    const sending = query.mock.contexts.map((client) => (client as pg.Client).pipeline);
    query.mockRestore();
    expect(course).toEqual(Array.from({ length: 3 }, () => 'answered of 3'));
    expect(new Set(sending), 'the connection keeps none back').toEqual(new Set([true]));
  });

  it.runIf(engine === 'sqlite')('waits for the disk, but not for what can be done again', async () => {
    const handle = await open(database.address.sqliteFile);
    const flush = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'datasync');
    await handle.close();
    const flushes = async (manner?: WriteManner) => {
      flush.mockClear();
      await store.write((write) => write.update(centre).set({ createdAt: AT }), manner);
      return flush.mock.calls.length;
    };
    expect(await flushes()).toBe(1);
    expect(await flushes({ isRepeatable: true })).toBe(0);
    expect(await flushes()).toBe(1);
    flush.mockRejectedValueOnce(new Error('no space'));
    await expect(flushes()).rejects.toThrow('no space');
    flush.mockRestore();
  });

  it('refuses a query that outlives its write', async () => {
    let leaked: Parameters<Parameters<Store['write']>[0]>[0] | undefined;
    await store.write(async (write) => {
      leaked = write;
    });
    const late = async () => leaked!.update(centre).set({ name: 'late' });
    await expect(late()).rejects.toThrow();
    const [row] = await store.read((read) => read.select().from(centre));
    expect(row!.name).toBe('100');
  });

  it('refuses to write through a read', async () => {
    const sneaky = store.read((read) => read.update(centre).set({ name: 'sneaky' }));
    await expect(sneaky).rejects.toThrow();
  });

  it('gives a read one snapshot', async () => {
    const [before, after] = await store.read(async (read) => {
      const first = await read.select().from(centre);
      await increase(store);
      return [first, await read.select().from(centre)];
    });
    expect(after).toEqual(before);
  });
});

describe.runIf(engine === 'postgres')('a server that hands over', () => {
  it('is found again by reads and by writes that had not asked for their end', async () => {
    const database = await freshDatabase();
    const store = await database.open();
    const cut = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await store.read((read) => read.select().from(centre));
    await onDatabase(database, cut);
    expect(await store.read((read) => read.select().from(centre))).toEqual([]);

    let attempts = 0;
    await store.write(async (write) => {
      attempts += 1;
      await write.insert(centre).values({ id: 'centre', name: String(attempts), createdAt: AT });
      if (attempts === 1) await onDatabase(database, cut);
    });
    expect(attempts).toBe(2);
    expect(await store.read((read) => read.select().from(centre))).toMatchObject([{ name: '2' }]);
  });
});

describe('the checks of the schema', () => {
  let store: Store;
  beforeAll(async () => {
    store = await freshStore();
  });

  const line = {
    region: '4101',
    effectiveOn: '2019-01-01',
    monthlyFen: 60_000,
    document: '',
    recordedAt: AT,
  } as const;

  it.each([
    ['half a fen', { monthlyFen: 12.5 }],
    ['an unknown code', { hukouKind: 'lunar' as 'urban' }],
    ['a date that is none', { effectiveOn: '2019-1-1' }],
    ['an instant that is none', { recordedAt: '2019-01-01 00:00:00' }],
  ])('refuse %s', async (_, wrong) => {
    const insert = store.write((write) =>
      write.insert(subsistenceLines).values({ id: 'wrong', hukouKind: 'urban', ...line, ...wrong }),
    );
    await expect(insert).rejects.toThrow();
  });

  it('let a good row in', async () => {
    await store.write((write) =>
      write.insert(subsistenceLines).values({ id: 'good', hukouKind: 'urban', ...line }),
    );
  });
});

describe('the audit chain', () => {
  let store: Store;
  beforeAll(async () => {
    store = await freshStore();
    for (let count = 0; count < 3; count += 1) {
      await store.write((write) =>
        audit(write, SYSTEM, {
          action: 'demo.loaded',
          subject: { type: 'centre', id: 'centre' },
          detail: { count },
        }),
      );
    }
  });

  it('holds together', async () => {
    expect(await store.read(checkAuditChain)).toEqual({ count: 3, broken: [] });
  });

  it('cannot be changed through the store', async () => {
    const change = store.write((write) => write.update(auditEntries).set({ detail: '{}' }));
    await expect(change).rejects.toThrow();
    const removal = store.write((write) => write.delete(auditEntries).where(eq(auditEntries.sequence, 2)));
    await expect(removal).rejects.toThrow();
    const [row] = await store.read((read) =>
      read.select({ count: sql`count(*)`.mapWith(Number) }).from(auditEntries),
    );
    expect(row!.count).toBe(3);
  });
});
