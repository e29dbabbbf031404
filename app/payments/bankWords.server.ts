import { and, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { bankContradictions, bankResults } from '../../db/schema';
import type { BankWord } from './contradiction';
import type { SaidBefore } from './severalLines';

/**
 * The bank's words about lines that go against what was booked, or against one another. They are kept by comparing
 * (comparedResults); here they are looked up.
 */

/**
 * Leaves out what a file said that was taken away since: it was none of the bank's words about this batch. What was
 * cleared up with the bank before that stays.
 */
export function isStillSaid(): SQL {
  return or(
    isNull(bankResults.voidedAt),
    // Files were taken away by settling what they said, once.
    and(
      isNotNull(bankContradictions.settledAt),
      ne(bankContradictions.settledReason, bankResults.voidReason),
    ),
  )!;
}

/** What a word is read from: of a contradiction with its file. */
export const WORD = {
  resultId: bankResults.id,
  uploadedAt: bankResults.uploadedAt,
  firstAt: sql<string>`(select min(same.uploaded_at) from ${bankResults} as same where same.batch_id = ${bankResults.batchId} and same.sha256 = ${bankResults.sha256})`,
  outcome: bankContradictions.outcome,
  on: bankContradictions.saidOn,
  reference: bankContradictions.reference,
  saidFen: bankContradictions.saidFen,
  possibleLines: bankContradictions.possibleLines,
} as const;

/** The words about some lines, by line, in the order in which the files came. */
export async function wordsOf(read: Read, lineIds: readonly string[]): Promise<Map<string, BankWord[]>> {
  const words = new Map<string, BankWord[]>();
  for (const chunk of chunksOf([...new Set(lineIds)])) {
    const rows = await read
      .select({
        lineId: bankContradictions.lineId,
        ...WORD,
      })
      .from(bankContradictions)
      .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
      .where(and(inArray(bankContradictions.lineId, chunk), isStillSaid()))
      .orderBy(bankResults.uploadedAt, bankResults.id);
    for (const { lineId, ...word } of rows) words.set(lineId, [...(words.get(lineId) ?? []), word]);
  }
  return words;
}

/** Which file has said something of a line, when it came, and what it said. */
export interface WordPlace extends SaidBefore {
  resultId: string;
  uploadedAt: string;
}

/** By which files of a batch there are words about its lines, or about some; without some of the files, or as if one were taken away. */
export async function placesOfWords(
  read: Read,
  {
    batchId,
    lineIds,
    notIn = [],
    withoutId,
  }: { batchId: string; lineIds?: readonly string[]; notIn?: readonly string[]; withoutId?: string },
): Promise<WordPlace[]> {
  const without = new Set(notIn);
  const places = await read
    .select({
      lineId: bankContradictions.lineId,
      resultId: bankResults.id,
      uploadedAt: bankResults.uploadedAt,
      outcome: bankContradictions.outcome,
      on: bankContradictions.saidOn,
      reference: bankContradictions.reference,
    })
    .from(bankContradictions)
    .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
    .where(
      and(
        eq(bankResults.batchId, batchId),
        isStillSaid(),
        lineIds ? inArray(bankContradictions.lineId, lineIds) : undefined,
        withoutId ? or(ne(bankResults.id, withoutId), isNotNull(bankContradictions.settledAt)) : undefined,
      ),
    );
  return places.filter(({ resultId }) => !without.has(resultId));
}
