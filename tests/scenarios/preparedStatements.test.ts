import { sql, type SQL } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import type { Read } from '../../db/client.server';
import { centre } from '../../db/schema';
import { freshDatabase, freshStore } from '../database';
import { onDatabase } from '../rawDatabase';

/** The rows of a statement as PostgreSQL gives them, which a Read of both engines does not offer. */
async function rowsOf<Row>(read: Read, statement: SQL): Promise<Row[]> {
  const on = read as unknown as { execute(statement: SQL): Promise<{ rows: Row[] }> };
  return (await on.execute(statement)).rows;
}

/** What the connection of this unit keeps; asked with too many values to be kept itself. */
async function keptIn(read: Read): Promise<{ name: string; statement: string }[]> {
  const values = sql.join(
    Array.from({ length: 41 }, (_, place) => sql`${`none ${place}`}`),
    sql`, `,
  );
  return rowsOf(read, sql`select name, statement from pg_prepared_statements where name not in (${values})`);
}

const numbered = (read: Read, values: number) =>
  rowsOf<{ n: number }>(
    read,
    sql`select ${sql.join(
      Array.from({ length: values }, (_, place) => sql`cast(${place} as integer)`),
      sql` + `,
    )} as n`,
  );

describe.runIf(engine === 'postgres')('a connection to PostgreSQL', () => {
  it('keeps a statement once, whatever its values', async () => {
    const store = await freshStore();
    await store.read(async (read) => {
      for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
        expect(await rowsOf(read, sql`select cast(${n} as integer) * 2 as twice`)).toEqual([
          { twice: n * 2 },
        ]);
      }
      expect((await keptIn(read)).filter(({ statement }) => statement.includes('twice'))).toHaveLength(1);
    });
  });

  it('keeps 40 values, and no more: so many are a list', async () => {
    const store = await freshStore();
    await store.read(async (read) => {
      expect(await numbered(read, 41)).toEqual([{ n: 820 }]);
      expect((await keptIn(read)).filter(({ statement }) => statement.includes('as n'))).toEqual([]);
      expect(await numbered(read, 40)).toEqual([{ n: 780 }]);
      expect((await keptIn(read)).filter(({ statement }) => statement.includes('as n'))).toHaveLength(1);
    });
  });

  it('is replaced when it keeps a thousand, and every answer stays right', async () => {
    const store = await freshStore();
    const serverProcess = async (read: Read) =>
      (await rowsOf<{ pid: number }>(read, sql`select pg_backend_pid() as pid`))[0]!.pid;
    const first = await store.read(serverProcess);
    expect(await store.read(serverProcess), 'one after the other').toBe(first);
    await store.read(async (read) => {
      for (let one = 0; one < 1_000; one += 1) {
        const [row] = await rowsOf(read, sql`select cast(${one} as integer) as ${sql.identifier(`n${one}`)}`);
        expect(row).toEqual({ [`n${one}`]: one });
      }
    });
    await store.read(async (read) => {
      expect(await serverProcess(read)).not.toBe(first);
      expect(await keptIn(read)).toHaveLength(1);
    });
  });

  it('goes on with what it kept when a table gets another column', async () => {
    const database = await freshDatabase();
    const store = await database.open();
    const names = () => store.read((read) => read.select().from(centre));
    for (let one = 0; one < 7; one += 1) expect(await names()).toEqual([]);
    await onDatabase(database, 'alter table centre add column more text');
    expect(await names()).toEqual([]);
  });
});
