import type { Read } from '../../db/client.server';
import { cashStands } from '../fund/cash';
import { cashDays, projectOfYear, projectYears } from '../fund/fund.server';

/** What the year after is prepared from. */
export interface NextYear {
  year: number;
  /** Its project stands already. */
  isPrepared: boolean;
  /** Received, and neither paid out nor carried on yet. */
  leftFen: number;
}

/**
 * Where the year after stands, seen from a year that is closed.
 * @throws Refusal project.not_found
 */
export async function nextYearOf(read: Read, closedYear: number): Promise<NextYear> {
  const { id } = await projectOfYear(read, closedYear);
  const year = closedYear + 1;
  return {
    year,
    isPrepared: (await projectYears(read)).includes(year),
    leftFen: cashStands(await cashDays(read, id)).at(-1)?.cashFen ?? 0,
  };
}
