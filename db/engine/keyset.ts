import { asc, desc, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { keyFrom, keyText, type Cursor, type Key, type KeyPage } from '../../app/cursor';

/** What a list is ordered by: columns that together are unique, all in one direction. */
export interface KeyOrder {
  columns: readonly (SQLiteColumn | SQL)[];
  shape: readonly ('number' | 'text')[];
  direction: 'asc' | 'desc';
}

/** The part of a list that a query is to fetch. */
export interface Part {
  where: SQL | undefined;
  orderBy: SQL[];
  limit: number;
}

/** How a list is read on from a place, or from its beginning; backwards the rows come the other way round. */
export interface Seek<Place> {
  from: Place | null;
  isBackwards: boolean;
  limit: number;
}

interface Sought<Row, Place> {
  cursor: Cursor;
  size: number;
  placeOf: (text: string | null | undefined) => Place | null | Promise<Place | null>;
  fetch: (seek: Seek<Place>) => Promise<Row[]>;
  textOf: (row: Row) => string;
}

/**
 * One page of a list that is read on from a place. A page before the second one is the first, whole; a cursor beyond
 * the last row, or one that names no place in the list, leads back to the first page.
 */
export async function pageBySeek<Row, Place>(sought: Sought<Row, Place>): Promise<KeyPage<Row>> {
  const { cursor, size, placeOf, fetch, textOf } = sought;
  const cursorAt = (row: Row | undefined) => (row === undefined ? null : textOf(row));
  // One row more than the page takes tells whether there is another page.
  const limit = size + 1;
  const before = await placeOf(cursor.before);
  if (before) {
    const found = await fetch({ from: before, isBackwards: true, limit });
    if (found.length <= size) return pageBySeek({ ...sought, cursor: {} });
    const rows = found.slice(0, size).reverse();
    return { rows, previous: cursorAt(rows[0]), next: cursorAt(rows.at(-1)) };
  }
  const after = await placeOf(cursor.after);
  const found = await fetch({ from: after, isBackwards: false, limit });
  if (after && found.length === 0) return pageBySeek({ ...sought, cursor: {} });
  const rows = found.slice(0, size);
  return {
    rows,
    previous: after ? cursorAt(rows[0]) : null,
    next: found.length > size ? cursorAt(rows.at(-1)) : null,
  };
}

interface Asked<Row> {
  cursor: Cursor;
  order: KeyOrder;
  size: number;
  fetch: (part: Part) => Promise<Row[]>;
  keyOf: (row: Row) => Key;
}

/** One page of a list by the columns that it is ordered by. */
export function pageByKey<Row>({ cursor, order, size, fetch, keyOf }: Asked<Row>): Promise<KeyPage<Row>> {
  return pageBySeek({
    cursor,
    size,
    placeOf: (text) => keyFrom(text, order.shape),
    fetch: (seek) => fetch(partOf(order, seek)),
    textOf: (row) => keyText(keyOf(row)),
  });
}

/** The part of a list by which it is read on; a value of the key may be asked of the database. */
export function partOf(
  { columns, direction }: Pick<KeyOrder, 'columns' | 'direction'>,
  { from, isBackwards, limit }: Seek<readonly (string | number | SQL)[]>,
): Part {
  const isDescending = (direction === 'desc') !== isBackwards;
  return {
    where: from ? beyond(columns, { key: from, isDescending }) : undefined,
    orderBy: columns.map((column) => (isDescending ? desc(column) : asc(column))),
    limit,
  };
}

/** Where a row stands in the order of its list, from 1: numbered parts of a paper begin at one. */
export function placeIn({
  columns,
  direction,
}: Pick<KeyOrder, 'columns' | 'direction'>): SQL.Aliased<number> {
  const order = columns.map((column) => (direction === 'desc' ? desc(column) : asc(column)));
  return sql`row_number() over (order by ${sql.join(order, sql`, `)})`.mapWith(Number).as('place');
}

/** A text to order by that no index is in the order of: for few rows that are found by another way. */
export function unindexed(column: SQLiteColumn): SQL {
  return sql`${column} || ''`;
}

/** Compares whole keys at once: both engines seek to the place in an index of these columns. */
function beyond(
  columns: KeyOrder['columns'],
  { key, isDescending }: { key: readonly (string | number | SQL)[]; isDescending: boolean },
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
