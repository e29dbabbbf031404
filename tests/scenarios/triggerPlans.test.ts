import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { freshDatabase } from '../database';

/**
 * What triggers derive for each row that is written, they look up by a key of that row. A plan that reads all rows of a
 * project instead is right, and slower with every payment: SQLite once chose one for a join that PostgreSQL looked up.
 */

/** Columns of which one value stands for a few rows, however long the office works. */
const NARROW = /\b(rowid|\w*id|id_fingerprint|\w*day)=\?/g;
const WIDE = ['project_id', 'staff_id'];

it.runIf(engine === 'sqlite')('no trigger reads a whole table or a whole project', async () => {
  const { address } = await freshDatabase();
  const database = new Database(address.sqliteFile, { readonly: true });
  const triggers = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    .all() as { name: string; sql: string }[];
  const broad = triggers.flatMap(({ name, sql }) =>
    statementsOf(sql).flatMap((statement) =>
      readsWidely(database, statement).map((step) => `${name}: ${step}`),
    ),
  );
  database.close();
  expect(triggers.length).toBeGreaterThan(50);
  expect(broad).toEqual([]);
});

function statementsOf(sql: string): string[] {
  const body = sql.slice(sql.indexOf('BEGIN') + 'BEGIN'.length, sql.lastIndexOf('END'));
  return body
    .split(/;\s*(?:\n|$)/)
    .filter((statement) => /^\s*(INSERT|UPDATE|DELETE|WITH)\b/.test(statement))
    .map((statement) => statement.replaceAll(/\b(NEW|OLD)\.(\w+)/g, ':$1_$2'));
}

function readsWidely(database: Database.Database, statement: string): string[] {
  const names = [...new Set(statement.match(/:(NEW|OLD)_\w+/g))];
  const row = Object.fromEntries(names.map((name) => [name.slice(1), null]));
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all(row) as { detail: string }[];
  const steps = plan.map(({ detail }) => detail);
  const made = steps.flatMap((step) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/.exec(step)?.[1] ?? []);
  return steps.filter((step) => {
    const [, act, table] = /^(SCAN|SEARCH) (\S+)/.exec(step) ?? [];
    if (!act || made.includes(table!) || table === 'CONSTANT') return false;
    const keys = [...step.matchAll(NARROW)].map(([, column]) => column!);
    return act === 'SCAN' || !keys.some((column) => !WIDE.includes(column));
  });
}
