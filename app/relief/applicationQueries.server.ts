import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  applications,
  awards,
  campaigns,
  families,
  familyMembers,
  payments,
  programmes,
  projects,
} from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import type { ReliefType } from '../fund/project';
import { Refusal } from '../refusal';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application';
import { awardStatus, type AwardStatus } from './award';
import { isBeneficiary } from './beneficiary';
import { caseById } from './cases.server';
import { proposedDay } from './days';
import { awardDueDate, type AwardDueDate } from './dueDate';
import { capFor } from './obstacles.server';
import { pagingOf } from './paging';
import { beneficiarySearch, namesOfStaff } from './people.server';
import type { CapAnswer } from './standards';

export interface ApplicationFilter {
  year: number;
  type?: ReliefType;
  status?: ApplicationStatus;
  campaignId?: string;
  /** A full ID number, or part of the beneficiary's name or the file number. */
  search?: string;
  page?: number;
}

export type ApplicationListRow = Awaited<ReturnType<typeof applicationRows>>[number];

export interface ApplicationList {
  rows: ApplicationListRow[];
  total: number;
  /** The sum over all that the filter leaves: the reviewed amounts, else the requested ones. */
  amountFen: number;
  page: number;
  pageCount: number;
  /** How many all and each status have under the other filters. */
  allCount: number;
  statusCounts: Record<ApplicationStatus, number>;
}

/** One page of the applications that a filter leaves, the latest first. */
export async function listApplications(read: Read, filter: ApplicationFilter): Promise<ApplicationList> {
  const byStatus = await totalsByStatus(read, otherFilters(filter));
  const chosen = byStatus.filter(({ status }) => !filter.status || status === filter.status);
  const total = chosen.reduce((sum, row) => sum + row.count, 0);
  const { page, pageCount, limit, offset } = pagingOf(total, filter.page);
  const where = and(otherFilters(filter), filter.status ? eq(applications.status, filter.status) : undefined);
  return {
    rows: await applicationRows(read, { where, limit, offset }),
    total,
    amountFen: chosen.reduce((sum, row) => sum + row.amountFen, 0),
    page,
    pageCount,
    allCount: byStatus.reduce((sum, row) => sum + row.count, 0),
    statusCounts: statusCounts(byStatus),
  };
}

/** The application rows of a list, for a page of them. */
export async function applicationRows(
  read: Read,
  { where, limit, offset }: { where: SQL | undefined; limit: number; offset: number },
) {
  return read
    .select({
      id: applications.id,
      type: applications.type,
      status: applications.status,
      appliedOn: applications.appliedOn,
      amountFen: decidedAmount,
      requestedFen: applications.requestedFen,
      familyId: applications.familyId,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      campaignId: applications.campaignId,
      campaignName: campaigns.name,
      recordedBy: applications.recordedBy,
      reviewedBy: applications.reviewedBy,
      recordedAt: applications.recordedAt,
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .where(where)
    .orderBy(desc(applications.appliedOn), desc(applications.id))
    .limit(limit)
    .offset(offset);
}

const decidedAmount =
  sql<number>`coalesce(${applications.reviewedFen}, ${applications.requestedFen})`.mapWith(Number);

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
      amountFen: sql<number>`coalesce(sum(${decidedAmount}), 0)`.mapWith(Number),
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

/** A line of what a family or person was helped with. */
export interface ReliefRow {
  applicationId: string;
  awardId: string | null;
  year: number;
  type: ReliefType;
  status: ApplicationStatus;
  memberId: string;
  name: string;
  fileNumber: string;
  campaignName: string | null;
  appliedOn: string;
  requestedFen: number;
  approvedOn: string | null;
  awardFen: number | null;
  netFen: number;
  awardStatus: AwardStatus | null;
}

/** Everything that was applied for and awarded to a family, the latest first. */
export async function reliefOfFamily(read: Read, familyId: string): Promise<ReliefRow[]> {
  return reliefRows(read, eq(applications.familyId, familyId));
}

async function reliefRows(read: Read, where: SQL | undefined): Promise<ReliefRow[]> {
  const rows = await read
    .select({
      applicationId: applications.id,
      awardId: awards.id,
      year: projects.year,
      type: applications.type,
      status: applications.status,
      memberId: applications.memberId,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      campaignName: campaigns.name,
      appliedOn: applications.appliedOn,
      requestedFen: applications.requestedFen,
      approvedOn: awards.approvedOn,
      awardFen: awards.amountFen,
      releasedOn: awards.releasedOn,
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(where)
    .orderBy(desc(applications.appliedOn), desc(applications.id));
  const sums = await paymentSums(
    read,
    rows.map(({ awardId }) => awardId),
  );
  return rows.map(({ releasedOn, ...row }) => {
    const { netFen = 0, grossFen = 0 } = sums.get(row.awardId ?? '') ?? {};
    const { awardFen } = row;
    const money = awardFen === null ? null : { amountFen: awardFen, netFen, grossFen, releasedOn };
    return { ...row, netFen, awardStatus: money && awardStatus(money) };
  });
}

async function paymentSums(read: Read, awardIds: readonly (string | null)[]) {
  const known = awardIds.filter((id) => id !== null);
  const rows = await read
    .select({
      awardId: payments.awardId,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
      grossFen:
        sql<number>`coalesce(sum(case when ${payments.kind} = 'payment' then ${payments.amountFen} else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(payments)
    .where(inArray(payments.awardId, known))
    .groupBy(payments.awardId);
  return new Map(rows.map((row) => [row.awardId, row]));
}

export interface ApplicationPage {
  application: typeof applications.$inferSelect;
  /** The project-year's number and dates. */
  project: { id: string; year: number; startOn: string; endOn: string };
  family: Pick<
    typeof families.$inferSelect,
    'id' | 'fileNumber' | 'status' | 'division' | 'category' | 'registeredOn' | 'exitedOn'
  >;
  member: Pick<
    typeof familyMembers.$inferSelect,
    'id' | 'name' | 'idMasked' | 'relation' | 'employment' | 'health' | 'educationStage' | 'school'
  >;
  campaign: { id: string; name: string } | null;
  award: (typeof awards.$inferSelect & AwardDueDate & { netFen: number; status: AwardStatus }) | null;
  /** The cap as of the decision, or as of today within the year while there is none. */
  cap: CapAnswer;
  /** What the same person, and the same family, were helped with in the year; this application not among it. */
  earlier: ReliefRow[];
  /** Names by id, for recordedBy, reviewedBy and decidedBy. */
  staffNames: Record<string, string>;
}

/**
 * Everything about one application on one screen.
 * @throws Refusal application.not_found
 */
export async function applicationPage(read: Read, id: string): Promise<ApplicationPage> {
  const [row] = await read
    .select({
      application: applications,
      project: { id: projects.id, year: projects.year, startOn: projects.startOn, endOn: projects.endOn },
      family: families,
      member: familyMembers,
      campaign: { id: campaigns.id, name: campaigns.name },
      award: awards,
      windowEndOn: programmes.windowEndOn,
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .leftJoin(
      programmes,
      and(eq(programmes.projectId, applications.projectId), eq(programmes.type, applications.type)),
    )
    .where(eq(applications.id, id));
  if (!row) throw new Refusal('application.not_found');
  const { application, project, family, member, campaign, award } = row;
  const earlier = await reliefOfPerson(read, { projectId: project.id, family, member });
  const own = earlier.find((one) => one.applicationId === id);
  const { recordedBy, reviewedBy, decidedBy } = application;
  return {
    application,
    project,
    family: familyFacts(family),
    member: memberFacts(member),
    campaign,
    award: award && {
      ...award,
      ...awardDueDate({
        approvedOn: award.approvedOn as BusinessDate,
        windowEndOn: (row.windowEndOn ?? project.endOn) as BusinessDate,
      }),
      netFen: own?.netFen ?? 0,
      status: own?.awardStatus ?? 'unpaid',
    },
    cap: await capFor(
      read,
      await caseById(read, id),
      application.decidedOn ?? proposedDay(todayInChina(new Date()), { project }),
    ),
    earlier: earlier.filter((one) => one.applicationId !== id),
    staffNames: await namesOfStaff(read, [recordedBy, reviewedBy, decidedBy]),
  };
}

/** What a person, told apart by ID number across files, and a family were helped with in a year. */
async function reliefOfPerson(
  read: Read,
  who: {
    projectId: string;
    family: { id: string };
    member: { idFingerprint: string };
  },
): Promise<ReliefRow[]> {
  const { projectId, family, member } = who;
  return reliefRows(
    read,
    and(
      eq(applications.projectId, projectId),
      sql`(${applications.familyId} = ${family.id} or ${familyMembers.idFingerprint} = ${member.idFingerprint})`,
    ),
  );
}

function familyFacts({
  id,
  fileNumber,
  status,
  division,
  category,
  registeredOn,
  exitedOn,
}: typeof families.$inferSelect) {
  return { id, fileNumber, status, division, category, registeredOn, exitedOn };
}

function memberFacts({
  id,
  name,
  idMasked,
  relation,
  employment,
  health,
  educationStage,
  school,
}: typeof familyMembers.$inferSelect) {
  return { id, name, idMasked, relation, employment, health, educationStage, school };
}

export interface Applicant {
  family: ApplicationPage['family'];
  members: (ApplicationPage['member'] & { position: number; cap: CapAnswer; earlierFen: number })[];
}

/**
 * The family that an application is made for, with the cap of each member it may be made for.
 * @throws Refusal record.not_found
 */
export async function applicantFamily(
  read: Read,
  { familyId, type, projectId, on }: { familyId: string; type: ReliefType; projectId: string; on: string },
): Promise<Applicant> {
  const [family] = await read.select().from(families).where(eq(families.id, familyId));
  if (!family) throw new Refusal('record.not_found');
  const rows = await read
    .select()
    .from(familyMembers)
    .where(eq(familyMembers.familyId, familyId))
    .orderBy(asc(familyMembers.position));
  const members: Applicant['members'] = [];
  for (const row of rows.filter((one) => isBeneficiary(type, one))) {
    const prospect = {
      id: row.id,
      projectId,
      type,
      familyId,
      fingerprint: row.idFingerprint,
      division: family.division,
      hukouKind: family.hukouKind,
      reviewedFen: null,
      requestedFen: 0,
      medicalTotalFen: null,
      medicalReimbursedFen: null,
    };
    const cap = await capFor(read, prospect, on);
    members.push({
      ...memberFacts(row),
      position: row.position,
      cap,
      earlierFen: cap.ok ? cap.cap.earlierFen : 0,
    });
  }
  return { family: familyFacts(family), members };
}
