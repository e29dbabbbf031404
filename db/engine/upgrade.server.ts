import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { backupTrouble } from '../../app/operations/trouble';
import { Refusal } from '../../app/refusal';
import { faultMessage } from './fault';

/**
 * What becomes of a database whose schema is behind: it is refused, changed once a copy of it was left, or changed
 * without one, as what has just come out of a copy.
 */
export type WhenBehind = 'refuse' | 'copy_and_change' | 'change';

export interface Upgrading {
  migrationsFolder: string;
  /** Where a database is copied before its schema changes. */
  backupFolder: string;
  whenBehind: WhenBehind;
}

/** What an engine does when the schema changes. */
interface Change {
  /** Refuses while others serve the database, before anything is done to it. */
  requireUnserved: () => Promise<void>;
  copy: (to: string) => Promise<void>;
  change: () => Promise<void>;
}

/** How the schema of a database stands to the migrations of this program. */
export type SchemaState = 'new' | 'current' | 'behind';

/**
 * Compares the latest migration that a database has (its `when`, null for none) with those of this program.
 * @throws Refusal database.newer when the database comes from a later program
 */
export function schemaState(latestApplied: number | null, migrationsFolder: string): SchemaState {
  const latest = latestMigration(migrationsFolder);
  if (latestApplied === null) return 'new';
  if (latestApplied > latest) throw new Refusal('database.newer');
  return latestApplied === latest ? 'current' : 'behind';
}

/** The `when` of the latest migration of this program. */
export function latestMigration(migrationsFolder: string): number {
  const journal = JSON.parse(readFileSync(path.join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map(({ when }) => when));
}

/**
 * Changes the schema of a database that is behind and that nobody else serves, after a copy of it was left in the backup
 * folder: a server of the earlier program would go on with tables that it does not know. Where the change fails, all of it was taken back: the copy goes too, or a service that is started again and again would fill the disk.
 * One process at a time: what another one left half done is removed.
 * @returns where the copy lies; null where none was wanted
 * @throws Refusal database.behind where it is not to be changed, what `requireUnserved` throws, database.upgrade_failed,
 * backup.upgrade_failed, upgrade.forbidden, upgrade.disk_full, and what copying throws
 */
export async function upgraded(
  { backupFolder, whenBehind, ending }: Omit<Upgrading, 'migrationsFolder'> & { ending: 'db' | 'dump' },
  { requireUnserved, copy, change }: Change,
): Promise<string | null> {
  if (whenBehind === 'refuse') throw new Refusal('database.behind');
  if (whenBehind === 'copy_and_change') await requireUnserved();
  const file = whenBehind === 'change' ? null : path.join(backupFolder, upgradeCopyName(new Date(), ending));
  if (file) await copied(file, copy);
  try {
    await change();
  } catch (error) {
    if (file) rmSync(file, { force: true });
    const code = whenBehind === 'change' ? 'backup.upgrade_failed' : 'database.upgrade_failed';
    throw new Refusal(code, { said: faultMessage(error) });
  }
  if (file) dropOldCopies(backupFolder);
  return file;
}

/** Makes a copy that bears its name only once it is whole; names and illnesses are in it from its first byte on. */
async function copied(file: string, copy: (to: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(file);
  const part = `${file}.part`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeParts(folder);
    writeFileSync(part, '', { mode: 0o600 });
    await copy(part);
    renameSync(part, file);
  } catch (error) {
    removeParts(folder);
    throw copyTrouble(error, folder);
  }
}

/** Whoever starts the product is told what to mend, and that nothing was changed. */
function copyTrouble(error: unknown, folder: string): unknown {
  const trouble = backupTrouble(error, { folder });
  const code = trouble instanceof Refusal ? IN_UPGRADE[trouble.code] : undefined;
  return code ? new Refusal(code, (trouble as Refusal).data) : error;
}

const IN_UPGRADE: Record<string, string> = {
  'backup.forbidden': 'upgrade.forbidden',
  'backup.disk_full': 'upgrade.disk_full',
};

const PART = /^before-upgrade-.*\.part(-\w+)?$/;

function removeParts(folder: string): void {
  const names = existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];
  for (const name of names.filter((one) => PART.test(one))) rmSync(path.join(folder, name), { force: true });
}

/** Each is as large as the database, and the one of two upgrades ago is hardly gone back to. */
export const KEPT_UPGRADE_COPIES = 3;

function dropOldCopies(folder: string): void {
  for (const name of upgradeCopies(readdirSync(folder)).slice(KEPT_UPGRADE_COPIES))
    rmSync(path.join(folder, name), { force: true });
}

/** Of the names in a folder, those of copies that upgrades left; the newest first. */
export function upgradeCopies(names: readonly string[]): string[] {
  return names
    .filter((name) => upgradeCopyMadeAt(name) !== null)
    .sort()
    .reverse();
}

/** The name of the copy that an upgrade leaves behind, e.g. `before-upgrade-20261125T020000000Z.db`. */
function upgradeCopyName(now: Date, ending: 'db' | 'dump'): string {
  return `before-upgrade-${now.toISOString().replaceAll(/[-:.]/g, '')}.${ending}`;
}

/** When the copy of this name was made (ISO UTC); null for any other file. */
export function upgradeCopyMadeAt(fileName: string): string | null {
  const parts = /^before-upgrade-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.(db|dump)$/.exec(fileName);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, thousandths] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${thousandths}Z`;
}
