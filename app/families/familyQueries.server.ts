import { and, count, desc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, familyMembers, staff } from '../../db/schema';
import { businessDate, todayInChina, type BusinessDate } from '../calendar/date';
import { parseIdNumber } from '../identity/idNumber';
import { maskPhone } from '../identity/phone';
import { fingerprint } from '../identity/sealing.server';
import { fen, type Fen } from '../money/fen';
import type { Income, Line, Proposal } from './classification';
import { FAMILY_STATUSES, type Category, type FamilyStatus } from './family';
import {
  familyRow,
  incomeOf,
  memberRows,
  proposalOf,
  type FamilyRow,
  type MemberRow,
} from './familyRows.server';
import { lineOn } from './lines.server';

/** A member as screens show it: the ID number masked. */
export type FamilyMember = Omit<MemberRow, 'idSealed' | 'idFingerprint' | 'monthlyIncomeFen' | 'birthOn'> & {
  monthlyIncomeFen: Fen;
  birthOn: BusinessDate;
};

type PlainColumns = Omit<
  FamilyRow,
  'accountSealed' | 'accountFingerprint' | 'appliedOn' | 'fileYear' | 'fileSequence' | keyof Income
>;

/** Everything that families know of one file; neither a full ID number nor an account. */
export interface FamilyPage extends PlainColumns {
  appliedOn: BusinessDate;
  income: Income;
  members: FamilyMember[];
  /** Names by the id of a member of staff, for recordedBy, visitedBy and approvedBy. */
  staffNames: Record<string, string>;
  proposal: Proposal;
  line: Line | null;
}

/**
 * One file with its members and what the rules propose for it.
 * @throws Refusal record.not_found
 */
export async function familyPage(read: Read, id: string): Promise<FamilyPage> {
  const row = await familyRow(read, id);
  const members = await memberRows(read, id);
  const { division, hukouKind } = row;
  const appliedOn = businessDate(row.appliedOn);
  return {
    ...withoutSecrets(row),
    appliedOn,
    income: incomeOf(row),
    members: members.map(shownMember),
    staffNames: await staffNames(read, [row.recordedBy, row.visitedBy, row.approvedBy]),
    proposal: await proposalOf(read, row, members),
    line: await lineOn(read, { division, hukouKind, on: appliedOn }),
  };
}

/**
 * `familyPage` for those who look and do not type: the phone number masked too.
 * @throws Refusal record.not_found
 */
export async function familyView(read: Read, id: string): Promise<FamilyPage> {
  const family = await familyPage(read, id);
  return { ...family, phone: maskPhone(family.phone) };
}

/** The families on the register on a day: registered by then, and not exited by then. A condition for queries. */
export function onRegisterOn(on: BusinessDate): SQL {
  return and(lte(families.registeredOn, on), or(isNull(families.exitedOn), gt(families.exitedOn, on)))!;
}

/** Whether a family is on the register on a day: the day of registration counts, the day of exit does not. */
export async function isOnRegister(
  read: Read,
  { familyId, on }: { familyId: string; on: BusinessDate },
): Promise<boolean> {
  const rows = await read
    .select({ id: families.id })
    .from(families)
    .where(and(eq(families.id, familyId), onRegisterOn(on)));
  return rows.length > 0;
}

export interface FamilyFilter {
  category?: Category | null;
  status?: FamilyStatus | null;
  division?: string | null;
  /** A name of any member, a full ID number, or a file number; parts of names and file numbers match too. */
  search?: string;
  /** From 1. */
  page?: number;
  pageSize?: number;
}

export interface FamilyListRow {
  id: string;
  fileNumber: string;
  status: FamilyStatus;
  /** Decided for files that were approved, otherwise what the rules proposed at the last change. */
  category: Category | null;
  mainCause: FamilyRow['mainCause'];
  division: string;
  appliedOn: string;
  registeredOn: string | null;
  mainPerson: { name: string; idMasked: string };
  memberCount: number;
  /** Names of the other members that the search hit. */
  matchedMembers: string[];
}

export interface FamilyList {
  rows: FamilyListRow[];
  total: number;
  page: number;
  pageCount: number;
  /** How many files each status has under the other filters. */
  statusCounts: Record<FamilyStatus, number>;
  /** The sum of `statusCounts`. */
  allCount: number;
}

const PAGE_SIZE = 30;

/** One page of the files that a filter leaves, the newest file number first. */
export async function listFamilies(read: Read, filter: FamilyFilter = {}): Promise<FamilyList> {
  const statusCounts = await countByStatus(read, filter);
  const allCount = sumOf(statusCounts);
  const total = filter.status ? statusCounts[filter.status] : allCount;
  const pageSize = filter.pageSize ?? PAGE_SIZE;
  const pageCount = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(Math.max(1, filter.page ?? 1), pageCount);
  const rows = await read
    .select()
    .from(families)
    .where(and(otherFilters(read, filter), filter.status ? eq(families.status, filter.status) : undefined))
    .orderBy(desc(families.fileYear), desc(families.fileSequence))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return {
    rows: await withMembers(read, { rows, search: filter.search ?? '' }),
    total,
    page,
    pageCount,
    statusCounts,
    allCount,
  };
}

async function countByStatus(read: Read, filter: FamilyFilter): Promise<Record<FamilyStatus, number>> {
  const counted = await read
    .select({ status: families.status, count: count() })
    .from(families)
    .where(otherFilters(read, filter))
    .groupBy(families.status);
  const byStatus = new Map(counted.map((row) => [row.status, row.count]));
  return Object.fromEntries(FAMILY_STATUSES.map((status) => [status, byStatus.get(status) ?? 0])) as Record<
    FamilyStatus,
    number
  >;
}

function sumOf(counts: Record<FamilyStatus, number>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

/** Every filter but the status, which the tabs choose. */
function otherFilters(read: Read, { category, division, search }: FamilyFilter): SQL | undefined {
  return and(
    category ? eq(families.category, category) : undefined,
    division ? eq(families.division, division) : undefined,
    search?.trim() ? searchFilter(read, search.trim()) : undefined,
  );
}

function searchFilter(read: Read, search: string): SQL {
  const sought = soughtFingerprint(search);
  const memberFits = sought ? eq(familyMembers.idFingerprint, sought) : contains(familyMembers.name, search);
  const found = read.select({ familyId: familyMembers.familyId }).from(familyMembers).where(memberFits);
  const byMember = inArray(families.id, found);
  return sought ? byMember : or(byMember, contains(families.fileNumber, search.toUpperCase()))!;
}

/** The fingerprint of a search text that is a full ID number. */
function soughtFingerprint(search: string): string | null {
  const parsed = parseIdNumber(search, { today: todayInChina(new Date()) });
  return parsed.ok ? fingerprint(parsed.idNumber) : null;
}

function contains(column: typeof familyMembers.name | typeof families.fileNumber, text: string): SQL {
  const pattern = `%${text.replace(/[!%_]/g, (wildcard) => `!${wildcard}`)}%`;
  return sql`${column} like ${pattern} escape '!'`;
}

async function withMembers(
  read: Read,
  { rows, search }: { rows: FamilyRow[]; search: string },
): Promise<FamilyListRow[]> {
  if (rows.length === 0) return [];
  const members = await read
    .select({
      familyId: familyMembers.familyId,
      position: familyMembers.position,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      idFingerprint: familyMembers.idFingerprint,
    })
    .from(familyMembers)
    .where(
      inArray(
        familyMembers.familyId,
        rows.map(({ id }) => id),
      ),
    );
  const text = search.trim();
  const sought = soughtFingerprint(text);
  return rows.map((row) => {
    const own = members.filter(({ familyId }) => familyId === row.id);
    const { name, idMasked } = own.find(({ position }) => position === 0)!;
    const isHit = (member: (typeof own)[number]) =>
      text !== '' && member.position > 0 && (member.idFingerprint === sought || member.name.includes(text));
    return {
      id: row.id,
      fileNumber: row.fileNumber,
      status: row.status,
      category: row.category,
      mainCause: row.mainCause,
      division: row.division,
      appliedOn: row.appliedOn,
      registeredOn: row.registeredOn,
      mainPerson: { name, idMasked },
      memberCount: own.length,
      matchedMembers: own.filter(isHit).map((member) => member.name),
    };
  });
}

function shownMember(row: MemberRow): FamilyMember {
  const { idSealed: _, idFingerprint: __, ...member } = row;
  return { ...member, monthlyIncomeFen: fen(member.monthlyIncomeFen), birthOn: businessDate(member.birthOn) };
}

function withoutSecrets(row: FamilyRow): PlainColumns {
  const { accountSealed: _, accountFingerprint: __, ...plain } = row;
  return plain;
}

async function staffNames(read: Read, ids: (string | null)[]): Promise<Record<string, string>> {
  const known = ids.filter((id) => id !== null);
  const rows = await read
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, known));
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
