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
  const all = await read
    .select({ id: bankResults.id, sha256: bankResults.sha256, mapping: bankResults.mapping })
    .from(bankResults)
    .where(and(eq(bankResults.batchId, batchId), isReadable()))
    .orderBy(asc(bankResults.uploadedAt), asc(bankResults.id));
  const firstOf = new Map<string, string>();
  for (const { id, sha256, mapping } of all) {
    const key = `${sha256} ${mapping}`;
    if (!firstOf.has(key)) firstOf.set(key, id);
  }
  const first = new Set(firstOf.values());
  const files: ComparedFile[] = [];
  for (const { id } of all) {
    if ((resultId && id !== resultId) || id === exceptId) continue;
    // The same file once more says nothing new, whenever it comes.
    files.push(await readFile(read, id, { isCopy: !first.has(id) }));
  }
  return files;
}

async function readFile(read: Read, id: string, { isCopy }: { isCopy: boolean }): Promise<ComparedFile> {
  const [file] = await read
    .select({
      uploadedAt: bankResults.uploadedAt,
      contentSealed: bankResults.contentSealed,
      mapping: bankResults.mapping,
    })
    .from(bankResults)
    .where(eq(bankResults.id, id));
  const { uploadedAt, contentSealed, mapping } = file!;
  if (isCopy) return { id, uploadedAt, rows: [] };
  const content = JSON.parse(unseal(contentSealed)) as ResultFile;
  return { id, uploadedAt, rows: readRows(content, JSON.parse(mapping!) as ResultMapping) };
}
