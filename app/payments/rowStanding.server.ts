import type { Read } from '../../db/client.server';
import type { InstructionStatus } from './batch';
import type { Doubt } from './bankResultMatch';
import { wordsOf } from './bankWords.server';
import { isOpen, type BankWord } from './contradiction';
import { contradictionsOfLines } from './contradictions.server';

/** What became of a row that goes against what is booked: it waits, was settled, or is booked so by now. */
export type RowStanding = 'open' | 'settled' | 'booked';

interface Row {
  doubt: Doubt | null;
  outcome: BankWord['outcome'] | null;
  on: string | null;
  reference: string;
  line: { id: string; status: InstructionStatus } | null;
  standing: RowStanding | null;
}

/** Says of the rows of a page that are about answered lines what became of what they say. */
export async function withStanding<One extends Row>(
  read: Read,
  { resultId, rows }: { resultId: string; rows: readonly One[] },
): Promise<One[]> {
  const answered = rows.flatMap(({ line }) => (line && isAnswered(line.status) ? [line.id] : []));
  const open = new Map((await contradictionsOfLines(read, answered)).map((one) => [one.lineId, one]));
  const words = await wordsOf(read, answered);
  return rows.map((row) => {
    if (!row.line || !isAnswered(row.line.status)) return row;
    const one = open.get(row.line.id);
    const isKept = (words.get(row.line.id) ?? []).some((word) => isWordOf(word, { row, resultId }));
    // What is said once more in agreement is news only as the last word.
    const isNews =
      row.doubt === null ? one?.resultId === resultId : isKept || row.doubt === 'answered_otherwise';
    if (!isNews) return row;
    return { ...row, standing: one ? (isOpen(one) ? 'open' : 'settled') : 'booked' };
  });
}

/** By this file, or in the same words by another one, which then stands for both. */
function isWordOf(word: BankWord, { row, resultId }: { row: Row; resultId: string }): boolean {
  if (row.outcome === null) return false;
  const isSame = word.outcome === row.outcome && word.on === row.on && word.reference === row.reference;
  return word.resultId === resultId || isSame;
}

function isAnswered(status: InstructionStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}
