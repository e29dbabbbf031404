import { and, count, eq, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import { applications, campaigns, families, familyMembers, projects } from '../../db/schema';
import type { Cursor, KeyPage } from '../cursor';
import type { ReliefType } from '../fund/project';
import { together } from '../together';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application';
import { amountColumn } from './cases.server';
import { PAGE_SIZE } from './paging';
import { beneficiarySearch } from './people.server';

export interface ApplicationFilter {
  year: number;
  type?: ReliefType;
  status?: ApplicationStatus;
  campaignId?: string;
  /** A full ID number, or part of the beneficiary's name or the file number. */
  search?: string;
}

export type ApplicationListRow = Awaited<ReturnType<typeof applicationRows>>[number];

export interface ApplicationList extends KeyPage<ApplicationListRow> {
  total: number;
  /** The sum over all that the filter leaves: the reviewed amounts, else the requested ones. */
  amountFen: number;
  /** How many all and each status have under the other filters. */
  allCount: number;
  statusCounts: Record<ApplicationStatus, number>;
}

/** The latest first; of one day the one that was recorded last. */
const ORDER: KeyOrder = {
  columns: [applications.appliedOn, applications.id],
  shape: ['text', 'text'],
  direction: 'desc',
};

/** One page of the applications that a filter leaves, the latest first, with what all of them come to. */
export async function listApplications(
  read: Read,
  filter: ApplicationFilter & Cursor,
): Promise<ApplicationList> {
  const { byStatus, page } = await together({
    byStatus: totalsByStatus(read, otherFilters(filter)),
    page: pageOfApplications(read, filter),
  });
  const chosen = byStatus.filter(({ status }) => !filter.status || status === filter.status);
  return {
    ...page,
    total: chosen.reduce((sum, row) => sum + row.count, 0),
    amountFen: chosen.reduce((sum, row) => sum + row.amountFen, 0),
    allCount: byStatus.reduce((sum, row) => sum + row.count, 0),
    statusCounts: statusCounts(byStatus),
  };
}

/** One page of the applications that a filter leaves, the latest first. */
export async function pageOfApplications(
  read: Read,
  { after, before, size = PAGE_SIZE, ...filter }: ApplicationFilter & Cursor & { size?: number },
): Promise<KeyPage<ApplicationListRow>> {
  const where = and(otherFilters(filter), filter.status ? eq(applications.status, filter.status) : undefined);
  return pageByKey({
    cursor: { after, before },
    order: ORDER,
    size,
    fetch: (part) => applicationRows(read, { ...part, where: and(where, part.where) }),
    keyOf: ({ appliedOn, id }) => [appliedOn, id],
  });
}

async function applicationRows(read: Read, { where, orderBy, limit }: Part) {
  return read
    .select({
      id: applications.id,
      type: applications.type,
      status: applications.status,
      appliedOn: applications.appliedOn,
      amountFen: amountColumn,
      requestedFen: applications.requestedFen,
      familyId: applications.familyId,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      campaignId: applications.campaignId,
      campaignName: campaigns.name,
      recordedBy: applications.recordedBy,
      reviewedBy: applications.reviewedBy,
      decidedBy: applications.decidedBy,
      recordedAt: applications.recordedAt,
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
}

function otherFilters({ year, type, campaignId, search }: ApplicationFilter): SQL | undefined {
  return and(
    eq(projects.year, year),
    type ? eq(applications.type, type) : undefined,
    campaignId ? eq(applications.campaignId, campaignId) : undefined,
    beneficiarySearch(search),
  );
}

interface StatusTotal {
  status: ApplicationStatus;
  count: number;
  amountFen: number;
}

async function totalsByStatus(read: Read, where: SQL | undefined): Promise<StatusTotal[]> {
  return read
    .select({
      status: applications.status,
      count: count(),
      amountFen: sql<number>`coalesce(sum(${amountColumn}), 0)`.mapWith(Number),
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .where(where)
    .groupBy(applications.status);
}

function statusCounts(totals: readonly StatusTotal[]): Record<ApplicationStatus, number> {
  const countOf = (status: ApplicationStatus) => totals.find((row) => row.status === status)?.count ?? 0;
  return Object.fromEntries(APPLICATION_STATUSES.map((status) => [status, countOf(status)])) as Record<
    ApplicationStatus,
    number
  >;
}
