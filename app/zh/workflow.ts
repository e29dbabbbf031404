import type { CorrectionKind } from '../payments/payment';
import type { AwardAction, AwardStatus } from '../relief/award';
import type { ApplicationAction } from '../relief/workflow';

/** Words of the page that shows what may be done when, and by whom. */

export const APPLICATION_ACTION_LABELS: Record<ApplicationAction, string> = {
  pass: '审核通过',
  return: '审核退回补正',
  reject: '审核不予救助',
  approve: '批准',
  put_up: '超过额度，提交二级审批',
  send_back: '审批退回补正',
  refuse: '审批不予救助',
  confirm: '二级审批同意',
  give_back: '二级审批退回补正',
  overrule: '二级审批不予救助',
  change: '修改后重新提交',
  withdraw: '撤回',
};

export const AWARD_ACTION_LABELS: Record<AwardAction, string> = {
  pay: '编入发放批次，或登记发放',
  correct: '更正发放记录（退票、冲正、追回）',
  release: '撤销未发放的部分',
};

/** What makes an award stand where it stands; nobody sets it. */
export const AWARD_STATUS_MEANINGS: Record<AwardStatus, string> = {
  unpaid: '一分未发',
  partly_paid: '发了一部分',
  sent_back: '发出的款项退回，等待补发',
  paid: '净额已等于核定金额',
  taken_back: '受助人退还，不再发放，余额退回资金',
  released: '未发放的部分已撤销，不再发放',
};

export const CORRECTION_MEANINGS: Record<CorrectionKind, string> = {
  return: '银行退回全部款项',
  reversal: '登记有误，冲销全部或一部分',
  recovery: '受助人退还全部或一部分；不再发放，除非登记时选了重新发放',
};

export const listed = (labels: readonly string[]) => labels.join('、');
export const SAME_STATUS = '状态不变';
export const BY_BANK = '银行回单';
export const BY_BATCH = '随批次';
