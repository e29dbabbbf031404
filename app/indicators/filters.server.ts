import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { indicators } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { assessedIndicator, type AssessedIndicator } from '../fund/assessments.server';
import { isClosed } from '../fund/closedYears.server';
import {
  filterColumns,
  filterOf,
  filterParts,
  formerSource,
  type FilterPart,
  type IndicatorFilter,
} from '../fund/indicatorFilter';
import type { ReceiptSource } from '../fund/project';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { filterKey } from './filtered';

export interface FilteredIndicator {
  indicator: AssessedIndicator;
  /** What its metric can be narrowed by. */
  parts: readonly FilterPart[];
  filter: IndicatorFilter | null;
  /** Whether the report of its year is frozen. */
  isClosed: boolean;
}

/**
 * What part of its records an indicator counts.
 * @throws Refusal indicator.not_found, also where its metric cannot be narrowed
 */
export async function filteredIndicator(
  read: Read,
  { id, year }: { id: string; year: number },
): Promise<FilteredIndicator> {
  const indicator = await assessedIndicator(read, { id, year });
  const parts = filterParts(indicator.metric);
  if (parts.length === 0) throw new Refusal('indicator.not_found');
  const [row] = await read.select().from(indicators).where(eq(indicators.id, id));
  const filter = filterOf(row!, indicator.metric);
  return { indicator, parts, filter, isClosed: await isClosed(read, row!.projectId) };
}

/** The source that an indicator was once narrowed by, and is no more. */
export async function formerSourceOf(read: Read, id: string): Promise<ReceiptSource | null> {
  const [row] = await read.select().from(indicators).where(eq(indicators.id, id));
  return row ? formerSource(row, row.metric) : null;
}

/**
 * Narrows an indicator to what is chosen, as far as its metric can be narrowed by it; nothing
 * chosen counts all. Choosing the same again changes nothing.
 * @returns whether it is other than it was
 * @throws Refusal indicator.not_found
 */
export async function chooseFilter(
  { store, actor }: Desk,
  { indicatorId, year, filter }: { indicatorId: string; year: number; filter: Partial<IndicatorFilter> },
): Promise<boolean> {
  return store.write(async (write) => {
    const { indicator, filter: before } = await filteredIndicator(write, { id: indicatorId, year });
    const after = filterOf(filterColumns(filter), indicator.metric);
    if ((before && filterKey(before)) === (after && filterKey(after))) return false;
    await write.update(indicators).set(filterColumns(after)).where(eq(indicators.id, indicatorId));
    await audit(write, actor, {
      action: 'indicator.filter_chosen',
      subject: { type: 'indicator', id: indicatorId },
      detail: { year, name: indicator.level3, before: chosenOf(before), after: chosenOf(after) },
    });
    return true;
  });
}

function chosenOf(filter: IndicatorFilter | null): Record<string, string> {
  const parts = Object.entries(filter ?? {}) as [FilterPart, string | null][];
  return Object.fromEntries(parts.flatMap(([part, code]) => (code === null ? [] : [[part, code]])));
}
