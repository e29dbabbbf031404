import type { AfterRecovery, CorrectionKind, PaymentKind } from '../payments/payment';

export const PAYMENT_KIND_LABELS: Record<PaymentKind, string> = {
  payment: '发放',
  return: '退票',
  reversal: '冲正',
  recovery: '追回',
};

export const CORRECTION_KIND_HINTS: Record<CorrectionKind, string> = {
  return: '银行把款项全额退回（户名账号不符、账户注销等）。核定保留，账户更正后可补发。',
  reversal: '登记有误，冲销这条记录的全部或一部分。核定保留，还可以发放。',
  recovery: '受助人把款项的全部或一部分退还给中心。核定按追回了结，除非下面选了重新发放。',
};

/** Of the reversal of a correction that was itself a mistake. */
export const REVERSED_CORRECTION_HINTS: Record<CorrectionKind, string> = {
  return: '退票登记有误，冲销这条退票的全部或一部分；冲销的金额恢复为已发放。',
  reversal: '冲正登记有误，冲销这条冲正的全部或一部分；被冲正的记录相应恢复。',
  recovery:
    '追回登记有误，冲销这条追回的全部或一部分；冲销的金额恢复为已发放，全额冲销后核定不再按追回了结。',
};

export const AFTER_RECOVERY_LABELS: Record<AfterRecovery, string> = {
  taken_back: '不再发放',
  paid_again: '改正后重新发放',
};

export const AFTER_RECOVERY_HINTS: Record<AfterRecovery, string> = {
  taken_back: '核定按追回了结，收回的和还没有发的都回到可用预算。',
  paid_again: '核定保留，可以再编入发放批次；批次审批时会标明是追回后再发。',
};

/** What whoever pays outside the window of a type ticks. */
export function windowSeenLabel(count: number): string {
  return `已核对：${count} 笔在发放期外付款，仍应发放`;
}

/** What whoever records a payment of before the day on which it is booked as failed ticks. */
export function failedSeenLabel(count: number): string {
  return `已问清银行：有 ${count} 笔，银行说没有付在这之后或就在这一天，确实另外付过；已退回的，随后登记退票`;
}

/** What stands beside the day of a correction: only a reversal has no paper of the bank. */
export function correctionDayHint(kind: CorrectionKind | undefined, paidOn: string): string {
  if (kind === 'reversal') return `冲正填原记录的日期 ${paidOn}`;
  return kind ? '按银行回单' : `退票、追回按银行回单；冲正填原记录的日期 ${paidOn}`;
}

/** The same beside its number. */
export function correctionReferenceHint(kind: CorrectionKind | undefined): string | undefined {
  return kind === 'reversal' ? '银行没有这笔的回单时，填原记录的流水号' : undefined;
}

/** What whoever dates a reversal after what it reverses ticks. */
export function laterReversalLabel(paidOn: string, on: string): string {
  return `已核对：冲正日期 ${on} 晚于原记录的 ${paidOn}，在那之前仍按原记录统计`;
}

export const PAYMENT_RUN_LABELS = {
  paidOn: '发放日期',
  bankReference: '银行流水号或批次号',
  remarks: '备注',
  windowSeen: '发放期',
  exitedSeen: '已退出的家庭',
  failedSeen: '银行说没有付',
  anotherReason: '流水号相同的理由',
} as const;

export const CORRECTION_LABELS = {
  kind: '更正方式',
  amountFen: '更正金额',
  on: '银行日期',
  bankReference: '银行流水号',
  remarks: '更正原因',
  afterwards: '仅追回：追回以后',
  laterSeen: '冲正日期',
  anotherReason: '另一笔更正的理由',
} as const;

export const PAYMENT_MESSAGES = {
  referenceMissing: '请填写银行流水号或批次号。',
  referenceLong: '银行流水号不能超过 60 个字符，请核对。',
  remarksLong: '备注不能超过 200 个字，请精简。',
  remarksMissing: '请写明更正原因。',
  kindMissing: '请选择更正方式。',
} as const;
