import type { PoolClient, QueryConfig } from 'pg';

/**
 * What PostgreSQL has read and planned once, a connection keeps under a name: for the short statements of a page both
 * took longer than running them.
 */
interface Prepared {
  names: Map<string, string>;
  plannedAt: number;
}

/** More values are a list: each length of it is a text of its own, and is planned best for what it lists. */
const MOST_VALUES = 40;
/** All pages of a load test take some 300; the texts of filters that are combined have no end. */
const MOST_KEPT = 1_000;
/** A plan made while a table was small reads all of it ever after. */
const PLANS_LAST_MS = 60_000;
const QUERY = /^\s*(select|insert|update|delete|with|\()/i;
/** How much a part of a word is found in, only the part itself tells. */
const SEARCHES = / like /i;

const preparedOn = new WeakMap<PoolClient, Prepared>();

/** Has a connection plan anew what it planned a while ago, the statements of triggers too; between two units of work. */
export function dropOldPlans(client: PoolClient): void {
  const prepared = preparedBy(client);
  if (performance.now() - prepared.plannedAt < PLANS_LAST_MS) return;
  prepared.plannedAt = performance.now();
  // An engine that does not know this keeps its plans as it likes.
  void client.query('DISCARD PLANS').catch(() => undefined);
}

/** The same statement under the name by which the connection knows it, where it is worth one. */
export function named(client: PoolClient, query: QueryConfig, values: unknown[]): QueryConfig {
  if (values.length > MOST_VALUES || !QUERY.test(query.text) || SEARCHES.test(query.text)) return query;
  const { names } = preparedBy(client);
  const name = names.get(query.text) ?? `kept_${names.size}`;
  names.set(query.text, name);
  return { ...query, name };
}

/** Whether a connection keeps so many statements that a new one is to take its place. */
export function keepsTooMany(client: PoolClient): boolean {
  return preparedBy(client).names.size > MOST_KEPT;
}

function preparedBy(client: PoolClient): Prepared {
  const known = preparedOn.get(client);
  if (known) return known;
  const begun = { names: new Map<string, string>(), plannedAt: performance.now() };
  preparedOn.set(client, begun);
  return begun;
}
