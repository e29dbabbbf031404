import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { MIGRATIONS, upgradeRestored, type Store } from '../../db/client.server';
import { markRestore, unmarkPostgres } from '../../db/engine/restoring.server';
import { restorePostgres } from '../../db/engine/snapshot.server';
import { latestMigration } from '../../db/engine/upgrade.server';
import { parkedForms, secondFactors, sessions } from '../../db/schema';
import { configuration, type Configuration } from '../config.server';
import { Refusal } from '../refusal';
import {
  alteredPapers,
  foldersInPlace,
  measured,
  readArchive,
  unpacked,
  unzipped,
  type Manifest,
} from './archive.server';
import { noteOf } from './backupFiles.server';
import { replaced, toTheEnd } from './replaced.server';
import { neededKey, requireThatItOpens, type NeededKey } from './restoredKey.server';
import { inScratch } from './scratch.server';
import { engineOfCopy, readCopy } from './upgradeCopies.server';
import { isRunning } from '../running.server';

export interface Restored {
  madeAt: string;
  /** Where what was there before lies now; null where nothing was. */
  before: string | null;
  /** The key that opens ID numbers and accounts. */
  key: NeededKey;
  /** The papers are in object storage and not part of the backup. */
  papersElsewhere: boolean;
  /** The folder of the papers that it brought, where this place reads papers from object storage; else null. */
  papersHere: string | null;
  /** It is the file that was tried when it was made; false where no note beside it says what that was. */
  isKnown: boolean;
  /** It was the copy of before an upgrade: papers and templates are those that lie in DATA_DIR. */
  isDatabaseAlone: boolean;
}

/**
 * Brings a backup, or the copy of the database that an upgrade left, into an empty place, up to date with this program;
 * the product must be stopped. What is there already is moved aside when `overwrite` says so, never deleted. One that
 * is stopped on the way leaves a mark, by which everything else refuses until a restore comes to its end.
 * @throws Refusal backup.no_file before anything is made, backup.product_running, backup.altered, backup.unreadable,
 * backup.damaged, backup.papers_altered, backup.other_engine, database.newer, backup.upgrade_failed,
 * backup.other_key, what `replaced` throws
 */
export async function restoreBackup(
  file: string,
  { overwrite, now = new Date() }: { overwrite: boolean; now?: Date },
): Promise<Restored> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Refusal('backup.no_file', { file });
  const settings = configuration();
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  if (isRunning(settings.dataDir)) throw new Refusal('backup.product_running', { place: settings.dataDir });
  return inScratch(settings.dataDir, async (staging) => {
    const isKnown = await isAsNoted(file);
    const alone = await engineOfCopy(file);
    if (alone) requireEngine(settings, alone);
    const manifest = alone ? await readCopy(file, staging, alone) : await readArchive(file, staging);
    // One that was made with a damaged paper in it may come back as it was made.
    if (!isKnown) await requireSoundPapers(file, staging);
    requireFit(settings, manifest);
    const key = await neededKey(staging, manifest);
    requireThatItOpens(key, file);
    const ready = await laidReady(settings, { staging, manifest });
    const before = await replaced(settings, {
      ...{ file, ready, staging, overwrite, now, isDatabaseAlone: alone !== null },
      fill: (databaseUrl) =>
        restorePostgres(databaseUrl, unpacked(path.join(staging, manifest.database.name))),
    });
    const { databaseUrl } = settings;
    if (databaseUrl) {
      await toTheEnd(settings, before, () => upgradeRestored(settings, forgetLogins));
      await unmarkPostgres(databaseUrl);
    }
    markRestore(settings.dataDir, null);
    return {
      madeAt: manifest.madeAt,
      before,
      key,
      papersElsewhere: manifest.papers === 'bucket',
      papersHere: unreadPapers(settings, { alone, manifest }),
      isKnown,
      isDatabaseAlone: alone !== null,
    };
  });
}

function unreadPapers(
  { papers, dataDir }: Configuration,
  { alone, manifest }: { alone: Manifest['engine'] | null; manifest: Manifest },
): string | null {
  const isUnread = papers.kind === 'bucket' && manifest.papers === 'folder' && alone === null;
  const folder = path.join(dataDir, 'uploads');
  return isUnread && existsSync(folder) ? folder : null;
}

/**
 * Holds a backup against the SHA-256 in the note beside it.
 * @returns false where there is none to hold it against
 * @throws Refusal backup.altered
 */
async function isAsNoted(file: string): Promise<boolean> {
  const note = await noteOf(file);
  if (!note) return false;
  const { sha256 } = await measured(file);
  if (sha256 !== note.sha256) throw new Refusal('backup.altered', { file: path.basename(file) });
  return true;
}

/** Papers are kept under the SHA-256 of their bytes, which their names therefore tell without any note. */
async function requireSoundPapers(file: string, staging: string): Promise<void> {
  const altered = await alteredPapers(path.join(staging, 'uploads'));
  const [first] = altered;
  if (!first) return;
  throw new Refusal('backup.papers_altered', {
    ...{ file: path.basename(file), count: altered.length },
    paper: path.join('uploads', first),
  });
}

/**
 * Lays what an unpacked backup brings into a folder, so that it only has to change places; of SQLite the database too,
 * up to date and without the logins of then: whatever fails on the way fails before anything is changed.
 */
async function laidReady(
  { databaseUrl, sqliteFile }: Configuration,
  { staging, manifest }: { staging: string; manifest: Manifest },
): Promise<string> {
  const ready = path.join(staging, 'ready');
  await mkdir(ready, { mode: 0o700 });
  await foldersInPlace(staging, ready);
  if (databaseUrl) return ready;
  const place = { databaseUrl, sqliteFile: path.join(ready, path.basename(sqliteFile)) };
  await unzipped(path.join(staging, manifest.database.name), place.sqliteFile);
  await upgradeRestored(place, forgetLogins);
  return ready;
}

function requireFit(settings: Configuration, { engine, migration }: Manifest): void {
  requireEngine(settings, engine);
  if (migration > latestMigration(MIGRATIONS[engine])) throw new Refusal('database.newer');
}

function requireEngine({ databaseUrl }: Configuration, engine: Manifest['engine']): void {
  const wanted = databaseUrl ? 'postgres' : 'sqlite';
  if (engine !== wanted) throw new Refusal('backup.other_engine', { engine, wanted });
}

/**
 * Who was logged in at that moment is so no longer, forms that waited for a login to be sent are gone with it, and the
 * steps of an authenticator count from now on: the clock may have been wrong then.
 */
async function forgetLogins(store: Store): Promise<void> {
  await store.write(async (write) => {
    await write.delete(sessions);
    await write.delete(parkedForms);
    await write.update(secondFactors).set({ lastStep: null });
  });
}
