import { and, asc, eq, inArray, lt, min, ne, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { bankFiles, bankResults, batches, instructions } from '../../db/schema';
import { comparableReference } from '../fund/reference';
import type { ResultRow } from './bankResult';
import type { Verdict } from './bankResultMatch';

/** Whether what a file says was the answer to another batch before this one went to the bank. */

/** A batch whose answer it was. */
export interface OtherAnswer {
  number: string;
  /** Whether it was the very file, byte for byte; else all that it says of this batch was told of that one. */
  isSameFile: boolean;
}

/** The batch whose answer a file was, byte for byte, before this batch went to the bank; null where it was none. */
export async function answeredBefore(
  read: Read,
  { batchId, sha256 }: { batchId: string; sha256: string },
): Promise<OtherAnswer | null> {
  const sentAt = read
    .select({ at: min(bankFiles.exportedAt) })
    .from(bankFiles)
    .where(eq(bankFiles.batchId, batchId));
  const [other] = await read
    .select({ number: batches.number })
    .from(bankResults)
    .innerJoin(batches, eq(batches.id, bankResults.batchId))
    .where(
      and(
        eq(bankResults.sha256, sha256),
        ne(bankResults.batchId, batchId),
        lt(bankResults.uploadedAt, sql`(${sentAt})`),
      ),
    )
    .orderBy(bankResults.uploadedAt)
    .limit(1);
  return other ? { ...other, isSameFile: true } : null;
}

interface Told {
  batchId: string;
  /** The day of the rows that have none of their own. */
  defaultOn: string | null;
  /** The rows that would be entered. */
  answers: readonly Verdict[];
}

/**
 * The batch that was answered just so, line by line: the awards of all these rows were in it before, to the same accounts
 * and with the same outcome, and no row has a day or number of the bank that is not of that answer. The same file in
 * another order, or saved anew, is like that; so is a bank that refuses the same accounts once more and dates nothing.
 */
export async function toldBefore(
  read: Read,
  { batchId, defaultOn, answers }: Told,
): Promise<OtherAnswer | null> {
  if (answers.length === 0) return null;
  const rows = new Map(answers.map(({ line, row }) => [line!.id, row]));
  const told = new Map<string, Set<string>>();
  for (const { lineId, number, ...answer } of await answersBefore(read, batchId)) {
    const row = rows.get(lineId);
    if (!row || !isSaidBy({ number, ...answer }, { row, defaultOn })) continue;
    told.set(number, (told.get(number) ?? new Set()).add(lineId));
  }
  const [number] = [...told].find(([, lines]) => lines.size === rows.size) ?? [];
  return number === undefined ? null : { number, isSameFile: false };
}

interface Answer {
  number: string;
  status: string;
  on: string | null;
  reference: string | null;
}

function isSaidBy(
  { number, status, on, reference }: Answer,
  { row, defaultOn }: { row: ResultRow; defaultOn: string | null },
): boolean {
  const isOfDay = row.on === null || row.on === defaultOn || row.on === on;
  // The number of the batch stands for a number that the bank did not say.
  const known = reference === number ? '' : comparableReference(reference ?? '');
  const said = comparableReference(row.reference);
  return status === row.outcome && isOfDay && (said === '' || said === known);
}

/** How other batches were answered of the awards that wait in this one, as far as the account is the same. */
function answersBefore(read: Read, batchId: string): Promise<(Answer & { lineId: string })[]> {
  const own = alias(instructions, 'own');
  return read
    .select({
      lineId: own.id,
      number: batches.number,
      status: instructions.status,
      on: instructions.resultOn,
      reference: instructions.bankReference,
    })
    .from(own)
    .innerJoin(instructions, eq(instructions.awardId, own.awardId))
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        eq(own.batchId, batchId),
        eq(own.status, 'sent'),
        ne(instructions.batchId, batchId),
        inArray(instructions.status, ['succeeded', 'failed']),
        eq(instructions.accountFingerprint, own.accountFingerprint),
        eq(instructions.amountFen, own.amountFen),
      ),
    )
    .orderBy(asc(batches.number));
}
