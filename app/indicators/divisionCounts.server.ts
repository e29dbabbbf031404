import { and, between, count, eq, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { unindexed } from '../../db/engine/keyset';
import { alias } from '../../db/engine/kit';
import { awards, families, familyMembers, payments } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import type { CountBasis } from '../fund/target';
import { decidingDay, type Day } from './coverage';
import type { YearHead } from './facts.server';
import type { Counts } from './indicator';
import { unreleasedAsOf } from './releases.server';
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
  const paid = paidRows(read, asked, type);
  const unitsBy = (basis: CountBasis) =>
    read
      .select({ basis: sql<CountBasis>`${sql.raw(`'${basis}'`)}`.as('basis') })
      .from(paid)
      .groupBy(paid[KEYS[basis]])
      .having(sql`sum(${paid.amountFen}) > 0`);
  const units = unitsBy('persons')
    .unionAll(unitsBy('person_times'))
    .unionAll(unitsBy('families'))
    .as('units');
  const rows = await read
    .with(paid)
    .select({ basis: units.basis, units: count() })
    .from(units)
    .groupBy(({ basis }) => basis);
  const of = (basis: CountBasis) => rows.find((row) => row.basis === basis)?.units ?? 0;
  return { persons: of('persons'), personTimes: of('person_times'), families: of('families') };
}

const KEYS = {
  persons: 'personId',
  person_times: 'originalId',
  families: 'familyId',
} as const satisfies Record<CountBasis, string>;

/** How many people have a net above 0 over all types. */
export async function divisionPeoplePaid(read: Read, asked: OfDivision): Promise<number> {
  const paid = paidRows(read, asked, null);
  const people = creditedPeople(read, paid);
  const [row] = await read.with(paid).select({ people: count() }).from(people);
  return row!.people;
}

/** What was paid by type, in fen: net. */
export async function divisionPaid(read: Read, asked: OfDivision): Promise<Record<ReliefType, number>> {
  const own = ownFamilies(read, asked.division);
  const rows = await read
    .select({ type: payments.type, paidFen: sql<number>`sum(${payments.amountFen})`.mapWith(Number) })
    .from(own)
    .crossJoin(payments)
    .where(and(eq(payments.familyId, own.id), isPaid(asked, null)))
    .groupBy(payments.type);
  const of = (type: ReliefType) => rows.find((row) => row.type === type)?.paidFen ?? 0;
  return { living: of('living'), schooling: of('schooling'), medical: of('medical') };
}

/** The families of a division, as the index of their list holds them; the others of their columns are looked up. */
export function ownFamilies(read: Read, division: string) {
  return read.select({ id: families.id }).from(families).where(eq(families.division, division)).as('own');
}

const mains = alias(familyMembers, 'mains');

const PAID = {
  familyId: payments.familyId,
  originalId: payments.originalId,
  amountFen: sql<number>`sum(${payments.amountFen})`.as('net_fen'),
  personId: familyMembers.idFingerprint,
};
/** Each payment with its corrections as one row: what is grouped, SQLite reads once, however often it is asked. */
const AS_ONE = [payments.familyId, payments.originalId, familyMembers.idFingerprint] as const;

/** The payments that count, of a type or of all, with what is left of each and the receiver. */
function paidRows(read: Read, asked: OfDivision, type: ReliefType | null) {
  const own = ownFamilies(read, asked.division);
  return read.$with('paid').as(
    read
      .select(PAID)
      .from(own)
      .crossJoin(payments)
      .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
      .where(and(eq(payments.familyId, own.id), isPaid(asked, type)))
      .groupBy(...AS_ONE),
  );
}

/** Those of living relief, with the main person too where the file ever was on the register. */
function livingRows(read: Read, asked: OfDivision) {
  const own = ownFamilies(read, asked.division);
  return read.$with('paid').as(
    read
      .select({ ...PAID, mainId: sql<string>`${mains.idFingerprint}`.as('main_id') })
      .from(own)
      .crossJoin(payments)
      .crossJoin(families)
      .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
      .leftJoin(
        mains,
        and(eq(mains.familyId, families.id), eq(mains.position, 0), isNotNull(families.registeredOn)),
      )
      .where(and(eq(payments.familyId, own.id), eq(families.id, payments.familyId), isPaid(asked, 'living')))
      .groupBy(...AS_ONE, mains.idFingerprint),
  );
}

/** Of payments beside `ownFamilies`. The families come first, which are few: what they were paid is found by them, not by its type or its days. */
export function isPaid({ counted }: OfDivision, type: ReliefType | null): SQL | undefined {
  return and(
    eq(payments.projectId, counted.projectId),
    type === null ? undefined : eq(unindexed(payments.type), type),
    between(unindexed(payments.paidOn), counted.from, counted.until),
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
  const living = type === 'living' ? livingRows(read, asked) : null;
  const rows = living ?? paidRows(read, asked, type);
  const paid = living ? creditedLiving(read, living) : creditedPeople(read, rows);
  const gotSome = sql`${paid.personId} is not null`;
  const [row] = await read
    .with(rows)
    .select({
      numerator: times(gotSome),
      denominator: times(sql`${gotSome} or ${due.isDue} = 1`),
    })
    .from(due)
    .leftJoin(paid, eq(paid.personId, due.personId));
  return row!;
}

/** Living relief is the family's: its receiver's and the main person's, once where that is one person. */
function creditedLiving(read: Read, rows: ReturnType<typeof livingRows>) {
  const toMain = read
    .select({ personId: rows.mainId, amountFen: rows.amountFen })
    .from(rows)
    .where(sql`${rows.mainId} <> ${rows.personId}`);
  const nets = read
    .select({ personId: rows.personId, amountFen: rows.amountFen })
    .from(rows)
    .unionAll(toMain)
    .as('nets');
  return read
    .select({ personId: nets.personId })
    .from(nets)
    .groupBy(nets.personId)
    .having(sql`sum(${nets.amountFen}) > 0`)
    .as('credited');
}

function creditedPeople(read: Read, rows: ReturnType<typeof paidRows>) {
  return read
    .select({ personId: rows.personId })
    .from(rows)
    .groupBy(rows.personId)
    .having(sql`sum(${rows.amountFen}) > 0`)
    .as('credited');
}

/** Everybody of the files that came onto the register by the day; due is who is on it on the day. */
function registerPeople(
  read: Read,
  { division }: OfDivision,
  { type, day }: { type: 'living' | 'schooling'; day: Day },
) {
  const own = ownFamilies(read, division);
  const isOn = sql`${families.exitedOn} is null or ${families.exitedOn} > ${day.on}`;
  return read
    .select({ personId: familyMembers.idFingerprint, isDue: ever(isOn).as('is_due') })
    .from(own)
    .crossJoin(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .where(
      and(
        eq(families.id, own.id),
        lte(unindexed(families.registeredOn), day.on),
        type === 'living' ? eq(familyMembers.position, 0) : eq(familyMembers.employment, 'student'),
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
  const waits = sql`${unreleasedAsOf(asOf)} and (${families.exitedOn} is null or ${families.exitedOn} > ${day.on})`;
  return read
    .select({ personId: familyMembers.idFingerprint, isDue: ever(waits).as('is_due') })
    .from(awards)
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(
      and(
        eq(awards.projectId, counted.projectId),
        eq(awards.type, 'medical'),
        lte(unindexed(awards.approvedOn), asOf),
        eq(families.division, division),
      ),
    )
    .groupBy(familyMembers.idFingerprint);
}

function times(is: SQL): SQL<number> {
  return sql<number>`coalesce(sum(case when ${is} then 1 else 0 end), 0)`.mapWith(Number);
}

/** 1 where something holds of any row of a group, else 0. */
function ever(is: SQL): SQL<number> {
  return sql<number>`max(case when ${is} then 1 else 0 end)`;
}
