import type { BusinessDate } from '../calendar/date';
import { workingDaysBetween } from '../calendar/workingDays';

/** Where a case lies: whose turn it is, or that a public notice runs. */
export const DESKS = [
  'drafting',
  'visit',
  'publicising',
  'notice',
  'approval',
  'review',
  'decision',
  'confirmation',
  'payment',
] as const;
export type Desk = (typeof DESKS)[number];

/** Desks that the centre gives itself days for; a payment is due by the plan of the year. */
export const LIMITED_DESKS = [
  'visit',
  'publicising',
  'approval',
  'review',
  'decision',
  'confirmation',
] as const;
export type LimitedDesk = (typeof LIMITED_DESKS)[number];
export type DeskLimits = Record<LimitedDesk, number>;

/** Working days, until the head sets others: our defaults, from no regulation. */
export const DEFAULT_LIMITS: DeskLimits = {
  ...{ visit: 10, publicising: 5, approval: 5 },
  ...{ review: 3, decision: 3, confirmation: 3 },
};

/** Within how many working days a case is called soon late. */
export const SOON_DAYS = 2;

/** From this day on the case lay there; null where it lay nowhere any more. */
export interface DeskEvent {
  on: BusinessDate;
  desk: Desk | null;
}

export interface DeskStay {
  desk: Desk;
  from: BusinessDate;
  /** Null while it lies there. */
  until: BusinessDate | null;
  /** Working days (调休 counted) after the first day, up to the last or today. */
  days: number;
}

/**
 * The stays of a case, from what was done with it in the order in which it was entered. A day that was typed as
 * earlier than one entered before moves that one: what came first was not later.
 */
export function deskStays(events: readonly DeskEvent[], today: BusinessDate): DeskStay[] {
  const ordered = inOrder(events);
  return ordered.flatMap(({ on, desk }, index) => {
    if (desk === null) return [];
    const until = ordered[index + 1]?.on ?? null;
    return [{ desk, from: on, until, days: workingDaysBetween(on, until ?? today) }];
  });
}

function inOrder(events: readonly DeskEvent[]): DeskEvent[] {
  const ordered = [...events];
  for (let index = ordered.length - 2; index >= 0; index -= 1) {
    const { on } = ordered[index + 1]!;
    const event = ordered[index]!;
    if (on < event.on) ordered[index] = { ...event, on };
  }
  return ordered;
}

export interface DeskTotal {
  desk: Desk;
  days: number;
  isCurrent: boolean;
}

/** Each desk once, in the order in which the case first came there. */
export function deskTotals(stays: readonly DeskStay[]): DeskTotal[] {
  const totals = new Map<Desk, DeskTotal>();
  for (const { desk, days, until } of stays) {
    const total = totals.get(desk) ?? { desk, days: 0, isCurrent: false };
    totals.set(desk, { desk, days: total.days + days, isCurrent: total.isCurrent || until === null });
  }
  return [...totals.values()];
}

/** How many working days are left until a day: negative when it has gone by. */
export function daysLeft(dueOn: BusinessDate, today: BusinessDate): number {
  return dueOn >= today ? workingDaysBetween(today, dueOn) : -workingDaysBetween(dueOn, today);
}
