import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, gt, isNull, ne, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults, batches } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { readRows, type ResultFile, type ResultMapping, type ResultRow } from './bankResult';

/** A file with the headers of another one, which is to be read as that is. */
export interface AlikeFile {
  id: string;
  batchId: string;
  /** Of its batch. */
  number: string;
  fileName: string;
  /** How it is read from now on, with its own day and its own causes. */
  mapping: ResultMapping;
  /** Whether any row of it says something else by that. */
  isReadOtherwise: boolean;
}

/** As many files are opened in one write, and as many read anew; the newest. */
const MOST_OPENED = 500;
const MOST_READ_ANEW = 100;

/**
 * The files with these headers that are read otherwise, and from which nothing was entered; of those that were entered the
 * ones in which a row can be read by it that could not, and none becomes another.
 * @returns those that are read anew at once, and how many more there are
 */
export async function filesAlike(
  read: Read,
  { resultId, headers, mapping }: { resultId: string; headers: readonly string[]; mapping: ResultMapping },
): Promise<{ files: AlikeFile[]; left: number }> {
  const kept = await read
    .select({
      id: bankResults.id,
      batchId: bankResults.batchId,
      number: batches.number,
      fileName: bankResults.fileName,
      isEntered: bankResults.appliedAt,
    })
    .from(bankResults)
    .innerJoin(batches, eq(batches.id, bankResults.batchId))
    .where(
      and(
        ne(bankResults.id, resultId),
        ne(bankResults.contentSealed, ''),
        or(isNull(bankResults.appliedAt), gt(bankResults.unreadRows, 0)),
      ),
    )
    .orderBy(desc(bankResults.uploadedAt), desc(bankResults.id))
    .limit(MOST_OPENED);
  const alike: AlikeFile[] = [];
  for (const { isEntered, ...one } of kept) {
    const { file, before } = await contentOf(read, one.id);
    if (!isDeepStrictEqual(file.headers, headers)) continue;
    const { causes = {}, defaultOn = null } = before ?? {};
    const after = { ...mapping, causes, defaultOn };
    if (isDeepStrictEqual(before, after)) continue;
    const was = before && readRows(file, before);
    const is = readRows(file, after);
    if (isEntered !== null && !isReadFurther(was, is)) continue;
    alike.push({ ...one, mapping: after, isReadOtherwise: !isDeepStrictEqual(was, is) });
  }
  return { files: alike.slice(0, MOST_READ_ANEW), left: Math.max(0, alike.length - MOST_READ_ANEW) };
}

async function contentOf(
  read: Read,
  id: string,
): Promise<{ file: ResultFile; before: ResultMapping | null }> {
  const [row] = await read
    .select({ contentSealed: bankResults.contentSealed, mapping: bankResults.mapping })
    .from(bankResults)
    .where(eq(bankResults.id, id));
  const { contentSealed, mapping } = row!;
  return {
    file: JSON.parse(unseal(contentSealed)) as ResultFile,
    before: mapping === null ? null : (JSON.parse(mapping) as ResultMapping),
  };
}

/** Whether rows say more than they did, and none that could be read says anything else. */
function isReadFurther(was: readonly ResultRow[] | null, is: readonly ResultRow[]): boolean {
  if (was === null || isDeepStrictEqual(was, is)) return false;
  return was.every((row, place) => !isReadable(row) || isDeepStrictEqual(row, is[place]));
}

function isReadable({ outcome, amountFen }: ResultRow): boolean {
  return outcome !== null && amountFen !== null;
}
