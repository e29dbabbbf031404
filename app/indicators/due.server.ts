import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import {
  applications,
  awards,
  awardSums,
  batches,
  families,
  familyMembers,
  instructions,
  payments,
} from '../../db/schema';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { pagingOf } from '../relief/paging';
import { beneficiarySearch } from '../relief/people.server';
import type { CoverageUnit } from './coverage';
import {
  APPLICATION_RANK,
  DUE_REASONS,
  dueReason,
  type DueQuestion,
  type DueReason,
  type DueRecords,
} from './due';
import { unpaidPeople } from './unpaidPeople.server';

export interface DueRow {
  type: ReliefType;
  familyId: string;
  memberId: string;
  name: string;
  idMasked: string;
  fileNumber: string;
  reason: DueReason;
  applicationId: string | null;
  awardId: string | null;
  batch: { id: string; number: string } | null;
}

export interface DueList {
  rows: DueRow[];
  total: number;
  page: number;
  pageCount: number;
  /** Of all, and within the type that is looked at. */
  byType: Record<ReliefType, number>;
  byReason: Record<DueReason, number>;
  asOf: string;
}

const ROWS_A_PAGE = 50;

/**
 * One page of the people who are due relief of a project-year and were not paid, by the definition of the coverage
 * metric (应补尽补率), each with what stands in the way.
 * @throws Refusal project.not_found
 */
export async function dueList(
  read: Read,
  {
    year,
    asOf,
    size = ROWS_A_PAGE,
    ...question
  }: DueQuestion & { year: number; asOf?: string; size?: number },
): Promise<DueList> {
  const { units, asOf: day } = await dueUnits(read, { year, ...(asOf ? { asOf } : {}) });
  const ofType = units.filter(({ type }) => !question.type || type === question.type);
  const ofReason = ofType.filter(({ reason }) => !question.reason || reason === question.reason);
  const found = await searched(read, ofReason, question.search);
  const { page, pageCount, limit, offset } = pagingOf(found.length, question.page, size);
  return {
    rows: await withNames(read, found.slice(offset, offset + limit)),
    total: found.length,
    page,
    pageCount,
    byType: countsBy(RELIEF_TYPES, units, ({ type }) => type),
    byReason: countsBy(DUE_REASONS, ofType, ({ reason }) => reason),
    asOf: day,
  };
}

type Unit = Omit<DueRow, 'name' | 'idMasked' | 'fileNumber'>;

async function dueUnits(read: Read, question: { year: number; asOf?: string }) {
  const { head, units: unpaid } = await unpaidPeople(read, question);
  const recordsOf = await recordsByUnit(read, head.project.id);
  const accounts = await familiesWithAccount(read);
  const units = unpaid.map((unit): Unit => {
    const { takenBack, ...known } = recordsOf(unit);
    const records = { ...known, isTakenBack: takenBack !== null, hasAccount: accounts.has(unit.familyId) };
    return {
      type: unit.type,
      familyId: unit.familyId,
      memberId: unit.memberId,
      reason: dueReason(records),
      applicationId: records.application?.id ?? null,
      awardId: records.award?.id ?? takenBack?.id ?? null,
      batch: records.batch,
    };
  });
  return { units, asOf: head.asOf };
}

type Records = Omit<DueRecords, 'hasAccount' | 'isTakenBack'> & { takenBack: { id: string } | null };

/** What the year's records say of a due person: by ID number across files, of living relief by file as well. */
async function recordsByUnit(read: Read, projectId: string): Promise<(unit: CoverageUnit) => Records> {
  const open = keyed(await openApplications(read, projectId), (one) => APPLICATION_RANK[one.status]);
  const waiting = keyed(await waitingAwards(read, projectId), () => 0);
  const recovered = keyed(await takenBackAwards(read, projectId), () => 0);
  const answers = await latestInstructions(read, projectId);
  return (unit) => {
    const award = waiting(unit);
    const answer = award ? answers.get(award.id) : undefined;
    const isOpen = answer?.status === 'queued' || answer?.status === 'sent';
    return {
      application: open(unit),
      award,
      batch: answer && isOpen ? { id: answer.batchId, number: answer.number } : null,
      hasFailed: answer?.status === 'failed',
      takenBack: recovered(unit),
    };
  };
}

interface Keyed {
  type: ReliefType;
  familyId: string;
  personId: string;
}

function keyed<Row extends Keyed>(
  rows: readonly Row[],
  rankOf: (row: Row) => number,
): (unit: Keyed) => Row | null {
  const known = new Map<string, Row>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const before = known.get(key);
      if (!before || rankOf(row) >= rankOf(before)) known.set(key, row);
    }
  }
  return (unit) =>
    keysOf(unit)
      .map((key) => known.get(key) ?? null)
      .find((row) => row !== null) ?? null;
}

function keysOf({ type, familyId, personId }: Keyed): string[] {
  const person = `${type} person ${personId}`;
  return type === 'living' ? [person, `${type} family ${familyId}`] : [person];
}

async function openApplications(read: Read, projectId: string) {
  return read
    .select({
      id: applications.id,
      type: applications.type,
      familyId: applications.familyId,
      personId: familyMembers.idFingerprint,
      status: applications.status,
    })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(eq(applications.projectId, projectId));
}

/** Awards of which something is still to be paid. */
async function waitingAwards(read: Read, projectId: string) {
  const rows = await read
    .select({
      id: awards.id,
      type: awards.type,
      familyId: awards.familyId,
      personId: familyMembers.idFingerprint,
      amountFen: awards.amountFen,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
      grossFen:
        sql<number>`coalesce(sum(case when ${payments.kind} = 'payment' then ${payments.amountFen} else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(awardSums, eq(awardSums.awardId, awards.id))
    .leftJoin(payments, eq(payments.awardId, awards.id))
    .where(
      and(
        eq(awardSums.projectId, projectId),
        isNull(awards.releasedOn),
        // What one payment paid in full waits for nothing.
        or(eq(awardSums.isPlain, false), isNull(awardSums.paidOn)),
      ),
    )
    .groupBy(awards.id, awards.type, awards.familyId, familyMembers.idFingerprint, awards.amountFen);
  return rows
    .filter(({ amountFen, netFen }) => netFen < amountFen)
    .map(({ netFen, grossFen, ...row }) => ({ ...row, isSentBack: grossFen > netFen }));
}

async function takenBackAwards(read: Read, projectId: string) {
  return read
    .select({
      id: awards.id,
      type: awards.type,
      familyId: awards.familyId,
      personId: familyMembers.idFingerprint,
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(and(eq(awards.projectId, projectId), isNotNull(awards.releasedOn), isNotNull(awards.takenBackBy)))
    .orderBy(awards.id);
}

/** The latest line of each award to the bank, those taken out of a batch left aside. */
async function latestInstructions(read: Read, projectId: string) {
  const rows = await read
    .select({
      awardId: instructions.awardId,
      status: instructions.status,
      batchId: batches.id,
      number: batches.number,
    })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(and(eq(batches.projectId, projectId), inArray(instructions.status, ['queued', 'sent', 'failed'])))
    .orderBy(desc(instructions.id));
  const latest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!latest.has(row.awardId)) latest.set(row.awardId, row);
  return latest;
}

async function familiesWithAccount(read: Read): Promise<Set<string>> {
  const rows = await read
    .select({ id: families.id })
    .from(families)
    .where(sql`${families.accountLast4} is not null and ${families.registeredOn} is not null`);
  return new Set(rows.map(({ id }) => id));
}

async function searched(read: Read, units: Unit[], search: string | undefined): Promise<Unit[]> {
  const condition = beneficiarySearch(search);
  if (!condition) return units;
  const members = await read
    .select({ id: familyMembers.id })
    .from(familyMembers)
    .innerJoin(families, eq(families.id, familyMembers.familyId))
    .where(condition);
  const found = new Set(members.map(({ id }) => id));
  return units.filter(({ memberId }) => found.has(memberId));
}

async function withNames(read: Read, units: readonly Unit[]): Promise<DueRow[]> {
  const people = new Map<string, Pick<DueRow, 'name' | 'idMasked' | 'fileNumber'>>();
  for (const chunk of chunksOf([...new Set(units.map(({ memberId }) => memberId))])) {
    const members = await read
      .select({
        id: familyMembers.id,
        name: familyMembers.name,
        idMasked: familyMembers.idMasked,
        fileNumber: families.fileNumber,
      })
      .from(familyMembers)
      .innerJoin(families, eq(families.id, familyMembers.familyId))
      .where(inArray(familyMembers.id, chunk));
    for (const { id, ...person } of members) people.set(id, person);
  }
  return units.map((unit) => ({ ...unit, ...people.get(unit.memberId)! }));
}

function countsBy<Key extends string>(
  keys: readonly Key[],
  units: readonly Unit[],
  keyOf: (unit: Unit) => Key,
) {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const unit of units) counts[keyOf(unit)] += 1;
  return counts;
}
