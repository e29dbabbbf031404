import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';

/** Codes of an award (核定); the Chinese terms stand in app/zh/relief.ts. */

export const AWARD_STATUSES = [
  'unpaid',
  'partly_paid',
  'sent_back',
  'paid',
  'taken_back',
  'released',
] as const;
export type AwardStatus = (typeof AWARD_STATUSES)[number];

export interface AwardMoney {
  amountFen: number;
  /** Payments with their corrections. */
  netFen: number;
  /** All that was ever paid out, before corrections. */
  grossFen: number;
  releasedOn: string | null;
  /** The recovery that the release came with. */
  takenBackBy: string | null;
}

/**
 * Where an award stands; nothing of this is stored. `sent_back` was paid, came back and waits to be paid again (补发);
 * `taken_back` was paid, and the recipient gave it back for good (追回).
 */
export function awardStatus({
  amountFen,
  netFen,
  grossFen,
  releasedOn,
  takenBackBy,
}: AwardMoney): AwardStatus {
  if (releasedOn) return takenBackBy ? 'taken_back' : 'released';
  if (netFen >= amountFen) return 'paid';
  if (grossFen > netFen) return 'sent_back';
  return netFen > 0 ? 'partly_paid' : 'unpaid';
}

export const AWARD_ACTIONS = ['pay', 'correct', 'release'] as const;
export type AwardAction = (typeof AWARD_ACTIONS)[number];

/**
 * Status → what may be done with an award, and by whom. Paying is putting it into a batch, or recording what a bank
 * has paid already; what was paid is corrected even when the rest is released.
 */
export const AWARD_WORKFLOW: Record<AwardStatus, Partial<Record<AwardAction, Permission>>> = {
  unpaid: { pay: 'payment.record', release: 'relief.decide' },
  partly_paid: { pay: 'payment.record', correct: 'payment.record', release: 'relief.decide' },
  sent_back: { pay: 'payment.record', correct: 'payment.record', release: 'relief.decide' },
  paid: { correct: 'payment.record' },
  taken_back: { correct: 'payment.record' },
  released: { correct: 'payment.record' },
};

/** What somebody with these roles is offered to do with an award. */
export function awardActionsFor(status: AwardStatus, roles: readonly Role[]): AwardAction[] {
  return AWARD_ACTIONS.filter((action) => {
    const permission = AWARD_WORKFLOW[status][action];
    return permission !== undefined && may(roles, permission);
  });
}

/** Which awards a list shows: those with something still to pay, the paid, the released, or all. */
export const AWARD_VIEWS = ['open', 'paid', 'released', 'all'] as const;
export type AwardView = (typeof AWARD_VIEWS)[number];

/** What is still to be paid of an award. */
export function unpaidRest({
  amountFen,
  netFen,
  releasedOn,
}: Pick<AwardMoney, 'amountFen' | 'netFen' | 'releasedOn'>): number {
  return releasedOn ? 0 : Math.max(0, amountFen - netFen);
}
