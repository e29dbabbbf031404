import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isThere, processMark } from '../../db/engine/alone.server';
import { configuration } from '../config.server';
import { Refusal } from '../refusal';
import { BACKUP_LABELS } from '../zh/backups';
import { refusalText } from '../zh/refusals';
import { jsonOf, listBackups } from './backupFiles.server';
import { backupTrouble } from './trouble';

/** Attempts that left no backup: they are told until one is finished. */

const FAILED = 'failed.json';
const BEGUN = 'begun.json';
const Failure = z.object({
  at: z.iso.datetime(),
  /** The sentence that says why; empty where nobody knows. */
  reason: z.string(),
  /** By which the log tells the rest. */
  incident: z.string().nullable().default(null),
});
export type FailedBackup = z.output<typeof Failure>;
const Begun = z.object({
  at: z.iso.datetime(),
  /** The mark of the process that makes it. */
  by: z.string(),
});

/** When the latest attempt left no backup (ISO UTC), and why; null where one was finished since. */
export async function failedAttempt(folder = configuration().backupFolder): Promise<FailedBackup | null> {
  const [failure, begun] = [await noteIn(folder, FAILED, Failure), await noteIn(folder, BEGUN, Begun)];
  const told = [
    ...(failure ? [failure] : []),
    ...(begun && !isThere(begun.by) ? [{ at: begun.at, reason: BACKUP_LABELS.stopped, incident: null }] : []),
  ];
  const [latest] = await listBackups(folder);
  const lastEnd = latest ? (latest.checkedAt ?? latest.madeAt) : '';
  return (
    told.filter(({ at }) => at >= lastEnd).sort((left, right) => (left.at < right.at ? 1 : -1))[0] ?? null
  );
}

/**
 * Keeps that an attempt left no backup behind; one that turned out faulty stands in the list and needs no note, nor does
 * one beside another that is being made.
 */
export async function noteFailedBackup(
  { startedAt, ...why }: { startedAt: Date } & Omit<FailedBackup, 'at'>,
  folder = configuration().backupFolder,
): Promise<void> {
  const begun = await noteIn(folder, BEGUN, Begun);
  if (begun && isThere(begun.by)) return;
  const [latest] = await listBackups(folder);
  if (latest && Date.parse(latest.madeAt) >= secondOf(startedAt)) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const note: FailedBackup = { at: startedAt.toISOString(), ...why };
  await writeFile(path.join(folder, FAILED), JSON.stringify(note), { mode: 0o600 });
}

/** Makes a backup; a note beside it tells that it was begun, until it is made or the cause of its failure is noted. */
export async function attempted<T>(folder: string, startedAt: Date, make: () => Promise<T>): Promise<T> {
  const begun = path.join(folder, BEGUN);
  try {
    const note = { at: startedAt.toISOString(), by: processMark() };
    await writeFile(begun, JSON.stringify(note), { mode: 0o600, flush: true });
    const made = await make();
    await rm(begun, { force: true });
    return made;
  } catch (error) {
    await rm(begun, { force: true }).catch(() => undefined);
    const trouble = backupTrouble(error, { folder });
    const reason = trouble instanceof Refusal ? refusalText(trouble) : '';
    await noteFailedBackup({ startedAt, reason, incident: null }, folder).catch(() => undefined);
    throw error;
  }
}

async function noteIn<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T | null> {
  const note = schema.safeParse(jsonOf(await readFile(path.join(folder, name), 'utf8').catch(() => 'null')));
  return note.success ? note.data : null;
}

/** The name of a backup tells its second only. */
function secondOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000) * 1000;
}
