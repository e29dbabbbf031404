import { and, count, eq, sum } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { carriedReceipts, families, indicatorSources, receipts } from '../../db/schema';
import { carryStand, projectOfYear, projectYears, type CarryForward } from '../fund/fund.server';
import { copiedTo } from '../fund/projectDraft';
import { storedProject } from '../fund/projectRecords.server';
import { createdProject } from '../fund/projects.server';
import { isSameScoring, USUAL_SCORING } from '../fund/scoring';
import { scoringOf, takeScoringOver } from '../fund/scoring.server';
import { newId } from '../ids.server';
import { chosenSources } from '../indicators/sources.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { freezesOf } from './freezes.server';

/** What the year after is prepared from, and what it has of it. */
export interface NextYear {
  year: number;
  /** Its project stands already. */
  isPrepared: boolean;
  /** What the closed year has left for it, as the form of the carry-forward will propose. */
  carry: Omit<CarryForward, 'fromYear' | 'receivedOn'>;
  taken: TakenOver | null;
}

/** What a prepared year has of the closed one. */
export interface TakenOver {
  indicators: number;
  programmes: number;
  /** Scored by other rules than the usual ones. */
  hasScoring: boolean;
  previousTotalFen: number | null;
  previousCurrentFen: number | null;
  carriedFen: number;
  /** Families on the register now: they go on without anything being done. */
  families: number;
}

/**
 * Where the year after stands, seen from a year that is closed.
 * @throws Refusal project.not_found
 */
export async function nextYearOf(read: Read, closedYear: number): Promise<NextYear> {
  const closed = await projectOfYear(read, closedYear);
  const year = closedYear + 1;
  const isPrepared = (await projectYears(read)).includes(year);
  return {
    year,
    isPrepared,
    carry: await carryStand(read, { source: closed, on: `${year}-01-01` }),
    taken: isPrepared ? await takenOver(read, { year, fromProjectId: closed.id }) : null,
  };
}

async function takenOver(
  read: Read,
  { year, fromProjectId }: { year: number; fromProjectId: string },
): Promise<TakenOver> {
  const { project, draft } = await storedProject(read, year);
  const [carried] = await read
    .select({ fen: sum(receipts.amountFen).mapWith(Number) })
    .from(carriedReceipts)
    .innerJoin(receipts, eq(receipts.id, carriedReceipts.receiptId))
    .where(and(eq(carriedReceipts.fromProjectId, fromProjectId), eq(receipts.projectId, project.id)));
  const [onRegister] = await read
    .select({ count: count() })
    .from(families)
    .where(eq(families.status, 'approved'));
  return {
    indicators: draft.rows.filter(({ level3 }) => level3 !== null).length,
    programmes: draft.programmes.length,
    hasScoring: !isSameScoring(await scoringOf(read, project.id), USUAL_SCORING),
    previousTotalFen: project.previousTotalFen,
    previousCurrentFen: project.previousCurrentFen,
    carriedFen: carried?.fen ?? 0,
    families: onRegister!.count,
  };
}

/**
 * Makes the project of the year after from a closed one: amounts as those of the year before, tree, targets, weights,
 * scoring rules, windows, and by what indicators are judged. Where it stands already, nothing happens.
 * @returns its year, and whether it was made now
 * @throws Refusal project.not_found, report.not_closed
 */
export async function prepareNextYear(
  { store, actor }: Desk,
  closedYear: number,
): Promise<{ year: number; isNew: boolean }> {
  const year = closedYear + 1;
  return store.write(async (write) => {
    const { draft, indicatorIds } = await storedProject(write, closedYear);
    if ((await freezesOf(write, closedYear)).length === 0)
      throw new Refusal('report.not_closed', { year: closedYear });
    if ((await projectYears(write)).includes(year)) return { year, isNew: false };
    await createdProject(write, actor, { draft: copiedTo(year, draft), madeFrom: closedYear });
    await takeScoringOver(write, actor, { fromYear: closedYear, toYear: year });
    const next = await storedProject(write, year);
    const sources = await chosenSources(write, indicatorIds);
    const rows = sources.map(({ indicatorId, source }) => ({
      id: newId(),
      indicatorId: next.indicatorIds[indicatorIds.indexOf(indicatorId)]!,
      source,
    }));
    if (rows.length > 0) await write.insert(indicatorSources).values(rows);
    return { year, isNew: true };
  });
}
