import { eq } from 'drizzle-orm';
import { existingStore, type Read, type Store } from '../../db/client.server';
import { installation } from '../../db/schema';
import { requireKeyring } from '../identity/keyring.server';
import { fingerprint } from '../identity/sealing.server';
import { Refusal } from '../refusal';

const ID = 'installation';
const MARKED = 'bangfu installation';

/**
 * Refuses to work on a database with another key than it was begun with: what is sealed could not be opened, and
 * what is sealed from now on could not be opened elsewhere. The first process leaves the mark; where it is left and no
 * key is there, none is made.
 * @throws Refusal key.missing, key.other
 */
export async function requireOwnKey(store: Store): Promise<void> {
  if ((await store.read(markOf)) !== null) requireKeyring();
  const keyMark = fingerprint(MARKED);
  const known = await store.write(async (write) => {
    const mark = await markOf(write);
    if (mark !== null) return mark;
    await write.insert(installation).values({ id: ID, keyMark, createdAt: new Date().toISOString() });
    return keyMark;
  });
  if (known !== keyMark) throw new Refusal('key.other');
}

/**
 * The store of this process on a database that is there, with the key that it was begun with.
 * @throws Refusal database.missing, database.behind, database.newer, key.missing, key.other
 */
export async function ownStore(): Promise<Store> {
  const store = await existingStore();
  await requireOwnKey(store);
  return store;
}

async function markOf(read: Read): Promise<string | null> {
  const [row] = await read.select().from(installation).where(eq(installation.id, ID));
  return row?.keyMark ?? null;
}
