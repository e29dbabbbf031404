import { sql, type SQL } from 'drizzle-orm';

/** How many rows of a query fit a condition: several are counted in one query, where each would be asked by itself. */
export function countWhere(condition: SQL): SQL<number> {
  return sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
}
