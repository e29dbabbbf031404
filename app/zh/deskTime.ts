import type { Desk, LimitedDesk } from '../deskTime/desk';
import type { LateState } from '../deskTime/late';

/** Desks as the status-time strip and the list of what is late say them. */
export const DESK_LABELS: Record<Desk, string> = {
  drafting: '登记或补正',
  visit: '入户核查',
  publicising: '安排公示',
  notice: '公示期',
  approval: '认定审批',
  review: '审核',
  decision: '审批',
  confirmation: '二级审批',
  payment: '发放',
};

export const LATE_STATE_LABELS: Record<LateState, string> = { late: '已逾期', soon: '将逾期' };

/** How long a desk has, or how long ago its time was over. */
export function daysLeftText(left: number): string {
  if (left < 0) return `已超 ${-left} 个工作日`;
  return left === 0 ? '今天到期' : `还有 ${left} 个工作日`;
}

export const DESK_LIMIT_LABELS: Record<LimitedDesk, string> = {
  visit: '提交后入户核查',
  publicising: '核查后安排公示',
  approval: '公示期满后认定审批',
  review: '申请后审核',
  decision: '审核后审批',
  confirmation: '审批后二级审批',
};

export const DESK_LIMIT_MESSAGES = { days: '请填写 1 至 90 的整数，单位是工作日。' } as const;
