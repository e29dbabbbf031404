import { and, asc, eq, gt, inArray, isNull, lte, not, or, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  applications,
  awards,
  families,
  familyMembers,
  payments,
  programmes,
  projects,
  publicNotices,
} from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { addWorkingDays } from '../calendar/workingDays';
import type { ReliefType } from '../fund/project';
import { awardDueDate, USUAL_WORKING_DAYS } from '../relief/dueDate';
import { daysLeft, latestStart, SOON_DAYS, type DeskLimits } from './desk';
import { deskLimitsOf } from './deskLimits.server';
import { LATE_DESK_CODES, type LateDesk, type LateState } from './late';

/** 将逾期与已逾期: what lies at a desk longer than it is given, or soon will. */

export interface LateCase {
  kind: 'family' | 'application' | 'award';
  id: string;
  desk: LateDesk;
  name: string;
  fileNumber: string;
  /** Of relief. */
  type: ReliefType | null;
  /** Since when it lies there. */
  since: BusinessDate;
  dueOn: BusinessDate;
  /** Working days: negative when the due day has gone by. */
  left: number;
  state: LateState;
}

/** More than anybody works through in a day; a desk with more says so. */
const MOST_CASES = 1_000;

/** Everything that is late or soon will be, what is due first first. */
export async function lateCases(
  read: Read,
  {
    desks,
    today = todayInChina(new Date()),
  }: { desks?: readonly LateDesk[] | null; today?: BusinessDate } = {},
): Promise<LateCase[]> {
  const limits = await deskLimitsOf(read);
  const horizon = addWorkingDays(today, SOON_DAYS);
  const found: LateCase[] = [];
  for (const desk of desks ?? LATE_DESK_CODES)
    found.push(...(await LISTS[desk](read, { limits, horizon, today })));
  return found.sort((one, other) =>
    one.dueOn === other.dueOn ? one.id.localeCompare(other.id) : one.dueOn < other.dueOn ? -1 : 1,
  );
}

/** Those that are late already, or those that soon will be; all without a state. */
export function casesInState(cases: LateCase[], state: LateState | null): LateCase[] {
  return cases.filter((one) => state === null || one.state === state);
}

interface Question {
  limits: DeskLimits;
  horizon: BusinessDate;
  today: BusinessDate;
}

const LISTS: Record<LateDesk, (read: Read, question: Question) => Promise<LateCase[]>> = {
  visit: (read, question) =>
    lateFamilies(read, { ...question, desk: 'visit', status: 'submitted', since: families.submittedOn }),
  publicising: (read, question) =>
    lateFamilies(read, { ...question, desk: 'publicising', status: 'visited', since: families.visitedOn }),
  approval: (read, question) =>
    lateFamilies(read, { ...question, desk: 'approval', status: 'publicised', since: publicNotices.endsOn }),
  review: (read, question) =>
    lateApplications(read, {
      ...question,
      desk: 'review',
      status: 'submitted',
      since: applications.appliedOn,
    }),
  decision: (read, question) =>
    lateApplications(read, {
      ...question,
      desk: 'decision',
      status: 'reviewed',
      since: applications.reviewedOn,
    }),
  confirmation: (read, question) =>
    lateApplications(read, {
      ...question,
      desk: 'confirmation',
      status: 'confirming',
      since: applications.decidedOn,
    }),
  payment: lateAwards,
};

/** What lies at a desk is what has its status, since the day in a column. */
type AtDesk<Desk, Status> = Question & { desk: Desk; status: Status; since: AnyColumn };

type FamilyDesk = 'visit' | 'publicising' | 'approval';

async function lateFamilies(
  read: Read,
  { desk, status, since, ...question }: AtDesk<FamilyDesk, (typeof families.$inferSelect)['status']>,
): Promise<LateCase[]> {
  const limit = question.limits[desk];
  const rows = await read
    .select({
      id: families.id,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      since: sql<string>`${since}`,
    })
    .from(families)
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
    .leftJoin(publicNotices, eq(publicNotices.id, families.noticeId))
    .where(and(eq(families.status, status), lte(since, latestStart(limit, question.horizon))))
    .orderBy(asc(since), asc(families.id))
    .limit(MOST_CASES);
  return rows.map((row) => lateCase({ ...row, kind: 'family', desk, type: null }, { limit, ...question }));
}

type ApplicationDesk = 'review' | 'decision' | 'confirmation';

async function lateApplications(
  read: Read,
  { desk, status, since, ...question }: AtDesk<ApplicationDesk, (typeof applications.$inferSelect)['status']>,
): Promise<LateCase[]> {
  const limit = question.limits[desk];
  const rows = await read
    .select({
      id: applications.id,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      type: applications.type,
      since: sql<string>`${since}`,
    })
    .from(applications)
    .innerJoin(families, eq(families.id, applications.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(
      and(
        inArray(applications.projectId, read.select({ id: projects.id }).from(projects)),
        eq(applications.status, status),
        // Told by what it is not: what is at a desk is found by its status then, not among all days of all years.
        not(gt(since, latestStart(limit, question.horizon))),
      ),
    )
    .orderBy(asc(since), asc(applications.id))
    .limit(MOST_CASES);
  return rows.map((row) => lateCase({ ...row, kind: 'application', desk }, { limit, ...question }));
}

type Found = Pick<LateCase, 'kind' | 'id' | 'desk' | 'name' | 'fileNumber' | 'type'> & { since: string };

function lateCase(found: Found, { limit, today }: { limit: number; today: BusinessDate }): LateCase {
  const since = found.since as BusinessDate;
  return dueCase({ ...found, since, dueOn: addWorkingDays(since, limit) }, today);
}

function dueCase(found: Omit<LateCase, 'left' | 'state'>, today: BusinessDate): LateCase {
  const left = daysLeft(found.dueOn, today);
  return { ...found, left, state: left < 0 ? 'late' : 'soon' };
}

/** Awards that are not all paid, by the days that the plan of their type gives (补贴发放及时性). */
async function lateAwards(read: Read, { horizon, today }: Question): Promise<LateCase[]> {
  const plans = await read
    .select({
      projectId: programmes.projectId,
      type: programmes.type,
      windowEndOn: programmes.windowEndOn,
      timelyDays: programmes.timelyDays,
    })
    .from(programmes)
    .innerJoin(projects, eq(projects.id, programmes.projectId))
    .orderBy(asc(projects.year), asc(programmes.type));
  const found: LateCase[] = [];
  for (const plan of plans) {
    const start = latestStart(plan.timelyDays ?? USUAL_WORKING_DAYS, horizon);
    const isDue = or(
      lte(awards.approvedOn, start),
      plan.windowEndOn <= horizon ? lte(awards.approvedOn, plan.windowEndOn) : undefined,
    );
    const rows = await unpaidAwards(
      read,
      and(eq(awards.projectId, plan.projectId), eq(awards.type, plan.type), isDue),
    );
    for (const { approvedOn, ...row } of rows) {
      const since = approvedOn as BusinessDate;
      const { dueOn } = awardDueDate({
        approvedOn: since,
        windowEndOn: plan.windowEndOn as BusinessDate,
        timelyDays: plan.timelyDays,
      });
      found.push(dueCase({ ...row, kind: 'award', desk: 'payment', since, dueOn }, today));
    }
  }
  return found.slice(0, MOST_CASES);
}

function unpaidAwards(read: Read, where: SQL | undefined) {
  const netFen = sql<number>`(select coalesce(sum(${payments.amountFen}), 0) from ${payments} where ${payments.awardId} = ${awards.id})`;
  return read
    .select({
      id: awards.id,
      type: awards.type,
      approvedOn: awards.approvedOn,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
    })
    .from(awards)
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(and(isNull(awards.releasedOn), where, sql`${netFen} < ${awards.amountFen}`))
    .orderBy(asc(awards.approvedOn), asc(awards.id))
    .limit(MOST_CASES);
}
