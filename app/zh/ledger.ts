import type { OverridableCode } from '../relief/ledgerAward';

/** Old violations that a head let in with a ledger. */
export const OVERRIDE_LABELS: Record<OverridableCode, string> = {
  'relief.not_on_register': '批准当天不在册',
  'relief.duplicate_schooling': '同一学生年内重复助学',
  'relief.over_cap': '超过救助上限',
};
