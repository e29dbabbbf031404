import type { DuplicateSign, DuplicateVerdict } from '../families/duplicate';

export const DUPLICATE_SIGN_LABELS: Record<DuplicateSign, string> = {
  account: '银行账号相同',
  phone: '联系电话相同',
  name_birth: '姓名和出生日期相同',
  id_number: '身份证号相同',
};

/** What whoever approves a file that looks like others ticks, and the same of several files. */
export const duplicatesSeenLabel = (count: number) =>
  `已看过：与 ${count} 份档案可能重复，没有核对清楚，仍然批准建档`;

export const DUPLICATE_VERDICT_LABELS: Record<DuplicateVerdict, string> = {
  same_person: '是同一人',
  other_person: '不是同一人',
};

export const DUPLICATE_FIELD_LABELS = { verdict: '结论', reason: '依据' };

export const DUPLICATE_MESSAGES = {
  verdict: '请选择是不是同一人',
  reason: '请写明依据，例如核对了户口簿、电话询问了本人',
  tooLong: '不能超过 500 字',
} as const;
