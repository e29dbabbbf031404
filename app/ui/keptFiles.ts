import { isTooOld } from './keptTime';

/** Files that could not be sent yet, in this browser's own store. It may refuse to keep them: then nothing is kept. */

const DATABASE = 'bangfu';
const STORE = 'kept-files';

/** One sending of a form: each is kept beside the others. */
export interface KeptFiles {
  /** See newKey. */
  key: string;
  /** Milliseconds. */
  at: number;
  /** Of whom or what they are, for people; an earlier release kept none. */
  name?: string;
  /** The other fields of their form. */
  fields: [name: string, value: string][];
  files: File[];
  /** Why the server did not take them; absent while it was not asked. */
  refused?: string[];
}

/** A place of its own for one more sending, under what the form is kept as. */
export function newKey(keptAs: string): string {
  return `${keptAs}:${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

/** @returns whether they are kept */
export async function keepFiles(kept: KeptFiles): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(kept, kept.key));
    return true;
  } catch {
    return false;
  }
}

/** Every sending that is kept of a form, the oldest first. */
export async function filesKept(keptAs: string): Promise<KeptFiles[]> {
  try {
    const all = await everythingKept();
    return all
      .filter(({ key }) => key === keptAs || key.startsWith(`${keptAs}:`))
      .sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}

export async function forgetFiles(key: string): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.delete(key));
  } catch {
    // Nothing was kept.
  }
}

/** What is too old is forgotten on the way. */
async function everythingKept(): Promise<KeptFiles[]> {
  const all: KeptFiles[] = [];
  const keys = await inStore('readonly', (store) => store.getAllKeys());
  for (const key of keys.filter((one) => typeof one === 'string')) {
    const kept = (await inStore('readonly', (store) => store.get(key))) as Omit<KeptFiles, 'key'> | undefined;
    // An earlier release kept the key beside what it kept only.
    if (kept && !isTooOld(kept.at)) all.push({ ...kept, key });
    else await forgetFiles(key);
  }
  return all;
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await opened();
  try {
    return await resultOf(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return resultOf(request);
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser gave no reason.'));
  });
}
