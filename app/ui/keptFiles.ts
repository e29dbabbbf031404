import { isTooOld } from './keptTime';

/** Files that could not be sent yet, in this browser's own store. It may refuse to keep them: then nothing is kept. */

const DATABASE = 'bangfu';
const STORE = 'kept-files';

export interface KeptFiles {
  /** Milliseconds. */
  at: number;
  /** The other fields of their form. */
  fields: [name: string, value: string][];
  files: File[];
}

/** @returns whether they are kept */
export async function keepFiles(key: string, kept: KeptFiles): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(kept, key));
    return true;
  } catch {
    return false;
  }
}

/** What is kept under this key; null when nothing is, or it is too old. */
export async function filesKept(key: string): Promise<KeptFiles | null> {
  try {
    await forgetOld();
    return ((await inStore('readonly', (store) => store.get(key))) as KeptFiles | undefined) ?? null;
  } catch {
    return null;
  }
}

export async function forgetFiles(key: string): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.delete(key));
  } catch {
    // Nothing was kept.
  }
}

async function forgetOld(): Promise<void> {
  const keys = await inStore('readonly', (store) => store.getAllKeys());
  for (const key of keys) {
    const kept = (await inStore('readonly', (store) => store.get(key))) as KeptFiles | undefined;
    if (!kept || isTooOld(kept.at)) await inStore('readwrite', (store) => store.delete(key));
  }
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
