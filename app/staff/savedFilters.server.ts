import { and, asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { savedFilters } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from './staff.server';

/** A filter of a list that somebody keeps under a name: the query of its address. */
export interface SavedFilter {
  id: string;
  name: string;
  query: string;
}

const MOST_FILTERS = 20;

/** The filters that somebody keeps for a list, by name. */
export async function savedFiltersOf(
  read: Read,
  { staffId, list }: { staffId: string; list: string },
): Promise<SavedFilter[]> {
  return read
    .select({ id: savedFilters.id, name: savedFilters.name, query: savedFilters.query })
    .from(savedFilters)
    .where(and(eq(savedFilters.staffId, staffId), eq(savedFilters.list, list)))
    .orderBy(asc(savedFilters.name));
}

/**
 * Keeps a filter under a name, in place of one of the same name.
 * @throws Refusal filter.too_many
 */
export async function saveFilter(
  { store, actor }: Desk,
  { list, name, query }: { list: string; name: string; query: string },
): Promise<void> {
  const { staffId } = actor;
  await store.write(async (write) => {
    const kept = await savedFiltersOf(write, { staffId, list });
    const same = kept.find((filter) => filter.name === name);
    if (!same && kept.length >= MOST_FILTERS) throw new Refusal('filter.too_many', { most: MOST_FILTERS });
    if (same) await write.update(savedFilters).set({ query }).where(eq(savedFilters.id, same.id));
    else await write.insert(savedFilters).values({ id: newId(), staffId, list, name, query });
    await audit(write, actor, {
      action: 'filter.saved',
      subject: { type: 'staff', id: staffId },
      detail: { name },
    });
  });
}

/**
 * Forgets a filter of one's own.
 * @returns its name
 * @throws Refusal record.not_found, also for somebody else's
 */
export async function deleteFilter({ store, actor }: Desk, id: string): Promise<string> {
  const { staffId } = actor;
  return store.write(async (write) => {
    const own = and(eq(savedFilters.id, id), eq(savedFilters.staffId, staffId));
    const [filter] = await write.select({ name: savedFilters.name }).from(savedFilters).where(own);
    if (!filter) throw new Refusal('record.not_found');
    await write.delete(savedFilters).where(own);
    await audit(write, actor, {
      action: 'filter.deleted',
      subject: { type: 'staff', id: staffId },
      detail: { name: filter.name },
    });
    return filter.name;
  });
}
