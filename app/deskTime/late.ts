import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
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

/** The desks where somebody with these roles works, as one choice in an address. */
export const OWN_DESKS = 'mine';

export function ownDesks(roles: readonly Role[]): LateDesk[] {
  return LATE_DESK_CODES.filter((desk) => may(roles, LATE_DESKS[desk]));
}

/** The desks that an address asks for, each by its code or all of one's own together; null is every desk. */
export function desksAsked(choice: string | null, roles: readonly Role[]): LateDesk[] | null {
  if (choice === OWN_DESKS) return ownDesks(roles);
  const desk = LATE_DESK_CODES.find((one) => one === choice);
  return desk ? [desk] : null;
}

export interface LateQuestion {
  /** null is every desk. */
  desks: LateDesk[] | null;
  state: LateState | null;
}

/** What an address of the list asks for, for somebody with these roles. */
export function lateQuestion(given: URLSearchParams, roles: readonly Role[]): LateQuestion {
  return {
    desks: desksAsked(given.get('desk'), roles),
    state: LATE_STATES.find((one) => one === given.get('state')) ?? null,
  };
}
