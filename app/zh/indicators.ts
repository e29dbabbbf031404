import type { Judged } from '../fund/assessment';
import type { FilterPart, IndicatorFilter } from '../fund/indicatorFilter';
import type { ReceiptSource } from '../fund/project';
import type { Metric } from '../fund/target';
import type { CountBasis } from '../fund/target';
import type { ScoringRules } from '../fund/scoring';
import type { EvidencePart, EvidenceReason } from '../indicators/evidence';
import type { ComparedOutcome } from '../indicators/compareYears';
import type { Remark } from '../indicators/indicator';
import type { TimelinessWord } from '../indicators/score';
import { receiptSourceLabels, reliefTypeLabels } from './fund';
import { divisionLabels } from './identity';
import { farAboveText, thinSampleText, timelinessText } from './scoring';
import { SERVICE_KIND_LABELS } from './services';
import { countBasisLabels } from './targetForm';

export const timelinessLabels: Record<TimelinessWord, string> = {
  timely: '及时',
  mostly_timely: '基本及时',
  late: '不及时',
};

/** Words that stand as the target of timeliness. */
export const timelinessTargets: readonly { text: string; word: 'timely' | 'mostly_timely' }[] = [
  { text: timelinessLabels.timely, word: 'timely' },
  { text: timelinessLabels.mostly_timely, word: 'mostly_timely' },
];

/** Figures as they are shown and printed. */
export const actualTexts = {
  none: '—',
  count: ({ count, basis }: { count: number; basis: CountBasis }) => `${count}${countBasisLabels[basis]}`,
  amount: ({ amount, isTenThousands }: { amount: string; isTenThousands: boolean }) =>
    `${amount}${isTenThousands ? '万元' : '元'}`,
  entered: ({ value, unit }: { value: string; unit: string | null }) => `${value}${unit ?? ''}`,
  rate: ({ percent, word }: { percent: string; word: TimelinessWord | null }) =>
    word ? `${timelinessLabels[word]}(${percent})` : percent,
} as const;

export const outcomeLabels: Record<ComparedOutcome, string> = {
  met: '达标',
  missed: '未达标',
  ungraded: '待评定',
  no_data: '暂无数据',
  not_due: '未到期',
};

const remarkLabels: Record<Exclude<Remark, 'far_above_target'>, string> = {
  above_target: '超过目标值',
  explanation_required: '需说明偏差原因',
  no_surveys: '还没有满意度调查记录',
  thin_sample: '样本偏少',
  no_denominator: '截至日没有应计入的对象',
  not_graded: '截至该日没有评定或填写',
  outside_band: '得分比例不在现行分档内，请重新评定',
};

/** A remark in words, with the figure of the year's rules where it has one. */
export const remarkText = (remark: Remark, scoring: ScoringRules) =>
  remark === 'far_above_target' ? farAboveText(scoring) : remarkLabels[remark];

/** What an indicator can be narrowed by. */
export const filterPartLabels: Record<FilterPart, string> = {
  type: '救助类型',
  serviceKind: '服务项目',
  source: '资金来源',
  division: '区划',
};

export const FILTER_MESSAGES = { unknown: '请从列出的各项中选择，或不选。' } as const;

/** What an indicator counts only: `只计：金水区、生活救助`. */
export function filterText({ type, division, source, serviceKind }: IndicatorFilter): string {
  const parts = [
    division && divisionLabels[division],
    type && reliefTypeLabels[type],
    serviceKind && SERVICE_KIND_LABELS[serviceKind],
    source && receiptSourceLabels[source],
  ];
  return `只计：${parts.filter(Boolean).join('、')}`;
}

/** The name of an indicator as papers print it: `应补尽补率（只计：金水区）`. */
export function indicatorName({
  level3,
  filter,
}: {
  level3: string | null;
  filter?: IndicatorFilter;
}): string {
  return filter ? `${level3}（${filterText(filter)}）` : (level3 ?? '');
}

/** Why the share of the budget that came in is not told by source. */
export const notBySourceText =
  '不能只计某个资金来源：目标申报表只按经济科目列预算，没有各来源的计划数，一个来源的到账不能与全部预算相比。目标是某个来源到位多少钱的，计算口径请选“到位金额”。';

/** Of one that was narrowed so before. */
export const formerSourceText = (source: ReceiptSource) =>
  `此前选定的“只计：${receiptSourceLabels[source]}”不再适用，现在计入全部到账；已经定稿的报告不变。`;

/** How each metric is computed, for whoever asks where a figure comes from. */
export const metricDefinitions: Record<Metric, string> = {
  budget_execution: '截至日、项目期间内的发放净额（退票、冲正、追回已扣除）÷ 调整后预算。',
  funds_in_place: '截至日的到账净额 ÷ 调整后预算。',
  'people_helped.living':
    '截至日、项目期间内生活救助净额大于零的受助人，按身份证号去重；同时列出人次和户数。',
  'people_helped.schooling':
    '截至日、项目期间内助学救助净额大于零的学生，按身份证号去重；同时列出人次和户数。',
  'people_helped.medical': '截至日、项目期间内医疗救助净额大于零的患者，按身份证号去重；同时列出人次和户数。',
  'people_helped.all':
    '截至日、项目期间内三类救助合计净额大于零的受助人，按身份证号去重，受助几类只计一人；人次为三类人次之和，户数为合计净额大于零的家庭。',
  paid_amount:
    '截至日、项目期间内三类救助的发放净额合计（退票、冲正、追回已扣除）；目标值以万元为单位的，按万元显示。',
  received_amount:
    '截至日的到账净额（冲减已扣除，上年结转也在内）；目标值以万元为单位的，按万元显示。可以只计一个资金来源。',
  services_count:
    '截至日、项目期间内的服务记录（作废的不算）。人次：一条记录计一人次。人数：同一人只计一次，有档案的按身份证号去重；没有档案的没有身份证号，按姓名计，同名的只计一人；同一人有时登记在档案下、有时只登记姓名的分不出来，会计成两人，登记时请填档案编号。可以只计一个服务项目，或只计一个区划有档案的人；没有档案的人不属于任何区划。没有户数。',
  coverage:
    '已补 ÷ 应补。应补：生活救助为在册家庭，助学救助为在册家庭的学生，都以发放期最后一天（截至日更早的以截至日）为准；医疗救助为已批准申请的患者。发放期开始前不计应补；未补先退出的家庭自退出日起不计，已补的两边都计。跨档案按身份证号只计一次。',
  timeliness:
    '按时 ÷（按时 + 逾期）。应发日为审批后第 10 个工作日（含调休；年度计划另定及时期限的，按所定天数）与发放期最后一天中较早的一天；发放期结束后才审批的，以前一个日期为准。被退回、冲正或追回的发放不算；未到应发日又没有发完的暂不计；应发日或之前撤销的核定不再应发，不计入，过了应发日才撤销的仍算逾期；全额追回并了结的不计入，追回一部分的按留下的金额判断。',
  satisfaction:
    '（很满意 + 满意）÷ 有效评价。有效评价为本年度各轮满意度调查截至日的评价，每人（按身份证号）只计最后一次；未接通、拒访不算评价。',
};

/** The same for one year: with what its rules say of a rate. */
export const metricDefinition = (metric: Metric, scoring: ScoringRules) =>
  metricDefinitions[metric] + (WORDS_OF_RULES[metric]?.(scoring) ?? '');

const WORDS_OF_RULES: Partial<Record<Metric, (scoring: ScoringRules) => string>> = {
  timeliness: timelinessText,
  satisfaction: thinSampleText,
};

const COUNTED = { numerator: '计入', both: '计入', denominator: '', excluded: '不计入' } as const;

/** What the rows of each part are, by the metric they stand behind. */
export const evidencePartLabels: Record<Metric, Record<EvidencePart, string>> = {
  budget_execution: { numerator: '发放', both: '计入', denominator: '预算', excluded: '不计入' },
  funds_in_place: { numerator: '到账', both: '计入', denominator: '预算', excluded: '不计入' },
  'people_helped.living': COUNTED,
  'people_helped.schooling': COUNTED,
  'people_helped.medical': COUNTED,
  'people_helped.all': COUNTED,
  paid_amount: { numerator: '发放', both: '发放', denominator: '', excluded: '不计入' },
  received_amount: { numerator: '到账', both: '到账', denominator: '', excluded: '不计入' },
  services_count: COUNTED,
  coverage: { numerator: '已补', both: '已补', denominator: '应补未补', excluded: '不计入' },
  timeliness: { numerator: '按时', both: '按时', denominator: '逾期', excluded: '不计入' },
  satisfaction: { numerator: '满意', both: '满意', denominator: '不满意', excluded: '不计入' },
};

/** What a rate is the quotient of. */
export const fractionLabels: Record<Metric, { numerator: string; denominator: string }> = {
  budget_execution: { numerator: '发放净额', denominator: '调整后预算' },
  funds_in_place: { numerator: '到账净额', denominator: '调整后预算' },
  'people_helped.living': { numerator: '计入', denominator: '' },
  'people_helped.schooling': { numerator: '计入', denominator: '' },
  'people_helped.medical': { numerator: '计入', denominator: '' },
  'people_helped.all': { numerator: '计入', denominator: '' },
  paid_amount: { numerator: '发放净额', denominator: '' },
  received_amount: { numerator: '到账净额', denominator: '' },
  services_count: { numerator: '计入', denominator: '' },
  coverage: { numerator: '已补', denominator: '应补' },
  timeliness: { numerator: '按时', denominator: '按时与逾期' },
  satisfaction: { numerator: '满意', denominator: '有效评价' },
};

/** What one row behind a figure stands for. */
export const evidenceUnits: Record<Metric, string> = {
  budget_execution: '条',
  funds_in_place: '条',
  'people_helped.living': '行',
  'people_helped.schooling': '行',
  'people_helped.medical': '行',
  'people_helped.all': '行',
  paid_amount: '条',
  received_amount: '条',
  services_count: '条',
  coverage: '人',
  timeliness: '项',
  satisfaction: '份',
};

/** How many of those paid were heard. */
export const sampleText = ({ answers, paid, percent }: { answers: string; paid: string; percent: string }) =>
  `样本 ${answers} 份，占受助 ${paid} 人的 ${percent}`;

/** Records of money that are neither a payment nor a receipt. */
export const moneyRecordLabels = { budget: '年度金额', adjustment: '预算调整', receipt: '到账' } as const;

/** What the head does with an indicator, by how it is judged: on a button, and in a narrow column. */
export const judgeActions: Record<Judged, string> = {
  graded: '评定',
  entered: '填写完成值',
  computed: '填写说明',
};
export const judgeWords: Record<Judged, string> = { graded: '评定', entered: '填写', computed: '说明' };

export const ASSESSMENT_LABELS = {
  grade: '完成情况',
  ratioPercent: '得分比例',
  actualValue: '完成值',
  sentence: '说明',
} as const;

export const ASSESSMENT_MESSAGES = {
  grade: '请选择完成情况。',
  ratio: '得分比例为 0 至 100 的整数，留空则按完成情况取常用值。',
  actualValue: '请填写数字，最多 9 位整数、4 位小数，例如 128 或 96.5；单位与目标值相同，不用写。',
  sentence: '请写明理由，年终报告会印出这句话。',
  source: '请写明数据从哪里来，年终报告会印出这句话。',
  sentenceLong: (most: number) => `最多 ${most} 个字，请精简。`,
} as const;

export const evidenceReasonLabels: Record<EvidenceReason, string> = {
  after_day: '日期在截至日之后',
  outside_project: '日期在项目期间之外',
  taken_back: '已全额退回、冲正或追回',
  voided: '已作废',
  counted_before: '同一人此前已计',
  window_not_open: '发放期尚未开始',
  exited_unpaid: '未补即已退出在册',
  registered_later: '应补日之后才在册',
  award_released: '核定已撤销',
  paid_not_due: '已发放，但不在应补范围内',
  paid_in_time: '在发放期内按时发完',
  paid_late: '发完时已过应发日',
  paid_before_window: '在发放期开始前发放',
  overdue: '已过应发日，没有发完',
  not_due_yet: '未到应发日，还没有发完',
  released: '应发日或之前已撤销，不再应发',
  recovered: '已全额追回并了结，没有应发金额，不再判断是否按时',
  unreached: '未接通',
  declined: '拒访',
  round_withdrawn: '这轮调查已作废',
  later_answer: '同一人后来另有评价',
};
