import { and, count, eq, isNull, max, sum, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, partOf, placeIn, type KeyOrder, type Part } from '../../db/engine/keyset';
import { applications, awards, families, familyMembers } from '../../db/schema';
import type { Cursor, Key, KeyPage } from '../cursor';
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

const ORDER: KeyOrder = {
  columns: [families.fileYear, families.fileSequence, familyMembers.position],
  shape: ['number', 'number', 'number'],
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

/** One page of the list. */
export async function pageOfStanding(
  read: Read,
  { campaignId, size, ...cursor }: Cursor & { campaignId: string; size: number },
): Promise<KeyPage<StandingAward>> {
  return pageByKey({
    cursor,
    order: ORDER,
    size,
    fetch: (part) => rowsOf(read, campaignId, part),
    keyOf: ({ fileYear, fileSequence, position }) => [fileYear, fileSequence, position],
  });
}

/** The lines of a numbered part of the list, which begins after so many others. */
export async function partOfStanding(
  read: Read,
  { campaignId, offset, limit }: { campaignId: string; offset: number; limit: number },
): Promise<StandingAward[]> {
  const from = offset === 0 ? null : await keyAt(read, campaignId, offset);
  return rowsOf(read, campaignId, partOf(ORDER, { from, isBackwards: false, limit }));
}

async function keyAt(read: Read, campaignId: string, place: number): Promise<Key | null> {
  const { fileYear, fileSequence } = families;
  const placed = read
    .select({ fileYear, fileSequence, position: familyMembers.position, place: placeIn(ORDER) })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(standing(campaignId))
    .as('placed');
  const [at] = await read.select().from(placed).where(eq(placed.place, place));
  return at ? [at.fileYear, at.fileSequence, at.position] : null;
}

function rowsOf(read: Read, campaignId: string, { where, orderBy, limit }: Part) {
  return read
    .select({
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      fileNumber: families.fileNumber,
      workUnit: families.workUnit,
      category: families.category,
      amountFen: awards.amountFen,
      fileYear: families.fileYear,
      fileSequence: families.fileSequence,
      position: familyMembers.position,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(and(standing(campaignId), where))
    .orderBy(...orderBy)
    .limit(limit);
}

/** Released awards are nobody's relief any more. */
function standing(campaignId: string): SQL | undefined {
  return and(eq(applications.campaignId, campaignId), isNull(awards.releasedOn));
}
