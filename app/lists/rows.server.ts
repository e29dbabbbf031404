import type { Read, Store } from '../../db/client.server';
import type { Cursor, KeyPage } from '../cursor';
import type { TableCell } from '../exchange/tableColumn';
import type { StaffActor } from '../staff/staff.server';

/** What is asked of a list: the address of its page, and the year where it is of one. */
export interface Asked {
  store: Store;
  actor: StaffActor;
  year: number;
  given: URLSearchParams;
}

export type ListRows = (asked: Asked) => AsyncGenerator<TableCell[]>;

export const ROWS_A_PAGE = 1_000;
/** One page of all rows, of lists that are worked out as a whole anyhow. */
export const ALL_ROWS = Number.MAX_SAFE_INTEGER;

interface Pages<Row> {
  fetch: (read: Read, cursor: Required<Cursor>) => Promise<KeyPage<Row>>;
  cells: (row: Row) => TableCell[];
}

/** All rows of a list that pages by key, so that no more than one page is held. */
export async function* pagedRows<Row>(
  store: Store,
  { fetch, cells }: Pages<Row>,
): AsyncGenerator<TableCell[]> {
  let after: string | null = null;
  do {
    const cursor: Required<Cursor> = { after, before: null };
    const page: KeyPage<Row> = await store.read((read) => fetch(read, cursor));
    yield* page.rows.map(cells);
    after = page.next;
  } while (after !== null);
}

interface Whole<Row> {
  fetch: (read: Read) => Promise<readonly Row[]>;
  cells: (row: Row) => TableCell[];
}

/** All rows of a list that is short, or worked out as a whole. */
export async function* wholeRows<Row>(
  store: Store,
  { fetch, cells }: Whole<Row>,
): AsyncGenerator<TableCell[]> {
  yield* (await store.read(fetch)).map(cells);
}
