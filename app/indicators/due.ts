import { cursorOf, type Cursor } from '../cursor';
import type { ReliefType } from '../fund/project';
import { RELIEF_TYPES } from '../fund/project';
import type { ApplicationStatus } from '../relief/application';

/** 应补未补: why somebody who is due relief was not paid yet; the Chinese terms stand in app/zh/due.ts. */

export const DUE_REASONS = [
  'no_application',
  'refused',
  'returned',
  'waiting_review',
  'waiting_decision',
  'no_account',
  'not_in_batch',
  'in_batch',
  'bank_failed',
  'bank_returned',
  'taken_back',
] as const;
export type DueReason = (typeof DUE_REASONS)[number];

/** What is known of somebody's relief of one type in the year; of several records the one that has come furthest. */
export interface DueRecords {
  application: { id: string; status: ApplicationStatus } | null;
  /** Not released and not paid in full. */
  award: { id: string; isSentBack: boolean } | null;
  /** The batch in which the award waits for the bank. */
  batch: { id: string; number: string } | null;
  /** The bank's latest answer about the award was that it failed. */
  hasFailed: boolean;
  /** Something of this relief was recovered (追回), and the award is not paid again. */
  isTakenBack: boolean;
  hasAccount: boolean;
}

/** What keeps somebody from being paid. */
export function dueReason({
  application,
  award,
  batch,
  hasFailed,
  isTakenBack,
  hasAccount,
}: DueRecords): DueReason {
  if (award) {
    if (batch) return 'in_batch';
    if (hasFailed) return 'bank_failed';
    if (award.isSentBack) return 'bank_returned';
    return hasAccount ? 'not_in_batch' : 'no_account';
  }
  const reason = application ? APPLICATION_REASONS[application.status] : 'no_application';
  return reason === 'no_application' && isTakenBack ? 'taken_back' : reason;
}

const APPLICATION_REASONS: Record<ApplicationStatus, DueReason> = {
  submitted: 'waiting_review',
  reviewed: 'waiting_decision',
  confirming: 'waiting_decision',
  returned: 'returned',
  rejected: 'refused',
  // An approved one whose award was released is asked for anew.
  approved: 'no_application',
  withdrawn: 'no_application',
};

/** Applications that say why somebody was not paid; of the others no one is known to ask. */
export const TELLING_STATUSES = (Object.keys(APPLICATION_REASONS) as ApplicationStatus[]).filter(
  (status) => APPLICATION_REASONS[status] !== 'no_application',
);

/** The further an application has come, the more it says. */
export const APPLICATION_RANK: Record<ApplicationStatus, number> = {
  confirming: 6,
  reviewed: 5,
  submitted: 4,
  returned: 3,
  rejected: 2,
  approved: 1,
  withdrawn: 0,
};

export interface DueQuestion extends Cursor {
  type?: ReliefType;
  reason?: DueReason;
  search?: string;
  size?: number;
}

/** What the address of the list asks for; what it does not know is left out. */
export function dueQuestion(given: URLSearchParams): Omit<DueQuestion, 'size'> {
  const type = RELIEF_TYPES.find((one) => one === given.get('type'));
  const reason = DUE_REASONS.find((one) => one === given.get('reason'));
  const search = given.get('search')?.trim();
  return {
    ...(type ? { type } : {}),
    ...(reason ? { reason } : {}),
    ...(search ? { search } : {}),
    ...cursorOf(given),
  };
}
