import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { CONTRACT_RULE_MESSAGES } from '../zh/contractRule';
import { CONTRACT_RULE_STATES } from './contractRule';
import { RuleDocument } from './line.form';

/** Switches the contract of 12 months on or off, from a day on. */
export const ContractRuleForm = z.object({
  state: z.enum(CONTRACT_RULE_STATES, { error: CONTRACT_RULE_MESSAGES.state }),
  effectiveOn: DateText,
  document: RuleDocument,
});
export type ContractRuleInput = z.output<typeof ContractRuleForm>;
