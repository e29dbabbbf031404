import {
  and,
  between,
  count,
  eq,
  inArray,
  lt,
  sql,
  type AnyColumn,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  awards,
  duePeople,
  dueSums,
  families,
  familyMembers,
  familySums,
  payments,
  personSums,
} from '../../db/schema';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import type { DueGroup } from './coverage';
import type { FileFact, PaymentFact } from './facts';
import { fileFacts } from './facts.server';
import type { Measure } from './score';

/** Counts over the sums beside the records; each looks at the records of those of whom something was taken back. */

/** The payments that count: those of a project from a day until a day. */
export interface Counted {
  projectId: string;
  from: string;
  until: string;
}

/** The net of what counts; null, and so not above 0, where nothing does. */
function netOf({ from, until }: Counted): SQL {
  const counts = between(payments.paidOn, from, until);
  return sql`sum(case when ${counts} then ${payments.amountFen} end)`;
}

/**
 * The payments of a family in the project. Always joined to the left, and without a word on their days: those who are
 * looked for come first then, and each finds its own payments in the index, whatever the engine knows of the tables.
 */
function paidTo(familyId: AnyColumn, { projectId }: Counted): SQL {
  return and(eq(payments.projectId, projectId), eq(payments.familyId, familyId))!;
}

/** How many people or families have a net above 0, by type. */
export async function helpedUnits(
  read: Read,
  counted: Counted,
  basis: 'persons' | 'families',
): Promise<Record<ReliefType, number>> {
  const sums = basis === 'persons' ? personSums : familySums;
  const plain = await read
    .select({ type: sums.type, units: count() })
    .from(sums)
    .where(
      and(
        eq(sums.projectId, counted.projectId),
        inArray(sums.type, RELIEF_TYPES),
        eq(sums.isPlain, true),
        between(sums.firstPaidOn, counted.from, counted.until),
      ),
    )
    .groupBy(sums.type);
  const others = basis === 'persons' ? helpedPeople(read, counted) : helpedFamilies(read, counted);
  const rest = others.as('rest');
  const irregular = await read.select({ type: rest.type, units: count() }).from(rest).groupBy(rest.type);
  const unitsOf = (type: ReliefType) =>
    [...plain, ...irregular].reduce((sum, row) => (row.type === type ? sum + row.units : sum), 0);
  return Object.fromEntries(RELIEF_TYPES.map((type) => [type, unitsOf(type)])) as Record<ReliefType, number>;
}

/**
 * Those of whom something was taken back, and those with a payment dated before the year, which no rule lets in: a
 * date alone says nothing of them.
 */
function irregularPeople(read: Read, { projectId, from }: Counted) {
  const columns = { type: personSums.type, personId: personSums.personId };
  const ofProject = and(eq(personSums.projectId, projectId), inArray(personSums.type, RELIEF_TYPES));
  return read
    .select(columns)
    .from(personSums)
    .where(and(ofProject, eq(personSums.isPlain, false)))
    .unionAll(
      read
        .select(columns)
        .from(personSums)
        .where(and(ofProject, eq(personSums.isPlain, true), lt(personSums.firstPaidOn, from))),
    )
    .as('irregular');
}

function irregularFamilies(read: Read, { projectId, from }: Counted) {
  const columns = { type: familySums.type, familyId: familySums.familyId };
  const ofProject = and(eq(familySums.projectId, projectId), inArray(familySums.type, RELIEF_TYPES));
  return read
    .select(columns)
    .from(familySums)
    .where(and(ofProject, eq(familySums.isPlain, false)))
    .unionAll(
      read
        .select(columns)
        .from(familySums)
        .where(and(ofProject, eq(familySums.isPlain, true), lt(familySums.firstPaidOn, from))),
    )
    .as('irregular');
}

function helpedPeople(read: Read, counted: Counted) {
  const irregular = irregularPeople(read, counted);
  return read
    .select({ type: irregular.type, personId: irregular.personId })
    .from(irregular)
    .leftJoin(familyMembers, eq(familyMembers.idFingerprint, irregular.personId))
    .leftJoin(
      payments,
      and(
        paidTo(familyMembers.familyId, counted),
        eq(payments.memberId, familyMembers.id),
        eq(payments.type, irregular.type),
      ),
    )
    .groupBy(irregular.type, irregular.personId)
    .having(sql`${netOf(counted)} > 0`);
}

function helpedFamilies(read: Read, counted: Counted) {
  const irregular = irregularFamilies(read, counted);
  return read
    .select({ type: irregular.type, familyId: irregular.familyId })
    .from(irregular)
    .leftJoin(payments, and(paidTo(irregular.familyId, counted), eq(payments.type, irregular.type)))
    .groupBy(irregular.type, irregular.familyId)
    .having(sql`${netOf(counted)} > 0`);
}

/** How many people have a net above 0 over all types. */
export async function peoplePaid(read: Read, counted: Counted): Promise<number> {
  const { personId, projectId, isPlain, firstPaidOn } = personSums;
  const isIrregular = sql`case when ${isPlain} = ${sql.param(true, isPlain)} and ${firstPaidOn} >= ${counted.from} then 0 else 1 end`;
  const plain = read
    .select({ personId })
    .from(personSums)
    .where(eq(projectId, counted.projectId))
    .groupBy(personId)
    .having(sql`sum(${isIrregular}) = 0 and min(${firstPaidOn}) <= ${counted.until}`)
    .as('plain');
  const suspects = irregularPeople(read, counted);
  const people = read.selectDistinct({ personId: suspects.personId }).from(suspects).as('people');
  const others = read
    .select({ personId: people.personId })
    .from(people)
    .leftJoin(familyMembers, eq(familyMembers.idFingerprint, people.personId))
    .leftJoin(payments, and(paidTo(familyMembers.familyId, counted), eq(payments.memberId, familyMembers.id)))
    .groupBy(people.personId)
    .having(sql`${netOf(counted)} > 0`)
    .as('others');
  const [one] = await read.select({ people: count() }).from(plain);
  const [other] = await read.select({ people: count() }).from(others);
  return one!.people + other!.people;
}

interface DueGroups {
  everybody: DueGroup[];
  paid: (DueGroup & { firstPaidOn: string })[];
  others: DueGroup[];
}

/** Who is due living or schooling relief by the register, and what was paid to them, both by their dates. */
export async function dueGroups(
  read: Read,
  counted: Counted,
  type: 'living' | 'schooling',
): Promise<DueGroups> {
  const { registeredOn, exitedOn } = duePeople;
  const everybody = await read
    .select({ registeredOn, exitedOn, people: count() })
    .from(duePeople)
    .where(and(eq(duePeople.type, type), eq(duePeople.isPlain, true)))
    .groupBy(registeredOn, exitedOn);
  const known = await read
    .select({
      isPlain: dueSums.isPlain,
      registeredOn: dueSums.registeredOn,
      exitedOn: dueSums.exitedOn,
      firstPaidOn: dueSums.firstPaidOn,
      people: count(),
    })
    .from(dueSums)
    .where(
      and(eq(dueSums.projectId, counted.projectId), eq(dueSums.type, type), eq(dueSums.hasOneFile, true)),
    )
    .groupBy(dueSums.isPlain, dueSums.firstPaidOn, dueSums.registeredOn, dueSums.exitedOn);
  const isPlain = (row: { isPlain: boolean; firstPaidOn: string }) =>
    row.isPlain && row.firstPaidOn >= counted.from;
  return {
    everybody,
    paid: known.filter(isPlain),
    others: known.filter((row) => !isPlain(row)),
  };
}

/**
 * The files and payments of those who are due and cannot be judged by their dates alone: in several files, or with a
 * payment of which something was taken back.
 */
export async function irregularDue(
  read: Read,
  counted: Counted,
  type: 'living' | 'schooling',
): Promise<{ files: FileFact[]; payments: PaymentFact[] }> {
  const suspects = irregularlyDue(read, counted, type);
  const ids = (await suspects).map(({ personId }) => personId);
  if (ids.length === 0) return { files: [], payments: [] };
  const all = await fileFacts(read, inArray(familyMembers.idFingerprint, suspects));
  const people = new Set(ids);
  const files = all.map((file) => ({
    ...file,
    students: file.students.filter(({ personId }) => people.has(personId)),
  }));
  return {
    files: type === 'living' ? files.filter(({ main }) => people.has(main.personId)) : files,
    payments: await paymentsOf(read, { counted, type, suspects }),
  };
}

function irregularlyDue(read: Read, { projectId, from }: Counted, type: 'living' | 'schooling') {
  const columns = { personId: dueSums.personId };
  const ofType = and(
    eq(dueSums.projectId, projectId),
    eq(dueSums.type, type),
    inArray(dueSums.hasOneFile, [true, false]),
  );
  return read
    .select({ personId: duePeople.personId })
    .from(duePeople)
    .where(and(eq(duePeople.type, type), eq(duePeople.isPlain, false)))
    .union(
      read
        .select(columns)
        .from(dueSums)
        .where(and(ofType, eq(dueSums.isPlain, false))),
    )
    .union(
      read
        .select(columns)
        .from(dueSums)
        .where(and(ofType, eq(dueSums.isPlain, true), lt(dueSums.firstPaidOn, from))),
    );
}

const payees = alias(familyMembers, 'payees');

async function paymentsOf(
  read: Read,
  { counted, type, suspects }: { counted: Counted; type: 'living' | 'schooling'; suspects: SQLWrapper },
): Promise<PaymentFact[]> {
  const theirs = read
    .selectDistinct({ familyId: payees.familyId })
    .from(payees)
    .where(sql`${payees.idFingerprint} in ${suspects}`)
    .as('theirs');
  const rows = await read
    .select({ payment: paidColumns, personId: familyMembers.idFingerprint })
    .from(theirs)
    .leftJoin(payments, and(paidTo(theirs.familyId, counted), eq(payments.type, type)))
    .leftJoin(familyMembers, eq(familyMembers.id, payments.memberId));
  return rows.flatMap(({ payment, personId }) =>
    payment && personId ? [{ ...payment, ...NO_CHAIN, type, personId }] : [],
  );
}

/** What an index of the payments holds, so that no row is read for it. */
const paidColumns = {
  familyId: payments.familyId,
  memberId: payments.memberId,
  amountFen: payments.amountFen,
  paidOn: payments.paidOn,
};

/** Coverage asks for sums alone. */
const NO_CHAIN = { id: '', awardId: '', kind: 'payment', originalId: '' } as const;

/** Medical relief: the people with an approved award that is paid, or waits in a file that has not exited. */
export async function medicalCoverage(
  read: Read,
  { counted, asOf, on }: { counted: Counted; asOf: string; on: string },
): Promise<Measure> {
  const waits = sql`(${awards.releasedOn} is null or ${awards.releasedOn} > ${asOf}) and (${families.exitedOn} is null or ${families.exitedOn} > ${on})`;
  const approved = read
    .select({
      personId: familyMembers.idFingerprint,
      waiting: sql<number>`max(case when ${waits} then 1 else 0 end)`.as('waiting'),
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(
      and(
        eq(awards.projectId, counted.projectId),
        eq(awards.type, 'medical'),
        sql`${awards.approvedOn} <= ${asOf}`,
      ),
    )
    .groupBy(familyMembers.idFingerprint)
    .as('approved');
  const plainly = alias(personSums, 'plainly');
  const others = helpedPeople(read, counted).as('others');
  const isPaid = sql`(${plainly.personId} is not null or ${others.personId} is not null)`;
  const [row] = await read
    .select({
      numerator: sql<number>`coalesce(sum(case when ${isPaid} then 1 else 0 end), 0)`.mapWith(Number),
      denominator:
        sql<number>`coalesce(sum(case when ${isPaid} or ${approved.waiting} = 1 then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(approved)
    .leftJoin(
      plainly,
      and(
        eq(plainly.personId, approved.personId),
        eq(plainly.projectId, counted.projectId),
        eq(plainly.type, 'medical'),
        eq(plainly.isPlain, true),
        between(plainly.firstPaidOn, counted.from, counted.until),
      ),
    )
    .leftJoin(others, and(eq(others.personId, approved.personId), eq(others.type, 'medical')));
  return row!;
}
