/** How long a labour contract must be where a migrant worker is asked for one. */
export const CONTRACT_MONTHS = 12;

/** Whether migrant workers must have such a contract. */
export const CONTRACT_RULE_STATES = ['required', 'not_required'] as const;
export type ContractRuleState = (typeof CONTRACT_RULE_STATES)[number];
