import {
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  isNull,
  lt,
  lte,
  or,
  sql,
  type AnyColumn,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { unindexed } from '../../db/engine/keyset';
import {
  applications,
  awards,
  awardSums,
  families,
  familyMembers,
  payments,
  programmes,
  projects,
  publicNotices,
} from '../../db/schema';
import { addDays, maxDate, type BusinessDate } from '../calendar/date';
import { addWorkingDays, latestStart } from '../calendar/workingDays';
import { notMadeBy } from '../families/familyRows.server';
import type { ReliefType } from '../fund/project';
import { awardDueDate, USUAL_WORKING_DAYS } from '../relief/dueDate';
import { notHandledBy } from '../relief/waiting.server';
import { daysLeft, SOON_DAYS } from './desk';
import type { LateDesk, LateState } from './late';

/** What lies at one desk under one limit: how much of it is late or soon will be, and the cases themselves. */
export interface Lane {
  counts: Record<LateState, number>;
  /** Of a state (null: of both), what came first first; all of them without a number. */
  fetch: (state: LateState | null, first?: number) => Promise<LateCase[]>;
}

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

/** The last days on which something may have come to a desk to be late now, or late or soon late. */
type Cutoffs = Record<LateState, BusinessDate>;

function cutoffs(today: BusinessDate, latest: (dueOn: BusinessDate) => BusinessDate): Cutoffs {
  return { late: latest(addDays(today, -1)), soon: latest(addWorkingDays(today, SOON_DAYS)) };
}

function inState(since: SQLWrapper, state: LateState | null, { late, soon }: Cutoffs): SQL | undefined {
  if (state === 'late') return lte(since, late);
  return state === 'soon' ? and(gt(since, late), lte(since, soon)) : lte(since, soon);
}

/** Both counts in one look. */
const countsAt = (since: AnyColumn, { late }: Cutoffs) => ({
  all: count(),
  late: sql<number>`coalesce(sum(case when ${since} <= ${late} then 1 else 0 end), 0)`.mapWith(Number),
});

function apart({ all, late }: { all: number; late: number }): Record<LateState, number> {
  return { late, soon: all - late };
}

type Row = Pick<LateCase, 'id' | 'name' | 'fileNumber'> & { type?: ReliefType; since: string };

interface Timing {
  kind: LateCase['kind'];
  desk: LateDesk;
  today: BusinessDate;
  dueOn: (since: BusinessDate) => BusinessDate;
}

/** Makes cases of rows; many of them came on the same days, whose due days are found once. */
function casesOf(rows: readonly Row[], { kind, desk, ...timing }: Timing): LateCase[] {
  const known = new Map<string, Pick<LateCase, 'since' | 'dueOn' | 'left' | 'state'>>();
  return rows.map((row) => {
    const time = known.get(row.since) ?? timeOf(row.since as BusinessDate, timing);
    known.set(row.since, time);
    return { type: null, ...row, kind, desk, ...time };
  });
}

function timeOf(
  since: BusinessDate,
  { today, dueOn }: Pick<Timing, 'today' | 'dueOn'>,
): Pick<LateCase, 'since' | 'dueOn' | 'left' | 'state'> {
  const due = dueOn(since);
  const left = daysLeft(due, today);
  return { since, dueOn: due, left, state: left < 0 ? 'late' : 'soon' };
}

interface AtDesk<Desk extends LateDesk> {
  desk: Desk;
  limit: number;
  today: BusinessDate;
  /** Without what this person left to another; null is all of it. */
  notBy: string | null;
}

const FAMILY_DESKS = {
  visit: { status: 'submitted', since: families.submittedOn },
  publicising: { status: 'visited', since: families.visitedOn },
  approval: { status: 'publicised', since: publicNotices.endsOn },
} as const;

/** Files on their way to the register. */
export async function familyLane(
  read: Read,
  { desk, limit, today, notBy }: AtDesk<keyof typeof FAMILY_DESKS>,
): Promise<Lane> {
  const { status, since } = FAMILY_DESKS[desk];
  const days = cutoffs(today, (dueOn) => latestStart(limit, dueOn));
  const isOthers = notBy !== null && desk === 'approval' ? notMadeBy(read, notBy) : undefined;
  const where = (state: LateState | null) =>
    and(eq(families.status, status), inState(since, state, days), isOthers);
  const [found] = await read
    .select(countsAt(since, days))
    .from(families)
    .leftJoin(publicNotices, eq(publicNotices.id, families.noticeId))
    .where(where(null));
  const fetch = async (state: LateState | null, first?: number) => {
    const rows = read
      .select({
        id: families.id,
        fileNumber: families.fileNumber,
        name: familyMembers.name,
        since: sql<string>`${since}`,
      })
      .from(families)
      .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
      .leftJoin(publicNotices, eq(publicNotices.id, families.noticeId))
      .where(where(state))
      .orderBy(asc(since), asc(families.id));
    return casesOf(await (first ? rows.limit(first) : rows), {
      kind: 'family',
      desk,
      today,
      dueOn: (from) => addWorkingDays(from, limit),
    });
  };
  return { counts: apart(found!), fetch };
}

const APPLICATION_DESKS = {
  review: { status: 'submitted', since: applications.appliedOn },
  decision: { status: 'reviewed', since: applications.reviewedOn },
  confirmation: { status: 'confirming', since: applications.decidedOn },
} as const;

/** Applications that nobody has decided. */
export async function applicationLane(
  read: Read,
  { desk, limit, today, notBy }: AtDesk<keyof typeof APPLICATION_DESKS>,
): Promise<Lane> {
  const { status, since } = APPLICATION_DESKS[desk];
  const days = cutoffs(today, (dueOn) => latestStart(limit, dueOn));
  // Of every year by its name, with which the index of the states begins, and not by the days of all years.
  const where = (state: LateState | null) =>
    and(
      inArray(applications.projectId, read.select({ id: projects.id }).from(projects)),
      eq(applications.status, status),
      inState(unindexed(since), state, days),
      notBy === null ? undefined : notHandledBy(status, notBy),
    );
  const [found] = await read.select(countsAt(since, days)).from(applications).where(where(null));
  const fetch = async (state: LateState | null, first?: number) => {
    const rows = read
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
      .where(where(state))
      .orderBy(asc(since), asc(applications.id));
    return casesOf(await (first ? rows.limit(first) : rows), {
      kind: 'application',
      desk,
      today,
      dueOn: (from) => addWorkingDays(from, limit),
    });
  };
  return { counts: apart(found!), fetch };
}

interface Plan {
  projectId: string;
  type: ReliefType;
  windowEndOn: BusinessDate;
  timelyDays: number | null;
}

/** Awards that are not all paid, by the days that the plan of their type gives (补贴发放及时性). */
export async function awardLanes(read: Read, today: BusinessDate): Promise<Lane[]> {
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
  const lanes: Lane[] = [];
  for (const plan of plans) {
    const windowEndOn = plan.windowEndOn as BusinessDate;
    lanes.push(await awardLane(read, { plan: { ...plan, windowEndOn }, today }));
  }
  return lanes;
}

async function awardLane(read: Read, { plan, today }: { plan: Plan; today: BusinessDate }): Promise<Lane> {
  const since = awardSums.approvedOn;
  const days = cutoffs(today, (dueOn) => latestApproval(plan, dueOn));
  const where = (state: LateState | null) =>
    and(
      eq(awardSums.projectId, plan.projectId),
      eq(awardSums.type, plan.type),
      inState(since, state, days),
      unpaid(),
    );
  const [found] = await read.select(countsAt(since, days)).from(awardSums).where(where(null));
  const fetch = async (state: LateState | null, first?: number) => {
    const rows = read
      .select({
        id: awards.id,
        type: awards.type,
        since: awards.approvedOn,
        fileNumber: families.fileNumber,
        name: familyMembers.name,
      })
      .from(awardSums)
      .innerJoin(awards, eq(awards.id, awardSums.awardId))
      .innerJoin(families, eq(families.id, awards.familyId))
      .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
      .where(where(state))
      .orderBy(asc(since), asc(awards.id));
    return casesOf(await (first ? rows.limit(first) : rows), {
      kind: 'award',
      desk: 'payment',
      today,
      dueOn: (approvedOn) => awardDueDate({ ...plan, approvedOn }).dueOn,
    });
  };
  return { counts: apart(found!), fetch };
}

/** The last day of approval with which an award is due by a day: the window's end makes all before it due. */
function latestApproval({ windowEndOn, timelyDays }: Plan, dueOn: BusinessDate): BusinessDate {
  const start = latestStart(timelyDays ?? USUAL_WORKING_DAYS, dueOn);
  return windowEndOn <= dueOn ? maxDate(start, windowEndOn) : start;
}

/** By the sums: one that took the usual course is paid as a whole or not at all. */
function unpaid(): SQL | undefined {
  const netFen = sql`(select coalesce(sum(${payments.amountFen}), 0) from ${payments} where ${payments.awardId} = ${awardSums.awardId})`;
  return and(
    isNull(awardSums.releasedOn),
    or(
      and(eq(awardSums.isPlain, true), isNull(awardSums.paidOn)),
      and(eq(awardSums.isPlain, false), lt(netFen, awardSums.amountFen)),
    ),
  );
}
