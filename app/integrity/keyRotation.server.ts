import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, count, eq, gt, isNotNull, ne, notLike, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Read, Store } from '../../db/client.server';
import { alone } from '../../db/engine/alone.server';
import {
  accountChanges,
  bankResults,
  families,
  familyMembers,
  formDrafts,
  instructions,
  jobs,
  nationalItems,
  parkedForms,
  payingAccounts,
  secondFactors,
} from '../../db/schema';
import { audit } from '../audit/audit.server';
import { configuration, engine } from '../config.server';
import {
  keyringText,
  loadKeyring,
  saveKeyring,
  withNewKey,
  withoutOldKeys,
} from '../identity/keyring.server';
import { seal, unseal } from '../identity/sealing.server';
import { commandLineDesk } from '../staff/staff.server';

/**
 * The rotation of the sealing key. A new key is added to the ring before anything is sealed with it, every sealed
 * column is re-sealed in chunks, and the old keys are thrown away when nothing is left under them. How far it got is
 * in the rows themselves: killed at any point and run again, it goes on where it stopped. The product may be running
 * meanwhile: it reads the ring again when it seals, or when it meets a version that it does not know.
 */

const ROWS_AT_ONCE = 500;
/** On PostgreSQL a write that sealed before the new key came may still be under way; on SQLite one write waits for the other. */
const OPEN_WRITES_MS = engine === 'postgres' ? 5000 : 0;

interface SealedColumn {
  table: SQLiteTable;
  id: SQLiteColumn;
  sealed: SQLiteColumn;
  name: string;
}

const SEALED_COLUMNS: SealedColumn[] = [
  { table: familyMembers, id: familyMembers.id, sealed: familyMembers.idSealed, name: 'idSealed' },
  { table: families, id: families.id, sealed: families.accountSealed, name: 'accountSealed' },
  {
    table: accountChanges,
    id: accountChanges.id,
    sealed: accountChanges.accountSealed,
    name: 'accountSealed',
  },
  { table: bankResults, id: bankResults.id, sealed: bankResults.contentSealed, name: 'contentSealed' },
  { table: formDrafts, id: formDrafts.id, sealed: formDrafts.contentSealed, name: 'contentSealed' },
  { table: nationalItems, id: nationalItems.id, sealed: nationalItems.contentSealed, name: 'contentSealed' },
  { table: instructions, id: instructions.id, sealed: instructions.accountSealed, name: 'accountSealed' },
  {
    table: payingAccounts,
    id: payingAccounts.id,
    sealed: payingAccounts.accountSealed,
    name: 'accountSealed',
  },
  { table: parkedForms, id: parkedForms.id, sealed: parkedForms.contentSealed, name: 'contentSealed' },
  {
    table: secondFactors,
    id: secondFactors.staffId,
    sealed: secondFactors.secretSealed,
    name: 'secretSealed',
  },
];

export type Rotation =
  | { state: 'done'; keyVersion: number; resealed: number; wasResumed: boolean; leftIn: string | null }
  /** The key is in the environment, which only the operator can change: the ring to put there is in this file. */
  | { state: 'ring_to_set'; file: string }
  | { state: 'under_way' }
  | { state: 'job_running' };

/**
 * Brings everything sealed under a new key, or goes on with a rotation that was interrupted.
 * @param told is called now and then with how many values were re-sealed
 */
export async function rotateKey(store: Store, told: (resealed: number) => void): Promise<Rotation> {
  const done = await alone(configuration(), 'rotation', () => rotate(store, told));
  return done ? done.result : { state: 'under_way' };
}

async function rotate(store: Store, told: (resealed: number) => void): Promise<Rotation> {
  const { masterKey: given, keyFile } = configuration();
  const before = loadKeyring();
  const wasResumed = before.keys.size > 1;
  // One job writes for as long as it takes, and what it sealed with is not seen until it ends.
  if (await store.read(isJobRunning)) return { state: 'job_running' };
  const ring = wasResumed ? before : withNewKey(before);
  if (!wasResumed && given) {
    saveKeyring(`${keyFile}.new`, keyringText(ring, ','));
    return { state: 'ring_to_set', file: `${keyFile}.new` };
  }
  if (!wasResumed) saveKeyring(keyFile, keyringText(ring, '\n'));
  const resealed = await resealAll(store, { version: ring.newest, told });
  const last = given ? `${keyFile}.new` : keyFile;
  saveKeyring(last, keyringText(withoutOldKeys(ring), given ? ',' : '\n'));
  return { state: 'done', keyVersion: ring.newest, resealed, wasResumed, leftIn: given ? last : null };
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
      .where(and(gt(column.id, after), underOther(column, version)))
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
    const [row] = await read.select({ count: count() }).from(column.table).where(underOther(column, version));
    left += row!.count;
  }
  return left;
}

/** What was erased holds an empty text, which is sealed under no key. */
function underOther({ sealed }: SealedColumn, version: number): SQL | undefined {
  return and(isNotNull(sealed), ne(sealed, ''), notLike(sealed, `v${version}:%`));
}

async function isJobRunning(read: Read): Promise<boolean> {
  const rows = await read.select({ id: jobs.id }).from(jobs).where(eq(jobs.status, 'running')).limit(1);
  return rows.length > 0;
}
