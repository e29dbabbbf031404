import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { todayInChina } from '../app/calendar/date';
import { nameOrder } from '../app/families/nameKeys.server';
import { checkInvariants } from '../app/integrity/invariants.server';
import { waitingFailureCount } from '../app/payments/failureCount.server';
import { listFailures } from '../app/payments/failures.server';
import { families, familyMembers, projects } from '../db/schema';
import type { Read, Store } from '../db/client.server';

/**
 * Fails unless everything that `verify` recomputes holds, what is counted is as long as its list, and files are ordered by
 * the name that they are under.
 */
export async function expectInvariants(store: Store, after: string): Promise<void> {
  const checked = await store.read(checkInvariants);
  const broken = checked.filter(({ offending }) => offending.length > 0);
  expect(broken, after).toEqual([]);
  expect(await store.read(failuresMiscounted), after).toEqual([]);
  expect(await store.read(filesMisplaced), after).toEqual([]);
}

async function filesMisplaced(read: Read): Promise<string[]> {
  const files = await read
    .select({ order: families.nameOrder, fileNumber: families.fileNumber, main: familyMembers })
    .from(families)
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)));
  return files.filter(({ order, main }) => order !== nameOrder(main)).map(({ fileNumber }) => fileNumber);
}

async function failuresMiscounted(read: Read): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, year } of await read.select().from(projects)) {
    const { total } = await listFailures(read, { year, today: todayInChina(new Date()) });
    const counted = await waitingFailureCount(read, id);
    if (counted !== total) wrong.push(`${year}: ${counted} counted, ${total} listed`);
  }
  return wrong;
}
