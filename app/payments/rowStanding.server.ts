import type { Read } from '../../db/client.server';
import type { InstructionStatus } from './batch';
import type { Doubt } from './bankResultMatch';
import { wordsOf } from './bankWords.server';
import {
  isOfAmount,
  isOfSamePaper,
  isOpen,
  isSameAnswer,
  type BankWord,
  type Contradiction,
} from './contradiction';
import { contradictionsOfLines } from './contradictions.server';

/** What became of a row that goes against what is booked: it waits, was settled, or is booked so by now. */
export type RowStanding = 'open' | 'settled' | 'booked';

interface RowLine {
  id: string;
  status: InstructionStatus;
}

interface Row {
  doubt: Doubt | null;
  outcome: BankWord['outcome'] | null;
  on: string | null;
  reference: string;
  rowFen: number | null;
  line: RowLine | null;
  fits: readonly RowLine[];
  standing: RowStanding | null;
}

/** Says of the rows of a page that are about answered lines what became of what they say. */
export async function withStanding<One extends Row>(
  read: Read,
  { resultId, rows }: { resultId: string; rows: readonly One[] },
): Promise<One[]> {
  const answered = rows.flatMap((row) => linesOf(row).map(({ id }) => id));
  const open = new Map((await contradictionsOfLines(read, answered)).map((one) => [one.lineId, one]));
  const words = await wordsOf(read, answered);
  return rows.map((row) => {
    const standings = linesOf(row).map(({ id }) =>
      standingOf(row, { resultId, one: open.get(id), words: words.get(id) ?? [] }),
    );
    const standing = STANDINGS.find((known) => standings.includes(known)) ?? null;
    return standing ? { ...row, standing } : row;
  });
}

/** Of a row that may be about several lines the first of these counts. */
const STANDINGS: readonly RowStanding[] = ['open', 'settled', 'booked'];

/** The answered lines that a row may be about. */
function linesOf({ line, fits }: Row): readonly RowLine[] {
  return (line ? [line] : fits).filter(({ status }) => isAnswered(status));
}

function standingOf(
  row: Row,
  { resultId, one, words }: { resultId: string; one: Contradiction | undefined; words: readonly BankWord[] },
): RowStanding | null {
  // Said in the same words by another file, that one stands for both.
  const isKept = words.some((word) => isSameAnswer(word, row));
  // What is said once more in agreement is news only as the last word.
  const isLast = one?.resultId === resultId && isSameAnswer(one, row);
  const isNews = row.doubt === null ? isLast : isKept || row.doubt === 'answered_otherwise';
  if (!isNews) return null;
  if (!one || isAsBooked(row, one)) return 'booked';
  return isOpen(one) ? 'open' : 'settled';
}

/** Whether a row says the amount that is booked, while another file says another one of the same paper. */
function isAsBooked({ outcome, on, reference, rowFen }: Row, one: Contradiction): boolean {
  return (
    outcome === 'succeeded' &&
    isOfAmount(one) &&
    one.bookedFen === rowFen &&
    isOfSamePaper({ on, reference }, one)
  );
}

/** One that was taken out waits for no answer either. */
function isAnswered(status: InstructionStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'withdrawn';
}
