import type { Category } from '../families/family';
import type { ReviewView } from '../families/review';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { CATEGORY_LABELS } from './families';

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

/** What the figures of a review come to, in a few words. */
export function reviewSumText({
  proposed,
  perCapitaFen,
}: {
  proposed?: unknown;
  perCapitaFen: number;
}): string {
  const category = proposed ? `系统建议「${CATEGORY_LABELS[proposed as Category]}」` : '系统没有建议类别';
  return `人均月收入 ${formatYuan(fen(perCapitaFen))} 元，${category}`;
}
