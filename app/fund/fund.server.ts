import { budgetAdjustments } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import type { Fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { fundBalance, projectOfYear, requireCommittedCovered } from './balance.server';
import { once } from './commands.server';
import { requireDateInProject } from './fundDays';

export * from './balance.server';
export * from './carryForward.server';
export * from './cash.server';
export * from './receipts.server';

/** Adjustments of the budget; with the receipts, all that moves a project-year's money apart from relief. */

export type BudgetAdjustment = typeof budgetAdjustments.$inferSelect;

export interface NewAdjustment {
  commandId: string;
  year: number;
  adjustedOn: BusinessDate;
  /** Not 0; negative takes budget away. */
  amountFen: Fen;
  /** The paper that orders it. */
  document: string;
  reason: string;
}

/**
 * Adjusts the year's budget; what is paid and committed must stay covered.
 * @returns the id of the adjustment
 * @throws Refusal project.not_found, fund.date_in_future, fund.date_outside, fund.adjustment_zero,
 * fund.below_committed {shortFen, availableFen}, command.changed
 */
export async function adjustBudget(
  { store, actor }: Desk,
  { commandId, ...adjustment }: NewAdjustment,
): Promise<string> {
  const { year, ...values } = adjustment;
  const command = { id: commandId, name: 'budget.adjust', content: adjustment };
  return store.write((write) =>
    once(write, actor, command, async () => {
      const project = await projectOfYear(write, year);
      requireDateInProject(values.adjustedOn, { project, field: 'adjustedOn' });
      if (values.amountFen === 0) throw new Refusal('fund.adjustment_zero', {}, 'amountFen');
      const before = await fundBalance(write, { projectId: project.id });
      requireCommittedCovered({ before, changeFen: values.amountFen, field: 'amountFen' });
      const id = newId();
      await write.insert(budgetAdjustments).values({
        id,
        projectId: project.id,
        ...values,
        recordedBy: actor.staffId,
        recordedAt: new Date().toISOString(),
      });
      await audit(write, actor, {
        action: 'budget.adjusted',
        subject: { type: 'adjustment', id },
        detail: { ...adjustment, budgetBeforeFen: before.budgetFen },
      });
      return id;
    }),
  );
}
