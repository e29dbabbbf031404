/** Whether migrant workers must have a labour contract of 12 months. */
export const CONTRACT_RULE_STATES = ['required', 'not_required'] as const;
export type ContractRuleState = (typeof CONTRACT_RULE_STATES)[number];
