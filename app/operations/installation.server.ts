import { eq } from 'drizzle-orm';
import type { Store } from '../../db/client.server';
import { installation } from '../../db/schema';
import { fingerprint } from '../identity/sealing.server';
import { Refusal } from '../refusal';

const ID = 'installation';
const MARKED = 'bangfu installation';

/**
 * Refuses to work on a database with another key than it was begun with: what is sealed could not be opened, and
 * what is sealed from now on could not be opened elsewhere. The first process to serve leaves the mark.
 * @throws Refusal key.other
 */
export async function requireOwnKey(store: Store): Promise<void> {
  const keyMark = fingerprint(MARKED);
  const known = await store.write(async (write) => {
    const [row] = await write.select().from(installation).where(eq(installation.id, ID));
    if (row) return row.keyMark;
    await write.insert(installation).values({ id: ID, keyMark, createdAt: new Date().toISOString() });
    return keyMark;
  });
  if (known !== keyMark) throw new Refusal('key.other');
}
