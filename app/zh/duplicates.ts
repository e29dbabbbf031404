import type { DuplicateVerdict } from '../families/duplicate';

export const DUPLICATE_VERDICT_LABELS: Record<DuplicateVerdict, string> = {
  same_person: '是同一人',
  other_person: '不是同一人',
};
