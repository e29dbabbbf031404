import type { Read } from '../../db/client.server';
import type { ResultRow } from './bankResult';
import type { Verdict } from './bankResultMatch';
import { sentOnOf } from './batchRows.server';
import { bookedElsewhere, type BookedPlace } from './bookedElsewhere.server';
import type { RowApart } from './rowsApart.server';

/** A batch in which rows of a file are booked that was sent in for another. */
export interface OtherBooked {
  id: string;
  number: string;
  title: string;
  /** How many of the rows are set apart for it. */
  apart: number;
  /** How many of those that differ from what is booked here. */
  differing: number;
}

/** Where rows are booked that are no answers to this batch, or differ from its own. */
export async function placesOf(
  read: Read,
  { batchId, verdicts, apart }: { batchId: string; verdicts: readonly Verdict[]; apart: readonly RowApart[] },
): Promise<Map<ResultRow, BookedPlace>> {
  const rows = verdicts.flatMap(({ kind, row }) => (kind === 'differing' ? [row] : []));
  const places = new Map(apart.map(({ row, place }) => [row, place]));
  if (rows.length === 0) return places;
  const sentOn = await sentOnOf(read, batchId);
  return new Map([...places, ...(await bookedElsewhere(read, { batchId, sentOn, rows }))]);
}

/** The batches of such places, with how many rows are booked in each. */
export function othersOf(
  apart: readonly RowApart[],
  places: ReadonlyMap<ResultRow, BookedPlace>,
): OtherBooked[] {
  const isApart = new Set(apart.map(({ row }) => row));
  const found = new Map<string, OtherBooked>();
  for (const [row, { batch }] of places) {
    const other = found.get(batch.id) ?? { ...batch, apart: 0, differing: 0 };
    other[isApart.has(row) ? 'apart' : 'differing'] += 1;
    found.set(batch.id, other);
  }
  return [...found.values()];
}
