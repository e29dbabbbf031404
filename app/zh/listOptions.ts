import type { PaymentColumn } from '../payments/paymentFilter';
import type { ApplicationColumn } from '../relief/applicationFilter';
import type { AwardColumn } from '../relief/awardFilter';
import type { KeptList } from '../staff/listView';

/** What a list shows whatever was chosen, and what of its filters is not kept under a name. */
export const LIST_NOTES: Record<KeptList, { always: string; notKept: string }> = {
  families: { always: '档案编号和档案主', notKept: '「查找家庭」里的文字' },
  applications: { always: '受助人、金额和办理', notKept: '查找的文字和年度' },
  awards: { always: '受助人和待发金额', notKept: '查找的文字和年度' },
  payments: { always: '银行日期、受助人和金额', notKept: '查找的文字、年度和月份' },
};

export const APPLICATION_COLUMN_LABELS: Record<ApplicationColumn, string> = {
  idMasked: '身份证号',
  fileNumber: '档案号',
  type: '类型',
  campaign: '活动',
  appliedOn: '申请日期',
  status: '状态',
  requestedFen: '申请金额（元）',
};

export const AWARD_COLUMN_LABELS: Record<AwardColumn, string> = {
  idMasked: '身份证号',
  fileNumber: '档案号',
  type: '类型',
  campaign: '活动',
  account: '收款账户',
  approvedOn: '批准日期',
  dueOn: '应发日期',
  status: '状态',
  amountFen: '核定（元）',
  netFen: '已发（元）',
};

export const PAYMENT_COLUMN_LABELS: Record<PaymentColumn, string> = {
  kind: '性质',
  idMasked: '身份证号',
  fileNumber: '档案号',
  type: '类型',
  bankReference: '银行流水号',
  remarks: '备注',
  recordedAt: '登记时间',
};
