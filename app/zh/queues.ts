import type { QueueKind } from '../queues/queue';

/** What is worked through one after the other. */
export const QUEUE_LABELS: Record<QueueKind, string> = {
  family: '档案认定审批',
  review: '救助申请审核',
  decide: '救助申请审批',
  confirm: '救助申请二级审批',
  batch: '发放批次审批',
  account: '收款账户变更确认',
};
