import type { Permission } from '../staff/permission';
import type { LimitedDesk } from './desk';

export const LATE_STATES = ['late', 'soon'] as const;
export type LateState = (typeof LATE_STATES)[number];

/** Desks at which something can be late, and whose work it is there. */
export const LATE_DESKS = {
  visit: 'family.record',
  publicising: 'family.record',
  approval: 'family.approve',
  review: 'relief.review',
  decision: 'relief.decide',
  confirmation: 'relief.decide',
  payment: 'payment.record',
} as const satisfies Record<LimitedDesk | 'payment', Permission>;
export type LateDesk = keyof typeof LATE_DESKS;
export const LATE_DESK_CODES = Object.keys(LATE_DESKS) as LateDesk[];
