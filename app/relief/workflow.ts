import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import type { ApplicationStatus } from './application';

/** What may be done with an application: the one table that screens and rules read. */

export const APPLICATION_ACTIONS = [
  'pass',
  'return',
  'reject',
  'approve',
  'put_up',
  'send_back',
  'refuse',
  'confirm',
  'give_back',
  'overrule',
  'change',
  'withdraw',
] as const;
export type ApplicationAction = (typeof APPLICATION_ACTIONS)[number];

export const REVIEW_OUTCOMES = ['pass', 'return', 'reject'] as const satisfies readonly ApplicationAction[];
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

export const DECISION_OUTCOMES = ['approve', 'return', 'reject'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

/** What a second head says of an approval above the extra level. */
export const CONFIRMATION_OUTCOMES = ['confirm', 'return', 'reject'] as const;
export type ConfirmationOutcome = (typeof CONFIRMATION_OUTCOMES)[number];

export interface Step {
  permission: Permission;
  to: ApplicationStatus;
}

/**
 * Status → what may be done next, by whom, and where it leads. 审核 (pass, return, reject) and 审批 (approve,
 * send_back, refuse) are two steps by two people, neither of whom recorded the application. An approval above the
 * extra level is put up to a second head, who confirms it (二级审批); only then is money committed.
 */
export const APPLICATION_WORKFLOW: Record<ApplicationStatus, Partial<Record<ApplicationAction, Step>>> = {
  submitted: {
    pass: { permission: 'relief.review', to: 'reviewed' },
    return: { permission: 'relief.review', to: 'returned' },
    reject: { permission: 'relief.review', to: 'rejected' },
    withdraw: { permission: 'relief.apply', to: 'withdrawn' },
  },
  reviewed: {
    approve: { permission: 'relief.decide', to: 'approved' },
    put_up: { permission: 'relief.decide', to: 'confirming' },
    send_back: { permission: 'relief.decide', to: 'returned' },
    refuse: { permission: 'relief.decide', to: 'rejected' },
  },
  confirming: {
    confirm: { permission: 'relief.decide', to: 'approved' },
    give_back: { permission: 'relief.decide', to: 'returned' },
    overrule: { permission: 'relief.decide', to: 'rejected' },
  },
  returned: {
    change: { permission: 'relief.apply', to: 'submitted' },
    withdraw: { permission: 'relief.apply', to: 'withdrawn' },
  },
  approved: {},
  rejected: {},
  withdrawn: {},
};

/** Where an action leads from a status; null where the status does not allow it. */
export function stepFrom(status: ApplicationStatus, action: ApplicationAction): Step | null {
  return APPLICATION_WORKFLOW[status][action] ?? null;
}

/** Who has touched an application so far: the ids of the staff. */
export interface Hands {
  recordedBy: string;
  reviewedBy: string | null;
  /** Of an approval that waits to be confirmed. */
  decidedBy: string | null;
}

export const MAKER_FAULTS = ['own_record', 'own_review', 'own_decision', 'not_recorder'] as const;
export type MakerFault = (typeof MAKER_FAULTS)[number];

const BY_SOMEBODY_ELSE: readonly ApplicationAction[] = [
  'pass',
  'return',
  'reject',
  'approve',
  'put_up',
  'send_back',
  'refuse',
  'confirm',
  'give_back',
  'overrule',
];
const BY_A_THIRD_PERSON: readonly ApplicationAction[] = [
  'approve',
  'put_up',
  'send_back',
  'refuse',
  'confirm',
  'give_back',
  'overrule',
];

/**
 * Why this person is the wrong one for an action (maker ≠ checker), or null: who recorded an application neither
 * reviews nor decides it, who reviewed it does not decide it, who decided it does not confirm it, and only who
 * recorded it changes it.
 */
export function makerFault(action: ApplicationAction, staffId: string, hands: Hands): MakerFault | null {
  if (BY_SOMEBODY_ELSE.includes(action) && staffId === hands.recordedBy) return 'own_record';
  if (BY_A_THIRD_PERSON.includes(action) && staffId === hands.reviewedBy) return 'own_review';
  if (BY_A_THIRD_PERSON.includes(action) && staffId === hands.decidedBy) return 'own_decision';
  if (action === 'change' && staffId !== hands.recordedBy) return 'not_recorder';
  return null;
}

/** The actions that this person is offered on a screen: those of the status, the role and maker ≠ checker. */
export function actionsFor(
  application: Hands & { status: ApplicationStatus },
  person: { staffId: string; roles: readonly Role[] },
): ApplicationAction[] {
  return APPLICATION_ACTIONS.filter((action) => {
    const step = stepFrom(application.status, action);
    return step && may(person.roles, step.permission) && !makerFault(action, person.staffId, application);
  });
}

/** The pages on which actions are taken, one form each. */
export const STEP_PAGES = ['review', 'decide', 'confirm', 'edit', 'withdraw'] as const;
export type StepPage = (typeof STEP_PAGES)[number];

const PAGE_OF: Record<ApplicationAction, StepPage> = {
  pass: 'review',
  return: 'review',
  reject: 'review',
  approve: 'decide',
  put_up: 'decide',
  send_back: 'decide',
  refuse: 'decide',
  confirm: 'confirm',
  give_back: 'confirm',
  overrule: 'confirm',
  change: 'edit',
  withdraw: 'withdraw',
};

/** The pages that this person is led to from an application, in the order of the work. */
export function stepPagesFor(...[application, person]: Parameters<typeof actionsFor>): StepPage[] {
  const offered = actionsFor(application, person).map((action) => PAGE_OF[action]);
  return STEP_PAGES.filter((page) => offered.includes(page));
}
