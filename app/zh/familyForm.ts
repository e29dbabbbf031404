import type { FormSection } from '../families/completeness';
import type { Finding, FindingCode } from '../families/crossChecks';
import type { ExclusionKind } from '../families/family';
import type { IncomeGap } from '../families/incomeGap';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import {
  CAUSE_LABELS,
  DISABILITY_GRADE_LABELS,
  DISABILITY_KIND_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  ENTERPRISE_STATE_LABELS,
  EXCLUSION_LABELS,
  FAMILY_FIELD_LABELS,
  FAMILY_HUKOU_LABELS,
  HEALTH_LABELS,
  HOUSING_KIND_LABELS,
  INSURANCE_LABELS,
  MARITAL_STATUS_LABELS,
  MEMBER_FIELD_LABELS,
  MODEL_WORKER_LABELS,
  POLITICAL_STATUS_LABELS,
  RELATION_LABELS,
  UNIT_KIND_LABELS,
} from './families';
import { divisionLabels } from './identity';

export const FORM_SECTION_LABELS: Record<FormSection, string> = {
  application: '申请情况',
  people: '家庭成员',
  home: '住址与住房',
  work: '工作情况',
  income: '收入与刚性支出',
  bank: '收款账户',
  exclusions: '不予帮扶情形',
  remarks: '备注',
};

/** The main person, or a member by the place in the form, from 0. */
export function memberTitle(index: number): string {
  return index === 0 ? '档案主' : `家庭成员 ${index + 1}`;
}

/** What a field of the form is called, by its name: `members[1].school` is 家庭成员 2 学校. */
export function formFieldLabel(field: string): string {
  const member = /^members\[(\d+)\]\.(\w+)$/.exec(field);
  if (member) {
    const index = Number(member[1]);
    const label = (MEMBER_FIELD_LABELS as Record<string, string>)[member[2]!] ?? member[2]!;
    return `${memberTitle(index)}${index === 0 ? '' : ' '}${label}`;
  }
  const exclusion = /^exclusions\.(\w+)$/.exec(field);
  if (exclusion) return EXCLUSION_LABELS[exclusion[1] as ExclusionKind];
  return (FAMILY_FIELD_LABELS as Record<string, string>)[field] ?? field;
}

const FINDINGS: Record<Exclude<FindingCode, 'income_apart'>, (about: string) => string> = {
  schooling_without_student: () => '致困原因是「子女上学」，但没有身份为「学生」的成员。',
  illness_without_patient: () =>
    '致困原因是大病，但对应的人（本人大病看档案主，直系亲属大病看其他成员）健康状况不是疾病。',
  disability_without_disabled: () => '致困原因是「残疾」，但没有残疾的成员。',
  single_parent_but_married: () => '致困原因是「单亲」，但档案主的婚姻状况是「已婚」。',
  certificate_missing: () => '系统建议或已认定为「低保户」，还没有填写低保证号。',
  migrant_not_in_union: () => '农民工须是工会会员才能建档，请核对会员身份。',
  illness_unnamed: (about) => `${memberTitle(Number(about))}的健康状况是「重大疾病」，还没有写明疾病。`,
  employed_in_zero_employment: () => '勾选了「零就业家庭」，但有成员的身份是在岗或农民工。',
  student_without_school: (about) => `${memberTitle(Number(about))}是学生，还没有填写学历阶段或学校。`,
  elder_is_younger: (about) =>
    `${memberTitle(Number(about))}是档案主的长辈，身份证号上却比档案主年轻，请核对关系和身份证号。`,
  child_is_older: (about) =>
    `${memberTitle(Number(about))}是档案主的晚辈，身份证号上却比档案主年长，请核对关系和身份证号。`,
  working_under_sixteen: (about) =>
    `${memberTitle(Number(about))}申请时不满 16 周岁，身份却是在职或退休、下岗一类，请核对身份和身份证号。`,
  same_cause_twice: () => '同一个致困原因填写了两次。',
  exclusion: (about) =>
    `登记了「${EXCLUSION_LABELS[about as ExclusionKind]}」，属于不予帮扶情形，请核实后再决定是否提交。`,
};

const BLOCKING_EXCLUSION = (kind: ExclusionKind) =>
  `登记了「${EXCLUSION_LABELS[kind]}」，按本中心的规定不能提交。情况已消除的，请清空该项。`;

/** That the monthly incomes of the members and the income of 12 months contradict each other. */
export function incomeGapSentence({ membersFen, familyFen }: IncomeGap): string {
  const yuan = (amount: number) => `${formatYuan(fen(amount))} 元`;
  return `各成员月收入折合 12 个月共 ${yuan(membersFen)}，与家庭近 12 个月收入 ${yuan(familyFen)}相差较大。类别按近 12 个月收入计算，请核对两处的收入。`;
}

const NO_SUMS: IncomeGap = { membersFen: 0, familyFen: 0 };

/** What does not fit, as a sentence. */
export function findingSentence({ code, level, about = '', gap = NO_SUMS }: Finding): string {
  if (code === 'income_apart') return incomeGapSentence(gap);
  if (code === 'exclusion' && level === 'block') return BLOCKING_EXCLUSION(about as ExclusionKind);
  return FINDINGS[code](about);
}

/** What is still to be filled in, as one sentence. */
export function missingSentence(fields: readonly string[]): string {
  return `还有 ${fields.length} 项必填内容没有填写：${fields.map(formFieldLabel).join('、')}。请先在「修改」中补充。`;
}

/** Codes that a field may hold, by the last part of its name. */
const VALUES: Record<string, Record<string, string>> = {
  division: divisionLabels,
  hukouKind: FAMILY_HUKOU_LABELS,
  mainCause: CAUSE_LABELS,
  secondCause: CAUSE_LABELS,
  thirdCause: CAUSE_LABELS,
  fourthCause: CAUSE_LABELS,
  modelWorker: MODEL_WORKER_LABELS,
  housingKind: HOUSING_KIND_LABELS,
  unitKind: UNIT_KIND_LABELS,
  enterpriseState: ENTERPRISE_STATE_LABELS,
  relation: RELATION_LABELS,
  employment: EMPLOYMENT_LABELS,
  health: HEALTH_LABELS,
  politicalStatus: POLITICAL_STATUS_LABELS,
  maritalStatus: MARITAL_STATUS_LABELS,
  disabilityKind: DISABILITY_KIND_LABELS,
  disabilityGrade: DISABILITY_GRADE_LABELS,
  educationStage: EDUCATION_STAGE_LABELS,
  insurance: INSURANCE_LABELS,
};
const TICKS = ['unionMember', 'singleParent', 'canSelfHelp', 'zeroEmployment', 'contractYear'];

/** What a field of the form holds, in words: 'rented' of housingKind is 租房. */
export function formValueText(field: string, value: string): string {
  const name = field.slice(field.lastIndexOf('.') + 1);
  if (TICKS.includes(name)) return value ? '是' : '否';
  if (value === '') return '—';
  if (name.endsWith('Fen')) return `${value} 元`;
  return VALUES[name]?.[value] ?? value;
}
