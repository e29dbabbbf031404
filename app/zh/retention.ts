/** What stands where a name stood. */
export const ERASED = '（已清除）';

export const RETENTION_LABELS = { ids: '档案', reason: '依据', confirmed: '确认' };

export const RETENTION_MESSAGES = {
  noFamilies: '请勾选要清除的档案',
  tooMany: (most: number) => `一次最多 ${most} 份`,
  reason: '请写明依据，例如档案销毁批准文号',
  tooLong: '不能超过 500 字',
  confirmed: '请确认已经核对',
} as const;

export const retentionRule = (years: number) => `档案在退出（或不予认定）后保存 ${years} 年。`;
