import { expect } from 'vitest';
import {
  pageOfSigning,
  partOfSigning,
  signingTotals,
  type SigningOf,
} from '../app/payments/signingLists.server';
import type { Store } from '../db/client.server';

/** However a list that is signed is cut, into numbered parts or into pages, it is the same list. */
export async function expectCutsFit(store: Store, of: SigningOf): Promise<void> {
  await store.read(async (read) => {
    const { count } = await signingTotals(read, of);
    const whole = await partOfSigning(read, { of, offset: 0, limit: count + 1 });
    expect(whole).toHaveLength(count);
    for (let size = 1; size <= count; size += 1) {
      const parts = [];
      for (let offset = 0; offset < count; offset += size) {
        parts.push(...(await partOfSigning(read, { of, offset, limit: size })));
      }
      expect(parts, `in parts of ${size}`).toEqual(whole);
      const pages = [];
      let after: string | null = null;
      do {
        const page = await pageOfSigning(read, { of, size, after });
        pages.push(...page.rows);
        after = page.next;
      } while (after !== null);
      expect(pages, `in pages of ${size}`).toEqual(whole);
    }
  });
}
