import type { AccountState, FailureKind } from '../payments/failure';
import { FAILURE_CAUSE_LABELS } from './bankResults';

export const FAILURE_KIND_LABELS: Record<FailureKind, string> = {
  ...FAILURE_CAUSE_LABELS,
  returned: '付款后退票',
  recovered: '追回后重新发放',
  reversed: '冲正后重新发放',
};

export const ACCOUNT_STATE_LABELS: Record<AccountState, string> = {
  same: '账户未变',
  fine: '与账户无关',
  waiting: '变更待确认',
  corrected: '账户已更正',
  missing: '没有账户',
  unknown: '请核对账户',
};
