import type { ReliefType } from '../fund/project';
import { reliefTypeLabels } from './fund';
import { CATEGORY_LABELS, EDUCATION_STAGE_LABELS, EXIT_REASON_LABELS } from './families';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import type { ApplicationStatus } from '../relief/application';
import type { AwardStatus, AwardView } from '../relief/award';
import type { CampaignType } from '../relief/campaign';
import type { ExitMark } from '../relief/exit';
import type { MissedWindow } from '../relief/payWindow';
import type { Cap, CapGap, Proposal } from '../relief/standards';
import type { ConfirmationOutcome, DecisionOutcome, ReviewOutcome, StepPage } from '../relief/workflow';

/** An amount in a sentence, from the figures of a refusal or a notice: "1,234.00 元". */
export function yuanText(amountFen: string | number | null | undefined): string {
  return `${formatYuan(fen(Number(amountFen ?? 0)))} 元`;
}

export const BENEFICIARY_LABELS: Record<ReliefType, string> = {
  living: '受助职工（档案主）',
  schooling: '受助学生',
  medical: '患病成员',
};

export const APPLICATION_STATUS_LABELS: Record<ApplicationStatus, string> = {
  submitted: '待审核',
  reviewed: '待审批',
  confirming: '待二级审批',
  approved: '已批准',
  rejected: '不予救助',
  returned: '退回补正',
  withdrawn: '已撤回',
};

/** The pages on which applications move on. */
export const STEP_PAGE_LABELS: Record<StepPage, string> = {
  review: '审核',
  decide: '审批',
  confirm: '二级审批',
  edit: '修改后重新提交',
  withdraw: '撤回',
};

export const REVIEW_OUTCOME_LABELS: Record<ReviewOutcome, string> = {
  pass: '审核通过',
  return: '退回补正',
  reject: '不予救助',
};

export const DECISION_OUTCOME_LABELS: Record<DecisionOutcome, string> = {
  approve: '批准',
  return: '退回补正',
  reject: '不予救助',
};

export const CONFIRMATION_OUTCOME_LABELS: Record<ConfirmationOutcome, string> = {
  confirm: '同意批准',
  return: '退回补正',
  reject: '不予救助',
};

export const CAMPAIGN_TYPE_LABELS: Record<CampaignType, string> = {
  living: '生活救助（每户档案主一份）',
  schooling: '助学救助（每名学生一份）',
};

export const AWARD_STATUS_LABELS: Record<AwardStatus, string> = {
  unpaid: '待发放',
  partly_paid: '部分发放',
  sent_back: '退回待补发',
  paid: '已发放',
  taken_back: '已追回',
  released: '已撤销',
};

export const AWARD_VIEW_LABELS: Record<AwardView, string> = {
  open: '待发放',
  paid: '已发放',
  released: '已撤销或追回',
  all: '全部',
};

/** The steps of an award, and what stands beside them. */
export const AWARD_STEP_LABELS = {
  approved: '审批核定',
  paying: '发放',
  payingAgain: '退回补发',
  paid: '全额发放',
  takenBack: '已追回',
  released: '已撤销',
  latest: '最近',
  byFinance: '等待财务登记',
} as const;

export const AWARD_RELEASE_LABELS = { on: '撤销日期', reason: '撤销原因' } as const;

const SHIPPED_DOCUMENT = '总工发〔2015〕20号';

/** The paper a standard rests on; the shipped one has none of its own in the records. */
export function standardDocument(document: string | null): string {
  return document ?? SHIPPED_DOCUMENT;
}

export const CAP_GAP_SENTENCES: Record<CapGap, string> = {
  no_standard: '这一天还没有生效的救助标准，无法计算上限。请核对日期。',
  no_line: '这一天没有适用的低保标准，无法计算上限。请先在「低保标准」中登记这一地区的标准。',
  no_bill: '没有填写医疗费用总额和已报销金额，无法计算上限。请退回补正。',
};

/** How a cap comes about, in one sentence with the numbers. */
export function capSentence(cap: Cap): string {
  const document = `依据${standardDocument(cap.document)}`;
  if (cap.rule.basis === 'self_paid') {
    return `${document}，医疗救助不超过自付部分：总费用 ${yuanText(cap.medical?.totalFen)} − 已报销 ${yuanText(cap.medical?.reimbursedFen)} = ${yuanText(cap.capFen)}。`;
  }
  const per = cap.type === 'schooling' ? '每名学生每年' : '每户每年';
  const line = `${per}不超过 ${cap.rule.months} 个月低保标准：${yuanText(cap.lineMonthlyFen)}${cap.lineIsSample ? '（示例，待确认）' : ''} × ${cap.rule.months} = ${yuanText(cap.capFen)}`;
  return `${document}，${line}；本年度此前已批 ${yuanText(cap.earlierFen)}，还可批 ${yuanText(cap.leftFen)}。`;
}

/** What the standard proposes, in one sentence with the numbers. */
export function proposalSentence(proposal: Proposal): string {
  const { type, category, stage, percent, standardFen, leftFen, proposedFen } = proposal;
  const document = `按标准（${standardDocument(proposal.document)}）`;
  if (type === 'medical' && standardFen === null)
    return `${document}，医疗救助建议为自付部分的 ${percent}%。`;
  const whom = (category && CATEGORY_LABELS[category]) ?? (stage && EDUCATION_STAGE_LABELS[stage]);
  const why = whom ?? `自付部分的 ${percent}%`;
  const cut =
    proposedFen !== standardFen ? `，本年度上限只剩 ${yuanText(leftFen)}，建议 ${yuanText(proposedFen)}` : '';
  return `${document}建议金额：${why}，${yuanText(standardFen)}${cut}。`;
}

export const STANDARD_FIELD_LABELS = {
  effectiveOn: '执行日期',
  document: '依据文件',
  livingMonths: '生活救助上限（低保标准的月数）',
  schoolingMonths: '助学救助上限（低保标准的月数）',
  medicalPercent: '医疗救助建议比例（%）',
  living: '生活救助建议金额',
  schooling: '助学救助建议金额',
  levelFen: '二级审批金额',
} as const;

export const STANDARD_MESSAGES = {
  document: '请填写依据文件的名称和文号。',
  documentLong: '依据文件不能超过 200 个字。',
  months: '请填写 1 至 36 的整数月数，例如 12。',
  percent: '请填写 1 至 100 的整数，没有规定的留空。',
} as const;

export const RELIEF_MESSAGES = {
  memberMissing: '请选择受助人。',
  reasonMissing: '请填写申请理由。',
  reasonLong: '申请理由不能超过 500 个字，请精简。',
  billMissing: '请填写医疗费用总额。',
  reimbursedMissing: '请填写已报销金额，没有报销的填 0。',
  reimbursedAboveTotal: '已报销金额不能高于费用总额，请核对票据。',
  schoolLong: '学校名称不能超过 50 个字。',
  noteMissing: '退回或不予救助时请写明原因，便于经办人补正和答复。',
  noteLong: '意见不能超过 500 个字，请精简。',
  outcomeMissing: '请选择办理结果。',
  releaseReasonMissing: '请填写撤销原因。',
  releaseReasonLong: '撤销原因不能超过 200 个字，请精简。',
} as const;

export const APPLICATION_FIELD_LABELS = {
  memberId: '受助人',
  appliedOn: '申请日期',
  requestedFen: '申请金额',
  medicalTotalFen: '医疗费用总额',
  medicalReimbursedFen: '已报销金额',
  selfPaidFen: '自付部分',
  schoolStage: '学段',
  school: '学校',
  tuitionFen: '学费',
  reason: '申请理由',
  confirmed: '确认提交',
} as const;

export const REVIEW_LABELS = {
  on: '审核日期',
  outcome: '审核结果',
  amountFen: '审核金额',
  note: '审核意见',
} as const;

export const DECISION_LABELS = {
  on: '审批日期',
  outcome: '审批结果',
  amountFen: '审批金额',
  note: '审批意见',
} as const;

export const CONFIRMATION_LABELS = {
  on: '二级审批日期',
  outcome: '二级审批结果',
  note: '二级审批意见',
} as const;

export const WITHDRAWAL_LABELS = { reason: '撤回原因' } as const;

/** What whoever takes a family off the register ticks. */
export const exitTicks = {
  open: ({ count, amountFen }: { count: number; amountFen: number }) =>
    `已逐笔看过：${count} 笔核定还没有发完，共 ${yuanText(amountFen)}；退出后仍照发，或另行撤销`,
  off: ({ count, amountFen }: { count: number; amountFen: number }) =>
    `退出日期属实：${count} 笔核定（共 ${yuanText(amountFen)}）的审批日期不早于退出日期，将作为「核定时不在册」列入合规检查，已定稿的年度会显示差异`,
};

/** That a family is off the register, and since when: 已退出（死亡，2019-03-05）. */
export function exitText({ exitedOn, reason }: Pick<ExitMark, 'exitedOn' | 'reason'>): string {
  return `已退出（${reason ? `${EXIT_REASON_LABELS[reason]}，` : ''}${exitedOn}）`;
}

/** Of an award that was given on a day on which its family had left already. */
export const OFF_REGISTER = '核定时不在册';

/** Above the sentences on windows that a day does not lie in. */
export function payWindowTitle(count: number): string {
  return count > 1 ? `按这个日期，有 ${count} 笔不在发放期内` : '按这个日期不在发放期内';
}

/** That a day lies outside the window of a type, and what follows. */
export function payWindowText({ type, startOn, endOn, on, isOver }: Omit<MissedWindow, 'count'>): string {
  const window = `${reliefTypeLabels[type]}的发放期是 ${startOn} 至 ${endOn}`;
  const advice = isOver ? '确需发放的，可以先在项目的救助计划里调整发放期。' : '请等到发放期内再付款。';
  return `${window}，${on} ${isOver ? '已经结束' : '还没有开始'}。在发放期外付款会列入合规检查的「发放期外发放」。${advice}`;
}
