import { existsSync } from 'node:fs';
import path from 'node:path';
import { configuration, type Configuration } from '../app/config.server';
import { Refusal } from '../app/refusal';
import type { Store, Write, WriteManner } from './engine/store';
import { markUse } from './engine/inUse.server';
import { appliedOnServer, openPostgres } from './engine/postgres.server';
import { requireRestored, requireRestoredFolder } from './engine/restoring.server';
import { isPostgresEmpty } from './engine/snapshot.server';
import { appliedInFile, openSqlite } from './engine/sqlite.server';
import { schemaState, type SchemaState, type WhenBehind } from './engine/upgrade.server';

export type { Read, Store, Write } from './engine/store';

/**
 * Opens the database that the settings name, ready to be worked on; a new one gets its tables.
 * @throws Refusal database.newer when a later program wrote it, database.behind when an earlier one did and nothing
 * else is to become of it, upgrade.served, upgrade.command_running or upgrade.in_use when it is to be changed under
 * others, backup.restore_unfinished
 */
export function openStore({
  databaseUrl,
  sqliteFile,
  backupFolder,
  whenBehind = 'refuse',
  writesBeside,
  isServed,
}: Pick<Configuration, 'databaseUrl' | 'sqliteFile' | 'backupFolder'> & {
  whenBehind?: WhenBehind;
  writesBeside?: boolean;
  isServed?: () => boolean;
}): Promise<Store> {
  const manner = { backupFolder, whenBehind };
  return databaseUrl
    ? openPostgres(databaseUrl, { migrationsFolder: MIGRATIONS.postgres, ...manner })
    : openSqlite(sqliteFile, { migrationsFolder: MIGRATIONS.sqlite, ...manner, writesBeside, isServed });
}

/** The migrations of this program, by engine. */
export const MIGRATIONS = {
  sqlite: path.resolve('db/migrations/sqlite'),
  postgres: path.resolve('db/migrations/postgres'),
};

/** Who is told of each read and write of this process's store. */
export interface UnitWatch {
  asked(kind: UnitKind): void;
  /** An attempt begins, so many seconds after it was asked for. */
  begun(kind: UnitKind, seconds: number): void;
  /** It ended, so many seconds after its first attempt began. */
  ended(kind: UnitKind, end: { seconds: number; isFailed: boolean }): void;
}
type UnitKind = 'read' | 'write';

let opened: Promise<Store> | undefined;
let watch: UnitWatch | undefined;
let writesBeside = false;
let upgrading: { whenBehind: WhenBehind; isServed?: () => boolean } = { whenBehind: 'refuse' };

/** Has the reads and writes of this process's store watched; before it is opened. */
export function watchUnits(watcher: UnitWatch): void {
  watch = watcher;
}

/**
 * Has this process's store write in a thread of its own, so that whoever brings many records in checks the next ones
 * meanwhile; before it is opened. A page's short writes would only wait for the way there and back.
 */
export function writeBeside(): void {
  writesBeside = true;
}

/**
 * Has this process bring a database of an earlier program up to date, leaving a copy of it; before it is opened. The
 * start alone does, and only where no other server is at it: a command would change the schema under one.
 * @param isServed whether another process serves the product in this DATA_DIR; commands that work there are known by their
 * marks, and PostgreSQL itself knows who is connected
 */
export function upgradeAtOpening(isServed: () => boolean): void {
  upgrading = { whenBehind: 'copy_and_change', isServed };
}

function watched(store: Store, watcher: UnitWatch): Store {
  const unit =
    (kind: UnitKind): Store['read'] & Store['write'] =>
    async <T>(work: (unit: Write) => Promise<T>, manner?: WriteManner): Promise<T> => {
      const askedAt = performance.now();
      let begunAt: number | null = null;
      let isFailed = true;
      watcher.asked(kind);
      try {
        const result = await store[kind]((given) => {
          begunAt ??= performance.now();
          watcher.begun(kind, (performance.now() - askedAt) / 1000);
          return work(given as Write);
        }, manner);
        isFailed = false;
        return result;
      } finally {
        watcher.ended(kind, { seconds: (performance.now() - (begunAt ?? askedAt)) / 1000, isFailed });
      }
    };
  return { ...store, read: unit('read'), write: unit('write') };
}

/** The store of this process, opened at first use. */
export function theStore(): Promise<Store> {
  opened ??= openedHere().then((store) => (watch ? watched(store, watch) : store));
  return opened;
}

/** Marked before anything is looked at: a restore marks its place first and then looks for users. */
async function openedHere(): Promise<Store> {
  const settings = configuration();
  const { databaseUrl, dataDir } = settings;
  const use = databaseUrl
    ? null
    : markUse(dataDir, upgrading.whenBehind === 'copy_and_change' ? 'opening' : 'using');
  try {
    requireRestoredFolder(dataDir);
    const store = await openStore({ ...settings, ...upgrading, writesBeside });
    use?.began();
    const close = () => store.close().finally(() => use?.ended());
    return { ...store, close };
  } catch (error) {
    use?.ended();
    throw error;
  }
}

/**
 * The store of this process on a database that is there: what only reads or checks must not make an empty one, find
 * it in order and say so.
 * @throws Refusal database.missing, database.behind, database.newer, backup.restore_unfinished
 */
export async function existingStore(): Promise<Store> {
  await requireDatabase(configuration());
  return theStore();
}

type Address = Pick<Configuration, 'dataDir' | 'databaseUrl' | 'sqliteFile'>;

/** @throws Refusal database.missing where no database was ever made, backup.restore_unfinished */
export async function requireDatabase(address: Address): Promise<void> {
  if (await hasDatabase(address)) return;
  throw new Refusal('database.missing', { place: address.databaseUrl ? null : address.dataDir });
}

/**
 * Looks how a database that is there stands to this program, without opening it for work.
 * @throws Refusal database.missing, database.newer, backup.restore_unfinished
 */
export async function knownDatabase(address: Address): Promise<SchemaState> {
  await requireDatabase(address);
  const { databaseUrl, sqliteFile } = address;
  return databaseUrl
    ? schemaState(await appliedOnServer(databaseUrl), MIGRATIONS.postgres)
    : schemaState(appliedInFile(sqliteFile), MIGRATIONS.sqlite);
}

/**
 * Brings a database that has just come out of a backup up to date; that is the copy of it.
 * @param work is done on it then
 * @throws Refusal backup.upgrade_failed
 */
export async function upgradeRestored<T>(
  place: Pick<Address, 'databaseUrl' | 'sqliteFile'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ ...place, backupFolder: '', whenBehind: 'change' });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * Whether a database was made where the settings say.
 * @throws Refusal backup.restore_unfinished
 */
export async function hasDatabase({ databaseUrl, dataDir, sqliteFile }: Address): Promise<boolean> {
  await requireRestored({ databaseUrl, dataDir });
  return databaseUrl ? !(await isPostgresEmpty(databaseUrl)) : existsSync(sqliteFile);
}

/** Closes the store of this process, when it was opened. */
export async function closeStore(): Promise<void> {
  // A store that could not be opened was reported to whoever asked for it.
  const store = await opened?.catch(() => undefined);
  opened = undefined;
  await store?.close();
}
