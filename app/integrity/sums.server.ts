import { and, count, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  awards,
  awardSums,
  duePeople,
  dueSums,
  families,
  familyMembers,
  familySums,
  payments,
  personSums,
} from '../../db/schema';
import type { Finding } from './invariants.server';
import { daysDiffer } from './sumsByDay.server';

/** The sums that triggers keep for the indicators, derived once more from the records and compared both ways. */
export async function sumsAsRecords(read: Read): Promise<Finding> {
  const offending: string[] = [];
  const all = [awardsDiffer, peopleDiffer, familiesDiffer, dueDiffer, paidDueDiffer, daysDiffer];
  for (const compared of all) {
    offending.push(...(await compared(read)));
  }
  const [kept] = await read.select({ kept: count() }).from(awardSums);
  return { count: kept!.kept, offending };
}

/** Nothing takes anything back. */
const allPaid = sql<boolean>`min(${payments.amountFen}) > 0`;
const firstPaidOn = sql<string>`min(${payments.paidOn})`;

async function awardsDiffer(read: Read): Promise<string[]> {
  const { awardId: id, projectId, type, approvedOn, releasedOn, amountFen, isPlain, paidOn } = awardSums;
  const paidOnce = sql`count(${payments.id}) = 1 and sum(${payments.amountFen}) = ${awards.amountFen}`;
  const kept = () =>
    read.select({ id, projectId, type, approvedOn, releasedOn, amountFen, isPlain, paidOn }).from(awardSums);
  const derived = () =>
    read
      .select({
        id: awards.id,
        projectId: awards.projectId,
        type: awards.type,
        approvedOn: awards.approvedOn,
        releasedOn: awards.releasedOn,
        amountFen: awards.amountFen,
        isPlain: sql<boolean>`(count(${payments.id}) = 0 or (${paidOnce}))`,
        paidOn: sql<string | null>`min(${payments.paidOn})`,
      })
      .from(awards)
      .leftJoin(payments, eq(payments.awardId, awards.id))
      .groupBy(awards.id);
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

async function peopleDiffer(read: Read): Promise<string[]> {
  const { personId: id, projectId, type, isPlain } = personSums;
  const kept = () =>
    read.select({ id, projectId, type, isPlain, firstPaidOn: personSums.firstPaidOn }).from(personSums);
  const derived = () =>
    read
      .select({
        id: familyMembers.idFingerprint,
        projectId: payments.projectId,
        type: payments.type,
        isPlain: allPaid,
        firstPaidOn,
      })
      .from(payments)
      .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
      .groupBy(familyMembers.idFingerprint, payments.projectId, payments.type);
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

async function familiesDiffer(read: Read): Promise<string[]> {
  const { familyId: id, projectId, type, isPlain } = familySums;
  const kept = () =>
    read.select({ id, projectId, type, isPlain, firstPaidOn: familySums.firstPaidOn }).from(familySums);
  const derived = () =>
    read
      .select({
        id: payments.familyId,
        projectId: payments.projectId,
        type: payments.type,
        isPlain: allPaid,
        firstPaidOn,
      })
      .from(payments)
      .groupBy(payments.familyId, payments.projectId, payments.type);
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

async function dueDiffer(read: Read): Promise<string[]> {
  return [...(await dueOf(read, 'living')), ...(await dueOf(read, 'schooling'))];
}

type DueType = 'living' | 'schooling';

async function dueOf(read: Read, type: DueType): Promise<string[]> {
  const { personId: id, isPlain, registeredOn, exitedOn } = duePeople;
  const kept = () =>
    read.select({ id, isPlain, registeredOn, exitedOn }).from(duePeople).where(eq(duePeople.type, type));
  const derived = () =>
    read
      .select({
        id: familyMembers.idFingerprint,
        isPlain: sql<boolean>`count(*) = 1`,
        registeredOn: sql<string>`min(${families.registeredOn})`,
        exitedOn: sql<string | null>`min(${families.exitedOn})`,
      })
      .from(familyMembers)
      .innerJoin(families, eq(families.id, familyMembers.familyId))
      .where(and(isNotNull(families.registeredOn), isDue[type]))
      .groupBy(familyMembers.idFingerprint);
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

const isDue: Record<DueType, SQL> = {
  living: eq(familyMembers.position, 0),
  schooling: eq(familyMembers.employment, 'student'),
};

async function paidDueDiffer(read: Read): Promise<string[]> {
  return [...(await paidDueOf(read, 'living')), ...(await paidDueOf(read, 'schooling'))];
}

/** By what the payments say; the dates of the files are those of the sums compared before. */
async function paidDueOf(read: Read, type: DueType): Promise<string[]> {
  const { personId: id, projectId, isPlain, hasOneFile, registeredOn, exitedOn } = dueSums;
  const kept = () =>
    read
      .select({
        id,
        projectId,
        isPlain,
        hasOneFile,
        registeredOn,
        exitedOn,
        firstPaidOn: dueSums.firstPaidOn,
      })
      .from(dueSums)
      .where(eq(dueSums.type, type));
  const derived = () => {
    const own = ownPayments(read, type);
    const paid = (type === 'living' ? own.union(filePayments(read)) : own).as('paid');
    return read
      .select({
        id: duePeople.personId,
        projectId: paid.projectId,
        isPlain: sql<boolean>`(${duePeople.isPlain} and min(${paid.amountFen}) > 0)`,
        hasOneFile: duePeople.isPlain,
        registeredOn: duePeople.registeredOn,
        exitedOn: duePeople.exitedOn,
        firstPaidOn: sql<string>`min(${paid.paidOn})`,
      })
      .from(duePeople)
      .innerJoin(paid, eq(paid.personId, duePeople.personId))
      .where(eq(duePeople.type, type))
      .groupBy(
        duePeople.personId,
        paid.projectId,
        duePeople.isPlain,
        duePeople.registeredOn,
        duePeople.exitedOn,
      );
  };
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

const paidColumns = {
  personId: familyMembers.idFingerprint,
  projectId: payments.projectId,
  amountFen: payments.amountFen,
  paidOn: payments.paidOn,
};

function ownPayments(read: Read, type: DueType) {
  return read
    .select(paidColumns)
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(eq(payments.type, type));
}

/** Living relief of a file is the main person's, whoever of the family received it. */
function filePayments(read: Read) {
  return read
    .select(paidColumns)
    .from(payments)
    .innerJoin(families, and(eq(families.id, payments.familyId), isNotNull(families.registeredOn)))
    .innerJoin(
      familyMembers,
      and(eq(familyMembers.familyId, payments.familyId), eq(familyMembers.position, 0)),
    )
    .where(eq(payments.type, 'living'));
}

function ids(rows: readonly { id: string }[]): string[] {
  return [...new Set(rows.map(({ id }) => id))];
}
