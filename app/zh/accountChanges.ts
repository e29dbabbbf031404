import type { AccountChangeStatus, ShownAccount } from '../families/accountChange';

export const ACCOUNT_CHANGE_STATUS_LABELS: Record<AccountChangeStatus, string> = {
  proposed: '待确认',
  confirmed: '已确认',
  rejected: '不同意',
};

export const ACCOUNT_CHANGE_LABELS = {
  bankName: '开户银行',
  accountHolder: '户名',
  account: '新账号',
  reason: '变更原因',
  paperId: '依据材料',
  noPaperReason: '没有材料的原因',
  note: '意见',
  sharedReason: '同一账户的原因',
} as const;

export const ACCOUNT_CHANGE_MESSAGES = {
  bankName: '请填写开户银行，写到支行。',
  bankNameLong: '开户银行不能超过 100 个字。',
  reason: '请写明变更原因，如「银行退票：户名不符」。',
  noteMissing: '请写明不同意的原因，经办人按此核对。',
  long: '不能超过 200 个字，请精简。',
} as const;

/** An account as far as a screen shows it. */
export function accountText({ bankName, accountHolder, accountLast4 }: ShownAccount): string {
  return accountLast4 ? `${bankName} ****${accountLast4}（${accountHolder}）` : '未登记账户';
}
