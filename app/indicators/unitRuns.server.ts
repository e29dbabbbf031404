import { and, asc, desc, eq, gt, inArray, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { familyMembers, payments } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import { membersFound } from '../relief/people.server';
import { isPaid, ownFamilies } from './divisionCounts.server';
import {
  groupOf,
  runName,
  type EvidenceAsked,
  type EvidenceKind,
  type EvidenceRun,
  type EvidenceSource,
} from './evidenceRuns.server';
import { memberOf } from './personKey.server';

/** People or families that were paid anything up to the day, in the order of their keys: they may be paid on many days. */
export interface PaidUnits {
  unitId: SQLiteColumn;
  /** Of those that fit, each with `left`, which is above 0 where something is left of what it was paid. */
  paid: (where?: SQL) => ReturnType<typeof divisionUnits>;
}

/** Those of whom something is left, who count, and those of whom all was taken back. */
export function unitsSource(
  read: Read,
  asked: EvidenceAsked,
  { type, units }: { type: ReliefType | null; units: PaidUnits },
): EvidenceSource {
  const counts: EvidenceKind = { part: 'numerator', reason: null, type };
  const takenBack: EvidenceKind = { part: 'excluded', reason: 'taken_back', type };
  return {
    runs: [counts, takenBack].map((kind) => unitRun(read, asked, { kind, units })),
    counted: async () => {
      const paid = units.paid();
      const [row] = await read
        .select({
          all: sql<number>`count(*)`.mapWith(Number),
          helped: sql<number>`coalesce(sum(case when ${paid.left} > 0 then 1 else 0 end), 0)`.mapWith(Number),
        })
        .from(paid);
      const { all, helped } = row!;
      return [groupOf(counts, helped), groupOf(takenBack, all - helped)].filter(({ rows }) => rows > 0);
    },
  };
}

function unitRun(
  read: Read,
  asked: EvidenceAsked,
  { kind, units }: { kind: EvidenceKind; units: PaidUnits },
): EvidenceRun {
  const isFamily = asked.basis === 'families';
  const { unitId } = units;
  const member = isFamily ? familyMembers.familyId : familyMembers.idFingerprint;
  const searched = asked.search && inArray(unitId, membersFound(read, member, asked.search));
  return {
    group: kind,
    name: runName(kind),
    shape: ['text'],
    fetch: async ({ from, isBackwards, limit }) => {
      const key = from && (isFamily ? sql`${from[0]}` : personOf(String(from[0])));
      const beyond = key ? (isBackwards ? lt : gt)(unitId, key) : undefined;
      const paid = units.paid(and(searched, beyond));
      const page = read
        .select({ id: paid.id })
        .from(paid)
        .where(kind.part === 'numerator' ? gt(paid.left, 0) : lte(paid.left, 0))
        .orderBy(isBackwards ? desc(paid.id) : asc(paid.id))
        .limit(limit)
        .as('page');
      // By whom a person is shown is asked of the page alone.
      const rows = await read
        .select({ id: page.id, shown: isFamily ? sql<string>`${page.id}` : memberOf(page.id) })
        .from(page)
        .orderBy(isBackwards ? desc(page.id) : asc(page.id));
      return rows.map(({ id, shown }) => ({ key: [shown], row: { kind: 'unit', id } }));
    },
  };
}

function personOf(memberId: string): SQL {
  return sql`(select ${familyMembers.idFingerprint} from ${familyMembers} where ${familyMembers.id} = ${memberId})`;
}

/** Of a division, of a type or over all: its payments are added up, which are found by its families. */
export function unitsOfDivision(
  read: Read,
  { counted, basis }: EvidenceAsked,
  { type, division }: { type: ReliefType | null; division: string },
): PaidUnits {
  const unitId = basis === 'families' ? payments.familyId : familyMembers.idFingerprint;
  return { unitId, paid: (where) => divisionUnits(read, { unitId, counted, division, type, where }) };
}

function divisionUnits(
  read: Read,
  {
    unitId,
    type,
    where,
    ...asked
  }: Parameters<typeof isPaid>[0] & { unitId: SQLiteColumn; type: ReliefType | null; where: SQL | undefined },
) {
  const own = ownFamilies(read, asked.division);
  return read
    .select({
      id: sql<string>`${unitId}`.as('unit'),
      left: sql<number>`sum(${payments.amountFen})`.as('left_over'),
    })
    .from(own)
    .crossJoin(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(and(eq(payments.familyId, own.id), isPaid(asked, type), where))
    .groupBy(unitId)
    .as('paid_units');
}
