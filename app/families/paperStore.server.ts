import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { configuration } from '../config.server';
import { ObjectPaperStore } from './paperObjects.server';

/**
 * Where the bytes of papers lie: under their SHA-256 (hex), so that the same bytes lie there once and are never
 * overwritten by others. Nothing is ever taken out while a file that is kept names it.
 */
export interface PaperStore {
  /** Keeps bytes; they are safely there when the promise is fulfilled. The same bytes again change nothing. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** @returns the bytes as they lie there, unchecked; null when there are none */
  get(sha256: string): Promise<Uint8Array | null>;
  has(sha256: string): Promise<boolean>;
  /** Takes bytes out for good, after the years of keeping; that there are none is no mistake. */
  remove(sha256: string): Promise<void>;
}

let current: PaperStore | undefined;

/** The store that the settings name: a folder of DATA_DIR, or object storage. */
export function thePaperStore(): PaperStore {
  const { papers } = configuration();
  current ??= papers.kind === 'folder' ? new FolderPaperStore(papers.folder) : new ObjectPaperStore(papers);
  return current;
}

/** The name under which bytes are kept. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The bytes of a paper whose record is kept.
 * @throws Error when they are gone or others than their name says
 */
export async function soundBytes(papers: PaperStore, sha256: string): Promise<Uint8Array> {
  const bytes = await papers.get(sha256);
  if (!bytes || sha256Of(bytes) !== sha256) throw new Error(`The bytes of ${sha256} are lost or damaged.`);
  return bytes;
}

/** Papers in a folder: `ab/abcdef…`, written aside, flushed to the disk and renamed, so that none is ever half there. */
export class FolderPaperStore implements PaperStore {
  constructor(private readonly folder: string) {}

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    if (await this.has(sha256)) return;
    const target = this.fileOf(sha256);
    const aside = path.join(path.dirname(target), `.${randomUUID()}`);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    try {
      await writeFlushed(aside, bytes);
      await rename(aside, target);
    } catch (error) {
      await unlink(aside).catch(() => undefined);
      throw error;
    }
    await flushFolder(path.dirname(target));
  }

  async get(sha256: string): Promise<Uint8Array | null> {
    return orNull(readFile(this.fileOf(sha256)));
  }

  async has(sha256: string): Promise<boolean> {
    return (await orNull(stat(this.fileOf(sha256)))) !== null;
  }

  async remove(sha256: string): Promise<void> {
    await orNull(unlink(this.fileOf(sha256)));
  }

  private fileOf(sha256: string): string {
    return path.join(this.folder, sha256.slice(0, 2), requireHash(sha256));
  }
}

/** A name that is no hash could lead out of the store. */
function requireHash(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a SHA-256 in hex.');
  return sha256;
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself is only certain once the folder is on the disk; where folders cannot be flushed it must do without. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch {
    return;
  } finally {
    await handle?.close();
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
