import { copyFile, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { migrationInDump } from '../../db/engine/snapshot.server';
import { appliedInFile } from '../../db/engine/sqlite.server';
import { upgradeCopies, upgradeCopyMadeAt } from '../../db/engine/upgrade.server';
import { configuration } from '../config.server';
import { Refusal } from '../refusal';
import { measured, type Manifest } from './archive.server';

export { KEPT_UPGRADE_COPIES } from '../../db/engine/upgrade.server';

/** The copies of the database alone that upgrades leave in BACKUP_DIR, and that may be restored like a backup. */

export interface UpgradeCopy {
  fileName: string;
  /** ISO UTC. */
  madeAt: string;
  bytes: number;
}

/** The newest first. */
export async function listUpgradeCopies(folder = configuration().backupFolder): Promise<UpgradeCopy[]> {
  const names = upgradeCopies(await readdir(folder).catch((): string[] => []));
  return Promise.all(
    names.map(async (fileName) => ({
      fileName,
      madeAt: upgradeCopyMadeAt(fileName)!,
      bytes: (await stat(path.join(folder, fileName))).size,
    })),
  );
}

const HEADS = { sqlite: 'SQLite format 3\0', postgres: 'PGDMP' };

/** The engine of a file that is a database alone, by how it begins; null for any other file. */
export async function engineOfCopy(file: string): Promise<Manifest['engine'] | null> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(16), 0, 16, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    return (['sqlite', 'postgres'] as const).find((engine) => head.startsWith(HEADS[engine])) ?? null;
  } finally {
    await opened.close();
  }
}

/**
 * Lays such a file into a folder as an unpacked backup lies there, and looks whether it is whole.
 * @throws Refusal backup.damaged, backup.unreadable where it is of no office, database.tool_missing
 */
export async function readCopy(file: string, staging: string, engine: Manifest['engine']): Promise<Manifest> {
  const name = engine === 'sqlite' ? 'bangfu.db' : 'database.dump';
  const laid = path.join(staging, name);
  await copyFile(file, laid);
  const migration = engine === 'sqlite' ? migrationInFile(laid) : await migrationIn(laid);
  if (migration === 'damaged') throw new Refusal('backup.damaged', { file: path.basename(file) });
  if (migration === null) throw new Refusal('backup.unreadable', { file: path.basename(file) });
  return {
    format: 1,
    engine,
    migration,
    madeAt: upgradeCopyMadeAt(path.basename(file)) ?? (await stat(file)).mtime.toISOString(),
    papers: configuration().papers.kind,
    database: { name, ...(await measured(laid)) },
  };
}

function migrationInFile(file: string): number | null | 'damaged' {
  try {
    const database = new Database(file, { readonly: true });
    const isWhole = database.pragma('quick_check(1)', { simple: true }) === 'ok';
    database.close();
    return isWhole ? appliedInFile(file) : 'damaged';
  } catch {
    return 'damaged';
  }
}

async function migrationIn(file: string): Promise<number | null | 'damaged'> {
  try {
    return await migrationInDump(file);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'database.tool_failed') return 'damaged';
    throw error;
  }
}
