import { releaseAsOf } from '../relief/release';
import type { Budget } from './indicator';
import { countedPayments, netBy, totalFen, type YearFacts } from './facts';

/** The budget line of a project-year as of the day of the facts. */
export function budgetOf(facts: YearFacts): Budget {
  return {
    budgetFen: adjustedBudgetFen(facts),
    receivedFen: totalFen(facts.receipts.filter(({ receivedOn }) => receivedOn <= facts.asOf)),
    ...committedOf(facts),
    paidFen: totalFen(countedPayments(facts)),
  };
}

/** The year's amount and the adjustments made by the day. */
export function adjustedBudgetFen({
  project,
  adjustments,
  asOf,
}: Pick<YearFacts, 'project' | 'adjustments' | 'asOf'>): number {
  return project.currentFen + totalFen(adjustments.filter(({ adjustedOn }) => adjustedOn <= asOf));
}

/** Approved by the day, and neither paid nor released by then; `timesOf`: how many awards one of the facts stands for. */
export function committedOf(
  { awards, payments, asOf }: Pick<YearFacts, 'awards' | 'payments' | 'asOf'>,
  timesOf: (id: string) => number = () => 1,
): Pick<Budget, 'committedFen' | 'committedAwards'> {
  const paidOf = netBy(
    payments.filter(({ paidOn }) => paidOn <= asOf),
    ({ awardId }) => awardId,
  );
  const open = awards.filter((award) => award.approvedOn <= asOf && releaseAsOf(award, asOf) === null);
  const committed = { committedFen: 0, committedAwards: 0 };
  for (const { id, amountFen } of open) {
    const restFen = amountFen - (paidOf.get(id) ?? 0);
    committed.committedFen += restFen * timesOf(id);
    if (restFen > 0) committed.committedAwards += timesOf(id);
  }
  return committed;
}
