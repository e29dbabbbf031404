import type { ServiceKind } from '../fund/project';

export const SERVICE_KIND_LABELS: Record<ServiceKind, string> = {
  job_placement: '职业介绍',
  training: '技能培训',
  start_up: '创业指导',
  petition: '信访接待',
  legal_aid: '法律援助',
  policy_advice: '政策咨询',
};

export const SERVICE_MESSAGES = {
  kind: '请选择服务项目',
  content: '请写明服务内容，一两句即可',
  reason: '请写明作废的原因',
  tooLong: (most: number) => `最多 ${most} 个字，请精简`,
} as const;

export const SERVICE_LABELS = {
  kind: '服务项目',
  servedOn: '服务日期',
  file: '档案编号或身份证号',
  personName: '姓名',
  content: '服务内容',
  outcome: '结果',
  reason: '作废的原因',
  confirmed: '重复登记',
} as const;

/** What whoever records a service like one in the log ticks. */
export const ANOTHER_SERVICE = '已核对，确是另一次服务';
