import type { Metric } from '../fund/target';
import type { CountBasis } from '../fund/target';
import type { EvidencePart, EvidenceReason } from '../indicators/evidence';
import type { Outcome, Remark } from '../indicators/indicator';
import type { TimelinessWord } from '../indicators/score';
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
  rate: ({ percent, word }: { percent: string; word: TimelinessWord | null }) =>
    word ? `${timelinessLabels[word]}(${percent})` : percent,
} as const;

export const outcomeLabels: Record<Outcome, string> = {
  met: '达标',
  missed: '未达标',
  ungraded: '待评定',
  no_data: '暂无数据',
};

export const remarkLabels: Record<Remark, string> = {
  above_target: '超过目标值',
  far_above_target: '超过目标值 30% 以上',
  explanation_required: '需说明偏差原因',
  no_surveys: '还没有满意度调查记录',
  no_denominator: '截至日没有应计入的对象',
  not_graded: '等待中心主任评定',
};

/** How each metric is computed, for whoever asks where a figure comes from. */
export const metricDefinitions: Record<Metric, string> = {
  budget_execution: '截至日、项目期间内的发放净额（退票、冲正、追回已扣除）÷ 调整后预算。',
  funds_in_place: '截至日的到账净额 ÷ 调整后预算。',
  'people_helped.living':
    '截至日、项目期间内生活救助净额大于零的受助人，按身份证号去重；同时列出人次和户数。',
  'people_helped.schooling':
    '截至日、项目期间内助学救助净额大于零的学生，按身份证号去重；同时列出人次和户数。',
  'people_helped.medical': '截至日、项目期间内医疗救助净额大于零的患者，按身份证号去重；同时列出人次和户数。',
  coverage:
    '已补 ÷ 应补。应补：生活救助为在册家庭，助学救助为在册家庭的学生，都以发放期最后一天（截至日更早的以截至日）为准；医疗救助为已批准申请的患者。发放期开始前不计应补；未补先退出的家庭自退出日起不计，已补的两边都计。跨档案按身份证号只计一次。',
  timeliness:
    '按时 ÷（按时 + 逾期）。应发日为审批后第 10 个工作日（含调休）与发放期最后一天中较早的一天；发放期结束后才审批的，以第 10 个工作日为准。被退回、冲正或追回的发放不算；未到应发日又没有发完的暂不计。',
  satisfaction: '（很满意 + 满意）÷ 有效评价。',
};

export const evidencePartLabels: Record<'rate' | 'count' | 'money', Record<EvidencePart, string>> = {
  rate: { numerator: '分子', both: '计入分子和分母', denominator: '只计入分母', excluded: '不计入' },
  count: { numerator: '计入', both: '计入', denominator: '分母', excluded: '不计入' },
  money: { numerator: '分子', both: '计入', denominator: '分母', excluded: '不计入' },
};

export const coveragePartLabels: Partial<Record<EvidencePart, string>> = {
  both: '已补',
  denominator: '应补未补',
  excluded: '不计入',
};

export const timelinessPartLabels: Partial<Record<EvidencePart, string>> = {
  both: '按时',
  denominator: '逾期',
  excluded: '暂不计入',
};

export const evidenceReasonLabels: Record<EvidenceReason, string> = {
  after_day: '日期在截至日之后',
  outside_project: '日期在项目期间之外',
  taken_back: '已全额退回、冲正或追回',
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
  released: '应发日或之前已撤销',
};
