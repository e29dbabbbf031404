import type { LeftOutMoney } from '../fund/leftOut';
import type { Likelihood } from '../reports/monitoring';
import { leftOutText } from './reports';

export const LIKELIHOOD_LABELS: Record<Likelihood, string> = {
  certain: '确定能完成',
  likely: '有可能完成',
  unlikely: '完成困难',
};

export const MONITORING_LABELS = {
  expected: '预计全年完成值',
  likelihood: '完成的可能性',
  cause: '偏差原因和措施',
} as const;

export const MONITORING_MESSAGES = {
  expected: '请填写预计的全年完成值，例如 2000人 或 100%。',
  likelihood: '请选择完成的可能性。',
  cause: '请写明偏差的原因和措施；没有偏差的，写「无偏差」。',
  long: (most: number) => `最多 ${most} 个字，请精简。`,
} as const;

/** The words of the paper; it is signed, so its punctuation is full-width throughout. */

export const monitoringTitle = (centreName: string) => `${centreName}项目支出绩效运行监控表`;
export const monitoringPeriod = (year: number, asOf: string) => `（${year}年度，截至${asOf}）`;
export const monitoringFileName = (year: number, asOf: string) => `${year}年度绩效运行监控表（截至${asOf}）`;

export const monitoringHeadings = {
  basics: '一、项目基本情况',
  funds: '二、资金执行情况（单位：元）',
  indicators: '三、绩效指标运行情况',
  notes: '四、有关说明',
} as const;

export const monitoringFundLabels = {
  budget: '全年预算数',
  received: '已到位',
  planned: '按计划应发',
  paid: '已发放',
  committed: (awards: string) => `已批待发（${awards}笔）`,
  execution: '预算执行率',
  projected: '预计全年发放',
  projectedRate: '预计全年执行率',
} as const;

export const monitoringColumns = [
  '一级指标',
  '二级指标',
  '三级指标',
  '年度目标值',
  '截至日完成值',
  '系统预计全年',
  '预计全年完成值',
  '完成的可能性',
  '偏差原因和措施',
] as const;

/** An estimate in ten thousands of yuan. */
export const aboutWan = (amount: string) => `约${amount}万元`;

export const monitoringNotes = {
  leftOut: (leftOut: LeftOutMoney) => `${leftOutText(leftOut)}，不计入本表的“${monitoringFundLabels.paid}”。`,
  plan: '“按计划应发”是已过完的月份在逐月发放计划中的合计（助学救助集中在10月），不按月份平均。',
  committed:
    '“已批待发”是截至日已审批、没有撤销、还没有发放或没有发足的核定，按未发的部分计；不在已发放数和执行率里。',
  reckoned:
    '“系统预计全年”：资金按已发放数、已批待发数、以后各月的计划和本月计划中未发的部分相加，不假定补上已过月份少发的数；各类救助除已批待发的以外不超过其全年计划，合计不超过调整后预算；项目期最后一天起只计已发放数。人数、户数按同一比例推算，不超过计划人数，三类合计的户数取各类中最多的一类；万元为单位的推算数取两位小数；其余指标按截至日的完成值列示，定性指标不推算。',
  overBudget: (amount: string) =>
    `按现在的计划推算，全年需要发放的比预算多${amount}元，请调整发放计划或申请调整预算。`,
  open: (names: string) => `下列指标预计不能达到目标，原因尚未说明：${names}。`,
} as const;

export const stillOpenText = '预计不达标，待说明';
