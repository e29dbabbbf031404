import type { ComplianceCheck } from '../indicators/compliance';
import type { SuggestionSource } from '../indicators/suggestion';
import type { Grade } from '../fund/project';
import { gradeLabels } from './fund';

export const COMPLIANCE_LABELS: Record<ComplianceCheck, string> = {
  over_cap: '超上限核定',
  duplicate_award: '重复助学核定',
  unapproved_payment: '未经审批发放',
  maker_is_checker: '经办与审批为同一人',
  not_on_register: '核定时不在册',
  not_publicised: '未公示或公示期不足',
  outside_window: '发放期外发放',
};

export const SOURCE_LABELS: Record<SuggestionSource, string> = {
  ...COMPLIANCE_LABELS,
  files: '档案完整率',
};

/** How each check is made. */
export const complianceDefinitions: Record<ComplianceCheck, string> = {
  over_cap: '同一家庭（生活）或同一学生（助学）全年核定累计超过审批日的救助上限；医疗超过本人自付部分。',
  duplicate_award: '同一学生（按身份证号）在一个年度内有两项以上助学核定。',
  unapproved_payment: '发放日早于审批日，或申请没有审批通过。',
  maker_is_checker: '登记、审核、审批三个环节，或家庭档案的登记与审批，由同一人办理。',
  not_on_register: '审批日当天家庭不在册（还未建档或已退出）。',
  not_publicised:
    '家庭没有公示，或公示不足规定的工作日就审批建档；公示事后录入的，从录入之日算。导入的原有档案、启用系统以前年度的公示除外。每户只列一次。',
  outside_window: '发放日在该类救助的发放期以外；已全额退回的除外。',
};

/** Which evidence the product has for an indicator that is graded, by the indicator's name. */
export const evidenceNames: readonly { pattern: RegExp; evidence: 'compliance' | 'files' }[] = [
  { pattern: /资金使用.*规范|财务监控.*有效|项目质量.*可控/, evidence: 'compliance' },
  { pattern: /档案管理/, evidence: 'files' },
];

interface CompleteFiles {
  complete: number;
  active: number;
  percent: string;
  /** Of a day before today. */
  isPast: boolean;
}

/** What the counts suggest, as a sentence that may stand in the report. */
export const suggestedSentences = {
  clean: (checks: number) => `全年记录经 ${checks} 项合规检查，均未发现问题。`,
  cases: (found: readonly { label: string; count: number }[]) =>
    `合规检查发现：${found.map(({ label, count }) => `${label} ${count} 件`).join('、')}。`,
  files: ({ complete, active, percent, isPast }: CompleteFiles) =>
    `在册档案 ${active} 户，材料齐全 ${complete} 户，档案完整率 ${percent}${isPast ? '（是否在册按截至日，材料按目前的档案）' : ''}。`,
} as const;

export const suggestionText = (grade: Grade) => `系统建议：${gradeLabels[grade]}`;
