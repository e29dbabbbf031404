import type { Read } from '../../db/client.server';
import type { InstructionStatus } from './batch';
import type { Doubt } from './bankResultMatch';
import { isOpen } from './contradiction';
import { contradictionsOfLines } from './contradictions.server';

/** What became of a row that goes against what is booked: it waits, was settled, or is booked so by now. */
export type RowStanding = 'open' | 'settled' | 'booked';

interface Row {
  doubt: Doubt | null;
  line: { id: string; status: InstructionStatus } | null;
  standing: RowStanding | null;
}

/** Says of the rows of a page that are about answered lines what became of what they say. */
export async function withStanding<One extends Row>(read: Read, rows: readonly One[]): Promise<One[]> {
  const answered = rows.flatMap(({ line }) => (line && isAnswered(line.status) ? [line.id] : []));
  const kept = new Map((await contradictionsOfLines(read, answered)).map((one) => [one.lineId, one]));
  return rows.map((row) => {
    if (!row.line || row.doubt === null || !isAnswered(row.line.status)) return row;
    const one = kept.get(row.line.id);
    if (one) return { ...row, standing: isOpen(one) ? 'open' : 'settled' };
    return { ...row, standing: row.doubt === 'answered_otherwise' ? 'booked' : null };
  });
}

function isAnswered(status: InstructionStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}
