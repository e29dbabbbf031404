import type { ReliefType } from '../fund/project';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import type { ApplicationStatus } from '../relief/application';
import type { AwardStatus, AwardView } from '../relief/award';
import type { CampaignType, LeftOutReason } from '../relief/campaign';
import type { Cap, CapGap, StandardCode } from '../relief/standards';
import type { DecisionOutcome, ReviewOutcome, StepPage } from '../relief/workflow';

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
  approved: '已批准',
  rejected: '不予救助',
  returned: '退回补正',
  withdrawn: '已撤回',
};

/** The pages on which applications move on. */
export const STEP_PAGE_LABELS: Record<StepPage, string> = {
  review: '审核',
  decide: '审批',
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

export const CAMPAIGN_TYPE_LABELS: Record<CampaignType, string> = {
  living: '生活救助（每户档案主一份）',
  schooling: '助学救助（每名学生一份）',
};

export const LEFT_OUT_LABELS: Record<LeftOutReason, string> = {
  already_awarded: '本年度已核定助学救助',
  open_application: '本年度有办理中的助学申请',
  listed_twice: '同一身份证号在名单中重复',
};

export const AWARD_STATUS_LABELS: Record<AwardStatus, string> = {
  unpaid: '待发放',
  partly_paid: '部分发放',
  sent_back: '退回待补发',
  paid: '已发放',
  released: '已撤销',
};

export const AWARD_VIEW_LABELS: Record<AwardView, string> = {
  open: '待发放',
  paid: '已发放',
  released: '已撤销',
  all: '全部',
};

/** The steps of an award, and what stands beside them. */
export const AWARD_STEP_LABELS = {
  approved: '审批核定',
  paying: '发放',
  payingAgain: '退回补发',
  paid: '全额发放',
  released: '已撤销',
  latest: '最近',
  byFinance: '等待财务登记',
} as const;

export const AWARD_RELEASE_LABELS = { on: '撤销日期', reason: '撤销原因' } as const;

export const STANDARD_DOCUMENTS: Record<StandardCode, string> = { '2015': '总工发〔2015〕20号' };

export const CAP_GAP_SENTENCES: Record<CapGap, string> = {
  no_standard: '这一天还没有生效的救助标准，无法计算上限。请核对日期。',
  no_line: '这一天没有适用的低保标准，无法计算上限。请先在「低保标准」中登记这一地区的标准。',
  no_bill: '没有填写医疗费用总额和已报销金额，无法计算上限。请退回补正。',
};

/** How a cap comes about, in one sentence with the numbers. */
export function capSentence(cap: Cap): string {
  const document = `依据${STANDARD_DOCUMENTS[cap.standard]}`;
  if (cap.rule.basis === 'self_paid') {
    return `${document}，医疗救助不超过自付部分：总费用 ${yuanText(cap.medical?.totalFen)} − 已报销 ${yuanText(cap.medical?.reimbursedFen)} = ${yuanText(cap.capFen)}。`;
  }
  const per = cap.type === 'schooling' ? '每名学生每年' : '每户每年';
  const line = `${per}不超过 ${cap.rule.months} 个月低保标准：${yuanText(cap.lineMonthlyFen)} × ${cap.rule.months} = ${yuanText(cap.capFen)}`;
  return `${document}，${line}；本年度此前已批 ${yuanText(cap.earlierFen)}，还可批 ${yuanText(cap.leftFen)}。`;
}

export const RELIEF_MESSAGES = {
  memberMissing: '请选择受助人。',
  reasonMissing: '请填写申请理由。',
  reasonLong: '申请理由不能超过 500 个字，请精简。',
  billMissing: '请填写医疗费用总额。',
  reimbursedMissing: '请填写已报销金额，没有报销的填 0。',
  reimbursedAboveTotal: '已报销金额不能高于费用总额，请核对票据。',
  noteMissing: '退回或不予救助时请写明原因，便于经办人补正和答复。',
  noteLong: '意见不能超过 500 个字，请精简。',
  outcomeMissing: '请选择办理结果。',
  releaseReasonMissing: '请填写撤销原因。',
  releaseReasonLong: '撤销原因不能超过 200 个字，请精简。',
  campaignNameMissing: '请填写活动名称。',
  campaignTypeMissing: '请选择救助类型。',
  campaignNameLong: '活动名称不能超过 50 个字。',
} as const;

export const APPLICATION_FIELD_LABELS = {
  memberId: '受助人',
  appliedOn: '申请日期',
  requestedFen: '申请金额',
  medicalTotalFen: '医疗费用总额',
  medicalReimbursedFen: '已报销金额',
  reason: '申请理由',
} as const;

export const REVIEW_LABELS = {
  on: '审核日期',
  outcome: '审核结果',
  amountFen: '审核金额',
  note: '审核意见',
} as const;

export const DECISION_LABELS = { on: '审批日期', outcome: '审批结果', note: '审批意见' } as const;

export const WITHDRAWAL_LABELS = { reason: '撤回原因' } as const;

export const CAMPAIGN_LABELS = {
  year: '年度',
  type: '救助类型',
  amountFen: '每人金额',
  startedOn: '启动日期',
  category: '困难类别',
  division: '行政区划',
  name: '活动名称',
} as const;
