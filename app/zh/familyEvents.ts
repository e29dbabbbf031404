import type { ExitReason, Category } from '../families/family';
import type { ChangeDetail } from '../families/familyChanges';
import type { DuplicateVerdict } from '../families/duplicate';
import type { FamilyPaperKind } from '../families/familyPaperKind';
import type { ObjectionOutcome } from '../families/notice';
import type { PaperKind } from '../families/paper';
import { AUDIT_LABELS } from './audit';
import { auditDetailText } from './auditDetail';
import { DUPLICATE_VERDICT_LABELS } from './duplicates';
import { CATEGORY_LABELS, EXIT_REASON_LABELS } from './families';
import { familyChangeText } from './familyChange';
import { FAMILY_PAPER_TITLES } from './familyPaper';
import { OBJECTION_OUTCOME_LABELS } from './notice';
import { PAPER_LABELS } from './papers';
import { reviewSumText } from './reviews';

/** The detail of any family entry; which fields it has depends on the action. */
interface Detail extends Partial<ChangeDetail> {
  fileNumber?: string;
  on?: string;
  reason?: string;
  category?: Category;
  proposed?: Category | null;
  overrideReason?: string | null;
  papersMissing?: number;
  duplicatesOpen?: number;
  noticeEndsOn?: string;
  approvedBy?: string;
  number?: string;
  previousFileNumber?: string;
  visitors?: string;
  incomeAgrees?: boolean;
  outcome?: ObjectionOutcome;
  categoryBefore?: Category | null;
  dueOn?: string;
  perCapitaFen?: number;
  paper?: FamilyPaperKind;
  format?: string;
  paperKind?: PaperKind;
  paperId?: string;
  /** Of entries of before, which told it themselves. */
  fileName?: string;
  comparedWith?: string;
  verdict?: DuplicateVerdict;
  note?: string;
  sharedReason?: string;
  noPaperReason?: string;
  openAwards?: number;
  offRegisterAwards?: number;
}

const EVENTS: Record<string, (detail: Detail) => string> = {
  'family.recorded': ({ fileNumber, previousFileNumber }) =>
    `登记档案 ${fileNumber}${previousFileNumber ? `，沿用原档案 ${previousFileNumber}` : ''}`,
  'family.changed': familyChangeText,
  'family.imported': importText,
  'family.submitted': ({ on }) => `提交（${on}）`,
  'family.visited': ({ on, visitors, incomeAgrees }) =>
    `入户核查（${on}）${visitors ? `：${visitors}；收入与申报${incomeAgrees ? '一致' : '不一致'}` : ''}`,
  'family.publicised': ({ on, number }) => `开始公示（${on}）${number ? `，公示 ${number}` : ''}`,
  'family.objected': ({ on }) => `收到公示异议（${on}）`,
  'family.objection_handled': ({ on, outcome }) =>
    `处理公示异议（${on}）：${OBJECTION_OUTCOME_LABELS[outcome!]}`,
  'family.notice_ended': ({ on, number }) => `公示 ${number} 撤下（${on}）`,
  'family.reviewed': reviewText,
  'family.reopened': ({ on, fileNumber }) => `重新建档（${on}），新档案 ${fileNumber}`,
  'family.exported': ({ paper, format }) =>
    `${format === 'print' ? '打开打印页' : '导出 Word'}：${FAMILY_PAPER_TITLES[paper!]}`,
  'family.packed': ({ reason }) => `列入抽查资料包，用途：${reason}`,
  'family.paper_uploaded': (detail) => `上传材料：${paperText(detail)}`,
  'family.paper_viewed': (detail) => `查看材料：${paperText(detail)}`,
  'family.paper_removed': (detail) => `移除材料：${paperText(detail)}，原因：${detail.reason}`,
  'family.erased': ({ reason }) => `保存期满，个人信息已清除，依据：${reason}`,
  'family.compared': ({ comparedWith, verdict, reason }) =>
    `与档案 ${comparedWith} 核对：${DUPLICATE_VERDICT_LABELS[verdict!]}，依据：${reason}`,
  'family.account_proposed': (detail) => `提出变更收款账户${accountText(detail)}`,
  'family.account_confirmed': (detail) => `确认变更收款账户${accountText(detail)}`,
  'family.account_rejected': (detail) => `不同意变更收款账户${accountText(detail)}`,
  'family.account_revealed': (detail) => `查看变更账户的完整账号${accountText(detail)}`,
  'family.approved': approvalText,
  'family.rejected': ({ on, reason }) => `不予认定（${on}）：${reason}`,
  'family.returned': ({ reason }) => `退回补正：${reason}`,
  'family.exited': exitText,
  'family.revealed': ({ reason }) => `查看完整身份证号、电话和银行账号，用途：${reason}`,
};

/**
 * One line of a family's history, from its audit entry.
 * @param paperNames names of the family's papers by their ids
 */
export function familyEventText(
  { action, detail }: { action: string; detail: string },
  paperNames?: ReadonlyMap<string, string>,
): string {
  const event = EVENTS[action];
  if (!event) return (AUDIT_LABELS as Record<string, string>)[action]!;
  const told = JSON.parse(detail) as Detail;
  return event({ ...told, fileName: told.fileName ?? paperNames?.get(told.paperId ?? '') });
}

/** One line about the relief of a family, from its audit entry. */
export function reliefEventText({ action, detail }: { action: string; detail: string }): string {
  const label = (AUDIT_LABELS as Record<string, string>)[action] ?? action;
  const told = auditDetailText({ action, detail });
  return told ? `${label}：${told}` : label;
}

function exitText({ on, reason, openAwards, offRegisterAwards }: Detail): string {
  const seen = [
    openAwards && `已确认 ${openAwards} 笔核定待发放`,
    offRegisterAwards && `已确认 ${offRegisterAwards} 笔核定时已不在册`,
  ];
  const left = `退出档案（${on}）：${EXIT_REASON_LABELS[reason as ExitReason]}`;
  return [left, ...seen].filter(Boolean).join('；');
}

function reviewText({ on, category, categoryBefore, dueOn, perCapitaFen, ...detail }: Detail): string {
  const { proposed, overrideReason } = detail;
  const sum = perCapitaFen === undefined ? '' : `，${reviewSumText({ proposed, perCapitaFen })}`;
  const decided =
    category === categoryBefore
      ? `类别「${CATEGORY_LABELS[category!]}」不变`
      : `类别由「${categoryBefore ? CATEGORY_LABELS[categoryBefore] : '未定'}」改为「${CATEGORY_LABELS[category!]}」`;
  const reason = overrideReason ? `，与系统建议不同的理由：${overrideReason}` : '';
  return `年审通过（${on}）${sum}，${decided}${reason}，下次年审 ${dueOn}`;
}

function importText({ fileNumber, on, approvedBy, overrideReason }: Detail): string {
  const origin = `由登记册导入，档案 ${fileNumber}`;
  if (!on) return `${origin}（草稿）`;
  const vouched = approvedBy ? `，${approvedBy}核准` : '';
  return `${origin}，${on} 起在册${vouched}${overrideReason ? `；${overrideReason}` : ''}`;
}

/** From which account to which, and why, of an entry about a change of account. */
function accountText({ before, after, reason, note, sharedReason, noPaperReason }: Detail): string {
  const [from, to] = [before, after] as unknown as [string | null, string];
  const why = [
    reason && `原因：${reason}`,
    note,
    sharedReason && `同一账户的原因：${sharedReason}`,
    noPaperReason && `没有材料：${noPaperReason}`,
  ];
  const told = why.filter(Boolean).join('；');
  return `（${from ?? '未登记'} → ${to}）${told}`;
}

function paperText({ paperKind, fileName }: Detail): string {
  return PAPER_LABELS[paperKind!] + (fileName ? `（${fileName}）` : '');
}

function approvalText(detail: Detail): string {
  const { on, category, proposed, overrideReason, papersMissing, duplicatesOpen, noticeEndsOn } = detail;
  const lacking = papersMissing ? `，当时缺 ${papersMissing} 种材料` : '';
  const doubtful = duplicatesOpen ? `，当时与 ${duplicatesOpen} 份档案可能重复` : '';
  const early = noticeEndsOn ? `，早于从录入之日算的公示期满 ${noticeEndsOn}` : '';
  const decided = `批准建档，${on} 起在册，类别「${CATEGORY_LABELS[category!]}」${lacking}${doubtful}${early}`;
  if (!overrideReason) return decided;
  return `${decided}；系统${proposed ? `建议「${CATEGORY_LABELS[proposed]}」` : '没有建议类别'}，改定理由：${overrideReason}`;
}
