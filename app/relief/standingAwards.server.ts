import { and, count, eq, isNull, max, sql, sum, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageBySeek, partOf, placeIn, type KeyOrder, type Seek } from '../../db/engine/keyset';
import { applications, awards, families, familyMembers } from '../../db/schema';
import type { Cursor, KeyPage } from '../cursor';
import type { Category } from '../families/family';

/** What a campaign awarded and did not release, by file: the list that is published, and the one that is signed. */

export interface StandingAward {
  name: string;
  idMasked: string;
  fileNumber: string;
  workUnit: string;
  category: Category | null;
  amountFen: number;
}

const ORDER: Pick<KeyOrder, 'columns' | 'direction'> = {
  columns: [families.fileNumber, familyMembers.position],
  direction: 'asc',
};

/** @returns how many they are, what they come to, and the day of the last approval */
export async function standingTotals(read: Read, campaignId: string) {
  const [totals] = await read
    .select({
      count: count(),
      amountFen: sum(awards.amountFen).mapWith(Number),
      lastApprovedOn: max(awards.approvedOn),
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .where(standing(campaignId));
  const { count: rows, amountFen, lastApprovedOn } = totals!;
  return { count: rows, amountFen: amountFen ?? 0, lastApprovedOn };
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
      amountFen: awards.amountFen,
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

/** Released awards are nobody's relief any more. */
function standing(campaignId: string): SQL | undefined {
  return and(eq(applications.campaignId, campaignId), isNull(awards.releasedOn));
}
