import { and, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Key } from '../../app/cursor';
import { partOf, type KeyOrder, type Part, type Seek } from './keyset';

/** An order by a value that some rows lack, and then by columns that are unique. */
export interface NullsLastOrder {
  by: SQLiteColumn | SQL;
  then: readonly SQLiteColumn[];
  direction: KeyOrder['direction'];
}

/** A row in such an order. */
export interface NullsLastPlace {
  value: string | null;
  key: Key;
}

/**
 * Reads on in an order whose rows without a value come last in both directions. The engines put them at opposite ends,
 * and neither changes that without sorting: those with a value and those without are read one after the other, in the
 * order of the same index.
 */
export async function seekNullsLast<Row>(
  { by, then, direction }: NullsLastOrder,
  { from, isBackwards, limit }: Seek<NullsLastPlace>,
  fetch: (part: Part) => Promise<Row[]>,
): Promise<Row[]> {
  const columns = [by, ...then];
  const readOn = (isEmpty: boolean, { place, most }: { place: NullsLastPlace | null; most: number }) => {
    const whole = { columns, direction };
    const { orderBy } = partOf(whole, { from: null, isBackwards, limit: most });
    const { where } = isEmpty
      ? partOf({ columns: then, direction }, { from: place && place.key, isBackwards, limit: most })
      : partOf(whole, { from: place && [place.value!, ...place.key], isBackwards, limit: most });
    return fetch({ where: and(isEmpty ? isNull(by) : isNotNull(by), where), orderBy, limit: most });
  };
  const isLastEmpty = !isBackwards;
  const isBegunEmpty = from ? from.value === null : !isLastEmpty;
  const rows = await readOn(isBegunEmpty, { place: from, most: limit });
  if (isBegunEmpty === isLastEmpty || rows.length === limit) return rows;
  return [...rows, ...(await readOn(isLastEmpty, { place: null, most: limit - rows.length }))];
}
