import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
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
 * Changes the schema of a database that is behind, after a copy of it was left in the backup folder. Where the change
 * fails, all of it was taken back: the copy goes too, or a service that is started again and again would fill the disk.
 * @returns where the copy lies; null where none was wanted
 * @throws Refusal database.behind where it is not to be changed, database.upgrade_failed, and what copying throws
 */
export async function upgraded(
  { backupFolder, whenBehind, ending }: Omit<Upgrading, 'migrationsFolder'> & { ending: 'db' | 'dump' },
  { copy, change }: { copy: (to: string) => Promise<void>; change: () => Promise<void> },
): Promise<string | null> {
  if (whenBehind === 'refuse') throw new Refusal('database.behind');
  const file = path.join(backupFolder, upgradeCopyName(new Date(), ending));
  try {
    if (whenBehind === 'copy_and_change') {
      mkdirSync(backupFolder, { recursive: true, mode: 0o700 });
      await copy(file);
      chmodSync(file, 0o600);
    }
    await change().catch((error: Error) => {
      throw new Refusal('database.upgrade_failed', { said: faultMessage(error) });
    });
    return whenBehind === 'copy_and_change' ? file : null;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** The name of the copy that an upgrade leaves behind, e.g. `before-upgrade-20261125T020000000Z.db`. */
function upgradeCopyName(now: Date, ending: 'db' | 'dump'): string {
  return `before-upgrade-${now.toISOString().replaceAll(/[-:.]/g, '')}.${ending}`;
}
