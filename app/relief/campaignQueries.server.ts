import { and, count, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, awards, campaigns, payments, projects } from '../../db/schema';
import { Refusal } from '../refusal';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application';
import { amountColumn } from './cases.server';
import { namesOfStaff } from './people.server';

/** How far a campaign has come. */
export interface CampaignProgress {
  /** All applications of it. */
  total: number;
  byStatus: Record<ApplicationStatus, number>;
  /** What its applications ask for, those withdrawn and rejected left out. */
  askedFen: number;
  /** Released awards with what was paid of them. */
  awardedFen: number;
  paidFen: number;
  /** How many it helps: an award that was released counts where something paid of it was kept. */
  awardCount: number;
  /** How many of them are paid in full. */
  paidCount: number;
}

export interface CampaignRow extends CampaignProgress {
  campaign: typeof campaigns.$inferSelect;
  year: number;
  recordedByName: string;
}

/** The campaigns of a year, the latest first. */
export async function listCampaigns(read: Read, year: number): Promise<CampaignRow[]> {
  const rows = await read
    .select({ campaign: campaigns, year: projects.year })
    .from(campaigns)
    .innerJoin(projects, eq(projects.id, campaigns.projectId))
    .where(eq(projects.year, year))
    .orderBy(desc(campaigns.startedOn), desc(campaigns.id));
  return withProgress(read, rows);
}

/** The same by their names alone. */
export async function campaignNames(read: Read, year: number): Promise<{ id: string; name: string }[]> {
  return read
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .innerJoin(projects, eq(projects.id, campaigns.projectId))
    .where(eq(projects.year, year))
    .orderBy(desc(campaigns.startedOn), desc(campaigns.id));
}

/**
 * One campaign.
 * @throws Refusal campaign.not_found
 */
export async function campaignPage(read: Read, id: string): Promise<CampaignRow> {
  const rows = await read
    .select({ campaign: campaigns, year: projects.year })
    .from(campaigns)
    .innerJoin(projects, eq(projects.id, campaigns.projectId))
    .where(eq(campaigns.id, id));
  const [row] = await withProgress(read, rows);
  if (!row) throw new Refusal('campaign.not_found');
  return row;
}

async function withProgress(
  read: Read,
  rows: readonly { campaign: typeof campaigns.$inferSelect; year: number }[],
): Promise<CampaignRow[]> {
  const ids = rows.map(({ campaign }) => campaign.id);
  const names = await namesOfStaff(
    read,
    rows.map(({ campaign }) => campaign.recordedBy),
  );
  const statuses = await statusTotals(read, ids);
  const money = await awardTotals(read, ids);
  return rows.map((row) => {
    const { id, recordedBy } = row.campaign;
    return {
      ...row,
      recordedByName: names[recordedBy] ?? '',
      ...progressOf(
        statuses.filter((one) => one.campaignId === id),
        money.filter((one) => one.campaignId === id),
      ),
    };
  });
}

type StatusTotals = Awaited<ReturnType<typeof statusTotals>>;
type AwardTotals = Awaited<ReturnType<typeof awardTotals>>;

async function statusTotals(read: Read, ids: readonly string[]) {
  return read
    .select({
      campaignId: applications.campaignId,
      status: applications.status,
      count: count(),
      amountFen: sql<number>`coalesce(sum(${amountColumn}), 0)`.mapWith(Number),
    })
    .from(applications)
    .where(inArray(applications.campaignId, [...ids]))
    .groupBy(applications.campaignId, applications.status);
}

async function awardTotals(read: Read, ids: readonly string[]) {
  const net = sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number);
  const rows = await read
    .select({
      campaignId: applications.campaignId,
      amountFen: awards.amountFen,
      releasedOn: awards.releasedOn,
      netFen: net,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .leftJoin(payments, eq(payments.awardId, awards.id))
    .where(inArray(applications.campaignId, [...ids]))
    .groupBy(awards.id, applications.campaignId, awards.amountFen, awards.releasedOn);
  return rows;
}

function progressOf(statuses: StatusTotals, money: AwardTotals): CampaignProgress {
  const countOf = (status: ApplicationStatus) => statuses.find((row) => row.status === status)?.count ?? 0;
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const standing = money
    .map((row) => ({ ...row, amountFen: row.releasedOn ? row.netFen : row.amountFen }))
    .filter(({ amountFen }) => amountFen > 0);
  const alive = statuses.filter(({ status }) => status !== 'withdrawn' && status !== 'rejected');
  return {
    total: sum(statuses.map((row) => row.count)),
    byStatus: Object.fromEntries(APPLICATION_STATUSES.map((status) => [status, countOf(status)])) as Record<
      ApplicationStatus,
      number
    >,
    askedFen: sum(alive.map((row) => row.amountFen)),
    awardedFen: sum(standing.map((row) => row.amountFen)),
    paidFen: sum(money.map((row) => row.netFen)),
    awardCount: standing.length,
    paidCount: standing.filter((row) => row.netFen >= row.amountFen).length,
  };
}

const WAITING = ['submitted', 'reviewed', 'confirming'] as const;

export interface WaitingCampaign {
  id: string;
  name: string;
  /** How many of its applications are not decided yet. */
  applications: number;
  /** What those ask for, as far as they have come: proposed by a review, or decided by one of two. */
  askedFen: number;
}

/** The campaigns of a project with applications that nobody has decided, the latest first. */
export async function waitingCampaigns(read: Read, projectId: string): Promise<WaitingCampaign[]> {
  const { id, name, startedOn } = campaigns;
  return read
    .select({
      id,
      name,
      applications: count(),
      askedFen: sql<number>`sum(${amountColumn})`.mapWith(Number),
    })
    .from(applications)
    .innerJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .where(and(eq(applications.projectId, projectId), inArray(applications.status, [...WAITING])))
    .groupBy(id, name, startedOn)
    .orderBy(desc(startedOn), desc(id));
}

type WaitingCounts = Record<(typeof WAITING)[number], number>;

/**
 * Of the applications of each campaign that wait for a step, how many this person has had no hand in, by status; in the
 * order of the campaigns.
 */
export async function untouchedBy(
  read: Read,
  { campaignIds, staffId }: { campaignIds: readonly string[]; staffId: string },
): Promise<WaitingCounts[]> {
  const { campaignId, status, recordedBy, reviewedBy, decidedBy } = applications;
  const rows = await read
    .select({ campaignId, status, count: count() })
    .from(applications)
    .where(
      and(
        inArray(campaignId, [...campaignIds]),
        inArray(status, [...WAITING]),
        ne(recordedBy, staffId),
        or(isNull(reviewedBy), ne(reviewedBy, staffId)),
        or(isNull(decidedBy), ne(decidedBy, staffId)),
      ),
    )
    .groupBy(campaignId, status);
  return campaignIds.map((id) => {
    const countOf = (wanted: (typeof WAITING)[number]) =>
      rows.find((row) => row.campaignId === id && row.status === wanted)?.count ?? 0;
    return {
      submitted: countOf('submitted'),
      reviewed: countOf('reviewed'),
      confirming: countOf('confirming'),
    };
  });
}
