import type { BusinessDate } from '../calendar/date';
import { addWorkingDays, type WorkingDayOverrides } from '../calendar/workingDays';
import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import type { FamilyStatus } from './family';

/** What can be done with a family file. */
export const FAMILY_ACTIONS = [
  'change',
  'change_contact',
  'submit',
  'visit',
  'publicise',
  'approve',
  'reject',
  'return',
  'exit',
] as const;
export type FamilyAction = (typeof FAMILY_ACTIONS)[number];

/** The one table of the workflow: which actions a status allows. Rules and screens read it. */
export const ALLOWED_ACTIONS: Record<FamilyStatus, readonly FamilyAction[]> = {
  draft: ['change', 'submit'],
  submitted: ['visit', 'return', 'reject'],
  visited: ['publicise', 'return', 'reject'],
  publicised: ['approve', 'return', 'reject'],
  approved: ['change_contact', 'exit'],
  rejected: [],
  returned: ['change', 'submit'],
  exited: [],
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
  submit: { permission: 'family.record', to: 'submitted' },
  visit: { permission: 'family.record', to: 'visited' },
  publicise: { permission: 'family.record', to: 'publicised' },
  approve: { permission: 'family.approve', to: 'approved' },
  reject: { permission: 'family.approve', to: 'rejected' },
  return: { permission: 'family.return', to: 'returned' },
  exit: { permission: 'family.approve', to: 'exited' },
} as const satisfies Record<FamilyAction, Step>;

/** Working days a public notice stands before a file may be approved (the workflow of the national register). */
export const PUBLIC_NOTICE_WORKING_DAYS = 5;

/** Files that occupy the ID numbers of their members: one ID number stands in only one of them. */
export const CLOSED_STATUSES = ['rejected', 'exited'] as const satisfies readonly FamilyStatus[];

/** Whether a file of this status allows the action. */
export function isAllowed(status: FamilyStatus, action: FamilyAction): boolean {
  return ALLOWED_ACTIONS[status].includes(action);
}

/** The actions that this person is offered on a screen: those of the status and the role; nobody approves an own file. */
export function actionsOffered(
  status: FamilyStatus,
  { roles, isMaker }: { roles: readonly Role[]; isMaker: boolean },
): FamilyAction[] {
  return ALLOWED_ACTIONS[status].filter(
    (action) => may(roles, FAMILY_STEPS[action].permission) && !(action === 'approve' && isMaker),
  );
}

/**
 * The first day on which a file may be approved: the fifth working day after the day its notice went up, so that
 * the notice stood for five whole working days, the first one counted.
 */
export function earliestApproval(publicisedOn: BusinessDate, overrides?: WorkingDayOverrides): BusinessDate {
  return addWorkingDays(publicisedOn, PUBLIC_NOTICE_WORKING_DAYS, overrides);
}
