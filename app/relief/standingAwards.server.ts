import { and, count, eq, isNull, lt, max, or, sql, sum, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageBySeek, partOf, placeIn, type KeyOrder, type Seek } from '../../db/engine/keyset';
import { applications, awards, families, familyMembers, payments } from '../../db/schema';
import type { Cursor, KeyPage } from '../cursor';
import type { Category } from '../families/family';

/**
 * Whom a campaign helps, by file: the list that is published, and the one that is signed. Each stands with what was
 * awarded, or, once the rest was released, with what the person keeps; who keeps nothing is not on it.
 */

export interface StandingAward {
  name: string;
  idMasked: string;
  fileNumber: string;
  workUnit: string;
  category: Category | null;
  amountFen: number;
}

const netFen = sql<number>`(select coalesce(sum(${payments.amountFen}), 0) from ${payments} where ${payments.awardId} = ${awards.id})`;
const standingFen =
  sql<number>`case when ${awards.releasedOn} is null then ${awards.amountFen} else ${netFen} end`.mapWith(
    Number,
  );

const ORDER: Pick<KeyOrder, 'columns' | 'direction'> = {
  columns: [families.fileNumber, familyMembers.position],
  direction: 'asc',
};

/** @returns how many they are, what they come to, and the day of the last approval */
export async function standingTotals(read: Read, campaignId: string) {
  const [totals] = await read
    .select({
      count: count(),
      amountFen: sum(standingFen).mapWith(Number),
      lastApprovedOn: max(awards.approvedOn),
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .where(standing(campaignId));
  const { count: rows, amountFen, lastApprovedOn } = totals!;
  return { count: rows, amountFen: amountFen ?? 0, lastApprovedOn };
}

/** Whether all on the list have been paid all of it. */
export async function isAllPaid(read: Read, campaignId: string): Promise<boolean> {
  const unpaid = await read
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .where(and(standing(campaignId), isNull(awards.releasedOn), lt(netFen, awards.amountFen)))
    .limit(1);
  return unpaid.length === 0;
}

/** One page of the list. A place in it is named by its award: a file number of an office's own may hold any sign. */
export async function pageOfStanding(
  read: Read,
  { campaignId, size, ...cursor }: Cursor & { campaignId: string; size: number },
): Promise<KeyPage<StandingAward>> {
  return pageBySeek({
    cursor,
    size,
    placeOf: (awardId) => awardId ?? null,
    fetch: (seek) => rowsOf(read, campaignId, seek),
    textOf: ({ awardId }) => awardId,
  });
}

/** The lines of a numbered part of the list, which begins after so many others. */
export async function partOfStanding(
  read: Read,
  { campaignId, offset, limit }: { campaignId: string; offset: number; limit: number },
): Promise<StandingAward[]> {
  const from = offset === 0 ? null : await awardAt(read, campaignId, offset);
  return rowsOf(read, campaignId, { from, isBackwards: false, limit });
}

async function awardAt(read: Read, campaignId: string, place: number): Promise<string | null> {
  const placed = read
    .select({ id: awards.id, place: placeIn(ORDER) })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(standing(campaignId))
    .as('placed');
  const [at] = await read.select({ id: placed.id }).from(placed).where(eq(placed.place, place));
  return at?.id ?? null;
}

function rowsOf(read: Read, campaignId: string, { from, ...seek }: Seek<string>) {
  const { where, orderBy, limit } = partOf(ORDER, { from: from === null ? null : keyOf(from), ...seek });
  return read
    .select({
      awardId: awards.id,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      fileNumber: families.fileNumber,
      workUnit: families.workUnit,
      category: families.category,
      amountFen: standingFen,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(and(standing(campaignId), where))
    .orderBy(...orderBy)
    .limit(limit);
}

function keyOf(awardId: string): [SQL, SQL] {
  const ofAward = sql`${awards.id} = ${awardId}`;
  return [
    sql`(select ${families.fileNumber} from ${awards} join ${families} on ${families.id} = ${awards.familyId} where ${ofAward})`,
    sql`(select ${familyMembers.position} from ${awards} join ${familyMembers} on ${familyMembers.id} = ${awards.memberId} where ${ofAward})`,
  ];
}

/** What was released is nobody's relief any more, but for what was paid before and kept. */
function standing(campaignId: string): SQL | undefined {
  return and(eq(applications.campaignId, campaignId), or(isNull(awards.releasedOn), sql`${netFen} > 0`));
}
