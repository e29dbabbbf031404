import { expect } from 'vitest';
import { checkInvariants } from '../app/integrity/invariants.server';
import type { Store } from '../db/client.server';

/** Fails unless everything that `verify` recomputes holds. */
export async function expectInvariants(store: Store, after: string): Promise<void> {
  const checked = await store.read(checkInvariants);
  const broken = checked.filter(({ offending }) => offending.length > 0);
  expect(broken, after).toEqual([]);
}
