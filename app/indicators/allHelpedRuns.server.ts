import { and, eq, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { familySums, personSums, turns } from '../../db/schema';
import { RELIEF_TYPES } from '../fund/project';
import { joinedSources, type EvidenceAsked, type EvidenceSource } from './evidenceRuns.server';
import { timesSource } from './helpedRuns.server';
import { leftOutSource } from './paymentRuns.server';
import { unitsOfDivision, unitsSource, type PaidUnits } from './unitRuns.server';

/** Whom relief of any type reached, on the basis that is looked at, and the payment rows that do not count. */
export function allHelpedSource(read: Read, asked: EvidenceAsked): EvidenceSource {
  const helped =
    asked.basis === 'person_times'
      ? RELIEF_TYPES.map((type) => timesSource(read, { ...asked, type }))
      : [unitsSource(read, asked, { type: null, units: unitsOf(read, asked) })];
  return joinedSources([...helped, leftOutSource(read, asked, RELIEF_TYPES)]);
}

function unitsOf(read: Read, asked: EvidenceAsked): PaidUnits {
  const division = asked.filter?.division ?? null;
  if (division !== null) return unitsOfDivision(read, asked, { type: null, division });
  return { unitId: sumsOf(asked).unitId, paid: (where) => paidUnits(read, asked, where) };
}

/** Everybody, or every family, paid anything up to the day; where `left` is above 0, something is left of it. */
function paidUnits(read: Read, asked: EvidenceAsked, where: SQL | undefined) {
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
    .groupBy(unitId)
    .as('paid_units');
}

/** The turns of people say by how much they differ from one a type; those of families are kept by type. */
function sumsOf({ basis }: EvidenceAsked) {
  return basis === 'families'
    ? { table: familySums, unitId: familySums.familyId, basis: 'families' as const }
    : { table: personSums, unitId: personSums.personId, basis: 'people' as const };
}
