import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Configuration } from '../../app/config.server';
import { Refusal } from '../../app/refusal';
import { query } from './snapshot.server';

/**
 * What a restore leaves from its first change to its last, so that one that was stopped is known: a file in DATA_DIR
 * and, on PostgreSQL, a mark in the database itself, which servers with other folders open too.
 */

export interface UnfinishedRestore {
  /** The backup that was being restored. */
  file: string;
  /** Where what was there before lies; null where nothing was. */
  before: string | null;
}

export interface RestoreMark extends UnfinishedRestore {
  /** What was there before, by its names in DATA_DIR: it lies in `before`, or is still to be moved there. */
  moved: string[];
  /** What comes out of the backup, by its names in DATA_DIR. */
  brought: string[];
}

/** The mark of a restore that was begun in a DATA_DIR; null where none was, or it was finished. */
export function restoreMark(dataDir: string): RestoreMark | null {
  const file = markFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RestoreMark) : null;
}

/** Marks a DATA_DIR, whole or not at all; null takes the mark away. */
export function markRestore(dataDir: string, mark: RestoreMark | null): void {
  const file = markFile(dataDir);
  if (!mark) return rmSync(file, { force: true });
  writeFileSync(`${file}.part`, JSON.stringify(mark), { mode: 0o600, flush: true });
  renameSync(`${file}.part`, file);
}

function markFile(dataDir: string): string {
  return path.join(dataDir, '.restoring');
}

/** @throws Refusal backup.restore_unfinished where what is there is half of a backup */
export function requireRestoredFolder(dataDir: string): void {
  const mark = restoreMark(dataDir);
  if (mark) throw new Refusal('backup.restore_unfinished', { file: mark.file, before: mark.before });
}

/** `requireRestoredFolder`, and of the database of a server likewise. */
export async function requireRestored({
  dataDir,
  databaseUrl,
}: Pick<Configuration, 'dataDir' | 'databaseUrl'>): Promise<void> {
  requireRestoredFolder(dataDir);
  if (databaseUrl) refuseUnfinished(await unfinishedOnServer(databaseUrl));
}

/** @throws Refusal backup.restore_unfinished */
export async function requireRestoredDatabase(client: pg.ClientBase): Promise<void> {
  refuseUnfinished(markIn((await client.query<MarkRow>(READ_MARK)).rows));
}

const SCHEMA = 'bangfu_restoring';
const READ_MARK = `SELECT obj_description(oid, 'pg_namespace') AS mark FROM pg_namespace WHERE nspname = '${SCHEMA}'`;

interface MarkRow {
  mark: string;
}
/** The machine too: the folder is one of its own. */
export type ServerMark = UnfinishedRestore & { machine: string };

/** The mark of a restore into a PostgreSQL database that was begun and not finished. */
export async function unfinishedOnServer(url: string): Promise<ServerMark | null> {
  return markIn((await query<MarkRow>(url, READ_MARK)).rows);
}

/** Marks an empty PostgreSQL database. */
export async function markPostgres(url: string, mark: ServerMark): Promise<void> {
  await query(url, marking(mark));
}

/** Takes everything out of a PostgreSQL database, only after it was dumped, and marks it in the same transaction. */
export async function emptyPostgres(url: string, mark: ServerMark): Promise<void> {
  await query(
    url,
    `DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;
     ${marking(mark)}`,
  );
}

/** The restore into a PostgreSQL database is finished. */
export async function unmarkPostgres(url: string): Promise<void> {
  await query(url, `DROP SCHEMA IF EXISTS ${SCHEMA}`);
}

function marking(mark: ServerMark): string {
  return `DROP SCHEMA IF EXISTS ${SCHEMA}; CREATE SCHEMA ${SCHEMA};
          COMMENT ON SCHEMA ${SCHEMA} IS ${pg.escapeLiteral(JSON.stringify(mark))}`;
}

function markIn([row]: MarkRow[]): ServerMark | null {
  return row ? (JSON.parse(row.mark) as ServerMark) : null;
}

function refuseUnfinished(mark: ServerMark | null): void {
  if (mark) throw new Refusal('backup.restore_unfinished', { ...mark });
}
