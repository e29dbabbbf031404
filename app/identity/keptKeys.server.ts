import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BusinessDate } from '../calendar/date';
import { configuration, type Configuration } from '../config.server';
import { keyMarks, keyringText, readKeyring, saveKeyring, type Keyring } from './keyring.server';

/**
 * Key files beside the one in use, none of which ever takes the place of another: copies in BACKUP_KEY_DIR, and what a
 * rotation leaves in DATA_DIR because backups of before are opened with it.
 */

const CURRENT = 'bangfu.key';
/** In BACKUP_KEY_DIR, of a key that is in use no longer. */
const EARLIER = /^bangfu-.+\.key$/;
const MARK_DIGITS = 8;

/**
 * Copies the key file to BACKUP_KEY_DIR: never beside the backups, which it opens. Another key that lies there keeps a
 * name of its own.
 * @returns whether there is a copy now; null where none is asked for
 */
export function keepKeyApart({ keyBackupFolder, masterKey, keyFile }: Configuration): boolean | null {
  if (!keyBackupFolder || masterKey) return null;
  const text = readFileSync(keyFile, 'utf8').trim();
  mkdirSync(keyBackupFolder, { recursive: true, mode: 0o700 });
  const copy = path.join(keyBackupFolder, CURRENT);
  const there = textOf(copy)?.trim();
  if (there === text) return true;
  if (there) saveKeyring(path.join(keyBackupFolder, copyName(nameMark(there))), there);
  saveKeyring(copy, text);
  return true;
}

/**
 * Leaves a ring beside the key file, under a name that says until when it is needed.
 * @returns the file
 */
export function keepOldKeys(
  ring: Keyring,
  { until, separator }: { until: BusinessDate; separator: string },
): string {
  const file = `${configuration().keyFile}.until-${until}-${ringName(keyMarks(ring))}`;
  saveKeyring(file, keyringText(ring, separator));
  return file;
}

/** Deletes what rotations and backups left of the earlier keys of this installation; who has copies elsewhere keeps them. */
export function deleteOldKeys(current: Keyring): void {
  const { dataDir, keyFile, keyBackupFolder } = configuration();
  const left = namesIn(dataDir).filter((name) => name.startsWith(`${path.basename(keyFile)}.until-`));
  for (const name of left) rmSync(path.join(dataDir, name));
  if (!keyBackupFolder) return;
  for (const name of namesIn(keyBackupFolder).filter((one) => EARLIER.test(one))) {
    const file = path.join(keyBackupFolder, name);
    // Another installation may keep its keys there too.
    if (ringIn(file)?.hash.equals(current.hash)) rmSync(file);
  }
}

/** The first of the key files that are kept here or in BACKUP_KEY_DIR whose ring will do; null where there is none. */
export function keptKeyFile(willDo: (ring: Keyring) => boolean): string | null {
  return keptRings().find(({ ring }) => willDo(ring))?.file ?? null;
}

/** The marks of each ring that lies here: of the one in use, and of those that are kept here or in BACKUP_KEY_DIR. */
export function marksHere(): string[][] {
  const { masterKey, keyFile } = configuration();
  const used = masterKey === null ? ringIn(keyFile) : ringOf(masterKey);
  return [...(used ? [used] : []), ...keptRings().map(({ ring }) => ring)].map(keyMarks);
}

function keptRings(): { file: string; ring: Keyring }[] {
  const { dataDir, keyFile, keyBackupFolder } = configuration();
  const beside = namesIn(dataDir).filter((name) => name.startsWith(`${path.basename(keyFile)}.`));
  const apart = keyBackupFolder
    ? namesIn(keyBackupFolder).filter((name) => name === CURRENT || EARLIER.test(name))
    : [];
  const files = [
    ...beside.map((name) => path.join(dataDir, name)),
    ...apart.map((name) => path.join(keyBackupFolder!, name)),
  ];
  return files.flatMap((file) => {
    const ring = ringIn(file);
    return ring ? [{ file, ring }] : [];
  });
}

/** Under which name a ring of these marks is kept in BACKUP_KEY_DIR once another is in use. */
export function earlierCopyName(marks: readonly string[]): string {
  return copyName(ringName(marks));
}

function copyName(mark: string): string {
  return `bangfu-${mark}.key`;
}

function ringName(marks: readonly string[]): string {
  return shortHash(marks.join(' '));
}

/** What cannot be read as a key is kept all the same. */
function nameMark(text: string): string {
  const ring = ringOf(text);
  return ring ? ringName(keyMarks(ring)) : shortHash(text);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, MARK_DIGITS);
}

/** The ring in a file; null where there is none. */
export function ringIn(file: string): Keyring | null {
  const text = textOf(file);
  return text === null ? null : ringOf(text);
}

function ringOf(text: string): Keyring | null {
  try {
    return readKeyring(text, '');
  } catch {
    return null;
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (/^(ENOENT|EISDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
