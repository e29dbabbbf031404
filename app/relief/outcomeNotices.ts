import type { NoticeCode } from '../zh/notices';
import type { ConfirmationOutcome, DecisionOutcome, ReviewOutcome } from './workflow';

/** What is said after a review or decision, by its outcome. */

export const REVIEW_NOTICES = {
  pass: 'applications.passed',
  return: 'applications.returned',
  reject: 'applications.rejected',
} as const satisfies Record<ReviewOutcome, NoticeCode>;

export const DECISION_NOTICES = {
  approve: 'applications.approved',
  return: 'applications.returned',
  reject: 'applications.rejected',
} as const satisfies Record<DecisionOutcome, NoticeCode>;

export const CONFIRMATION_NOTICES = {
  confirm: 'applications.confirmed',
  return: 'applications.returned',
  reject: 'applications.rejected',
} as const satisfies Record<ConfirmationOutcome, NoticeCode>;
