import type { Permission } from '../staff/permission';

/** What is worked through one after the other, and who may. */
export const QUEUES = {
  family: 'family.approve',
  review: 'relief.review',
  decide: 'relief.decide',
  confirm: 'relief.decide',
  batch: 'batch.approve',
  account: 'account.confirm',
} as const satisfies Record<string, Permission>;
export type QueueKind = keyof typeof QUEUES;
export const QUEUE_KINDS = Object.keys(QUEUES) as QueueKind[];

/** A page that was reached from its queue has this in its address. */
export const IN_QUEUE = 'queue';

/** The address of a page of a case that leads on in its queue. */
export const inQueue = (path: string) => `${path}?${IN_QUEUE}=1`;

export interface QueuePlace {
  kind: QueueKind;
  /** From 1; 0 when the case waits no more. */
  position: number;
  count: number;
  previous: string | null;
  next: string | null;
}
