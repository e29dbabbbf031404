import type { EnteredStep, EnteredStepKind } from '../families/lateEntry';

const STEP_LABELS: Record<EnteredStepKind, string> = {
  submitted: '提交',
  visited: '入户核查',
  publicised: '公示',
};

/** A step that was entered later than it is dated. */
export function lateStepText({ kind, on, enteredOn }: EnteredStep): string {
  return `${STEP_LABELS[kind]}写的是 ${on}，${enteredOn} 才录入系统。`;
}

/** What a notice that was entered afterwards means for an approval. */
export function lateNoticeText(earliest: string): string {
  return `从录入之日算，公示要到 ${earliest} 才满期。审批日期早于这一天的，列入合规检查「未公示或公示期不足」；请查看公示的照片等材料，或等期满再批准。`;
}

/** Beside the day of an approval. */
export function lateNoticeHint(earliest: string): string {
  return `公示是事后录入的：${earliest} 起不用勾选，之前的须在下面勾选`;
}
