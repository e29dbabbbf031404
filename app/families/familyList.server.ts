import { and, count, eq, gte, inArray, isNull, lte, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, familyMembers } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import type { Cursor } from '../cursor';
import { maskPhone } from '../identity/phone';
import { together } from '../together';
import { FAMILY_STATUSES, type Category, type FamilyStatus } from './family';
import type { LeftOutCounts } from './bulk';
import { countWithout, type Without } from './bulkLeftOut.server';
import { isNarrowed, type FamilyFilters } from './familyFilter';
import { firstFiles, pageOfFiles } from './familyOrder.server';
import type { FamilyRow } from './familyRows.server';
import type { Findable, Sought } from './familySearch';
import { FINDABLE, isFound, searchFilter, soughtNow } from './familySearch.server';

export type FamilyFilter = Partial<FamilyFilters>;

export interface FamilyListRow {
  id: string;
  fileNumber: string;
  status: FamilyStatus;
  /** Decided for files that were approved, otherwise what the rules proposed at the last change. */
  category: Category | null;
  mainCause: FamilyRow['mainCause'];
  division: string;
  phoneMasked: string;
  workUnit: string;
  bankName: string;
  accountLast4: string | null;
  appliedOn: string;
  registeredOn: string | null;
  reviewDueOn: string | null;
  mainPerson: { name: string; idMasked: string };
  memberCount: number;
  /** Names of the other members that the search hit. */
  matchedMembers: string[];
}

export interface FamilyList {
  rows: FamilyListRow[];
  total: number;
  /** Cursors of the pages beside this one; null where there is none. */
  previous: string | null;
  next: string | null;
  /** How many files each status has under the other filters. */
  statusCounts: Record<FamilyStatus, number>;
  /** The sum of `statusCounts`. */
  allCount: number;
}

const PAGE_SIZE = 30;

/** One page of the files that a filter leaves, in its order; the newest file number first where it names none. */
export async function listFamilies(
  read: Read,
  { after, before, pageSize = PAGE_SIZE, ...filter }: FamilyFilter & Cursor & { pageSize?: number } = {},
): Promise<FamilyList> {
  const others = await otherFilters(read, filter);
  const statusCounts = await countByStatus(read, others);
  const allCount = Object.values(statusCounts).reduce((sum, one) => sum + one, 0);
  const where = and(others, filter.status ? eq(families.status, filter.status) : undefined);
  const total = filter.status ? statusCounts[filter.status] : allCount;
  // What was looked for in vain is not looked for again.
  if (total === 0) return { rows: [], previous: null, next: null, total, statusCounts, allCount };
  const page = await pageOfFiles(read, {
    ...{ where, sort: filter.sort ?? null, isNarrowed: isNarrowed(filter) },
    cursor: { after, before },
    size: pageSize,
  });
  return {
    ...page,
    rows: await familyLines(read, { ids: page.rows.map(({ id }) => id), search: filter.search }),
    total,
    statusCounts,
    allCount,
  };
}

export interface MatchingFamilies {
  ids: string[];
  /** How many there are, those beyond the limit too. */
  total: number;
  /** How many were left out besides. */
  leftOut: LeftOutCounts;
}

/** The first files that a filter leaves in some statuses, in the order of the list, without those that are left out. */
export async function matchingFamilies(
  read: Read,
  filter: FamilyFilter,
  {
    statuses,
    limit,
    without = [],
  }: { statuses: readonly FamilyStatus[]; limit: number; without?: readonly Without[] },
): Promise<MatchingFamilies> {
  const allowed = filter.status ? statuses.filter((status) => status === filter.status) : statuses;
  const where = and(await otherFilters(read, filter), inArray(families.status, [...allowed]));
  const rows = await firstFiles(read, {
    where: and(where, ...without.map(({ others }) => others)),
    sort: filter.sort ?? null,
    isNarrowed: isNarrowed(filter) || allowed.length > 1,
    limit,
  });
  return { ids: rows.map(({ id }) => id), ...(await countWithout(read, { where, without })) };
}

/** Files as lines of a list, in the order of their ids; ids that name none are left out. */
export async function familyLines(
  read: Read,
  { ids, search }: { ids: readonly string[]; search?: string },
): Promise<FamilyListRow[]> {
  if (ids.length === 0) return [];
  const { rows, members } = await together({
    rows: read
      .select()
      .from(families)
      .where(inArray(families.id, [...ids])),
    members: read
      .select({ familyId: familyMembers.familyId, position: familyMembers.position, ...FINDABLE })
      .from(familyMembers)
      .where(inArray(familyMembers.familyId, [...ids]))
      .orderBy(familyMembers.position),
  });
  const byFamily = new Map<string, typeof members>();
  for (const one of members) byFamily.set(one.familyId, [...(byFamily.get(one.familyId) ?? []), one]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sought = soughtNow(search);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [lineOf(row, { members: byFamily.get(id)!, sought })] : [];
  });
}

type FoundMember = Findable & { familyId: string; position: number; idFingerprint: string };

function lineOf(
  row: FamilyRow,
  { members, sought }: { members: readonly FoundMember[]; sought: Sought },
): FamilyListRow {
  const { id, fileNumber, status, category, mainCause, division, phone, workUnit } = row;
  const { bankName, accountLast4, appliedOn, registeredOn, reviewDueOn } = row;
  const { name, idMasked } = members[0]!;
  return {
    ...{ id, fileNumber, status, category, mainCause, division, workUnit },
    ...{ bankName, accountLast4, appliedOn, registeredOn, reviewDueOn },
    phoneMasked: maskPhone(phone),
    mainPerson: { name, idMasked },
    memberCount: members.length,
    matchedMembers: members
      .filter((member) => member.position > 0 && isFound(sought, member))
      .map((member) => member.name),
  };
}

/** How many of all files each status has, or of those that a condition leaves. */
export async function countByStatus(read: Read, where?: SQL): Promise<Record<FamilyStatus, number>> {
  const counted = await read
    .select({ status: families.status, count: count() })
    .from(families)
    .where(where)
    .groupBy(families.status);
  const byStatus = new Map(counted.map((row) => [row.status, row.count]));
  return Object.fromEntries(FAMILY_STATUSES.map((status) => [status, byStatus.get(status) ?? 0])) as Record<
    FamilyStatus,
    number
  >;
}

/** What a filter leaves but for the status, as a condition for queries of files. */
async function otherFilters(
  read: Read,
  { category, cause, division, from, to, review, account, search }: FamilyFilter,
): Promise<SQL | undefined> {
  return and(
    category ? eq(families.category, category) : undefined,
    cause ? eq(families.mainCause, cause) : undefined,
    division ? eq(families.division, division) : undefined,
    from ? gte(families.registeredOn, from) : undefined,
    to ? lte(families.registeredOn, to) : undefined,
    review ? isReviewDue() : undefined,
    account ? isNull(families.accountLast4) : undefined,
    await searchFilter(read, soughtNow(search)),
  );
}

function isReviewDue(): SQL {
  return and(eq(families.status, 'approved'), lte(families.reviewDueOn, todayInChina(new Date())))!;
}
