import type { FamilyStatus } from '../families/family';

export const FAMILY_PROGRESS_LABELS = {
  recorded: '登记',
  submitted: '提交',
  visited: '入户核查',
  publicised: '公示',
  approved: '审批建档',
  rejected: '不予认定',
  exited: '退出',
} as const;

/** What a file waits for in a status. */
export function waitingText(status: FamilyStatus, earliestApproval: string | null): string {
  const sentences: Partial<Record<FamilyStatus, string>> = {
    draft: '待帮扶专员提交',
    returned: '待补正后重新提交',
    submitted: '待帮扶专员入户',
    visited: '待帮扶专员公示',
    publicised: `待中心主任审批，最早 ${earliestApproval ?? ''}`,
  };
  return sentences[status] ?? '';
}
