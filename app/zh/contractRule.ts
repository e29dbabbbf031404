import type { ContractRuleState } from '../families/contractRule';

export const CONTRACT_RULE_LABELS: Record<ContractRuleState, string> = {
  required: '要求满 12 个月',
  not_required: '不要求',
};

export const CONTRACT_RULE_FIELD_LABELS = {
  state: '农民工劳动合同',
  effectiveOn: '执行日期',
  document: '依据文件',
} as const;

export const CONTRACT_RULE_MESSAGES = { state: '请选择是否要求。' } as const;
