import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { and, gte, lt } from 'drizzle-orm';
import type { Store } from '../../db/client.server';
import { jobs } from '../../db/schema';
import { configuration, type PaperBucket } from '../config.server';
import { Objects } from '../families/objects.server';
import {
  NotOpened,
  openedFile,
  sealedInPieces,
  type OpenedFile,
  type SealedFile,
} from '../identity/sealedPieces.server';
import { JOB_FILE_DAYS } from './job';

/**
 * What a job works on (`in`) and what it made (`out`). Both are sealed: they are full of ID numbers. They lie where the
 * papers do: with several servers the one that does a job, or hands out what it made, may not be the one it was asked of.
 */
export type JobFile = 'in' | 'out';

const KEPT_MS = JOB_FILE_DAYS * 24 * 60 * 60 * 1000;
const FOLDER = 'exchange';
/** An upload on its way is none yet. */
const JOB_FILE = /\.(in|out)$/;

/** Keeps what it is given as a whole or piece by piece. */
export async function keepJobFile(
  jobId: string,
  which: JobFile,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const pieces = content instanceof Uint8Array ? [content] : content;
  await place().put(nameOf(jobId, which), sealedInPieces(pieces));
}

/** Takes over a file of the exchange folder that is sealed already. */
export async function keepSealedJobFile(jobId: string, which: JobFile, file: string): Promise<void> {
  const name = nameOf(jobId, which);
  if (configuration().papers.kind === 'bucket') await place().put(name, [await readFile(file)]);
  else await rename(file, path.join(exchangeFolder(), name));
}

/** The bytes of a job's file; null when it is gone. */
export async function jobFile(jobId: string, which: JobFile): Promise<Buffer | null> {
  const file = await openJobFile(jobId, which);
  return file && buffer(file.content);
}

/**
 * A job's file of any size, to be read to its end or destroyed: how many bytes it has, and its content as it is checked
 * piece by piece; null when it is gone, or was sealed under a key that is.
 */
export async function openJobFile(jobId: string, which: JobFile): Promise<OpenedFile | null> {
  return openNamed(nameOf(jobId, which));
}

async function openNamed(name: string): Promise<OpenedFile | null> {
  const sealed = await place().open(name);
  if (!sealed) return null;
  try {
    return await openedFile(sealed);
  } catch (error) {
    if (error instanceof NotOpened) return null;
    throw error;
  }
}

/**
 * Brings the files of all jobs under the key of a version, which is the newest one. What does not open stays as it is.
 * Done again, it goes on.
 */
export async function resealJobFiles(store: Store, version: number): Promise<void> {
  const names = await place().olderThan(new Date(), store);
  for (const name of names.filter((one) => JOB_FILE.test(one))) {
    const file = await openNamed(name);
    if (file && file.version !== version) await place().replace(name, sealedInPieces(file.content));
    file?.content.destroy();
  }
}

export async function dropJobFile(jobId: string, which: JobFile): Promise<void> {
  await place().remove(nameOf(jobId, which));
}

/** Removes the files that nobody fetched for a month. */
export async function dropOldJobFiles(store: Store, now = Date.now()): Promise<void> {
  for (const name of await place().olderThan(new Date(now - KEPT_MS), store)) await place().remove(name);
}

interface Place {
  put(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** Puts other bytes in the place of what may still be read on the way. */
  replace(name: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  open(name: string): Promise<SealedFile | null>;
  remove(name: string): Promise<void>;
  /** The names of what was put before a moment. */
  olderThan(limit: Date, store: Store): Promise<string[]>;
}

let bucket: Place | undefined;

function place(): Place {
  const { papers } = configuration();
  return papers.kind === 'bucket' ? (bucket ??= inBucket(papers)) : inFolder(exchangeFolder());
}

/** Of this machine. */
export function exchangeFolder(): string {
  return path.join(configuration().dataDir, FOLDER);
}

function inBucket(papers: PaperBucket): Place {
  const objects = new Objects({ ...papers, prefix: `${papers.prefix}${FOLDER}/` });
  // Its length is told before its first byte.
  const put: Place['put'] = async (name, pieces) => objects.put(name, await buffer(Readable.from(pieces)));
  return {
    put,
    replace: put,
    open: (name) => objects.open(name),
    remove: (name) => objects.remove(name),
    olderThan: filesOfJobsBefore,
  };
}

/** A bucket need not let its files be listed: the jobs of the month before the limit tell their names. */
async function filesOfJobsBefore(limit: Date, store: Store): Promise<string[]> {
  const since = new Date(limit.getTime() - KEPT_MS);
  const rows = await store.read((read) =>
    read
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(gte(jobs.createdAt, since.toISOString()), lt(jobs.createdAt, limit.toISOString()))),
  );
  return rows.flatMap(({ id }) => [nameOf(id, 'in'), nameOf(id, 'out')]);
}

function inFolder(folder: string): Place {
  return {
    async put(name, pieces) {
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, name), pieces, { mode: 0o600 });
    },
    async replace(name, pieces) {
      const file = path.join(folder, name);
      const part = `${file}.part`;
      try {
        const { atime, mtime } = await stat(file);
        await writeFile(part, pieces, { mode: 0o600, flush: true });
        // By its age it goes in time.
        await utimes(part, atime, mtime);
        await rename(part, file);
      } finally {
        await rm(part, { force: true });
      }
    },
    async open(name) {
      const file = await open(path.join(folder, name)).catch(() => null);
      return file && { size: (await file.stat()).size, bytes: file.createReadStream() };
    },
    remove: (name) => rm(path.join(folder, name), { force: true }),
    async olderThan(limit) {
      const names = await readdir(folder).catch(() => []);
      const old: string[] = [];
      for (const name of names) {
        if ((await stat(path.join(folder, name))).mtime < limit) old.push(name);
      }
      return old;
    },
  };
}

function nameOf(jobId: string, which: JobFile): string {
  return `${jobId}.${which}`;
}
