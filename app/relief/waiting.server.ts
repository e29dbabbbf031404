import { and, count, eq, inArray, isNull, ne, or, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, awardGroups, awardSums } from '../../db/schema';
import { together } from '../together';
import { UNDECIDED_STATUSES, type ApplicationStatus } from './application';
import { restIn } from './awardHistory';

/** How many undecided applications of a project stand at each step; no decided one is looked at. */
export async function undecidedApplications(
  read: Read,
  projectId: string,
): Promise<Map<ApplicationStatus, number>> {
  const rows = await read
    .select({ status: applications.status, waiting: count() })
    .from(applications)
    .where(and(eq(applications.projectId, projectId), inArray(applications.status, [...UNDECIDED_STATUSES])))
    .groupBy(applications.status);
  return new Map(rows.map(({ status, waiting }) => [status, waiting]));
}

/** Who took the steps before the one that an application waits for, and so does not take it (`makerFault`). */
const EARLIER_HANDS = {
  submitted: [applications.recordedBy],
  reviewed: [applications.recordedBy, applications.reviewedBy],
  confirming: [applications.recordedBy, applications.reviewedBy, applications.decidedBy],
} as const satisfies Partial<Record<ApplicationStatus, readonly AnyColumn[]>>;
export type WaitingStatus = keyof typeof EARLIER_HANDS;

/** The condition of applications at a step that somebody took none of the steps before. */
export function notHandledBy(status: WaitingStatus, staffId: string): SQL {
  return and(...EARLIER_HANDS[status].map((column) => or(isNull(column), ne(column, staffId))))!;
}

/** How many of the undecided applications of a project wait at each step for another person than this one. */
export async function undecidedForOthers(
  read: Read,
  { projectId, staffId }: { projectId: string; staffId: string },
): Promise<Map<ApplicationStatus, number>> {
  const steps = Object.entries(EARLIER_HANDS) as [WaitingStatus, readonly AnyColumn[]][];
  const isHandled = steps.map(([status, hands]) =>
    and(eq(applications.status, status), or(...hands.map((column) => eq(column, staffId)))),
  );
  const rows = await read
    .select({ status: applications.status, waiting: count() })
    .from(applications)
    .where(
      and(
        eq(applications.projectId, projectId),
        inArray(applications.status, [...UNDECIDED_STATUSES]),
        or(...isHandled),
      ),
    )
    .groupBy(applications.status);
  return new Map(rows.map(({ status, waiting }) => [status, waiting]));
}

/** How many applications of a project nobody has decided. */
export async function undecidedCount(read: Read, projectId: string): Promise<number> {
  const steps = await undecidedApplications(read, projectId);
  return [...steps.values()].reduce((sum, count) => sum + count, 0);
}

/** How many awards of a project something is still to be paid of: by the sums of those that took the usual course. */
export async function openAwardCount(read: Read, projectId: string): Promise<number> {
  const {
    plain: [plain],
    others,
  } = await together({
    plain: read
      .select({ open: sql<number>`coalesce(sum(${awardGroups.awards}), 0)`.mapWith(Number) })
      .from(awardGroups)
      .where(
        and(
          eq(awardGroups.projectId, projectId),
          eq(awardGroups.releasedDay, ''),
          eq(awardGroups.paidDay, ''),
        ),
      ),
    // Many awards took the same course: each is read once.
    others: read
      .select({ history: awardSums.history, awards: count() })
      .from(awardSums)
      .where(
        and(eq(awardSums.projectId, projectId), eq(awardSums.isPlain, false), isNull(awardSums.releasedOn)),
      )
      .groupBy(awardSums.history),
  });
  const open = others.filter(({ history }) => restIn(history!).isOpen);
  return open.reduce((sum, { awards }) => sum + awards, plain!.open);
}
