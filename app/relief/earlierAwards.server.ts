import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, familyMembers, payments } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import type { ReliefCase } from './cases.server';

/** What somebody was awarded before in a project-year. */

interface EarlierAward {
  approvedOn: string;
  /** Of a released award only what was paid. */
  amountFen: number;
}

type Recipient = Pick<ReliefCase, 'id' | 'type' | 'familyId' | 'fingerprint'>;

export interface EarlierAwards {
  of(one: Recipient): EarlierAward[];
  /** Counts an award that is about to be made, for those after it in the same act. */
  add(one: Recipient, award: EarlierAward): void;
}

/**
 * What was awarded before in the same project-year and type: to the same person, told apart by ID number across
 * files, and for living relief to the same family as well.
 */
export async function earlierAwards(
  read: Read,
  cases: readonly (Recipient & Pick<ReliefCase, 'projectId'>)[],
): Promise<EarlierAwards> {
  const known = new Map<string, Map<string, EarlierAward>>();
  const note = (one: Recipient, key: string, award: EarlierAward) => {
    for (const name of keysOf(one)) {
      if (!known.has(name)) known.set(name, new Map());
      known.get(name)!.set(key, award);
    }
  };
  for (const part of partsOf(cases)) {
    for (const row of await awardRows(read, part)) {
      const amountFen = row.releasedOn ? row.netFen : row.amountFen;
      if (amountFen > 0) note(row, row.id, { approvedOn: row.approvedOn, amountFen });
    }
  }
  return {
    of: (one) => {
      const found = new Map(keysOf(one).flatMap((name) => [...(known.get(name) ?? [])]));
      found.delete(one.id);
      return [...found.values()];
    },
    add: (one, award) => note(one, one.id, award),
  };
}

function keysOf({ type, familyId, fingerprint }: Recipient): string[] {
  const person = `${type} person ${fingerprint}`;
  return type === 'living' ? [person, `${type} family ${familyId}`] : [person];
}

interface Part {
  projectId: string;
  type: ReliefType;
  cases: Recipient[];
}

function partsOf(cases: readonly (Recipient & Pick<ReliefCase, 'projectId'>)[]): Part[] {
  const groups = new Map<string, Part>();
  for (const one of cases) {
    const key = `${one.projectId} ${one.type}`;
    if (!groups.has(key)) groups.set(key, { projectId: one.projectId, type: one.type, cases: [] });
    groups.get(key)!.cases.push(one);
  }
  return [...groups.values()];
}

/** Beyond this many it is quicker to read all awards of the year and type than to look for each person's. */
const MOST_LOOKED_FOR = 250;

/** Awards under the id of their application, so that an application is never counted against itself. */
async function awardRows(read: Read, { projectId, type, cases }: Part) {
  const ofThese =
    cases.length > MOST_LOOKED_FOR ? undefined : inArray(awards.id, await awardIdsOf(read, cases));
  return read
    .select({
      id: awards.applicationId,
      type: awards.type,
      familyId: awards.familyId,
      fingerprint: familyMembers.idFingerprint,
      approvedOn: awards.approvedOn,
      amountFen: awards.amountFen,
      releasedOn: awards.releasedOn,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(payments, eq(payments.awardId, awards.id))
    .where(and(eq(awards.projectId, projectId), eq(awards.type, type), ofThese))
    .groupBy(
      awards.id,
      awards.applicationId,
      awards.type,
      awards.familyId,
      familyMembers.idFingerprint,
      awards.approvedOn,
      awards.amountFen,
      awards.releasedOn,
    );
}

/** The awards of some people and families: two short looks by their indexes, where one for both would read the year. */
async function awardIdsOf(read: Read, cases: readonly Recipient[]): Promise<string[]> {
  const fingerprints = [...new Set(cases.map(({ fingerprint }) => fingerprint))];
  const familyIds = [...new Set(cases.map(({ familyId }) => familyId))];
  const ofPeople = await read
    .select({ id: awards.id })
    .from(familyMembers)
    .innerJoin(awards, eq(awards.memberId, familyMembers.id))
    .where(inArray(familyMembers.idFingerprint, fingerprints));
  const ofFamilies = await read
    .select({ id: awards.id })
    .from(awards)
    .where(inArray(awards.familyId, familyIds));
  return [...new Set([...ofPeople, ...ofFamilies].map(({ id }) => id))];
}

/** The award for schooling that a student already has in a project-year, by ID number across files; null where there is none. */
export async function schoolingAward(
  read: Read,
  student: Pick<ReliefCase, 'projectId' | 'familyId' | 'fingerprint'> & { id: string },
): Promise<EarlierAward | null> {
  const one = { ...student, type: 'schooling' as const };
  return (await earlierAwards(read, [one])).of(one)[0] ?? null;
}
