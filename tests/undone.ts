import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { engine } from '../app/config.server';
import type { Store, Write } from '../db/client.server';

class Undone extends Error {}

/** Runs statements as the owner of a database may, looks at what came of them, and takes all of it back. */
export async function undone<T>(
  store: Store,
  statements: readonly string[],
  look: (write: Write) => Promise<T>,
): Promise<T> {
  let seen: T | undefined;
  const writing = store.write(async (write) => {
    for (const statement of statements) await execute(write, statement);
    seen = await look(write);
    throw new Undone();
  });
  await expect(writing).rejects.toThrow(Undone);
  return seen!;
}

/** The one type of both engines has no word for a bare statement. */
async function execute(write: Write, statement: string): Promise<void> {
  const text = sql.raw(statement);
  if (engine === 'sqlite') await write.run(text);
  else await (write as unknown as { execute(query: typeof text): Promise<unknown> }).execute(text);
}

/** Statements after which the rows of append-only tables can be changed, removed and put anywhere. */
export function withoutAppendOnly(...tables: string[]): string[] {
  if (engine === 'postgres') return tables.map((table) => `alter table ${table} disable trigger user`);
  const triggers = tables.flatMap((table) => [`${table}_no_update`, `${table}_no_delete`]);
  const all = tables.includes('audit_entries') ? [...triggers, 'audit_entries_from_one'] : triggers;
  return all.map((name) => `drop trigger ${name}`);
}
