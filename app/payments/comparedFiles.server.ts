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
  rows: ResultRow[];
}

/** The files of a batch that can be read, or one, or all but one, in the order in which they came. */
export async function comparedFiles(
  read: Read,
  { batchId, resultId, exceptId }: { batchId: string; resultId?: string; exceptId?: string },
): Promise<ComparedFile[]> {
  const all = await keptFiles(read, batchId);
  const reader = readerOf(read);
  const files: ComparedFile[] = [];
  for (const [place, file] of all.entries()) {
    const { id, uploadedAt } = file;
    if ((resultId && id !== resultId) || id === exceptId) continue;
    // The same file once more says nothing new, whenever it comes.
    const isCopy = await isAmong(file, all.slice(0, place), reader);
    files.push({ id, uploadedAt, rows: isCopy ? [] : await reader(file) });
  }
  return files;
}

/** Whether a file lies in its batch twice: the other one says the same. */
export async function hasCopy(
  read: Read,
  { batchId, resultId }: { batchId: string; resultId: string },
): Promise<boolean> {
  const all = await keptFiles(read, batchId);
  const file = all.find(({ id }) => id === resultId);
  const others = all.filter(({ id }) => id !== resultId);
  return file !== undefined && isAmong(file, others, readerOf(read));
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
 * Whether one of these is the very file, of which every row reads alike. Not by the text of its mapping: a word may be put
 * right in one of the two that stands in no row, and then nothing is compared anew.
 */
async function isAmong(file: KeptFile, others: readonly KeptFile[], reader: Reader): Promise<boolean> {
  const same = others.filter(({ sha256 }) => sha256 === file.sha256);
  if (same.some(({ mapping }) => mapping === file.mapping)) return true;
  for (const other of same) if (isDeepStrictEqual(await reader(other), await reader(file))) return true;
  return false;
}
