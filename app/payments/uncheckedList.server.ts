import { and, asc, count, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults, batches, instructions, staff } from '../../db/schema';
import { pagingOf } from '../relief/paging';
import type { Doubt } from './bankResultMatch';
import type { Booking } from './bookings.server';
import { uncheckedOfFile } from './uncheckedFiles.server';

/** The files of the bank that have rows at which nobody has looked, for lists and pages. */

export interface UncheckedFile {
  id: string;
  fileName: string;
  batch: { id: string; number: string; title: string };
  uploadedBy: string;
  uploadedAt: string;
  /** Whether somebody has said what its columns are; else no row was read. */
  isMapped: boolean;
  differingRows: number;
  unreadRows: number;
}

/** In the words of the index. */
const WAITS = sql`(differing_rows > 0 or unread_rows > 0)`;

/** How many there are. */
export async function uncheckedFileCount(read: Read): Promise<number> {
  const [counted] = await read.select({ count: count() }).from(bankResults).where(WAITS);
  return counted!.count;
}

/** How many there are of the batches of a project-year. */
export async function uncheckedFilesOfProject(read: Read, projectId: string): Promise<number> {
  return (await filesWhere(read, eq(batches.projectId, projectId))).length;
}

/** All of them by pages, the oldest first. */
export async function listUncheckedFiles(read: Read, asked: number) {
  const all = await filesWhere(read, undefined);
  const { limit, offset, ...paging } = pagingOf(all.length, asked);
  return { rows: all.slice(offset, offset + limit), total: all.length, ...paging };
}

/** Those of a batch. */
export async function uncheckedFilesOfBatch(read: Read, batchId: string): Promise<UncheckedFile[]> {
  return filesWhere(read, eq(bankResults.batchId, batchId));
}

async function filesWhere(read: Read, where: SQL | undefined): Promise<UncheckedFile[]> {
  const rows = await read
    .select({
      id: bankResults.id,
      fileName: bankResults.fileName,
      batch: { id: batches.id, number: batches.number, title: batches.title },
      uploadedBy: staff.name,
      uploadedAt: bankResults.uploadedAt,
      isMapped: sql`${bankResults.mapping} is not null`.mapWith(Boolean),
      differingRows: bankResults.differingRows,
      unreadRows: bankResults.unreadRows,
    })
    .from(bankResults)
    .innerJoin(batches, eq(batches.id, bankResults.batchId))
    .innerJoin(staff, eq(staff.id, bankResults.uploadedBy))
    .where(and(WAITS, where))
    .orderBy(asc(bankResults.uploadedAt), asc(bankResults.id));
  return rows.map(({ differingRows, unreadRows, ...row }) => ({
    ...row,
    ...{ differingRows: differingRows ?? 0, unreadRows: unreadRows ?? 0 },
  }));
}

/** By which of these doubts the bank has not decided yet. */
const UNDECIDED: readonly Doubt[] = ['word_pending', 'word_unsure'];

/** The awards of some batches that are booked although the bank has not decided yet, at which nobody has looked. */
export async function undecidedAwards(read: Read, batchIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { id: resultId, batch } of await filesWhere(read, inArray(batches.id, [...batchIds]))) {
    const { unread } = await uncheckedOfFile(read, { batchId: batch.id, resultId });
    for (const { doubt, lines } of unread)
      if (doubt !== null && UNDECIDED.includes(doubt)) for (const { awardId } of lines) found.add(awardId);
  }
  return found;
}

/** A row at which nobody has looked, about the line of an award. */
export interface UncheckedOfAward {
  batch: { id: string; number: string };
  resultId: string;
  fileName: string;
  rowNumber: number;
  lineNumber: number;
  /** Why it cannot be read; null of one that tells another payment. */
  doubt: Doubt | null;
  /** The amount as it stands there. */
  amountText: string;
  /** The bank's word, and its day and number as far as the row has them. */
  word: string;
  on: string | null;
  reference: string;
  booking: Booking | null;
}

/** The rows of that kind about the lines of an award. */
export async function uncheckedOfAward(read: Read, awardId: string): Promise<UncheckedOfAward[]> {
  const ofAward = read
    .select({ batchId: instructions.batchId })
    .from(instructions)
    .where(and(eq(instructions.awardId, awardId), inArray(instructions.status, ['succeeded', 'failed'])));
  const files = await filesWhere(read, inArray(bankResults.batchId, ofAward));
  const found: UncheckedOfAward[] = [];
  for (const { id: resultId, fileName, batch } of files) {
    const { differing, unread } = await uncheckedOfFile(read, { batchId: batch.id, resultId });
    const rows = [...differing.map((one) => ({ ...one, doubt: null })), ...unread];
    for (const { row, lines, booking, doubt } of rows) {
      const line = lines.find((one) => one.awardId === awardId);
      if (!line) continue;
      const { rowNumber, amountText, word, on, reference } = row;
      const place = { batch: { id: batch.id, number: batch.number }, resultId, fileName, rowNumber };
      const said = { doubt, amountText, word, on, reference, booking };
      found.push({ ...place, lineNumber: line.lineNumber, ...said });
    }
  }
  return found;
}
