import { and, count, eq, exists, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awardGroups, awards as awardRecords, awardSums, families } from '../../db/schema';
import { countedPayments, netBy, totalFen, type AwardFact, type PaymentFact, type YearFacts } from './facts';
import type { YearHead } from './facts.server';
import type { Budget } from './indicator';
import { committedOf } from './money';
import { helpedBy } from './peopleHelped';
import { countedOf, type Counted } from './sumCounts.server';
import { timedAwards, timelinessOf, type AwardGroup } from './timeliness';
import type { ReliefType } from '../fund/project';
import { historyOf, type AwardHistory } from '../relief/awardHistory';
import type { Measure } from './score';

/** The awards of a project that are not paid, or paid by one payment in full: as many groups as days differ. */
export async function plainGroups(read: Read, { projectId }: Counted): Promise<AwardGroup[]> {
  const { type, approvedDay, releasedDay, paidDay } = awardGroups;
  const rows = await read
    .select({
      ...{ type, approvedDay, releasedDay, paidDay },
      awards: sql<number>`sum(${awardGroups.awards})`.mapWith(Number),
      amountFen: sql<number>`sum(${awardGroups.amountFen})`.mapWith(Number),
    })
    .from(awardGroups)
    .where(eq(awardGroups.projectId, projectId))
    .groupBy(type, approvedDay, releasedDay, paidDay);
  return rows.map((row) => ({
    type: row.type,
    approvedOn: row.approvedDay,
    releasedOn: row.releasedDay || null,
    paidOn: row.paidDay || null,
    awards: row.awards,
    amountFen: row.amountFen,
  }));
}

/** Those of one division's families: the groups know no division, the sums of its own awards are added up. */
export async function divisionGroups(
  read: Read,
  { counted, division }: { counted: Counted; division: string },
): Promise<AwardGroup[]> {
  const { type, approvedOn, releasedOn, paidOn } = awardSums;
  return (
    read
      .select({
        ...{ type, approvedOn, releasedOn, paidOn },
        awards: count(),
        amountFen: sql<number>`sum(${awardSums.amountFen})`.mapWith(Number),
      })
      .from(families)
      // The families come first, which are few.
      .crossJoin(awardRecords)
      .innerJoin(awardSums, eq(awardSums.awardId, awardRecords.id))
      .where(
        and(
          eq(families.division, division),
          eq(awardRecords.familyId, families.id),
          eq(awardRecords.projectId, counted.projectId),
          eq(awardSums.isPlain, true),
        ),
      )
      .groupBy(type, approvedOn, releasedOn, paidOn)
  );
}

/** The awards that were paid in parts, or of which something was taken back: one for all that took the same course. */
export interface IrregularAwards {
  facts: YearFacts;
  /** How many awards one of `facts` stands for. */
  timesOf: (id: string) => number;
  /** The one of `facts` that stands for an award. */
  idOf: (award: Course) => string | undefined;
}

/** What decides about an award that is not plain. */
type Course = Pick<typeof awardSums.$inferSelect, 'type' | 'approvedOn' | 'releasedOn' | 'history'>;

/** Of all families, or of those of one division. */
export async function irregularAwards(
  read: Read,
  head: YearHead,
  division: string | null = null,
): Promise<IrregularAwards> {
  const { type, approvedOn, releasedOn, history } = awardSums;
  const rows = await read
    .select({ type, approvedOn, releasedOn, history, awards: count() })
    .from(awardSums)
    .where(
      and(
        eq(awardSums.projectId, head.project.id),
        eq(awardSums.isPlain, false),
        division === null ? undefined : exists(awardOf(read, division)),
      ),
    )
    .groupBy(type, approvedOn, releasedOn, history);
  const awards: AwardFact[] = [];
  const payments: PaymentFact[] = [];
  const ids = new Map(rows.map((row, index) => [courseText(row), String(index)]));
  for (const [index, row] of rows.entries()) {
    const { amountFen, isTakenBack, chains, ended = [] } = historyOf(row.history!);
    const id = String(index);
    awards.push({ ...row, ...NOBODY, id, amountFen, isTakenBack, endedReleases: ended });
    for (const chain of chains)
      payments.push(...paymentsOf(chain, { id, type: row.type, index: payments.length }));
  }
  return {
    facts: { ...head, awards, payments, files: [], answers: [], services: [] },
    timesOf: (id) => rows[Number(id)]!.awards,
    idOf: (award) => ids.get(courseText(award)),
  };
}

/** That an award is of the division: asked of each that is not plain, which are few. */
function awardOf(read: Read, division: string) {
  return read
    .select({ one: sql`1` })
    .from(awardRecords)
    .innerJoin(families, eq(families.id, awardRecords.familyId))
    .where(and(eq(awardRecords.id, awardSums.awardId), eq(families.division, division)));
}

/** The awards of a project of which something is still to be paid, whatever the day, and how much that is. */
export async function openAwards(read: Read, head: YearHead): Promise<{ count: number; restFen: number }> {
  const plain = await plainGroups(read, countedOf(head));
  const { facts, timesOf } = await irregularAwards(read, head);
  const waiting = plain.filter(({ releasedOn, paidOn }) => releasedOn === null && paidOn === null);
  const open = { count: 0, restFen: totalFen(waiting) };
  for (const { awards: count } of waiting) open.count += count;
  const netFen = netBy(facts.payments, ({ awardId }) => awardId);
  for (const { id, releasedOn, amountFen } of facts.awards) {
    const restFen = amountFen - (netFen.get(id) ?? 0);
    if (releasedOn !== null || restFen <= 0) continue;
    open.count += timesOf(id);
    open.restFen += restFen * timesOf(id);
  }
  return open;
}

function courseText({ type, approvedOn, releasedOn, history }: Course): string {
  return JSON.stringify([type, approvedOn, releasedOn, history]);
}

function paymentsOf(
  chain: AwardHistory['chains'][number],
  { id, type, index }: { id: string; type: ReliefType; index: number },
): PaymentFact[] {
  const originalId = `${id} ${index}`;
  return chain.map(([paidOn, amountFen], position) => ({
    ...NOBODY,
    ...{ type, awardId: id, originalId, paidOn, amountFen },
    // A payment is its own original; what id a correction has decides nothing.
    id: originalId,
    // What kind of correction it was decides nothing.
    kind: position === 0 ? ('payment' as const) : ('return' as const),
  }));
}

/** Whose they are is counted elsewhere. */
const NOBODY = { familyId: '', memberId: '', personId: '' };

/** What is committed to them, and what was paid by type. */
export function irregularMoney({ facts, timesOf }: IrregularAwards): Pick<
  Budget,
  'committedFen' | 'committedAwards'
> & {
  paidFen: Record<ReliefType, number>;
} {
  // A sum over amounts: what each of many awards has is had so many times.
  const payments = facts.payments.map((payment) => ({
    ...payment,
    amountFen: payment.amountFen * timesOf(payment.awardId),
  }));
  const paid = countedPayments({ ...facts, payments });
  const ofType = (type: ReliefType) => totalFen(paid.filter((row) => row.type === type));
  return {
    ...committedOf(facts, timesOf),
    paidFen: { living: ofType('living'), schooling: ofType('schooling'), medical: ofType('medical') },
  };
}

/** How many payments of a type have a net above 0. */
export function irregularTimes({ facts, timesOf }: IrregularAwards, type: ReliefType): number {
  let times = 0;
  for (const [originalId, net] of helpedBy(facts, type).personTimes) {
    if (net > 0) times += timesOf(originalId.split(' ')[0]!);
  }
  return times;
}

export function irregularTimeliness({ facts, timesOf }: IrregularAwards): Measure {
  return timelinessOf(timedAwards(facts), ({ award }) => timesOf(award.id));
}
