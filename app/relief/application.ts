/** Codes of an application for relief; the Chinese terms stand in app/zh/relief.ts. */

export const APPLICATION_STATUSES = [
  'submitted',
  'reviewed',
  'confirming',
  'approved',
  'rejected',
  'returned',
  'withdrawn',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Nobody has decided yet, or it waits to be sent again. */
export const UNDECIDED_STATUSES = [
  'returned',
  'submitted',
  'reviewed',
  'confirming',
] as const satisfies readonly ApplicationStatus[];
