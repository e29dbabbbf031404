import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../tests/database';

describe('opening a database', () => {
  it('migrates once when several open it at the same moment', async () => {
    const database = await freshDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()));
    for (const store of stores) {
      const rows = await store.read((read) =>
        read.select({ one: sql<number>`1`.mapWith(Number) }).from(sql`staff`),
      );
      expect(rows).toEqual([]);
    }
  });
});
