import Database from 'better-sqlite3';
import { drizzle as onPostgres } from 'drizzle-orm/pg-proxy';
import { drizzle as onSqlite } from 'drizzle-orm/sqlite-proxy';
import pg from 'pg';
import type { Read } from '../db/client.server';
import type { FreshDatabase } from './database';

/** A statement, and how the engine comes to its rows, step by step. */
export interface Plan {
  text: string;
  steps: string[];
}

/** The plans of the statements of some work, each asked of the engine before it is run. */
export async function plansOf(
  { databaseUrl, sqliteFile }: FreshDatabase['address'],
  work: (read: Read) => Promise<unknown>,
): Promise<Plan[]> {
  return databaseUrl ? postgresPlans(databaseUrl, work) : sqlitePlans(sqliteFile, work);
}

async function sqlitePlans(file: string, work: (read: Read) => Promise<unknown>): Promise<Plan[]> {
  const database = new Database(file, { readonly: true });
  const plans: Plan[] = [];
  const read = onSqlite((text, values: unknown[]) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[];
    plans.push({ text, steps: plan.map(({ detail }) => detail) });
    const statement = database.prepare(text).raw();
    return Promise.resolve({ rows: statement.all(...values) });
  });
  await work(read);
  database.close();
  return plans;
}

async function postgresPlans(url: string, work: (read: Read) => Promise<unknown>): Promise<Plan[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // A few rows are sooner sorted than read in order: then whether there is an order to read them in would not be seen.
  await client.query('SET enable_sort = off');
  const plans: Plan[] = [];
  const read = onPostgres(async (text, values: unknown[]) => {
    const { rows: plan } = await client.query<[string]>({
      text: `EXPLAIN (COSTS OFF) ${text}`,
      values,
      rowMode: 'array',
    });
    plans.push({ text, steps: plan.map(([step]) => step.trim()) });
    const { rows } = await client.query<unknown[]>({ text, values, rowMode: 'array' });
    return { rows };
  });
  try {
    await work(read as unknown as Read);
  } finally {
    await client.end();
  }
  return plans;
}
