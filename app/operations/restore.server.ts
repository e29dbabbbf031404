import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { MIGRATIONS } from '../../db/client.server';
import { dumpPostgres, emptyPostgres, isPostgresEmpty } from '../../db/engine/snapshot.server';
import { latestMigration } from '../../db/engine/upgrade.server';
import { configuration, type Configuration } from '../config.server';
import { Refusal } from '../refusal';
import { readArchive, type Manifest } from './archive.server';
import { inScratch, putInPlace } from './backups.server';
import { isRunning } from './running.server';

export interface Restored {
  madeAt: string;
  /** Where what was there before lies now; null where nothing was. */
  before: string | null;
  /** Whether the key that opens ID numbers and accounts is in its place. */
  hasKey: boolean;
  /** The papers are in object storage and not part of the backup. */
  papersElsewhere: boolean;
}

/**
 * Brings a backup into an empty place; the product must be stopped. What is there already is moved aside when
 * `overwrite` says so, never deleted.
 * @throws Refusal backup.no_file before anything is made, backup.product_running, backup.unreadable, backup.damaged, backup.other_engine, database.newer, backup.not_empty,
 * database.tool_missing, database.tool_failed
 */
export async function restoreBackup(
  file: string,
  { overwrite, now = new Date() }: { overwrite: boolean; now?: Date },
): Promise<Restored> {
  if (!existsSync(file)) throw new Refusal('backup.no_file', { file });
  const settings = configuration();
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  if (isRunning(settings.dataDir)) throw new Refusal('backup.product_running', { place: settings.dataDir });
  return inScratch(settings.dataDir, async (staging) => {
    const manifest = await readArchive(file, staging);
    requireFit(settings, manifest);
    const isTaken = !(await isEmptyPlace(settings));
    if (isTaken && !overwrite) throw new Refusal('backup.not_empty', { place: settings.dataDir });
    const before = isTaken ? await movedAside(settings, now) : null;
    await putInPlace(settings, { staging, manifest });
    return {
      madeAt: manifest.madeAt,
      before,
      hasKey: settings.masterKey !== null || existsSync(settings.keyFile),
      papersElsewhere: manifest.papers === 'bucket',
    };
  });
}

function requireFit({ databaseUrl }: Configuration, { engine, migration }: Manifest): void {
  const wanted = databaseUrl ? 'postgres' : 'sqlite';
  if (engine !== wanted) throw new Refusal('backup.other_engine', { engine, wanted });
  if (migration > latestMigration(MIGRATIONS[engine])) throw new Refusal('database.newer');
}

/** The key may be there already, and what backups and commands leave. */
const HARMLESS = new Set(['key', 'backups']);

async function isEmptyPlace({ dataDir, databaseUrl }: Configuration): Promise<boolean> {
  const names = (await readdir(dataDir)).filter((name) => !HARMLESS.has(name) && !name.startsWith('.'));
  return names.length === 0 && (!databaseUrl || (await isPostgresEmpty(databaseUrl)));
}

async function movedAside({ dataDir, databaseUrl }: Configuration, now: Date): Promise<string> {
  const aside = path.join(dataDir, `.before-restore-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
  await mkdir(aside, { mode: 0o700 });
  if (databaseUrl) {
    await dumpPostgres(databaseUrl, path.join(aside, 'database.dump'));
    await emptyPostgres(databaseUrl);
  }
  for (const name of await readdir(dataDir)) {
    if (HARMLESS.has(name) || name.startsWith('.')) continue;
    await rename(path.join(dataDir, name), path.join(aside, name));
  }
  return aside;
}
