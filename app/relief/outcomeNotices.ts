import type { NoticeCode } from '../zh/notices';
import type { ConfirmationOutcome, DecisionOutcome, ReviewOutcome } from './workflow';

/** What is said after a review or decision, by its outcome. */

export const REVIEW_NOTICES = {
  pass: 'applications.passed',
  return: 'applications.returned',
  reject: 'applications.rejected',
} as const satisfies Record<ReviewOutcome, NoticeCode>;

const DECISION_NOTICES = {
  approve: 'applications.approved',
  return: 'applications.returned',
  reject: 'applications.rejected',
} as const satisfies Record<DecisionOutcome, NoticeCode>;

/** What is said after a decision: what waits for a second head was not approved. */
export function decisionNotice(
  outcome: DecisionOutcome,
  { approved, putUp }: { approved: number; putUp: number },
): NoticeCode {
  if (putUp === 0) return DECISION_NOTICES[outcome];
  return approved > 0 ? 'applications.partly_put_up' : 'applications.put_up';
}

export const CONFIRMATION_NOTICES = {
  confirm: 'applications.confirmed',
  return: 'applications.returned',
  reject: 'applications.rejected',
} as const satisfies Record<ConfirmationOutcome, NoticeCode>;
