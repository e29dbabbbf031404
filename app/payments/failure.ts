import { FAILURE_CAUSES } from './batch';

/** Why money did not arrive or did not stay: what the bank said at once, or what took the payment back later. */
export const FAILURE_KINDS = [...FAILURE_CAUSES, 'returned', 'recovered', 'reversed'] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/**
 * Whether the account has changed since the bank said no: `same` is what every batch warns of, `fine` one that the
 * bank did not object to; unknown where nothing tells which account was used, or money came back from the new one too.
 */
export const ACCOUNT_STATES = ['same', 'fine', 'waiting', 'corrected', 'missing', 'unknown'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A day on which the bank did not pay: as it is booked, or as a later file tells of the same line. */
export interface FailedDay {
  failedOn: string;
  isTold: boolean;
}

/**
 * Whether a payment of a day is of before the line failed. What is booked on that very day is why one pays by hand; what a
 * file tells of it later may be this payment.
 */
export function isBeforeFailing(on: string, { failedOn, isTold }: FailedDay): boolean {
  return isTold ? on <= failedOn : on < failedOn;
}

/** Which failures an address asks for; undefined is all of them. */
export function failureKindOf(given: URLSearchParams): FailureKind | undefined {
  return FAILURE_KINDS.find((one) => one === given.get('cause'));
}
