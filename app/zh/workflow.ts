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

/** What stands above the tables of 办理流程, and titles of columns that say something else there. */
export const WORKFLOW_TITLES = {
  families: {
    title: '家庭档案',
    description: '建档后的审批和年审由登记人以外的人办理；收款账户的变更要由另一人确认。',
  },
  applications: {
    title: '救助申请',
    description: '登记、审核、审批由三个人分别办理；只有登记人可以修改自己退回的申请。',
  },
  awards: {
    title: '核定',
    description: '状态由发放记录算出，没有人填写。在途批次中的核定不能撤销。',
    heads: { to: '含义' },
  },
  batches: {
    title: '发放批次',
    description: '做批次的人不能审批自己的批次。审批以后内容不再变动，导出时重新核对。',
  },
  instructions: {
    title: '批次明细',
    description: '一笔核定同时只能在一个未办结的批次里等待银行付款。',
  },
  corrections: {
    title: '发放记录的更正',
    description: '记录只增不改：更正另记一条，指明它更正的是哪一条。',
    heads: { status: '被更正的记录', action: '更正', to: '用途' },
  },
} as const;

/** What the columns are called otherwise. */
export const WORKFLOW_HEADS = { status: '状态', action: '可以办理', by: '由谁办理', to: '办后状态' } as const;
export const WORKFLOW_ENDS = '办理结束';
