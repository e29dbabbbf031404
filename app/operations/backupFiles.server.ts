import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { configuration } from '../config.server';
import { keysOfArchive, measured } from './archive.server';
import { marksHere } from '../identity/keptKeys.server';
import { inScratch } from './scratch.server';
import { BACKUP_FAULTS, backupsToKeep, madeAtOf, type BackupDamage, type BackupRecord } from './backup';

/**
 * Backups lie in BACKUP_DIR, each with a note of the same name that says what became of its trial. The file is looked at
 * whenever the list is asked for (is it there, and as long as it was), and read whole every night.
 */

const Note = z.object({
  bytes: z.number(),
  sha256: z.string(),
  checkedAt: z.string().nullable(),
  fault: z.enum(BACKUP_FAULTS).nullable(),
  /** What tells the keys it is opened with; null where it does not say so itself, left out by an earlier program. */
  keys: z.array(z.string()).nullable().optional(),
  /** The last time that the file was read whole after its trial. */
  read: z.object({ at: z.string(), isSame: z.boolean() }).optional(),
});
export type BackupNote = z.output<typeof Note>;

/** What is or was in BACKUP_DIR, the newest first; a note whose file is gone stands for it. */
export async function listBackups(folder = configuration().backupFolder): Promise<BackupRecord[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const marks = marksHere();
  const records: BackupRecord[] = [];
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const file = path.join(folder, name.slice(0, -'.json'.length));
    // Without its note it was not finished.
    const note = madeAtOf(path.basename(file)) ? await noteOf(file) : null;
    if (note) records.push(await recordOf(file, { note, marks }));
  }
  return records.sort((left, right) => (left.madeAt < right.madeAt ? 1 : -1));
}

/**
 * The names of files that are called as backups are and have no note that can be read, the newest first: one that was
 * stopped in a program of before, or that somebody put there. Nobody can tell the two apart, so none is taken away.
 */
export async function unnotedBackups(folder = configuration().backupFolder): Promise<string[]> {
  const names = (await readdir(folder).catch((): string[] => [])).filter((one) => madeAtOf(one) !== null);
  const unnoted = [];
  for (const name of names.sort().reverse()) if (!(await noteOf(path.join(folder, name)))) unnoted.push(name);
  return unnoted;
}

/** The settings whose folder a backup could not write into now: better told at the start than at night. */
export async function shutBackupFolders(
  settings = configuration(),
): Promise<{ setting: string; folder: string }[]> {
  const { backupFolder, keyBackupFolder, masterKey } = settings;
  const folders = [
    { setting: 'BACKUP_DIR', folder: backupFolder },
    ...(keyBackupFolder && !masterKey ? [{ setting: 'BACKUP_KEY_DIR', folder: keyBackupFolder }] : []),
  ];
  const shut = [];
  for (const one of folders) if (!(await takesFiles(one.folder))) shut.push(one);
  return shut;
}

async function takesFiles(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await inScratch(folder, () => Promise.resolve(true));
  } catch {
    return false;
  }
}

/**
 * What is known of a backup, its file looked at now.
 * @param marks of each key ring that lies here, as `marksHere` tells them
 */
export async function recordOf(
  file: string,
  { note, marks }: { note: BackupNote; marks: readonly string[][] },
): Promise<BackupRecord> {
  const { read, keys: _, ...known } = note;
  const keys = await keysOf(file, note);
  const fileName = path.basename(file);
  return {
    ...known,
    fileName,
    madeAt: madeAtOf(fileName)!,
    damage: await damageOf(file, note),
    isOpened: keys && marks.some((ring) => keys.every((mark) => ring.includes(mark))),
    readAt: read?.at ?? note.checkedAt,
  };
}

/**
 * Reads the backups whole and notes which are no longer what they were; one that was put right counts again.
 * @param besides the name of one that was read just now
 */
export async function readBackups(folder: string, { besides }: { besides?: string } = {}): Promise<void> {
  for (const { fileName, damage } of await listBackups(folder)) {
    if (fileName === besides || damage === 'gone') continue;
    const file = path.join(folder, fileName);
    const note = await noteOf(file);
    if (!note) continue;
    // What a disk does not give back is not what was written.
    const found = await measured(file).catch(() => null);
    const read = { at: new Date().toISOString(), isSame: found?.sha256 === note.sha256 };
    await writeNote(file, { ...note, keys: await keysOf(file, note), read });
  }
}

/** Writes the note of a backup, whole or not at all: one that cannot be read would hide its backup. */
export async function writeNote(file: string, note: BackupNote): Promise<void> {
  await writeFile(`${file}.json.part`, JSON.stringify(note), { mode: 0o600 });
  await rename(`${file}.json.part`, `${file}.json`);
}

const PART = /^bangfu-\d{8}T\d{6}Z\.tar(\.json)?\.part$/;

/** Removes what attempts that failed or were killed left half done; for whoever alone makes backups there. */
export async function dropParts(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((one) => PART.test(one)))
    await rm(path.join(folder, name), { force: true });
}

/** Removes what is kept no longer, with its note. */
export async function dropOldBackups(folder: string): Promise<void> {
  const all = await listBackups(folder);
  const kept = backupsToKeep(all);
  for (const { fileName } of all) {
    if (kept.has(fileName)) continue;
    await rm(path.join(folder, fileName), { force: true });
    await rm(path.join(folder, `${fileName}.json`), { force: true });
  }
}

/** What a text holds as JSON; null where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The note beside a backup; null where there is none that can be read. */
export async function noteOf(file: string): Promise<BackupNote | null> {
  const note = Note.safeParse(jsonOf(await readFile(`${file}.json`, 'utf8').catch(() => 'null')));
  return note.success ? note.data : null;
}

/** Its own word where its note leaves it out; a file that is gone or cannot be read says nothing. */
async function keysOf(file: string, { keys }: BackupNote): Promise<string[] | null> {
  return keys === undefined ? keysOfArchive(file).catch(() => null) : keys;
}

async function damageOf(file: string, { bytes, read }: BackupNote): Promise<BackupDamage | null> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return 'gone';
  if (size !== bytes) return 'resized';
  return read?.isSame === false ? 'altered' : null;
}
