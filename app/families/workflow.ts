import { addDays, addMonths, maxDate, type BusinessDate } from '../calendar/date';
import { addWorkingDays, latestStart, type WorkingDayOverrides } from '../calendar/workingDays';
import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import type { ExitReason, FamilyStatus } from './family';

/** What can be done with a family file. */
export const FAMILY_ACTIONS = [
  'change',
  'change_contact',
  'change_account',
  'submit',
  'visit',
  'publicise',
  'object',
  'handle_objection',
  'approve',
  'reject',
  'return',
  'review',
  'exit',
  'reopen',
] as const;
export type FamilyAction = (typeof FAMILY_ACTIONS)[number];

/** The one table of the workflow: which actions a status allows. Rules and screens read it. */
export const ALLOWED_ACTIONS: Record<FamilyStatus, readonly FamilyAction[]> = {
  draft: ['change', 'submit'],
  submitted: ['visit', 'handle_objection', 'return', 'reject'],
  visited: ['publicise', 'handle_objection', 'return', 'reject'],
  publicised: ['approve', 'object', 'handle_objection', 'return', 'reject'],
  approved: ['change_contact', 'change_account', 'review', 'exit'],
  // An objection that was still open when the file was given back or closed is answered all the same.
  rejected: ['handle_objection'],
  returned: ['change', 'submit', 'handle_objection'],
  // What was awarded before the exit may still be paid, and a bank that sent it back wants another account.
  exited: ['change_account', 'reopen'],
};

interface Step {
  permission: Permission;
  /** The status it leads to; null for a change that leaves the status as it is. */
  to: FamilyStatus | null;
}

/** Who may do each action, and where it leads. */
export const FAMILY_STEPS = {
  change: { permission: 'family.record', to: null },
  change_contact: { permission: 'family.record', to: null },
  /** Proposed; another person confirms it. */
  change_account: { permission: 'family.record', to: null },
  submit: { permission: 'family.record', to: 'submitted' },
  visit: { permission: 'family.record', to: 'visited' },
  publicise: { permission: 'family.record', to: 'publicised' },
  object: { permission: 'family.object', to: null },
  handle_objection: { permission: 'family.object', to: null },
  approve: { permission: 'family.approve', to: 'approved' },
  reject: { permission: 'family.approve', to: 'rejected' },
  return: { permission: 'family.return', to: 'returned' },
  review: { permission: 'family.approve', to: null },
  exit: { permission: 'family.approve', to: 'exited' },
  /** The file stays as it ended; a new one follows it. */
  reopen: { permission: 'family.record', to: null },
} as const satisfies Record<FamilyAction, Step>;

/** Working days a public notice stands before a file may be approved (the workflow of the national register). */
export const PUBLIC_NOTICE_WORKING_DAYS = 5;

/** Files that occupy the ID numbers of their members: one ID number stands in only one of them. */
export const CLOSED_STATUSES = ['rejected', 'exited'] as const satisfies readonly FamilyStatus[];

/** Whether a file of this status allows the action. */
export function isAllowed(status: FamilyStatus, action: FamilyAction): boolean {
  return ALLOWED_ACTIONS[status].includes(action);
}

/** What is decided by another person than who recorded or changed the file (maker-checker). */
const DECIDED_BY_ANOTHER: readonly FamilyAction[] = ['approve', 'review'];

/** The actions that this person is offered on a screen: those of the status and the role; nobody decides on an own file. */
export function actionsOffered(
  status: FamilyStatus,
  { roles, isMaker }: { roles: readonly Role[]; isMaker: boolean },
): FamilyAction[] {
  return ALLOWED_ACTIONS[status].filter(
    (action) =>
      may(roles, FAMILY_STEPS[action].permission) && !(isMaker && DECIDED_BY_ANOTHER.includes(action)),
  );
}

/** Why a file that left the register cannot be opened again for its main person; null where it can. */
export function reopeningRefused({
  erasedAt,
  exitReason,
}: {
  erasedAt: string | null;
  exitReason: ExitReason | null;
}): 'family.erased' | 'family.main_deceased' | null {
  if (erasedAt) return 'family.erased';
  return exitReason === 'deceased' ? 'family.main_deceased' : null;
}

/**
 * The first day on which a file may be approved: the fifth working day after the day its notice went up, so that
 * the notice stood for five whole working days, the first one counted.
 */
export function earliestApproval(publicisedOn: BusinessDate, overrides?: WorkingDayOverrides): BusinessDate {
  return addWorkingDays(publicisedOn, PUBLIC_NOTICE_WORKING_DAYS, overrides);
}

/** The last day on which a notice may have gone up for its files to be approved on a day. */
export function lastNoticeOver(on: BusinessDate): BusinessDate {
  return latestStart(PUBLIC_NOTICE_WORKING_DAYS, on);
}

/** Months from a decision to the next annual review, and how long before its day a review may be done. */
export const REVIEW_EVERY_MONTHS = 12;
export const REVIEW_AHEAD_MONTHS = 3;

/** By when the hardship of a family is looked at again: of one that is registered or was reviewed on a day. */
export function reviewDueAfter(on: BusinessDate): BusinessDate {
  return addMonths(on, REVIEW_EVERY_MONTHS);
}

/** The first day on which a review that is due may be done. */
export function earliestReview(dueOn: BusinessDate): BusinessDate {
  return addMonths(dueOn, -REVIEW_AHEAD_MONTHS);
}

/** The last day on which a review may be due that is done on a day. */
export function lastReviewable(on: BusinessDate): BusinessDate {
  let dueOn = addMonths(on, REVIEW_AHEAD_MONTHS);
  // The ends of longer months lead back to the same day.
  while (earliestReview(addDays(dueOn, 1)) <= on) dueOn = addDays(dueOn, 1);
  return dueOn;
}

/** The next due day: a review ahead of its day keeps the yearly day, a late one counts from when it was done. */
export function nextReviewDue({
  dueOn,
  reviewedOn,
}: {
  dueOn: BusinessDate;
  reviewedOn: BusinessDate;
}): BusinessDate {
  return reviewDueAfter(maxDate(dueOn, reviewedOn));
}
