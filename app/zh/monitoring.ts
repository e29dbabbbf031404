import type { Likelihood } from '../reports/monitoring';

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

export const monitoringTitle = (year: number) => `${year} 年绩效运行监控表`;

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

/** Sums of money stand in yuan as they are printed. */
export const monitoringMoney = ({
  asOf,
  budget,
  planned,
  paid,
  execution,
  projected,
}: Record<'asOf' | 'budget' | 'planned' | 'paid' | 'execution' | 'projected', string>) =>
  `截至 ${asOf}：预算 ${budget} 元；按逐月发放计划，已过完的月份应发 ${planned} 元，已发 ${paid} 元，预算执行率 ${execution}；预计全年发放 ${projected} 元。`;
