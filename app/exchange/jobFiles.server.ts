import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { configuration } from '../config.server';
import { sealBytes, unsealBytes } from '../identity/sealing.server';

/** What a job works on (`in`) and what it made (`out`). Both are sealed: they are full of ID numbers. */
export type JobFile = 'in' | 'out';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export async function keepJobFile(jobId: string, which: JobFile, bytes: Uint8Array): Promise<void> {
  await mkdir(folder(), { recursive: true });
  await writeFile(placeOf(jobId, which), sealBytes(bytes), { mode: 0o600 });
}

/** The bytes of a job's file; null when it is gone. */
export async function jobFile(jobId: string, which: JobFile): Promise<Buffer | null> {
  const sealed = await readFile(placeOf(jobId, which)).catch(() => null);
  return sealed && unsealBytes(sealed);
}

export async function dropJobFile(jobId: string, which: JobFile): Promise<void> {
  await rm(placeOf(jobId, which), { force: true });
}

/** Removes the files that nobody fetched for a month. */
export async function dropOldJobFiles(now = Date.now()): Promise<void> {
  const names = await readdir(folder()).catch(() => []);
  for (const name of names) {
    const place = path.join(folder(), name);
    const { mtimeMs } = await stat(place);
    if (now - mtimeMs > KEPT_MS) await rm(place, { force: true });
  }
}

function folder(): string {
  return path.join(configuration().dataDir, 'exchange');
}

function placeOf(jobId: string, which: JobFile): string {
  return path.join(folder(), `${jobId}.${which}`);
}
