import type { ReviewView } from '../families/review';

export const REVIEW_VIEW_LABELS: Record<ReviewView, string> = {
  overdue: '已到期',
  soon: '三个月内到期',
  later: '尚未到期',
};

export const REVIEW_FIELD_LABELS = {
  on: '年审日期',
  category: '困难类别',
  overrideReason: '与系统建议不同的理由',
  note: '年审情况',
} as const;

export const REVIEW_MESSAGES = {
  category: '请选择困难类别。',
  note: '请写明年审核实的情况。',
  tooLong: (most: number) => `最多 ${most} 个字，请精简。`,
} as const;
