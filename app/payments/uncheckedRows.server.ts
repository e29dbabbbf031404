import { createHash } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { comparableReference } from '../fund/reference';
import type { ResultRow } from './bankResult';
import { UNREAD_DOUBTS, type Doubt } from './bankResultMatch';
import type { Answer } from './contradiction';
import { wordsOnLines } from './contradictions.server';
import type { JudgedRow } from './judgedRows.server';
import { isLikelyPending, isPending } from './pendingWords';
import type { RowApart } from './rowsApart.server';
import type { BatchLine } from './sentLines.server';

/**
 * Rows of the bank's files that wait until somebody has looked at them: those that tell another payment than the one that is
 * booked of their line, and those about answered lines that cannot be read, or say nothing yet although no file says what is
 * booked. They are a matter of the file, which is ticked as a whole: a bank may number all of its payments anew. What was
 * looked at in one file of a batch is looked at in every other that says the same.
 */

export interface UncheckedRow {
  row: ResultRow;
  /** Why it cannot be read; null of one that tells another payment. */
  doubt: Doubt | null;
  lines: readonly BatchLine[];
  /** What is kept of it once it was looked at. */
  mark: string;
  /** What was written down of its line, where it tells another payment. */
  booking: JudgedRow['booking'];
}

export interface Unchecked {
  differing: UncheckedRow[];
  unread: UncheckedRow[];
}

interface Judged {
  batchId: string;
  verdicts: readonly JudgedRow[];
  /** The lines that are booked as no file says: `bookedUnsaid`, which few files ask for. */
  unsaid: () => Promise<ReadonlySet<string>>;
}

/** Those among the rows of a file of a batch. */
export async function uncheckedRows(read: Read, { batchId, verdicts, unsaid }: Judged): Promise<Unchecked> {
  const differing = verdicts.filter(({ kind }) => kind === 'differing').map(differingRow);
  const unread = (await unreadRows(verdicts, unsaid)).map(unreadRow);
  if (differing.length + unread.length === 0) return { differing, unread };
  const seen = await seenMarks(read, batchId);
  const isNew = ({ mark }: UncheckedRow) => !seen.has(mark);
  return {
    differing: await withoutContradictions(read, differing.filter(isNew)),
    unread: unread.filter(isNew),
  };
}

function differingRow({ row, line, booking }: JudgedRow): UncheckedRow {
  return { row, doubt: null, lines: [line!], mark: markOf(saidOf(line!.id, row)), booking };
}

/** Rows that are set apart for another batch, as those that tell another payment of the lines for which they were taken. */
export function apartRows(apart: readonly RowApart[]): UncheckedRow[] {
  const paid = apart.filter(({ row }) => row.outcome === 'succeeded');
  return paid.flatMap(({ row, lines }) =>
    lines.map((line) => ({
      row,
      doubt: null,
      lines: [line],
      mark: markOf(saidOf(line.id, row)),
      booking: null,
    })),
  );
}

function saidOf(lineId: string, { outcome, on, reference }: Answer): unknown[] {
  return [lineId, outcome, on, comparableReference(reference)];
}

function unreadRow(one: JudgedRow): UncheckedRow {
  const { row, doubt } = one;
  const lines = linesOf(one);
  const { word, amountText, on, reference } = row;
  const mark = markOf([lines.map(({ id }) => id), word, amountText, on, comparableReference(reference)]);
  return { row, doubt, lines, mark, booking: null };
}

const MARK_LENGTH = 16;

function markOf(said: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, MARK_LENGTH);
}

/** In doubt for what else is said of them: whether they say paid or failed, or neither, is read all the same. */
const BESIDE_THE_WORD: readonly Doubt[] = [
  'account_masked',
  'digits_lost',
  'line_differs',
  'several_lines',
  'lines_together',
];

async function unreadRows(
  verdicts: readonly JudgedRow[],
  unsaid: Judged['unsaid'],
): Promise<readonly JudgedRow[]> {
  const unread = verdicts.filter(isUnread);
  if (!unread.some(saysNothingYet)) return unread;
  const booked = await unsaid();
  return unread.filter((one) => !saysNothingYet(one) || linesOf(one).some(({ id }) => booked.has(id)));
}

function isUnread(one: JudgedRow): boolean {
  const { row, doubt } = one;
  const lines = linesOf(one);
  if (doubt === null || lines.length === 0 || !lines.every(isAnswered)) return false;
  const isOfWord = doubt === 'word_pending' || UNREAD_DOUBTS.includes(doubt);
  return isOfWord || (row.outcome === null && BESIDE_THE_WORD.includes(doubt));
}

function linesOf({ line, fits }: JudgedRow): readonly BatchLine[] {
  return line ? [line] : fits;
}

/** Nothing that goes against what is booked, if a file says that: a word that mostly says 'not yet' may mean 'paid'. */
function saysNothingYet(one: JudgedRow): boolean {
  const { outcome, word } = one.row;
  if (outcome !== null) return false;
  return (
    isPending(word) || (isLikelyPending(word) && linesOf(one).every(({ status }) => status === 'succeeded'))
  );
}

function isAnswered({ status }: BatchLine): boolean {
  return status === 'succeeded' || status === 'failed';
}

/** What goes against what is left of a payment waits by itself, or was settled. */
async function withoutContradictions(read: Read, rows: readonly UncheckedRow[]): Promise<UncheckedRow[]> {
  const words = await wordsOnLines(
    read,
    rows.flatMap(({ lines }) => lines.map(({ id }) => id)),
  );
  const told = new Set(words.map(({ lineId, ...word }) => markOf(saidOf(lineId, word))));
  return rows.filter(({ mark }) => !told.has(mark));
}

/** What was looked at in the files of a batch. */
async function seenMarks(read: Read, batchId: string): Promise<Set<string>> {
  const files = await read
    .select({ seenWords: bankResults.seenWords })
    .from(bankResults)
    .where(and(eq(bankResults.batchId, batchId), isNotNull(bankResults.seenWords)));
  return new Set(files.flatMap(({ seenWords }) => JSON.parse(seenWords!) as string[]));
}
