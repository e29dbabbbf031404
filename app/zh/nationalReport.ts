import type { NationalFundCode } from '../reports/national';
import type { ReportLayout } from '../reports/layout';

/** The words of the self-evaluation in the national layout. They stand on a signed paper: full-width punctuation. */

export const layoutLabels: Record<ReportLayout, string> = {
  tree_2019: '2019 年目标表格式',
  national: '国家统一格式（2020 年起）',
};

export const nationalTexts = {
  title: '项目支出绩效自评表',
  projectName: '项目名称',
  department: '主管部门',
  centreName: '实施单位',
  contact: '项目联系人',
  phone: '联系电话',
  fundLines: {
    total: '年度资金总额',
    appropriated: '其中：当年财政拨款',
    carried: '上年结转资金',
    other: '其他资金',
  } satisfies Record<NationalFundCode, string>,
  paid: (wan: string, percent: string) => `全年执行${wan}万元，执行率${percent}`,
  reached: (name: string, actual: string) => `${name}${actual}`,
  qualitative: '定性',
  preparedBy: '填表人：',
  signPhone: '联系电话：',
  seal: '单位（盖章）：',
  date: '填报日期：',
  blankDate: '　　　　年　　月　　日',
  sourcesNote:
    '资金来源：中央财政专项和地方财政配套计入当年财政拨款，登记为上年结转的到账计入上年结转资金，其余计入其他资金；发放不区分来源，执行数按先用上年结转、再用财政拨款、最后用其他资金列示。',
  plannedUnknown: '年初预算没有登记资金来源，只列总额。',
  wordedNote: (name: string, target: string) =>
    `${name}：目标值“${target}”是文字，“指标性质”一栏按本表格式填“定性”；完成值和得分由系统按发放记录计算，绩效报告把它计入定量指标。`,
  executionNote: (note: string) => `预算执行率：${note}`,
  noExecution: '指标中没有预算执行率，资金执行率只列示，不计分。',
} as const;

export const nationalHeadings = {
  basics: '一、项目基本情况',
  funds: '二、项目资金（万元）',
  goal: '三、年度总体目标',
  goalExpected: '预期目标',
  goalActual: '实际完成情况',
  indicators: '四、绩效指标',
  notes: '五、有关说明',
  total: '总分',
} as const;

export const nationalFundHeads = [
  '',
  '年初预算数',
  '全年预算数',
  '全年执行数',
  '分值',
  '执行率',
  '得分',
] as const;

export const NATIONAL_COLUMN_LABELS = {
  level1: '一级指标',
  level2: '二级指标',
  level3: '三级指标',
  nature: '指标性质',
  target: '指标值',
  unit: '单位',
  actual: '实际完成值',
  weight: '分值',
  score: '得分',
  note: '偏差原因分析及改进措施',
} as const;

export const LAYOUT_LABELS = {
  layout: '报告格式',
  department: '主管部门',
  plannedCarriedFen: '年初预算：上年结转资金',
  plannedOtherFen: '年初预算：其他资金',
  budgetCarriedFen: '全年预算：上年结转资金',
  budgetOtherFen: '全年预算：其他资金',
} as const;

export const LAYOUT_MESSAGES = {
  layout: '请选择报告格式。',
  departmentLong: (most: number) => `主管部门不能超过 ${most} 个字。`,
  both: '上年结转和其他资金要么都填（没有的填 0），要么都不填。',
} as const;
