import { and, asc, desc, eq, gt, inArray, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { familyMembers, familySums, personSums, turns } from '../../db/schema';
import { RELIEF_TYPES } from '../fund/project';
import { membersFound } from '../relief/people.server';
import {
  groupOf,
  joinedSources,
  runName,
  type EvidenceAsked,
  type EvidenceKind,
  type EvidenceRun,
  type EvidenceSource,
} from './evidenceRuns.server';
import { timesSource } from './helpedRuns.server';
import { leftOutSource } from './paymentRuns.server';
import { memberOf } from './personKey.server';

/** Whom relief of any type reached, on the basis that is looked at, and the payment rows that do not count. */
export function allHelpedSource(read: Read, asked: EvidenceAsked): EvidenceSource {
  const helped =
    asked.basis === 'person_times'
      ? RELIEF_TYPES.map((type) => timesSource(read, { ...asked, type }))
      : [unitsSource(read, asked)];
  return joinedSources([...helped, leftOutSource(read, asked, RELIEF_TYPES)]);
}

const COUNTS: EvidenceKind = { part: 'numerator', reason: null, type: null };
const TAKEN_BACK: EvidenceKind = { part: 'excluded', reason: 'taken_back', type: null };

function unitsSource(read: Read, asked: EvidenceAsked): EvidenceSource {
  return {
    runs: [COUNTS, TAKEN_BACK].map((kind) => unitRun(read, asked, kind)),
    counted: async () => {
      const units = paidUnits(read, asked).as('paid_units');
      const [row] = await read
        .select({
          all: sql<number>`count(*)`.mapWith(Number),
          helped: sql<number>`coalesce(sum(case when ${units.left} > 0 then 1 else 0 end), 0)`.mapWith(
            Number,
          ),
        })
        .from(units);
      const { all, helped } = row!;
      return [groupOf(COUNTS, helped), groupOf(TAKEN_BACK, all - helped)].filter(({ rows }) => rows > 0);
    },
  };
}

/** Everybody, or every family, paid anything up to the day; where `left` is above 0, something is left of it. */
function paidUnits(read: Read, asked: EvidenceAsked, where?: SQL) {
  const { table, unitId, basis } = sumsOf(asked);
  const { projectId, until } = asked.counted;
  const turned = sql`coalesce((select sum(${turns.change}) from ${turns} where ${and(
    sql`${turns.unitId} = ${unitId}`,
    eq(turns.projectId, projectId),
    eq(turns.basis, basis),
    lte(turns.day, until),
  )}), 0)`;
  return read
    .select({
      id: sql<string>`${unitId}`.as('unit'),
      left: sql<number>`sum(case when ${eq(table.isPlain, true)} then 1 else 0 end) + ${turned}`.as(
        'left_over',
      ),
    })
    .from(table)
    .where(and(eq(table.projectId, projectId), lte(table.firstPaidOn, until), where))
    .groupBy(unitId);
}

/** The turns of people say by how much they differ from one a type; those of families are kept by type. */
function sumsOf({ basis }: EvidenceAsked) {
  return basis === 'families'
    ? { table: familySums, unitId: familySums.familyId, basis: 'families' as const }
    : { table: personSums, unitId: personSums.personId, basis: 'people' as const };
}

/** In the order of their keys: they may be paid on many days. */
function unitRun(read: Read, asked: EvidenceAsked, group: EvidenceKind): EvidenceRun {
  const isFamily = asked.basis === 'families';
  const { unitId } = sumsOf(asked);
  const member = isFamily ? familyMembers.familyId : familyMembers.idFingerprint;
  const searched = asked.search && inArray(unitId, membersFound(read, member, asked.search));
  return {
    group,
    name: runName(group),
    shape: ['text'],
    fetch: async ({ from, isBackwards, limit }) => {
      const key = from && (isFamily ? sql`${from[0]}` : personOf(String(from[0])));
      const beyond = key ? (isBackwards ? lt : gt)(unitId, key) : undefined;
      const units = paidUnits(read, asked, and(searched, beyond)).as('paid_units');
      const rows = await read
        .select({ id: units.id, shown: isFamily ? sql<string>`${units.id}` : memberOf(units.id) })
        .from(units)
        .where(group === COUNTS ? gt(units.left, 0) : lte(units.left, 0))
        .orderBy(isBackwards ? desc(units.id) : asc(units.id))
        .limit(limit);
      return rows.map(({ id, shown }) => ({ key: [shown], row: { kind: 'unit', id } }));
    },
  };
}

function personOf(memberId: string): SQL {
  return sql`(select ${familyMembers.idFingerprint} from ${familyMembers} where ${familyMembers.id} = ${memberId})`;
}
