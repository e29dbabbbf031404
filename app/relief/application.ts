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
