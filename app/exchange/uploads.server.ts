import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sealedInPieces } from '../identity/sealedPieces.server';
import { newId } from '../ids.server';
import { exchangeFolder, keepSealedJobFile } from './jobFiles.server';

/** A file that was sent, on its way to the job that will work on it: it is never held as a whole. */
export interface Upload {
  /** Seals and writes the content as it arrives. @returns how many bytes it had */
  keep: (content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<number>;
  /** Gives it to a job. */
  giveTo: (jobId: string) => Promise<void>;
}

/** Does something with an upload; unless a job has got it by then, nothing of it is left. */
export async function withUpload<Answer>(work: (upload: Upload) => Promise<Answer>): Promise<Answer> {
  const folder = exchangeFolder();
  const file = path.join(folder, `${newId()}.upload`);
  await mkdir(folder, { recursive: true });
  try {
    return await work({
      keep: (content) => sealedInto(file, content),
      giveTo: (jobId) => keepSealedJobFile(jobId, 'in', file),
    });
  } finally {
    await rm(file, { force: true });
  }
}

async function sealedInto(
  file: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  let size = 0;
  async function* counted() {
    for await (const piece of content) {
      size += piece.byteLength;
      yield piece;
    }
  }
  await writeFile(file, sealedInPieces(counted()), { mode: 0o600 });
  return size;
}
