import { spawn } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { knownDatabase, openStore, upgradeRestored } from '../../db/client.server';
import { alone } from '../../db/engine/alone.server';
import { dropLeftScratch, restorePostgres, withScratchPostgres } from '../../db/engine/snapshot.server';
import { undoneWhenStopped } from '../../db/engine/stopped.server';
import { configuration, environmentWith, type Configuration } from '../config.server';
import { sha256Of, thePaperStore } from '../families/paperStore.server';
import { keepKeyApart, marksHere } from '../identity/keptKeys.server';
import { requireKeyring } from '../identity/keyring.server';
import { Refusal } from '../refusal';
import {
  foldersInPlace,
  measured,
  readArchive,
  unpacked,
  unzipped,
  writeArchive,
  type Manifest,
} from './archive.server';
import { attempted } from './attempts.server';
import { backupName, type BackupFault, type BackupRecord } from './backup';
import { requireOwnKey } from './installation.server';
import { inScratch } from './scratch.server';
import { backupTrouble } from './trouble';
import {
  dropOldBackups,
  dropParts,
  listBackups,
  readBackups,
  recordOf,
  writeNote,
  type BackupNote,
} from './backupFiles.server';

/** Backups are made and tried; the files that they leave are looked after in backupFiles.server.ts. */

/**
 * Makes a backup, tries it by restoring it into a scratch place and verifying every invariant there, and removes what
 * is kept no longer. One at a time; the product may go on working.
 * @throws Refusal database.missing, database.newer, key.missing, key.other, backup.under_way, backup.disk_full, backup.forbidden,
 * backup.database_away, database.tool_missing, database.tool_too_old, database.tool_failed
 */
export async function makeBackup(now = new Date()): Promise<BackupRecord> {
  const settings = configuration();
  try {
    return await made(settings, now);
  } catch (error) {
    throw backupTrouble(error, { folder: settings.backupFolder });
  }
}

async function made(settings: Configuration, now: Date): Promise<BackupRecord> {
  const folder = settings.backupFolder;
  await requireOwnDatabase(settings);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const done = await alone(settings, 'backup', async () => {
    const file = path.join(folder, backupName(now));
    const note = await attempted(folder, now, () => written(settings, { file, madeAt: now }));
    // Before any is dropped: a damaged one must not take the place of a good one.
    await readBackups(folder, { besides: path.basename(file) });
    await dropOldBackups(folder);
    return recordOf(file, { note, marks: marksHere() });
  });
  if (!done) throw new Refusal('backup.under_way');
  return done.result;
}

/**
 * A backup names the keys that are here as those that open it: they must be. Of a database that waits for its upgrade
 * the texts are not looked into.
 */
async function requireOwnDatabase(settings: Configuration): Promise<void> {
  const state = await knownDatabase(settings);
  requireKeyring();
  if (state !== 'current') return;
  const store = await openStore(settings);
  try {
    await requireOwnKey(store);
  } finally {
    await store.close();
  }
}

/** One that fails or is stopped leaves nothing behind; what a killed one left goes first. */
async function written(
  settings: Configuration,
  { file, madeAt }: { file: string; madeAt: Date },
): Promise<BackupNote> {
  const folder = settings.backupFolder;
  const part = `${file}.part`;
  await dropParts(folder);
  try {
    return await undoneWhenStopped(
      () => rmSync(part, { force: true }),
      async () => {
        const { keys = null } = await inScratch(folder, (staging) =>
          writeArchive(settings, { staging, to: part, madeAt }),
        );
        keepKeyApart(settings);
        const note = { ...(await measured(part)), keys, ...(await tried(settings, part)) };
        await rename(part, file);
        await writeNote(file, note);
        return note;
      },
    );
  } finally {
    await dropParts(folder);
  }
}

/** Takes away what backups that were killed left half done; beside a backup nothing. */
export async function dropLeftOfBackups(): Promise<void> {
  const settings = configuration();
  await alone(settings, 'backup', async () => {
    await dropParts(settings.backupFolder);
    if (settings.databaseUrl) await dropLeftScratch(settings.databaseUrl);
  });
}

/**
 * Reads every backup whole and notes which are no longer what they were when they were tried. Not beside a backup.
 * @returns all of them, the newest first
 * @throws Refusal backup.under_way
 */
export async function checkBackups(): Promise<BackupRecord[]> {
  const settings = configuration();
  const done = await alone(settings, 'backup', async () => {
    await readBackups(settings.backupFolder);
    return listBackups(settings.backupFolder);
  });
  if (!done) throw new Refusal('backup.under_way');
  return done.result;
}

/** Brings an unpacked archive into an empty place on the same disk. */
async function putInPlace(
  place: Pick<Configuration, 'dataDir' | 'databaseUrl' | 'sqliteFile'>,
  { staging, manifest }: { staging: string; manifest: Manifest },
): Promise<void> {
  const database = path.join(staging, manifest.database.name);
  if (place.databaseUrl) await restorePostgres(place.databaseUrl, unpacked(database));
  else await unzipped(database, place.sqliteFile);
  await foldersInPlace(staging, place.dataDir);
}

/** Restores a backup where it harms nothing, and recomputes every invariant on it. */
async function tried(
  settings: Configuration,
  file: string,
): Promise<{ checkedAt: string; fault: BackupFault | null }> {
  const fault = await inScratch(path.dirname(file), async (staging) => {
    const manifest = await readArchive(file, staging);
    const dataDir = path.join(staging, 'place');
    await mkdir(dataDir, { mode: 0o700 });
    // Not a copy: a process that is killed here leaves the folder beside the backups.
    if (!settings.masterKey) symlinkSync(path.resolve(settings.keyFile), path.join(dataDir, 'key'));
    if (!settings.databaseUrl) return trial(settings, { staging, manifest, dataDir, databaseUrl: null });
    const outcome = await withScratchPostgres(settings.databaseUrl, async (databaseUrl) => ({
      fault: await trial(settings, { staging, manifest, dataDir, databaseUrl }),
    }));
    return outcome ? outcome.fault : 'no_scratch_database';
  });
  return { checkedAt: new Date().toISOString(), fault };
}

async function trial(
  settings: Configuration,
  {
    staging,
    manifest,
    dataDir,
    databaseUrl,
  }: { staging: string; manifest: Manifest; dataDir: string; databaseUrl: string | null },
): Promise<BackupFault | null> {
  const place = { dataDir, databaseUrl, sqliteFile: path.join(dataDir, path.basename(settings.sqliteFile)) };
  try {
    await putInPlace(place, { staging, manifest });
    // Of a database that waits for its upgrade: what counts is that it is whole once it is brought back.
    await upgradeRestored(place, () => Promise.resolve());
  } catch {
    return 'not_restored';
  }
  if (await verified({ dataDir, databaseUrl, servedFrom: settings.dataDir })) return null;
  return (await answersForPapers()) ? 'invariants_failed' : 'papers_away';
}

/** A store that cannot be asked is no fault of the backup. */
async function answersForPapers(): Promise<boolean> {
  return thePaperStore()
    .has(sha256Of(Buffer.alloc(0)))
    .then(
      () => true,
      () => false,
    );
}

/** Runs `verify` in a process of its own on another place; it gives way to whom the servers on the first one answer. */
function verified({
  dataDir,
  databaseUrl,
  servedFrom,
}: {
  dataDir: string;
  databaseUrl: string | null;
  servedFrom: string;
}): Promise<boolean> {
  const started = spawn(process.execPath, ['scripts/beside.mjs', 'verify', `--beside=${servedFrom}`], {
    stdio: 'ignore',
    env: environmentWith({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? undefined }),
  });
  const ended = new Promise<boolean>((resolve) => {
    started.once('error', () => resolve(false));
    started.once('close', (code) => resolve(code === 0));
  });
  return undoneWhenStopped(
    () => void started.kill('SIGKILL'),
    () => ended,
  );
}
