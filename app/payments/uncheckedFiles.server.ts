import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { bankResults, instructions } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { readRows, type ResultFile, type ResultMapping, type ResultRow } from './bankResult';
import { batchRow } from './batchRows.server';
import { bookedUnsaid } from './bookedUnsaid.server';
import { judgedRows } from './judgedRows.server';
import { sentLines, type BatchLine } from './sentLines.server';
import { uncheckedRows, type Unchecked, type UncheckedRow } from './uncheckedRows.server';

/**
 * The files of the bank with rows that nobody has looked at. How many they are is kept with each file, and counted anew in
 * the write that may change it: reading all files for each look at the home page would take minutes.
 */

interface Counts {
  differingRows: number | null;
  unreadRows: number | null;
}

/** What is kept of a file beside what it comes to now. */
export interface RecountedFile {
  id: string;
  kept: Counts;
  now: Counts;
}

const NOTHING_LEFT: Counts = { differingRows: null, unreadRows: null };
const NONE_WAITS: Counts = { differingRows: 0, unreadRows: 0 };

interface Known {
  /** A file that was entered just now with all of its rows: none of them waits, which need not be read. */
  enteredWhole?: string;
}

/** Counts the rows of the files of a batch that nobody has looked at, without writing. */
export async function recountedFiles(
  read: Read,
  batchId: string,
  { enteredWhole }: Known = {},
): Promise<RecountedFile[]> {
  const files = await keptFiles(read, batchId);
  const hasAnswers = files.length > 0 && (await hasAnsweredLines(read, batchId));
  let lines: readonly BatchLine[] | undefined;
  let booked: Promise<Set<string>> | undefined;
  const unsaid = () => (booked ??= bookedUnsaid(read, { batchId, lines: lines! }));
  const recounted: RecountedFile[] = [];
  for (const { id, isMapped, differingRows, unreadRows } of files) {
    // Only rows about answered lines wait.
    const isKnown = id === enteredWhole || (isMapped && !hasAnswers);
    if (!isKnown) lines ??= await sentLines(read, await batchRow(read, batchId));
    const now = isKnown ? NONE_WAITS : await countsOf(read, { batchId, resultId: id, lines: lines!, unsaid });
    recounted.push({ id, kept: { differingRows, unreadRows }, now });
  }
  return recounted;
}

async function hasAnsweredLines(read: Read, batchId: string): Promise<boolean> {
  const [answered] = await read
    .select({ id: instructions.id })
    .from(instructions)
    .where(and(eq(instructions.batchId, batchId), inArray(instructions.status, ['succeeded', 'failed'])))
    .limit(1);
  return answered !== undefined;
}

/** The same, and keeps it. */
export async function recountFiles(write: Write, batchId: string, known: Known = {}): Promise<void> {
  await keepEarlierTicks(write, batchId);
  for (const { id, kept, now } of await recountedFiles(write, batchId, known)) {
    if (kept.differingRows === now.differingRows && kept.unreadRows === now.unreadRows) continue;
    await write.update(bankResults).set(now).where(eq(bankResults.id, id));
  }
}

/** `recountFiles` for the batches in which these awards have their answers: another payment may be the one that is told. */
export async function recountFilesOf(write: Write, awardIds: readonly string[]): Promise<void> {
  const found = new Set<string>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await write
      .selectDistinct({ batchId: instructions.batchId })
      .from(instructions)
      .innerJoin(bankResults, eq(bankResults.batchId, instructions.batchId))
      .where(
        and(inArray(instructions.awardId, chunk), inArray(instructions.status, ['succeeded', 'failed'])),
      );
    for (const { batchId } of rows) found.add(batchId);
  }
  for (const batchId of found) await recountFiles(write, batchId);
}

async function keptFiles(read: Read, batchId: string) {
  return read
    .select({
      id: bankResults.id,
      isMapped: sql`${bankResults.mapping} is not null and ${bankResults.contentSealed} <> ''`.mapWith(
        Boolean,
      ),
      differingRows: bankResults.differingRows,
      unreadRows: bankResults.unreadRows,
    })
    .from(bankResults)
    .where(eq(bankResults.batchId, batchId))
    .orderBy(asc(bankResults.uploadedAt), asc(bankResults.id));
}

interface OfFile {
  batchId: string;
  resultId: string;
  lines: readonly BatchLine[];
  unsaid: () => Promise<ReadonlySet<string>>;
}

/** Of a file whose columns nobody has named no row was read. */
async function countsOf(read: Read, { lines, unsaid, ...ids }: OfFile): Promise<Counts> {
  const { file, mapping } = await contentOf(read, ids);
  if (file === null) return NOTHING_LEFT;
  if (mapping === null) return { differingRows: 0, unreadRows: file.rows.length };
  const { differing, unread } = await uncheckedIn(read, {
    ...{ batchId: ids.batchId, lines, unsaid },
    rows: readRows(file, mapping),
  });
  return { differingRows: differing.length, unreadRows: unread.length };
}

/** The rows of a file at which nobody has looked. */
export async function uncheckedOfFile(
  read: Read,
  ids: { batchId: string; resultId: string },
): Promise<Unchecked> {
  const { file, mapping } = await contentOf(read, ids);
  if (!file || !mapping) return { differing: [], unread: [] };
  const { batchId } = ids;
  const lines = await sentLines(read, await batchRow(read, batchId));
  const unsaid = () => bookedUnsaid(read, { batchId, lines });
  return uncheckedIn(read, { batchId, lines, unsaid, rows: readRows(file, mapping) });
}

async function uncheckedIn(
  read: Read,
  { rows, lines, ...ofBatch }: Omit<OfFile, 'resultId'> & { rows: readonly ResultRow[] },
): Promise<Unchecked> {
  const { verdicts } = await judgedRows(read, { rows, lines });
  return uncheckedRows(read, { ...ofBatch, verdicts });
}

/** What a file of a batch holds and how it is read; null of either that there is not. */
async function contentOf(
  read: Read,
  { batchId, resultId }: { batchId: string; resultId: string },
): Promise<{ file: ResultFile | null; mapping: ResultMapping | null }> {
  const [row] = await read
    .select({ contentSealed: bankResults.contentSealed, mapping: bankResults.mapping })
    .from(bankResults)
    .where(and(eq(bankResults.id, resultId), eq(bankResults.batchId, batchId)));
  const { contentSealed = '', mapping = null } = row ?? {};
  return {
    file: contentSealed === '' ? null : (JSON.parse(unseal(contentSealed)) as ResultFile),
    mapping: mapping === null ? null : (JSON.parse(mapping) as ResultMapping),
  };
}

/** The files that were entered before this was kept: whoever did had ticked the payments that they told otherwise. */
async function keepEarlierTicks(write: Write, batchId: string): Promise<void> {
  const earlier = await write
    .select({ id: bankResults.id, appliedAt: bankResults.appliedAt })
    .from(bankResults)
    .where(
      and(
        eq(bankResults.batchId, batchId),
        isNotNull(bankResults.appliedAt),
        isNull(bankResults.differingRows),
        isNull(bankResults.seenWords),
      ),
    );
  for (const { id: resultId, appliedAt } of earlier) {
    const { differing } = await uncheckedOfFile(write, { batchId, resultId });
    const ticked = differing.filter(({ booking }) => booking !== null && booking.recordedAt <= appliedAt!);
    await keepSeen(write, { resultId, rows: ticked });
  }
}

/** Keeps that rows of a file were looked at. */
export async function keepSeen(
  write: Write,
  { resultId, rows }: { resultId: string; rows: readonly UncheckedRow[] },
): Promise<void> {
  if (rows.length === 0) return;
  const [file] = await write
    .select({ seenWords: bankResults.seenWords })
    .from(bankResults)
    .where(eq(bankResults.id, resultId));
  const before = JSON.parse(file!.seenWords ?? '[]') as string[];
  const seenWords = JSON.stringify([...new Set([...before, ...rows.map(({ mark }) => mark)])]);
  await write.update(bankResults).set({ seenWords }).where(eq(bankResults.id, resultId));
}

/** Keeps that a row was looked at that cannot be read: its line was answered from it by hand. */
export async function keepRowSeen(
  write: Write,
  { batchId, resultId, rowNumber }: { batchId: string; resultId: string; rowNumber: number },
): Promise<void> {
  const { unread } = await uncheckedOfFile(write, { batchId, resultId });
  const rows = unread.filter(({ row }) => row.rowNumber === rowNumber);
  await keepSeen(write, { resultId, rows });
  if (rows.length > 0) await recountFiles(write, batchId);
}
