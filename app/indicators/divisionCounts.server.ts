import { and, between, count, eq, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { awards, families, familyMembers, payments } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import type { CountBasis } from '../fund/target';
import { decidingDay, type Day } from './coverage';
import type { YearHead } from './facts.server';
import type { Counts } from './indicator';
import type { Measure } from './score';
import type { Counted } from './sumCounts.server';

/**
 * Counts over the records of one division's families, in the database: the sums beside the records know no division.
 *
 * A record is of a division by its file, as that stands now. Somebody who stands in files of two divisions is in each
 * with what is of it: helped and due in either by what its own files were paid.
 */

/** Whose payments count: those of a division's families, from a day until a day. */
export interface OfDivision {
  counted: Counted;
  division: string;
}

/** How many have a net above 0, of one type or over all of them, by the three ways of counting. */
export async function divisionHelped(
  read: Read,
  asked: OfDivision,
  type: ReliefType | null,
): Promise<Counts> {
  const units = helpedUnits(read, asked, { basis: 'persons', type })
    .unionAll(helpedUnits(read, asked, { basis: 'person_times', type }))
    .unionAll(helpedUnits(read, asked, { basis: 'families', type }))
    .as('units');
  const rows = await read
    .select({ basis: units.basis, units: count() })
    .from(units)
    .groupBy(({ basis }) => basis);
  const of = (basis: CountBasis) => rows.find((row) => row.basis === basis)?.units ?? 0;
  return { persons: of('persons'), personTimes: of('person_times'), families: of('families') };
}

/** How many people have a net above 0 over all types. */
export async function divisionPeoplePaid(read: Read, asked: OfDivision): Promise<number> {
  const people = helpedUnits(read, asked, { basis: 'persons', type: null }).as('people');
  const [row] = await read.select({ people: count() }).from(people);
  return row!.people;
}

const KEYS: Record<CountBasis, SQLiteColumn> = {
  persons: familyMembers.idFingerprint,
  person_times: payments.originalId,
  families: payments.familyId,
};

function helpedUnits(
  read: Read,
  asked: OfDivision,
  { basis, type }: { basis: CountBasis; type: ReliefType | null },
) {
  return read
    .select({ basis: sql<CountBasis>`${sql.raw(`'${basis}'`)}`.as('basis') })
    .from(families)
    .crossJoin(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(paidIn(asked, type))
    .groupBy(KEYS[basis])
    .having(sql`sum(${payments.amountFen}) > 0`);
}

/** The families come first, which are few; what they were paid is found by them. */
function paidIn({ counted, division }: OfDivision, type: ReliefType | null): SQL | undefined {
  return and(
    eq(families.division, division),
    eq(payments.familyId, families.id),
    eq(payments.projectId, counted.projectId),
    type === null ? undefined : eq(payments.type, type),
    between(payments.paidOn, counted.from, counted.until),
  );
}

/** 应补尽补 of one type among a division's families; nothing is due before its window opens. */
export async function divisionCoverage(
  read: Read,
  head: YearHead,
  { type, ...asked }: OfDivision & { type: ReliefType },
): Promise<Measure> {
  const day = decidingDay(head, type);
  if (!day.windowOpen) return { numerator: 0, denominator: 0 };
  const due =
    type === 'medical'
      ? approvedPeople(read, asked, { asOf: head.asOf, day }).as('due')
      : registerPeople(read, asked, { type, day }).as('due');
  const paid = (type === 'living' ? livingPaid(read, asked) : peoplePaid(read, asked, type)).as('paid');
  const isPaid = sql`${paid.personId} is not null`;
  const [row] = await read
    .select({
      numerator: times(isPaid),
      denominator: times(sql`${isPaid} or ${due.isDue} = 1`),
    })
    .from(due)
    .leftJoin(paid, eq(paid.personId, due.personId));
  return row!;
}

const DUE_WORKERS = eq(familyMembers.position, 0);
const DUE_STUDENTS = eq(familyMembers.employment, 'student');

/** Everybody of the files that came onto the register by the day; due is who is on it on the day. */
function registerPeople(
  read: Read,
  { division }: OfDivision,
  { type, day }: { type: 'living' | 'schooling'; day: Day },
) {
  const isOn = sql`${families.exitedOn} is null or ${families.exitedOn} > ${day.on}`;
  return read
    .select({ personId: familyMembers.idFingerprint, isDue: ever(isOn).as('is_due') })
    .from(families)
    .crossJoin(familyMembers)
    .where(
      and(
        eq(families.division, division),
        lte(families.registeredOn, day.on),
        eq(familyMembers.familyId, families.id),
        type === 'living' ? DUE_WORKERS : DUE_STUDENTS,
      ),
    )
    .groupBy(familyMembers.idFingerprint);
}

/** Everybody with an approved award of medical relief; due is who waits for one in a file that has not exited. */
function approvedPeople(
  read: Read,
  { counted, division }: OfDivision,
  { asOf, day }: { asOf: string; day: Day },
) {
  const waits = sql`(${awards.releasedOn} is null or ${awards.releasedOn} > ${asOf}) and (${families.exitedOn} is null or ${families.exitedOn} > ${day.on})`;
  return read
    .select({ personId: familyMembers.idFingerprint, isDue: ever(waits).as('is_due') })
    .from(awards)
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(
      and(
        eq(awards.projectId, counted.projectId),
        eq(awards.type, 'medical'),
        lte(awards.approvedOn, asOf),
        eq(families.division, division),
      ),
    )
    .groupBy(familyMembers.idFingerprint);
}

function peoplePaid(read: Read, asked: OfDivision, type: ReliefType) {
  return read
    .select({ personId: familyMembers.idFingerprint })
    .from(families)
    .crossJoin(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(paidIn(asked, type))
    .groupBy(familyMembers.idFingerprint)
    .having(sql`sum(${payments.amountFen}) > 0`);
}

/** Living relief is the family's: a payment is its receiver's and the main person's, once where that is one person. */
function livingPaid(read: Read, asked: OfDivision) {
  const credited = (member: SQL | undefined) =>
    read
      .select({
        id: payments.id,
        personId: familyMembers.idFingerprint,
        amountFen: payments.amountFen,
      })
      .from(families)
      .crossJoin(payments)
      .innerJoin(familyMembers, member)
      .where(paidIn(asked, 'living'));
  const ofReceiver = credited(eq(familyMembers.id, payments.memberId));
  const ofMain = credited(
    and(eq(familyMembers.familyId, families.id), DUE_WORKERS, isNotNull(families.registeredOn)),
  );
  const rows = ofReceiver.union(ofMain).as('credited');
  return read
    .select({ personId: rows.personId })
    .from(rows)
    .groupBy(rows.personId)
    .having(sql`sum(${rows.amountFen}) > 0`);
}

function times(is: SQL): SQL<number> {
  return sql<number>`coalesce(sum(case when ${is} then 1 else 0 end), 0)`.mapWith(Number);
}

/** 1 where something holds of any row of a group, else 0. */
function ever(is: SQL): SQL<number> {
  return sql<number>`max(case when ${is} then 1 else 0 end)`;
}
