import {
  addDays,
  daysBetween,
  firstDayOfMonth,
  lastDayOfMonth,
  maxDate,
  type BusinessDate,
} from '../calendar/date';
import { fen, sumFen, type Fen } from '../money/fen';
import { RELIEF_TYPES, type ReliefType } from './project';

/** The planned monthly curve of a year's money, and what the rest of the year will take; pure. */

export interface PlannedProgramme {
  type: ReliefType;
  windowStartOn: string;
  windowEndOn: string;
  plannedPeople: number | null;
  perHeadFen: number | null;
}

type ByType = Record<ReliefType, Fen>;

/**
 * What each type is planned to take: people × amount per head. A type whose plan lacks one of the two shares what the
 * others leave of the budget, by planned people.
 */
export function plannedByType(budgetFen: number, programmes: readonly PlannedProgramme[]): ByType {
  const known = programmes.map(({ plannedPeople, perHeadFen }) =>
    plannedPeople === null || perHeadFen === null ? null : plannedPeople * perHeadFen,
  );
  const restFen = Math.max(0, budgetFen - known.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  const weights = programmes.map(({ plannedPeople }, index) =>
    known[index] === null ? (plannedPeople ?? 0) : 0,
  );
  const even = programmes.map((_, index) => (known[index] === null ? 1 : 0));
  const shared = spread(restFen, weights.some((weight) => weight > 0) ? weights : even);
  return byType((type) => {
    const index = programmes.findIndex((one) => one.type === type);
    return index < 0 ? 0 : (known[index] ?? shared[index]!);
  });
}

/** Parts that stand to each other as the weights do and add up exactly; all 0 without a weight. */
export function spread(amountFen: number, weights: readonly number[]): Fen[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let passed = 0;
  return weights.map((weight) => {
    passed += weight;
    const until = total === 0 ? 0 : Number((BigInt(amountFen) * BigInt(passed)) / BigInt(total));
    const part = fen(until - before);
    before = until;
    return part;
  });
}

/** The months of a project, YYYY-MM. */
function monthsBetween(startOn: string, endOn: string): string[] {
  const months: string[] = [];
  for (let month = startOn.slice(0, 7); month <= endOn.slice(0, 7); month = monthAfter(month))
    months.push(month);
  return months;
}

function monthAfter(month: string): string {
  return addDays(lastDayOfMonth(month), 1).slice(0, 7);
}

export interface OutlookFacts {
  asOf: BusinessDate;
  startOn: string;
  endOn: string;
  budgetFen: number;
  receivedFen: number;
  programmes: readonly PlannedProgramme[];
  /** What was paid within the project's dates up to the day, net. */
  paid: readonly { type: ReliefType; month: string; paidFen: number }[];
  committed: Record<ReliefType, number>;
}

interface OutlookMonth {
  month: string;
  plannedFen: Fen;
  /** Up to the end of this month. */
  plannedUntilFen: Fen;
  /** Null for months that have not begun. */
  paidFen: Fen | null;
  paidUntilFen: Fen | null;
  /** What is still expected to be paid in it; 0 for months that are over. */
  expectedFen: Fen;
  /** Paid and expected, up to the end of this month. */
  expectedUntilFen: Fen;
}

export type FundAlertCode = 'budget_runs_out' | 'cash_runs_out' | 'execution_behind' | 'receipts_behind';

interface FundAlert {
  code: FundAlertCode;
  /** The day on which it happens; null where it is so now. */
  on: BusinessDate | null;
  /** By how much. */
  amountFen: Fen;
}

export interface Outlook {
  asOf: BusinessDate;
  isOver: boolean;
  planned: ByType;
  paidByType: ByType;
  /** Paid and expected by the end of the year, by type. */
  projected: ByType;
  months: OutlookMonth[];
  /** By the end of the last month that is over. */
  plannedToDateFen: Fen;
  paidFen: Fen;
  /** Paid and expected by the end of the year. */
  projectedFen: Fen;
  /** What the projection leaves of the budget; negative where it is not enough. */
  leftFen: Fen;
  alerts: FundAlert[];
}

/** Behind is less than nine tenths of what was planned. */
const TOLERATED = { numerator: 9, denominator: 10 };

/**
 * How the year goes on. What is expected of a type is the rest of its plan while its window is open, and at least
 * what is approved and waits to be paid; once the year is over nothing more is.
 */
export function outlookOf(facts: OutlookFacts): Outlook {
  const { asOf, endOn, budgetFen, receivedFen } = facts;
  const months = outlookMonths(facts);
  const paidFen = sumFen(facts.paid.map((row) => fen(row.paidFen)));
  const projectedFen = fen(paidFen + sumFen(months.map(({ expectedFen }) => expectedFen)));
  const done = months.filter(({ month }) => lastDayOfMonth(month) <= asOf).at(-1);
  const plannedToDateFen = done?.plannedUntilFen ?? fen(0);
  const alerts: FundAlert[] = [];
  const alert = (code: FundAlertCode, on: BusinessDate | null, amountFen: number) =>
    alerts.push({ code, on, amountFen: fen(amountFen) });
  if (projectedFen > budgetFen)
    alert('budget_runs_out', dayOfSpending(budgetFen, { paidFen, months, asOf }), projectedFen - budgetFen);
  if (projectedFen > receivedFen)
    alert('cash_runs_out', dayOfSpending(receivedFen, { paidFen, months, asOf }), projectedFen - receivedFen);
  if (paidFen * TOLERATED.denominator < plannedToDateFen * TOLERATED.numerator)
    alert('execution_behind', null, plannedToDateFen - paidFen);
  if (receivedFen < plannedToDateFen) alert('receipts_behind', null, plannedToDateFen - receivedFen);
  return {
    asOf,
    isOver: asOf > endOn,
    planned: plannedByType(budgetFen, facts.programmes),
    paidByType: byType((type) => paidIn(facts, (row) => row.type === type)),
    projected: projectedByType(facts),
    months,
    plannedToDateFen,
    paidFen,
    projectedFen,
    leftFen: fen(budgetFen - projectedFen),
    alerts,
  };
}

function projectedByType(facts: OutlookFacts): ByType {
  const names = monthsBetween(facts.startOn, facts.endOn);
  const expected = expectedMonths(facts, { names, plans: plannedMonths(facts, names) });
  return byType((type) => sumFen([fen(paidIn(facts, (row) => row.type === type)), ...expected[type]]));
}

function outlookMonths(facts: OutlookFacts): OutlookMonth[] {
  const names = monthsBetween(facts.startOn, facts.endOn);
  const plans = plannedMonths(facts, names);
  const expected = expectedMonths(facts, { names, plans });
  const now = facts.asOf.slice(0, 7);
  let [plannedUntil, paidUntil, expectedUntil] = [0, 0, 0];
  return names.map((month, index) => {
    const planned = RELIEF_TYPES.reduce((sum, type) => sum + plans[type][index]!, 0);
    const paid = paidIn(facts, (row) => row.month === month);
    const expectedFen = RELIEF_TYPES.reduce((sum, type) => sum + expected[type][index]!, 0);
    plannedUntil += planned;
    paidUntil += paid;
    expectedUntil += paid + expectedFen;
    const hasBegun = month <= now;
    return {
      month,
      plannedFen: fen(planned),
      plannedUntilFen: fen(plannedUntil),
      paidFen: hasBegun ? fen(paid) : null,
      paidUntilFen: hasBegun ? fen(paidUntil) : null,
      expectedFen: fen(expectedFen),
      expectedUntilFen: fen(expectedUntil),
    };
  });
}

/** Each type evenly over the months of its window: schooling that is paid in October is planned in October. */
function plannedMonths(facts: OutlookFacts, names: readonly string[]): Record<ReliefType, Fen[]> {
  const totals = plannedByType(facts.budgetFen, facts.programmes);
  const windowOf = (type: ReliefType) => facts.programmes.find((one) => one.type === type);
  return mapTypes((type) => {
    const window = windowOf(type);
    const isOpen = (month: string) =>
      window && window.windowStartOn.slice(0, 7) <= month && month <= window.windowEndOn.slice(0, 7);
    return spread(
      totals[type],
      names.map((month) => (isOpen(month) ? 1 : 0)),
    );
  });
}

/** A type whose window is still open is expected to come to its plan; what is approved is paid in any case. */
function expectedMonths(
  facts: OutlookFacts,
  { names, plans }: { names: readonly string[]; plans: Record<ReliefType, Fen[]> },
): Record<ReliefType, Fen[]> {
  const isLeft = (month: string) => lastDayOfMonth(month) > facts.asOf;
  const firstLeft = names.findIndex(isLeft);
  return mapTypes((type) => {
    const left = names.map((month, index) => (isLeft(month) ? plans[type][index]! : 0));
    const isOpen = left.some((part) => part > 0);
    const plannedFen = plans[type].reduce((sum, part) => sum + part, 0);
    const restFen = isOpen ? Math.max(0, plannedFen - paidIn(facts, (row) => row.type === type)) : 0;
    const expectedFen = firstLeft < 0 ? 0 : Math.max(restFen, facts.committed[type]);
    const next = names.map((_, index) => (index === firstLeft ? 1 : 0));
    return spread(expectedFen, isOpen ? left : next);
  });
}

/** The day on which what is paid and expected goes beyond a limit; the day itself where it has already. */
function dayOfSpending(
  limitFen: number,
  { paidFen, months, asOf }: { paidFen: number; months: readonly OutlookMonth[]; asOf: BusinessDate },
): BusinessDate {
  let spentFen = paidFen;
  for (const { month, expectedFen } of months) {
    if (expectedFen > 0 && spentFen + expectedFen > limitFen) {
      const first = maxDate(firstDayOfMonth(month), asOf);
      const days = daysBetween(first, lastDayOfMonth(month)) + 1;
      const share = Math.max(0, limitFen - spentFen) / expectedFen;
      return addDays(first, Math.min(days - 1, Math.floor(share * days)));
    }
    spentFen += expectedFen;
  }
  return asOf;
}

function paidIn({ paid }: OutlookFacts, fits: (row: OutlookFacts['paid'][number]) => boolean): number {
  return paid.filter(fits).reduce((sum, row) => sum + row.paidFen, 0);
}

function byType(amountOf: (type: ReliefType) => number): ByType {
  return mapTypes((type) => fen(amountOf(type)));
}

function mapTypes<T>(of: (type: ReliefType) => T): Record<ReliefType, T> {
  return Object.fromEntries(RELIEF_TYPES.map((type) => [type, of(type)])) as Record<ReliefType, T>;
}
