import type { CountBasis, IndicatorKind, Metric, TargetFault, TargetOperator } from '../fund/target';
import type {
  Doubt,
  DoubtCode,
  DoubtData,
  FormProblem,
  FormProblemCode,
  FormProblemData,
} from '../fund/targetForm';
import type { FormField } from '../fund/formFields';
import type { Difference, DifferencePath } from '../fund/targetFormDifferences';
import type { ReliefType } from '../fund/project';
import { formatYuan } from '../money/yuan';
import { fen } from '../money/fen';
import { sheetProblemMessages } from './sheets';

// The first part is the dictionary by which the target form is read. Every pattern is matched against text
// without blanks and with half-width signs.

/** Operators written as words, longer ones first. 以上, 以下 and 以内 include the number (Civil Code, article 1259). */
export const operatorWords: Record<'before' | 'after', readonly (readonly [string, TargetOperator])[]> = {
  before: [
    ['大于或等于', '>='],
    ['大于等于', '>='],
    ['小于或等于', '<='],
    ['小于等于', '<='],
    ['不低于', '>='],
    ['不少于', '>='],
    ['不小于', '>='],
    ['至少', '>='],
    ['达到', '>='],
    ['不高于', '<='],
    ['不超过', '<='],
    ['不多于', '<='],
    ['不大于', '<='],
    ['控制在', '<='],
    ['至多', '<='],
    ['等于', '='],
    ['大于', '>'],
    ['高于', '>'],
    ['超过', '>'],
    ['多于', '>'],
    ['小于', '<'],
    ['低于', '<'],
    ['少于', '<'],
  ],
  after: [
    ['(含)以上', '>='],
    ['及以上', '>='],
    ['以上', '>='],
    ['(含)以下', '<='],
    ['及以下', '<='],
    ['以下', '<='],
    ['以内', '<='],
  ],
};

/** Units that make a number a target even without a sign before it. */
export const targetUnits =
  /^(%|‰|万?人次|万?人|万?名|户次|万?户|个工作日|工作日|个月|月|天|日|年|小时|万元|元|个|次|场次|场|期|分|件|份|家|项|批次|批|例|条|篇|起)(\/(人次|人|户|年|月|日|天|次|期|项))*$/;

/** Ten thousands of what people are counted in. */
export const tenThousands = /^万(人次|人|名|户)$/;

export const rateUnits = /^[%‰]$/;

export const amountUnits = /^万?元$/;
export const tenThousandYuan = /^万元$/;

export const countBasisOfUnits: readonly { basis: CountBasis; pattern: RegExp }[] = [
  { basis: 'person_times', pattern: /^人次/ },
  { basis: 'persons', pattern: /^[人名](?!次)/ },
  { basis: 'families', pattern: /^户(?!次)/ },
];

export const countBasisOfNames: readonly { basis: CountBasis; pattern: RegExp }[] = [
  { basis: 'person_times', pattern: /人次/ },
  { basis: 'families', pattern: /户数|家庭数/ },
  { basis: 'persons', pattern: /人数|人员数/ },
];

/** What a name says that it counts. */
export const countBasisWords: Record<CountBasis, string> = {
  person_times: '人次',
  persons: '人数',
  families: '户数',
};

export const weightGroupNames: readonly {
  group: 'inputs' | 'outputs' | 'outcomes' | 'satisfaction';
  pattern: RegExp;
}[] = [
  { group: 'inputs', pattern: /^(投入|过程|决策|预算执行)/ },
  { group: 'outputs', pattern: /^产出/ },
  { group: 'satisfaction', pattern: /^(服务对象)?满意/ },
];

export const titleWords = {
  title: /绩效目标(申报|批复|审核|自评)?表/,
  tail: /(\d{4}年度?)?(市级|区级|县级)?(部门)?(预算)?(专项)?(支出)?(项目)?(支出)?绩效目标(申报|批复|审核|自评)?表.*$/,
  lead: /^(附件|附表)\d*[:.]?|^\d{4}年度?/,
  year: /(?:^|\D)(20\d\d)年/,
} as const;

/** The names under which a field stands on the form, without blanks, colons and a unit in brackets. */
export const fieldNames: Record<FormField, readonly string[]> = {
  year: ['年度', '预算年度', '项目年度', '申报年度'],
  centreName: ['单位名称', '预算单位', '预算单位名称', '项目单位', '实施单位'],
  projectName: ['项目名称'],
  unitCode: ['单位编码', '单位代码', '预算单位编码'],
  useType: ['资金用途', '项目类别', '项目类型'],
  leader: ['项目负责人'],
  contact: ['联系人', '项目联系人'],
  phone: ['联系电话'],
  startOn: ['开始时间', '开始日期', '起始时间', '项目开始时间'],
  endOn: ['结束时间', '结束日期', '完成时间', '项目结束时间'],
  totalFen: ['项目总金额', '项目总额', '项目资金总额'],
  currentFen: ['项目本年度金额', '本年度项目金额', '本年度金额', '项目当年金额'],
  previousTotalFen: ['上年度项目总金额', '上年项目总金额'],
  previousCurrentFen: ['项目上年度金额', '上年度项目金额', '上年度金额'],
  overview: ['项目概况'],
  basis: ['立项依据', '项目立项依据'],
  necessity: ['项目设立的必要性', '项目设立必要性', '项目立项必要性', '立项必要性'],
  measures: ['项目配套制度措施', '项目配套制度、措施', '保证项目实施的制度措施', '保证项目实施的制度、措施'],
  plan: ['项目实施计划', '实施计划'],
  remarks: ['备注', '其他说明'],
  overallGoal: ['项目总目标', '项目总体目标', '总体目标', '中长期目标'],
  annualGoal: ['年度绩效目标', '年度目标', '年度总体目标', '年度总目标'],
};

export const headingNames: readonly string[] = [
  '项目基本信息',
  '项目详细信息',
  '项目构成',
  '项目预算构成',
  '项目绩效目标',
  '绩效目标',
  '绩效指标',
  '项目绩效指标',
];

export const tableWords = {
  numbering: /^\(?[一二三四五六七八九十\d]{1,3}[)、.]/,
  amountUnit: /^\(?(?:金额)?单位:(万?元)\)?$/,
  tenThousandYuan: /万元?$/,
  component: { subject: /科目|支出内容|支出明细/, amount: /金额|预算数/, sum: /^(合计|总计|小计)/ },
  indicators: {
    level1: /^一级(指标|目标)/,
    level2: /^二级(指标|目标)/,
    level3: /^三级(指标|目标)/,
    target: /^((年度)?(目标|指标)值|绩效(目标|指标)值|年度目标)/,
    weight: /^(分值|权重)/,
  },
  level1: /(目标|指标|投入|产出|过程|决策|效果|效益|影响力?|满意度|管理|执行率|执行情况)$/,
  footer:
    /^(预算单位|填报单位|填表人|填报人|制表人|单位负责人|项目负责人|审核人|联系电话|填报日期|盖章|注:|说明:|备注)/,
} as const;

export const planWords = {
  types: [
    ['living', /生活(困难)?(救助|补助|帮扶)|助困/],
    ['schooling', /助学(救助|帮扶|补助)?/],
    ['medical', /(大病)?医疗(救助|帮扶|补助)?|大病(救助|帮扶|补助)|助医/],
  ] as readonly (readonly [ReliefType, RegExp])[],
  people: /(\d+)(?:余|多)?(人次|户次|人|户|名)/,
  months: /(\d{1,2})月?(?:份|\d{1,2}日)?(?:-|~|～|—+|–|至|到)(?:\d{4}年)?(\d{1,2})月|(\d{1,2})月/,
  wholeYear: /全年/,
  sentenceEnd: /[;。\n]/,
  clauseEnd: /[,、]/,
} as const;

// From here on: what the screens say.

export const metricLabels: Record<Metric, string> = {
  budget_execution: '预算执行率',
  funds_in_place: '预算资金到位率',
  'people_helped.living': '生活救助人数',
  'people_helped.schooling': '助学救助人数',
  'people_helped.medical': '医疗救助人数',
  'people_helped.all': '帮扶总人数',
  paid_amount: '发放金额',
  received_amount: '到位金额',
  services_count: '服务人次',
  coverage: '应补尽补率',
  timeliness: '补贴发放及时性',
  satisfaction: '满意度',
};

export const indicatorKindLabels: Record<IndicatorKind, string> = {
  quantitative: '定量',
  qualitative: '定性',
};

export const countBasisLabels: Record<CountBasis, string> = {
  persons: '人',
  person_times: '人次',
  families: '户',
};

/** In what a metric is counted: people in the unit of their basis, amounts in yuan, rates in percent. */
export const unitText = (metric: Metric | null, basis: CountBasis | null) => {
  if (metric === 'paid_amount' || metric === 'received_amount') return '元';
  return basis === null ? '%' : countBasisLabels[basis];
};

const UNIT_EXAMPLES: Record<string, string> = {
  人: '≥1000人 或 ≥1万人',
  人次: '≥1000人次',
  户: '≥1000户',
  元: '≥500000元 或 ≥50万元',
  '%': '≥95%',
};

/** Why a target does not fit what is computed, and what to do. */
export const targetUnfit = (fault: TargetFault, metric: Metric, basis: CountBasis | null) => {
  const unit = unitText(metric, basis);
  if (fault === 'basis') return `“${metricLabels[metric]}”不能按“${unit}”计，请选择人或人次。`;
  if (fault === 'unit')
    return `“${metricLabels[metric]}”以“${unit}”为单位，请把目标值改成例如 ${UNIT_EXAMPLES[unit]}，或改选计算口径、计数单位。`;
  const word = metric === 'timeliness' ? '，或写“及时”“基本及时”' : '';
  return `目标值里没有读出数字，系统算出的完成值无法与它比较。请写成例如 ${UNIT_EXAMPLES[unit]}${word}；只用文字要求的，计算口径请选人工评定。`;
};

export const targetOperatorLabels: Record<TargetOperator, string> = {
  '=': '等于',
  '>': '大于',
  '>=': '不低于',
  '<': '小于',
  '<=': '不超过',
};

/** As the national form prints them. */
export const targetOperatorSigns: Record<TargetOperator, string> = {
  '=': '＝',
  '>': '＞',
  '>=': '≥',
  '<': '＜',
  '<=': '≤',
};

export const formFieldLabels: Record<FormField, string> = {
  year: '年度',
  centreName: '单位名称',
  projectName: '项目名称',
  unitCode: '单位编码',
  useType: '资金用途',
  leader: '项目负责人',
  contact: '联系人',
  phone: '联系电话',
  startOn: '开始时间',
  endOn: '结束时间',
  totalFen: '项目总金额',
  currentFen: '项目本年度金额',
  previousTotalFen: '上年度项目总金额',
  previousCurrentFen: '项目上年度金额',
  overview: '项目概况',
  basis: '立项依据',
  necessity: '项目设立的必要性',
  measures: '项目配套制度措施',
  plan: '项目实施计划',
  remarks: '备注',
  overallGoal: '项目总目标',
  annualGoal: '年度绩效目标',
};

export const differencePathLabels: Record<DifferencePath, string> = {
  ...formFieldLabels,
  component: '项目构成',
  row: '指标',
  'row.target': '目标值',
  'row.kind': '指标性质',
  'row.metric': '计算口径',
  'row.countBasis': '计数单位',
  'row.weight': '分值',
  'rows.order': '指标顺序',
};

export const differenceChangeLabels: Record<Difference['change'], string> = {
  added: '新增',
  removed: '删除',
  changed: '修改',
};

const typeLabels: Record<ReliefType, string> = {
  living: '生活救助',
  schooling: '助学救助',
  medical: '医疗救助',
};

/** Beside an indicator whose name tells of a part that its figure does not stop at. */
export const uncountedText = (parts: readonly string[]) =>
  `名称里有“${parts.join('”“')}”，但计入全部。请在保存后设定只计哪一部分；这项指标不能这样细分的，请改写名称，以免与计入的内容不符。`;

const doubtMessages: { [Code in DoubtCode]: (data: DoubtData[Code]) => string } = {
  centre_name_missing: () => '标题中没有读到单位名称，请在确认前填写。',
  fields_missing: ({ fields }) =>
    `以下内容在表中没有读到：${fields.map((field) => formFieldLabels[field]).join('、')}。请对照原表，确实为空的可以留空，否则请补填。`,
  line_not_understood: ({ text }) =>
    `“${text}”不是目标表的已知栏目，没有读入。如果其中有需要的内容，请手工补录。`,
  year_from_dates: ({ year }) => `标题中没有写年度，按开始时间定为 ${year} 年，请核对。`,
  year_differs_from_dates: ({ year, startOn, endOn }) =>
    `标题写的是 ${year} 年，而项目时间是 ${startOn} 至 ${endOn}，请核对以哪一个为准。`,
  dates_assumed: ({ startOn, endOn }) =>
    `表中没有完整的开始和结束时间，暂按 ${startOn} 至 ${endOn}，请核对。`,
  components_missing: ({ currentFen }) =>
    `没有读到项目构成，无法与本年度金额 ${yuan(currentFen)} 元核对，请补填经济科目和金额。`,
  plan_differs_from_target: ({ type, planPeople, planBasis, targetText }) =>
    `实施计划写${typeLabels[type]} ${planPeople} ${countBasisLabels[planBasis]}，目标值写“${targetText}”，两处不一致。指标按目标值考核，请核对；两处都会保留。`,
  target_missing: ({ indicator }) => `“${indicator}”没有目标值，请补填，否则无法评分。`,
  target_without_operator: ({ indicator, text }) =>
    `“${indicator}”的目标值“${text}”没有比较符号，请确认是等于、不低于还是大于。`,
  target_not_understood: ({ indicator, text }) =>
    `“${indicator}”的目标值“${text}”含有数字，但没能读成“符号+数字+单位”，暂按定性指标处理，请改写或确认。`,
  target_without_indicator: ({ text }) => `目标值“${text}”所在行没有三级指标名称，没有读入，请核对原表。`,
  indicator_without_level2: ({ indicator }) => `“${indicator}”没有所属的二级指标，请核对原表。`,
  level1_without_indicator: ({ level1 }) =>
    `“${level1}”下没有任何三级指标，请核对原表是否少读了行或列错了位。`,
  level1_unfamiliar: ({ level1 }) => `“${level1}”不像一级指标的名称，请核对原表是否少读了列或列错了位。`,
  metric_not_recognised: ({ indicator }) =>
    `“${indicator}”是定量指标，但系统不知道用哪些记录计算，请选择计算口径，否则只能手工填写完成值。`,
  metric_repeated: ({ indicator, metric }) =>
    `“${indicator}”与前面的指标用的是同一计算口径（${metricLabels[metric]}），请确认是否重复考核。`,
  count_basis_unknown: ({ indicator, text }) =>
    `从“${indicator}”的目标值“${text}”看不出按人、人次还是户计数，请选择。`,
  count_basis_mixed: ({ indicator, unit }) =>
    `“${indicator}”的名称和目标值单位“${unit}”计数方式不同，已按目标值的单位处理，请确认按人、人次还是户计数。`,
  part_not_counted: ({ indicator, parts }) => `“${indicator}”：${uncountedText(parts)}`,
  indicator_repeated: ({ indicator, level2 }) =>
    `“${level2}”下有两个同名指标“${indicator}”，两行都已读入，请确认是否重复。`,
  weights_defaulted: () =>
    '表中没有分值，已按投入 10、产出 50、效果 30、满意度 10 的常用比例分配，请中心主任核定；合计须为 100 分。',
  weights_unusable: ({ totalText }) =>
    `表中的分值不完整或合计不是 100 分（读到 ${totalText}），已改用默认分配，请核定。`,
};

const formProblemMessages: { [Code in FormProblemCode]: (data: FormProblemData[Code]) => string } = {
  title_missing: () =>
    '没有找到“……绩效目标表”的标题，这不像是绩效目标表。请选择目标表文件，并保留表头标题行。',
  indicator_header_missing: () =>
    '没有找到“一级指标、二级指标、三级指标、目标值”的表头行，无法读出指标。请选择完整的绩效目标表。',
  indicators_missing: () => '指标表头下面没有任何三级指标。请检查文件是否完整，各列之间是否用制表符分隔。',
  year_missing: () => '没有读到年度。请在标题或标题下一行写明，例如“（2019年）”。',
  amount_missing: ({ field }) => `没有读到“${formFieldLabels[field]}”。请在表中填写金额，单位为元。`,
  amount_unreadable: ({ name, text }) =>
    `“${name}”的金额“${text}”读不出来。请改为数字，单位为元，最多两位小数，例如 1000000.00。`,
  component_subject_missing: ({ text }) =>
    `项目构成中金额“${text}”没有经济科目名称。请在表中补填科目后重新上传。`,
  components_differ: ({ componentsFen, currentFen }) =>
    `项目构成合计 ${yuan(componentsFen)} 元，与项目本年度金额 ${yuan(currentFen)} 元相差 ${yuan(Math.abs(componentsFen - currentFen))} 元。请在表中改正后重新上传。`,
  date_unreadable: ({ field, text }) =>
    `“${formFieldLabels[field]}”填写的“${text}”不是有效日期。请改为例如 2019-01-01。`,
  dates_reversed: ({ startOn, endOn }) => `开始时间 ${startOn} 晚于结束时间 ${endOn}，请在表中改正。`,
};

/** What is doubtful, and what to do, with the line of the form where there is one. */
export function doubtSentence(doubt: Doubt): string {
  const message = doubtMessages[doubt.code] as (data: Doubt['data']) => string;
  return place(doubt) + message(doubt.data);
}

/** Why the form is refused, and what to do, with the line of the form where there is one. */
export function problemSentence(problem: FormProblem): string {
  if (problem.code in sheetProblemMessages) {
    return sheetProblemMessages[problem.code as keyof typeof sheetProblemMessages];
  }
  const message = formProblemMessages[problem.code as FormProblemCode] as (
    data: FormProblem['data'],
  ) => string;
  return place(problem) + message(problem.data);
}

function place({ row }: { row?: number }): string {
  return row === undefined ? '' : `第 ${row} 行：`;
}

function yuan(amount: number): string {
  return formatYuan(fen(amount));
}
