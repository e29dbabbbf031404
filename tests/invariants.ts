import { expect } from 'vitest';
import { todayInChina } from '../app/calendar/date';
import { checkInvariants } from '../app/integrity/invariants.server';
import { waitingFailureCount } from '../app/payments/failureCount.server';
import { listFailures } from '../app/payments/failures.server';
import { projects } from '../db/schema';
import type { Read, Store } from '../db/client.server';

/** Fails unless everything that `verify` recomputes holds, and what is counted is as long as its list. */
export async function expectInvariants(store: Store, after: string): Promise<void> {
  const checked = await store.read(checkInvariants);
  const broken = checked.filter(({ offending }) => offending.length > 0);
  expect(broken, after).toEqual([]);
  expect(await store.read(failuresMiscounted), after).toEqual([]);
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
