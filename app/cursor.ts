/** Lists page by key: a page starts after or before a row, so that rows that come or go meanwhile move nothing. */

/** The values that a list is ordered by; together they name one row. */
export type Key = readonly (string | number)[];

/** Where a page starts, as the address says it; neither is the first page, and `before` wins over `after`. */
export interface Cursor {
  after?: string | null;
  before?: string | null;
}

/** One page of a list, and the cursors of those beside it; null where there is none. */
export interface KeyPage<Row> {
  rows: Row[];
  previous: string | null;
  next: string | null;
}

/** How many rows a list has that one page holds whole; null of others, which this does not count. */
export function wholeCount({ rows, previous, next }: KeyPage<unknown>): number | null {
  return previous === null && next === null ? rows.length : null;
}

const BETWEEN = '_';

/** A key as it stands in an address. */
export function keyText(key: Key): string {
  return key.join(BETWEEN);
}

/** A key from an address; null when it is not of the list's shape. */
export function keyFrom(text: string | null | undefined, shape: readonly ('number' | 'text')[]): Key | null {
  const parts = text?.split(BETWEEN) ?? [];
  if (parts.length !== shape.length) return null;
  const key = parts.map((part, index) => (shape[index] === 'number' ? wholeNumber(part) : part || null));
  return key.every((value) => value !== null) ? key : null;
}

function wholeNumber(text: string): number | null {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The cursor that an address carries. */
export function cursorOf(given: URLSearchParams): Required<Cursor> {
  return { after: given.get('after') || null, before: given.get('before') || null };
}
