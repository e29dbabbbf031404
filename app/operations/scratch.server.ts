import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isThere, processMark } from '../../db/engine/alone.server';
import { undoneWhenStopped } from '../../db/engine/stopped.server';

/** Folders for what is made on the way; names, illnesses and scans may be in them. */

/** Its name says which process works in it; those of an earlier version did not, and nobody works in them now. */
const SCRATCH = /^\.scratch-(?:(\d+(?:_[\da-f-]+_\d+)?)-)?[A-Za-z\d]{6}$/;

/** Works in a folder of its own in another one, which is gone afterwards, and so are those whose process was killed. */
export async function inScratch<T>(beside: string, work: (folder: string) => Promise<T>): Promise<T> {
  await dropLeftScratch(beside);
  const folder = await mkdtemp(path.join(beside, `.scratch-${processMark().replaceAll(' ', '_')}-`));
  try {
    return await undoneWhenStopped(
      () => rmSync(folder, { recursive: true, force: true }),
      () => work(folder),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One that cannot be taken away (another account's) is no reason against the work. */
async function dropLeftScratch(beside: string): Promise<void> {
  for (const name of await readdir(beside)) {
    const parts = SCRATCH.exec(name);
    if (!parts || (parts[1] && isThere(parts[1].replaceAll('_', ' ')))) continue;
    await rm(path.join(beside, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
