import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import type { StaffActor } from '../staff/staff.server';
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

/** The desks where somebody with these roles works, as one choice in an address: what they may do there themselves. */
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
  /** Without what this person took an earlier step of, and leaves to another; null is all of it. */
  notBy: string | null;
  state: LateState | null;
}

/** What an address of the list asks for, for somebody. */
export function lateQuestion(
  given: URLSearchParams,
  { roles, staffId }: Pick<StaffActor, 'roles' | 'staffId'>,
): LateQuestion {
  const desk = given.get('desk');
  return {
    desks: desksAsked(desk, roles),
    notBy: desk === OWN_DESKS ? staffId : null,
    state: LATE_STATES.find((one) => one === given.get('state')) ?? null,
  };
}
