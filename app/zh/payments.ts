import type { CorrectionKind, PaymentKind } from '../payments/payment';

export const PAYMENT_KIND_LABELS: Record<PaymentKind, string> = {
  payment: '发放',
  return: '退票',
  reversal: '冲正',
  recovery: '追回',
};

export const CORRECTION_KIND_HINTS: Record<CorrectionKind, string> = {
  return: '银行把款项全额退回（户名账号不符、账户注销等）。核定保留，账户更正后可补发。',
  reversal: '登记有误，冲销这条记录的全部或一部分。',
  recovery: '受助人把款项的全部或一部分退还给中心。',
};

export const PAYMENT_RUN_LABELS = {
  paidOn: '发放日期',
  bankReference: '银行流水号或批次号',
  remarks: '备注',
} as const;

export const CORRECTION_LABELS = {
  kind: '更正方式',
  amountFen: '更正金额',
  on: '银行日期',
  bankReference: '银行流水号',
  remarks: '更正原因',
} as const;

export const PAYMENT_MESSAGES = {
  referenceMissing: '请填写银行流水号或批次号。',
  referenceLong: '银行流水号不能超过 60 个字符，请核对。',
  remarksLong: '备注不能超过 200 个字，请精简。',
  remarksMissing: '请写明更正原因。',
  kindMissing: '请选择更正方式。',
} as const;
