import type { Read } from '../../db/client.server';
import type { InstructionStatus } from './batch';
import type { Doubt } from './bankResultMatch';
import { isOpen } from './contradiction';
import { contradictionsOfLines, linesToldBy } from './contradictions.server';

/** What became of a row that goes against what is booked: it waits, was settled, or is booked so by now. */
export type RowStanding = 'open' | 'settled' | 'booked';

interface Row {
  doubt: Doubt | null;
  line: { id: string; status: InstructionStatus } | null;
  standing: RowStanding | null;
}

/** Says of the rows of a page that are about answered lines what became of what they say. */
export async function withStanding<One extends Row>(
  read: Read,
  { resultId, rows }: { resultId: string; rows: readonly One[] },
): Promise<One[]> {
  const answered = rows.flatMap(({ line }) => (line && isAnswered(line.status) ? [line.id] : []));
  const standing = new Map((await contradictionsOfLines(read, answered)).map((one) => [one.lineId, one]));
  const kept = await linesToldBy(read, resultId);
  return rows.map((row) => {
    if (!row.line || !isAnswered(row.line.status)) return row;
    const one = standing.get(row.line.id);
    if (row.doubt === null && one?.resultId !== resultId) return row;
    if (one) return { ...row, standing: isOpen(one) ? 'open' : 'settled' };
    const isDone = row.doubt === 'answered_otherwise' || kept.has(row.line.id);
    return { ...row, standing: isDone ? 'booked' : null };
  });
}

function isAnswered(status: InstructionStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}
