import { eq } from 'drizzle-orm';
import { existingStore, type Read, type Store } from '../../db/client.server';
import { installation } from '../../db/schema';
import { loadKeyring, requireKeyring } from '../identity/keyring.server';
import { fingerprint, holdsKeysOf } from '../identity/sealing.server';
import { sealedSamples } from '../integrity/sealedColumns.server';
import { Refusal } from '../refusal';

const ID = 'installation';
const MARKED = 'bangfu installation';

/**
 * Refuses to work on a database with another key than it was begun with, or without the keys that its texts are sealed
 * under: what is sealed could not be opened, and what is sealed from now on could not be opened elsewhere. The first
 * process leaves the mark; where it is left and no key is there, none is made.
 * @throws Refusal key.missing, key.other
 */
export async function requireOwnKey(store: Store): Promise<void> {
  await requireMarkedKey(store);
  // A rotation may have ended between a look at the texts and at the ring.
  const isHeld = (await holdsKeys(store)) || (await holdsKeys(store));
  if (!isHeld) throw new Refusal('key.other');
}

async function holdsKeys(store: Store): Promise<boolean> {
  const samples = await store.read(sealedSamples);
  return holdsKeysOf(loadKeyring(), samples);
}

async function requireMarkedKey(store: Store): Promise<void> {
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

/**
 * `ownStore` for who tells what cannot be opened, one by one.
 * @throws Refusal database.missing, key.missing, key.other where it is the key of another installation
 */
export async function markedStore(): Promise<Store> {
  const store = await existingStore();
  await requireMarkedKey(store);
  return store;
}

/** When the first process began with this database (ISO UTC); null where none has yet. */
export async function inUseSince(read: Read): Promise<string | null> {
  return (await installed(read))?.createdAt ?? null;
}

async function markOf(read: Read): Promise<string | null> {
  return (await installed(read))?.keyMark ?? null;
}

async function installed(read: Read) {
  const [row] = await read.select().from(installation).where(eq(installation.id, ID));
  return row;
}
