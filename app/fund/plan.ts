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
  /** Paid and expected by the end of the year, never more than the budget allows. */
  projectedFen: Fen;
  /** What this would leave of the budget if nothing held it back; negative where the budget is not enough. */
  leftFen: Fen;
  alerts: FundAlert[];
}

/** Behind is less than nine tenths of what was planned. */
const TOLERATED = { numerator: 9, denominator: 10 };

/**
 * How the year goes on: what was paid, what is approved and waits, and what is planned for the months to come. What was
 * not paid of the plan of past months is not taken to be caught up, no type goes beyond its plan but by what is approved,
 * and all together never beyond the budget; from the last day on nothing more is expected.
 */
export function outlookOf(facts: OutlookFacts): Outlook {
  const { asOf, endOn, budgetFen, receivedFen } = facts;
  const plans = plansOf(facts);
  const wanted = wantedMonths(facts, plans);
  const expected = withinBudget(facts, { ...plans, wanted });
  const months = outlookMonths(facts, { ...plans, expected });
  const paidFen = fen(paidIn(facts, () => true));
  const projectedFen = fen(paidFen + sumFen(months.map(({ expectedFen }) => expectedFen)));
  const plannedToDateFen =
    months.filter(({ month }) => !isLeft(facts, month)).at(-1)?.plannedUntilFen ?? fen(0);
  return {
    asOf,
    isOver: asOf >= endOn,
    planned: plannedByType(budgetFen, facts.programmes),
    paidByType: byType((type) => paidOf(facts, type)),
    projected: byType((type) => paidOf(facts, type) + sumFen(expected[type])),
    months,
    plannedToDateFen,
    paidFen,
    projectedFen,
    leftFen: fen(budgetFen - paidFen - sumFen(RELIEF_TYPES.flatMap((type) => wanted[type]))),
    alerts: alertsOf({
      ...{ asOf, budgetFen, receivedFen, paidFen, plannedToDateFen },
      wanted: plans.names.map((month, index) => ({ month, expectedFen: monthTotal(wanted, index) })),
      expected: months,
    }),
  };
}

type ExpectedMonths = readonly Pick<OutlookMonth, 'month' | 'expectedFen'>[];

interface AlertFacts {
  asOf: BusinessDate;
  budgetFen: number;
  receivedFen: number;
  paidFen: number;
  plannedToDateFen: number;
  wanted: ExpectedMonths;
  expected: ExpectedMonths;
}

/** The budget is held against what is wanted of it, the cash against what the budget allows. */
function alertsOf(facts: AlertFacts): FundAlert[] {
  const { budgetFen, receivedFen, paidFen, plannedToDateFen, asOf } = facts;
  const alerts: FundAlert[] = [];
  const alert = (code: FundAlertCode, on: BusinessDate | null, amountFen: number) =>
    alerts.push({ code, on, amountFen: fen(amountFen) });
  const whenBeyond = (code: FundAlertCode, limitFen: number, months: ExpectedMonths) => {
    const totalFen = months.reduce((sum, { expectedFen }) => sum + expectedFen, paidFen);
    if (totalFen > limitFen)
      alert(code, dayOfSpending(limitFen, { paidFen, months, asOf }), totalFen - limitFen);
  };
  whenBeyond('budget_runs_out', budgetFen, facts.wanted);
  whenBeyond('cash_runs_out', receivedFen, facts.expected);
  if (paidFen * TOLERATED.denominator < plannedToDateFen * TOLERATED.numerator)
    alert('execution_behind', null, plannedToDateFen - paidFen);
  if (receivedFen < plannedToDateFen) alert('receipts_behind', null, plannedToDateFen - receivedFen);
  return alerts;
}

type TypeMonths = Record<ReliefType, Fen[]>;

interface Plans {
  names: readonly string[];
  plans: TypeMonths;
}

function plansOf(facts: OutlookFacts): Plans {
  const names = monthsBetween(facts.startOn, facts.endOn);
  return { names, plans: plannedMonths(facts, names) };
}

function outlookMonths(
  facts: OutlookFacts,
  { names, plans, expected }: Plans & { expected: TypeMonths },
): OutlookMonth[] {
  const now = facts.asOf.slice(0, 7);
  let [plannedUntil, paidUntil, expectedUntil] = [0, 0, 0];
  return names.map((month, index) => {
    const planned = monthTotal(plans, index);
    const paid = paidIn(facts, (row) => row.month === month);
    const expectedFen = monthTotal(expected, index);
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
function plannedMonths(facts: OutlookFacts, names: readonly string[]): TypeMonths {
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

/**
 * What the plan and the approvals want of the months that are left. What is approved is paid in any case, and next; the
 * plan of a month goes on, that of the month which is running less what was paid in it.
 */
function wantedMonths(facts: OutlookFacts, { names, plans }: Plans): TypeMonths {
  const left = names.map((month) => isLeft(facts, month));
  return mapTypes((type) => {
    const later = names.map((month, index) =>
      left[index] ? unpaidOfMonth(facts, { type, month, plannedFen: plans[type][index]! }) : 0,
    );
    const restFen = Math.max(0, sumFen(plans[type]) - paidOf(facts, type));
    const committedFen = left.includes(true) ? facts.committed[type] : 0;
    const laterFen = later.reduce((sum, part) => sum + part, 0);
    const plannedFen = Math.max(0, Math.min(restFen - committedFen, laterFen));
    const open = left.findIndex((is, index) => is && plans[type][index]! > 0);
    const next = open < 0 ? left.indexOf(true) : open;
    return spread(plannedFen, later).map((part, index) => fen(part + (index === next ? committedFen : 0)));
  });
}

/** What of a month's plan of a type was not paid in it. */
function unpaidOfMonth(
  facts: OutlookFacts,
  { type, month, plannedFen }: { type: ReliefType; month: string; plannedFen: number },
): number {
  const paidFen = paidIn(facts, (row) => row.type === type && row.month === month);
  return Math.max(0, plannedFen - Math.max(0, paidFen));
}

/** What is wanted, month by month as far as the budget goes. */
function withinBudget(facts: OutlookFacts, { names, wanted }: Plans & { wanted: TypeMonths }): TypeMonths {
  let roomFen = Math.max(0, facts.budgetFen - paidIn(facts, () => true));
  const months = names.map((_, index) => {
    const allowedFen = Math.min(roomFen, monthTotal(wanted, index));
    roomFen -= allowedFen;
    return spread(
      allowedFen,
      RELIEF_TYPES.map((type) => wanted[type][index]!),
    );
  });
  return mapTypes((type) => months.map((parts) => parts[RELIEF_TYPES.indexOf(type)]!));
}

/** Not over by the day, as a part of the project. */
function isLeft({ asOf, endOn }: OutlookFacts, month: string): boolean {
  return asOf < endOn && lastDayOfMonth(month) > asOf;
}

function monthTotal(months: TypeMonths, index: number): Fen {
  return sumFen(RELIEF_TYPES.map((type) => months[type][index]!));
}

/** The day on which what is paid and expected goes beyond a limit; the day itself where it has already. */
function dayOfSpending(
  limitFen: number,
  { paidFen, months, asOf }: { paidFen: number; months: ExpectedMonths; asOf: BusinessDate },
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

function paidOf(facts: OutlookFacts, type: ReliefType): number {
  return paidIn(facts, (row) => row.type === type);
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
