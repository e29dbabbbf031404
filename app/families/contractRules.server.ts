import { desc, eq, lte } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { contractRules, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import type { ContractRuleInput } from './contractRule.form';

/**
 * Whether a migrant worker must have a labour contract of 12 months. Off until a head switches it on, from a day on:
 * what was applied for before keeps the proposal that it had.
 */

export interface ContractRule {
  id: string;
  effectiveOn: string;
  isRequired: boolean;
  document: string;
  recordedByName: string;
}

/** Whether the contract of 12 months is asked for on a day. */
export async function isContractRequired(read: Read, on: BusinessDate): Promise<boolean> {
  const [row] = await read
    .select({ isRequired: contractRules.isRequired })
    .from(contractRules)
    .where(lte(contractRules.effectiveOn, on))
    .orderBy(desc(contractRules.effectiveOn))
    .limit(1);
  return row?.isRequired ?? false;
}

/** Every switch of the rule, the latest first. */
export async function listContractRules(read: Read): Promise<ContractRule[]> {
  return read
    .select({
      id: contractRules.id,
      effectiveOn: contractRules.effectiveOn,
      isRequired: contractRules.isRequired,
      document: contractRules.document,
      recordedByName: staff.name,
    })
    .from(contractRules)
    .innerJoin(staff, eq(staff.id, contractRules.recordedBy))
    .orderBy(desc(contractRules.effectiveOn));
}

/**
 * Switches the rule on or off from a day on.
 * @throws Refusal contract_rule.taken for a day that has a switch already
 */
export async function recordContractRule({ store, actor }: Desk, rule: ContractRuleInput): Promise<void> {
  const { effectiveOn, document } = rule;
  const isRequired = rule.state === 'required';
  await store.write(async (write) => {
    const taken = await write
      .select({ id: contractRules.id })
      .from(contractRules)
      .where(eq(contractRules.effectiveOn, effectiveOn));
    if (taken.length > 0) throw new Refusal('contract_rule.taken', { effectiveOn }, 'effectiveOn');
    const id = newId();
    await write.insert(contractRules).values({
      ...{ id, effectiveOn, isRequired, document },
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'contract_rule.recorded',
      subject: { type: 'line', id },
      detail: { effectiveOn, isRequired, document },
    });
  });
}
