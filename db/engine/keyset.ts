import { asc, desc, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { keyFrom, keyText, type Cursor, type Key, type KeyPage } from '../../app/cursor';

/** What a list is ordered by: columns that together are unique, all in one direction. */
export interface KeyOrder {
  columns: readonly SQLiteColumn[];
  shape: readonly ('number' | 'text')[];
  direction: 'asc' | 'desc';
}

/** The part of a list that a query is to fetch. */
export interface Part {
  where: SQL | undefined;
  orderBy: SQL[];
  limit: number;
}

interface Asked<Row> {
  cursor: Cursor;
  order: KeyOrder;
  size: number;
  fetch: (part: Part) => Promise<Row[]>;
  keyOf: (row: Row) => Key;
}

/**
 * One page of a list by key. A page before the second one is the first, whole; a cursor beyond the last row, or one
 * that names no place in the list, leads back to the first page.
 */
export async function pageByKey<Row>(asked: Asked<Row>): Promise<KeyPage<Row>> {
  const { cursor, order, size, fetch, keyOf } = asked;
  const cursorAt = (row: Row | undefined) => (row === undefined ? null : keyText(keyOf(row)));
  const before = keyFrom(cursor.before, order.shape);
  if (before) {
    const found = await fetch(partOf(order, { key: before, isBackwards: true, size }));
    if (found.length <= size) return pageByKey({ ...asked, cursor: {} });
    const rows = found.slice(0, size).reverse();
    return { rows, previous: cursorAt(rows[0]), next: cursorAt(rows.at(-1)) };
  }
  const after = keyFrom(cursor.after, order.shape);
  const found = await fetch(partOf(order, { key: after, isBackwards: false, size }));
  if (after && found.length === 0) return pageByKey({ ...asked, cursor: {} });
  const rows = found.slice(0, size);
  return {
    rows,
    previous: after ? cursorAt(rows[0]) : null,
    next: found.length > size ? cursorAt(rows.at(-1)) : null,
  };
}

/** One row more than the page takes tells whether there is another page. */
function partOf(
  { columns, direction }: KeyOrder,
  { key, isBackwards, size }: { key: Key | null; isBackwards: boolean; size: number },
): Part {
  const isDescending = (direction === 'desc') !== isBackwards;
  return {
    where: key ? beyond(columns, { key, isDescending }) : undefined,
    orderBy: columns.map((column) => (isDescending ? desc(column) : asc(column))),
    limit: size + 1,
  };
}

/** Compares whole keys at once: both engines seek to the place in an index of these columns. */
function beyond(
  columns: readonly SQLiteColumn[],
  { key, isDescending }: { key: Key; isDescending: boolean },
): SQL {
  const names = sql.join(
    columns.map((column) => sql`${column}`),
    sql`, `,
  );
  const values = sql.join(
    key.map((value) => sql`${value}`),
    sql`, `,
  );
  return isDescending ? sql`(${names}) < (${values})` : sql`(${names}) > (${values})`;
}
