import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, count, eq, gt, isNotNull, ne, notLike, type SQL } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { alone } from '../../db/engine/alone.server';
import { jobs } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { configuration, engine } from '../config.server';
import { resealJobFiles } from '../exchange/jobFiles.server';
import { deleteOldKeys, keepKeyApart, keepOldKeys, ringIn } from '../identity/keptKeys.server';
import {
  keyringText,
  loadKeyring,
  saveKeyring,
  withNewKey,
  withoutOldKeys,
  type Keyring,
} from '../identity/keyring.server';
import { seal, unseal } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { commandLineDesk } from '../staff/staff.server';
import { SEALED_COLUMNS, type SealedColumn } from './sealedColumns.server';

/**
 * The rotation of the sealing key. A new key is added to the ring before anything is sealed with it, every sealed
 * column is re-sealed in chunks, and the old keys are put aside when nothing is left under them: backups of before need
 * them. How far it got is in the rows themselves: killed at any point and run again, it goes on where it stopped. The product may be running
 * meanwhile: it reads the ring again when it seals, or when it meets a version that it does not know.
 */

const ROWS_AT_ONCE = 500;
/** On PostgreSQL a write that sealed before the new key came may still be under way; on SQLite one write waits for the other. */
const OPEN_WRITES_MS = engine === 'postgres' ? 5000 : 0;

export interface RotationOrder {
  /** The day until which the old keys are kept beside the new one; null where they are to be deleted. */
  oldKeysUntil: BusinessDate | null;
  /** Is called now and then with how many values were re-sealed. */
  told: (resealed: number) => void;
}

export interface RotationDone {
  state: 'done';
  keyVersion: number;
  resealed: number;
  wasResumed: boolean;
  /** Where the ring to put into the environment stands; null where the key is a file. */
  leftIn: string | null;
  /** The file with the old keys; null where they were deleted. */
  oldKeysIn: string | null;
  /** Whether BACKUP_KEY_DIR has the new key; null where there is no such place. */
  isCopied: boolean | null;
}

export type Rotation =
  | RotationDone
  /** The key is in the environment, which only the operator can change: the ring to put there is in this file. */
  | { state: 'ring_to_set'; file: string }
  | { state: 'under_way' }
  | { state: 'backup_running' }
  | { state: 'job_running' };

/**
 * Brings everything sealed under a new key, or goes on with a rotation that was interrupted. Not beside a backup, which
 * writes down the keys that it needs.
 */
export async function rotateKey(store: Store, order: RotationOrder): Promise<Rotation> {
  const settings = configuration();
  const done = await alone(settings, 'rotation', () => alone(settings, 'backup', () => rotate(store, order)));
  if (!done) return { state: 'under_way' };
  return done.result?.result ?? { state: 'backup_running' };
}

async function rotate(store: Store, { oldKeysUntil, told }: RotationOrder): Promise<Rotation> {
  const { masterKey: given, keyFile } = configuration();
  const before = loadKeyring();
  const wasResumed = before.keys.size > 1;
  // One job writes for as long as it takes, and what it sealed with is not seen until it ends.
  if (await store.read(isJobRunning)) return { state: 'job_running' };
  await requireKnownVersions(store, before);
  if (!wasResumed && given) return { state: 'ring_to_set', file: ringToSet(before, `${keyFile}.new`) };
  const ring = wasResumed ? before : withNewKey(before);
  if (!wasResumed) saveKeyring(keyFile, keyringText(ring, '\n'));
  const resealed = await resealAll(store, { version: ring.newest, told });
  await resealJobFiles(store, ring.newest);
  const left = given ? `${keyFile}.new` : keyFile;
  const kept = putAside(ring, { oldKeysUntil, left });
  return {
    ...{ state: 'done', keyVersion: ring.newest, resealed, wasResumed },
    ...{ leftIn: given ? left : null, ...kept },
  };
}

/**
 * Writes the ring to put into the environment. One that goes on from this one may have been put there already: what was
 * sealed since is opened with it alone.
 */
function ringToSet(before: Keyring, file: string): string {
  const { keys, newest } = ringIn(file) ?? { keys: new Map<number, Buffer>(), newest: 0 };
  const goesOn = newest > before.newest && keys.get(before.newest)?.equals(before.keys.get(before.newest)!);
  if (!goesOn) saveKeyring(file, keyringText(withNewKey(before), ','));
  return file;
}

/**
 * A ring that lacks a key would get another one of the same version.
 * @throws Refusal key.other
 */
async function requireKnownVersions(store: Store, { keys }: Keyring): Promise<void> {
  const isLacking = await store.read(async (read) => {
    for (const column of SEALED_COLUMNS) {
      const { table, sealed } = column;
      const [row] = await read.select({ sealed }).from(table).where(underOther(column, keys.keys())).limit(1);
      if (row) return true;
    }
    return false;
  });
  if (isLacking) throw new Refusal('key.other');
}

/** Leaves the newest key alone in its file, and the others where they open what was backed up, or nowhere. */
function putAside(
  ring: Keyring,
  { oldKeysUntil, left }: { oldKeysUntil: BusinessDate | null; left: string },
): Pick<RotationDone, 'oldKeysIn' | 'isCopied'> {
  const { masterKey: given } = configuration();
  const separator = given ? ',' : '\n';
  const newest = withoutOldKeys(ring);
  const oldKeysIn = oldKeysUntil && keepOldKeys(ring, { until: oldKeysUntil, separator });
  if (oldKeysUntil) copyKeyApart();
  saveKeyring(left, keyringText(newest, separator));
  const isCopied = copyKeyApart();
  if (!oldKeysUntil) deleteOldKeys(newest);
  return { oldKeysIn, isCopied };
}

/** A copy that could not be made is told and made by the next backup: the rotation itself is over. */
function copyKeyApart(): boolean | null {
  try {
    return keepKeyApart(configuration());
  } catch {
    return false;
  }
}

/** Goes over the columns until a last look, in one write, finds nothing under another key. */
async function resealAll(
  store: Store,
  { version, told }: { version: number; told: (resealed: number) => void },
): Promise<number> {
  const { actor } = await commandLineDesk(store);
  let resealed = 0;
  for (;;) {
    for (const column of SEALED_COLUMNS) {
      let after = '';
      for (;;) {
        const chunk = await resealChunk(store, { column, version, after });
        if (chunk.count === 0) break;
        resealed += chunk.count;
        after = chunk.last;
        told(resealed);
      }
    }
    await sleep(OPEN_WRITES_MS);
    const isDone = await store.write(async (write) => {
      if ((await leftBehind(write, version)) > 0) return false;
      await audit(write, actor, {
        action: 'key.rotated',
        subject: { type: 'centre', id: 'centre' },
        detail: { keyVersion: version, resealed },
      });
      return true;
    });
    if (isDone) return resealed;
  }
}

async function resealChunk(
  store: Store,
  { column, version, after }: { column: SealedColumn; version: number; after: string },
): Promise<{ count: number; last: string }> {
  return store.write(async (write) => {
    const rows = (await write
      .select({ id: column.id, sealed: column.sealed })
      .from(column.table)
      .where(and(gt(column.id, after), underOther(column, [version])))
      .orderBy(asc(column.id))
      .limit(ROWS_AT_ONCE)) as { id: string; sealed: string }[];
    for (const { id, sealed } of rows) {
      await write
        .update(column.table)
        .set({ [column.name]: seal(unseal(sealed)) })
        .where(eq(column.id, id));
    }
    return { count: rows.length, last: rows.at(-1)?.id ?? after };
  });
}

async function leftBehind(read: Read, version: number): Promise<number> {
  let left = 0;
  for (const column of SEALED_COLUMNS) {
    const [row] = await read
      .select({ count: count() })
      .from(column.table)
      .where(underOther(column, [version]));
    left += row!.count;
  }
  return left;
}

/** What was erased holds an empty text, which is sealed under no key. */
function underOther({ sealed }: SealedColumn, versions: Iterable<number>): SQL | undefined {
  const isNone = Array.from(versions, (version) => notLike(sealed, `v${version}:%`));
  return and(isNotNull(sealed), ne(sealed, ''), ...isNone);
}

async function isJobRunning(read: Read): Promise<boolean> {
  const rows = await read.select({ id: jobs.id }).from(jobs).where(eq(jobs.status, 'running')).limit(1);
  return rows.length > 0;
}
