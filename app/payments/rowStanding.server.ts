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
    // Said in the same words by another file, that one stands for both.
    const isKept = (words.get(row.line.id) ?? []).some((word) => isSameAnswer(word, row));
    // What is said once more in agreement is news only as the last word.
    const isLast = one?.resultId === resultId && isSameAnswer(one, row);
    const isNews = row.doubt === null ? isLast : isKept || row.doubt === 'answered_otherwise';
    if (!isNews) return row;
    return { ...row, standing: one ? (isOpen(one) ? 'open' : 'settled') : 'booked' };
  });
}

function isSameAnswer(word: BankWord, { outcome, on, reference }: Row): boolean {
  return word.outcome === outcome && word.on === on && word.reference === reference;
}

function isAnswered(status: InstructionStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}
