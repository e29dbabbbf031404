import { statSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { MIGRATIONS, upgradeRestored, type Store } from '../../db/client.server';
import {
  dumpPostgres,
  emptyPostgres,
  holdingPostgres,
  isPostgresEmpty,
} from '../../db/engine/snapshot.server';
import { faultMessage } from '../../db/engine/fault';
import { latestMigration } from '../../db/engine/upgrade.server';
import { parkedForms, secondFactors, sessions } from '../../db/schema';
import { configuration, type Configuration } from '../config.server';
import { Refusal } from '../refusal';
import { alteredPapers, measured, readArchive, type Manifest } from './archive.server';
import { noteOf } from './backupFiles.server';
import { putInPlace } from './backups.server';
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
  /** It is the file that was tried when it was made; false where no note beside it says what that was. */
  isKnown: boolean;
  /** It was the copy of before an upgrade: papers and templates are those that lie in DATA_DIR. */
  isDatabaseAlone: boolean;
}

/**
 * Brings a backup, or the copy of the database that an upgrade left, into an empty place, up to date with this program;
 * the product must be stopped. What is there already is moved aside when `overwrite` says so, never deleted.
 * @throws Refusal backup.no_file before anything is made, backup.product_running, database.in_use, backup.altered,
 * backup.unreadable, backup.damaged, backup.papers_altered, backup.other_engine, database.newer, backup.other_key,
 * backup.not_empty, database.tool_missing, database.tool_failed; backup.not_finished once anything was put in place
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
    const before = await heldAlone(settings, async (requireUnused) => {
      const taken = await namesToMove(settings, { isDatabaseAlone: alone !== null });
      const isTaken = taken.length > 0 || !(await isServerEmpty(settings));
      if (isTaken && !overwrite) throw new Refusal('backup.not_empty', { place: settings.dataDir });
      const aside = isTaken ? await movedAside(settings, { now, requireUnused, names: taken }) : null;
      await toTheEnd(settings, aside, () => putInPlace(settings, { staging, manifest }));
      return aside;
    });
    await toTheEnd(settings, before, () => upgradeRestored(settings, forgetLogins));
    return {
      madeAt: manifest.madeAt,
      before,
      key,
      papersElsewhere: manifest.papers === 'bucket',
      isKnown,
      isDatabaseAlone: alone !== null,
    };
  });
}

/** Whoever is left with half a restore is told where the former data lies, and how it is brought back. */
async function toTheEnd(
  { dataDir, databaseUrl }: Configuration,
  before: string | null,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const said = error instanceof Refusal ? (error.data.said ?? error.code) : faultMessage(error);
    const engine = databaseUrl ? 'postgres' : 'sqlite';
    throw new Refusal('backup.not_finished', { said, before, place: dataDir, engine });
  }
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

/** The server's database is held, on which other machines may work; a file belongs to its DATA_DIR alone. */
function heldAlone<T>(
  { databaseUrl }: Configuration,
  work: (requireUnused: () => Promise<void>) => Promise<T>,
): Promise<T> {
  if (!databaseUrl) return work(() => Promise.resolve());
  return holdingPostgres(databaseUrl, ({ requireUnused }) => work(requireUnused));
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

/** The key may be there already, with those that rotations left, and what backups and commands leave. */
const HARMLESS = /^(key|key\..+|backups|\..+)$/;

/** What lies in the place of what is restored. With a database alone go the papers that are there, by their hashes. */
async function namesToMove(
  { dataDir, sqliteFile }: Configuration,
  { isDatabaseAlone }: { isDatabaseAlone: boolean },
): Promise<string[]> {
  const names = (await readdir(dataDir)).filter((name) => !HARMLESS.test(name));
  const database = path.basename(sqliteFile);
  return isDatabaseAlone ? names.filter((name) => name.startsWith(database)) : names;
}

async function isServerEmpty({ databaseUrl }: Configuration): Promise<boolean> {
  return !databaseUrl || isPostgresEmpty(databaseUrl);
}

async function movedAside(
  { dataDir, databaseUrl }: Configuration,
  { now, requireUnused, names }: { now: Date; requireUnused: () => Promise<void>; names: string[] },
): Promise<string> {
  await requireUnused();
  const aside = path.join(dataDir, `.before-restore-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
  await mkdir(aside, { mode: 0o700 });
  if (databaseUrl) {
    try {
      await dumpPostgres(databaseUrl, path.join(aside, 'database.dump'));
      // It took a while.
      await requireUnused();
      await emptyPostgres(databaseUrl);
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      throw error;
    }
  }
  for (const name of names) await rename(path.join(dataDir, name), path.join(aside, name));
  return aside;
}
