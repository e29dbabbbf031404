import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { readRows, type ResultFile, type ResultMapping, type ResultRow } from './bankResult';

/** Its columns are known, and it was not erased after the years of keeping. */
export const isReadable = () => and(isNotNull(bankResults.mapping), ne(bankResults.contentSealed, ''));

/** A result file as it is held against what is booked. */
export interface ComparedFile {
  id: string;
  uploadedAt: string;
  /** When the very file came last before it; null of one that had not come. */
  lastAt: string | null;
  rows: () => Promise<ResultRow[]>;
}

interface Chosen {
  batchId: string;
  /** Only this file, all but this file, all as if this file had not come. */
  resultId?: string;
  exceptId?: string;
  withoutId?: string;
}

/** The files of a batch that can be read, or some, in the order in which they came. */
export async function comparedFiles(
  read: Read,
  { batchId, resultId, exceptId, withoutId }: Chosen,
): Promise<ComparedFile[]> {
  const all = (await keptFiles(read, batchId)).filter(({ id }) => id !== withoutId);
  const reader = readerOf(read);
  const files: ComparedFile[] = [];
  for (const [place, file] of all.entries()) {
    const { id, uploadedAt } = file;
    if ((resultId && id !== resultId) || id === exceptId) continue;
    const copies = await copiesOf(file, all.slice(0, place), reader);
    files.push({ id, uploadedAt, lastAt: copies.at(-1)?.uploadedAt ?? null, rows: () => reader(file) });
  }
  return files;
}

interface KeptFile {
  id: string;
  uploadedAt: string;
  sha256: string;
  mapping: string;
}

async function keptFiles(read: Read, batchId: string): Promise<KeptFile[]> {
  const { id, uploadedAt, sha256, mapping } = bankResults;
  const rows = await read
    .select({ id, uploadedAt, sha256, mapping })
    .from(bankResults)
    .where(and(eq(bankResults.batchId, batchId), isReadable()))
    .orderBy(asc(uploadedAt), asc(id));
  return rows.map((row) => ({ ...row, mapping: row.mapping! }));
}

type Reader = (file: KeptFile) => Promise<ResultRow[]>;

/** Reads each file once. */
function readerOf(read: Read): Reader {
  const known = new Map<string, ResultRow[]>();
  return async ({ id, mapping }) => {
    const rows = known.get(id) ?? readRows(await contentOf(read, id), JSON.parse(mapping) as ResultMapping);
    known.set(id, rows);
    return rows;
  };
}

async function contentOf(read: Read, id: string): Promise<ResultFile> {
  const [file] = await read
    .select({ contentSealed: bankResults.contentSealed })
    .from(bankResults)
    .where(eq(bankResults.id, id));
  return JSON.parse(unseal(file!.contentSealed)) as ResultFile;
}

/**
 * Of some files those that are the very one, of which every row reads alike. Not by the text of its mapping: a word may be put
 * right in one of the two that stands in no row, and then nothing is compared anew.
 */
async function copiesOf(file: KeptFile, others: readonly KeptFile[], reader: Reader): Promise<KeptFile[]> {
  const copies: KeptFile[] = [];
  for (const other of others) {
    if (other.sha256 !== file.sha256) continue;
    const isRead =
      other.mapping === file.mapping || isDeepStrictEqual(await reader(other), await reader(file));
    if (isRead) copies.push(other);
  }
  return copies;
}
