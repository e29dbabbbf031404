import type { DueReason } from '../indicators/due';

export const DUE_REASON_LABELS: Record<DueReason, string> = {
  no_application: '没有申请',
  refused: '申请不予救助',
  returned: '申请被退回，待修改',
  waiting_review: '待审核',
  waiting_decision: '待审批',
  no_account: '已批准，没有银行账户',
  not_in_batch: '已批准，还没有进批次',
  in_batch: '在发放批次中',
  bank_failed: '银行发放失败',
  bank_returned: '发放后退回，待补发',
  taken_back: '已追回，不再发放',
};

/** What the button of a row says; null where nothing is to be done but to wait. */
export const DUE_ACT_LABELS: Record<DueReason, string> = {
  no_application: '提出申请',
  refused: '查看申请',
  returned: '修改申请',
  waiting_review: '审核',
  waiting_decision: '审批',
  no_account: '补充账户',
  not_in_batch: '做成批次',
  in_batch: '查看批次',
  bank_failed: '更正账户',
  bank_returned: '更正账户',
  taken_back: '查看核定',
};
