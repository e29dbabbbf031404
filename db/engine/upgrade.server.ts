import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../app/refusal';

export interface Upgrading {
  migrationsFolder: string;
  /** Where a database is copied before its schema changes. */
  backupFolder: string;
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

/** The name of the copy that an upgrade leaves behind, e.g. `before-upgrade-20261125T020000Z.db`. */
export function upgradeCopyName(now: Date, ending: 'db' | 'dump'): string {
  return `before-upgrade-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.${ending}`;
}
