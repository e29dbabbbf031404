import { and, asc, desc, eq, gt, lt, lte, or, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { budgetAdjustments, moneyDays, projects, receipts } from '../../db/schema';
import type { Fen } from '../money/fen';
import { fen, subtractFen, sumFen } from '../money/fen';
import { Refusal } from '../refusal';
import { together } from '../together';
import type { LeftOutMoney } from './leftOut';
import type { ReceiptSource, ReliefType } from './project';
import { RECEIPT_SOURCES, RELIEF_TYPES } from './project';

/**
 * A project-year's money, one function for each figure: the budget and what came in are sums of their records, what is
 * committed and paid of the sums by day that triggers keep beside the records and `verify` proves (db/schema/sums.ts).
 */

export type Project = typeof projects.$inferSelect;

/** Which project-year, and as of which day (YYYY-MM-DD, included); without a day: with everything recorded so far. */
export interface FundScope {
  projectId: string;
  asOf?: string;
}

export interface FundBalance {
  /** The year's amount and its adjustments. */
  budgetFen: Fen;
  receivedFen: Fen;
  /** Approved and neither paid nor released. */
  committedFen: Fen;
  /** Net of returns, reversals and recoveries. */
  paidFen: Fen;
  /** Budget − committed − paid: what can still be approved. */
  availableFen: Fen;
}

/**
 * The project of a year.
 * @throws Refusal project.not_found
 */
export async function projectOfYear(read: Read, year: number): Promise<Project> {
  const [project] = await read.select().from(projects).where(eq(projects.year, year));
  if (!project) throw new Refusal('project.not_found', { year });
  return project;
}

/** The years that have a project, newest first. */
export async function projectYears(read: Read): Promise<number[]> {
  const rows = await read.select({ year: projects.year }).from(projects).orderBy(desc(projects.year));
  return rows.map(({ year }) => year);
}

/** Where a project's money stands (domain definition of the budget guard). */
export async function fundBalance(read: Read, scope: FundScope): Promise<FundBalance> {
  const { budgetFen, received, committed, paid } = await together({
    budgetFen: adjustedBudget(read, scope),
    received: receiptsBySource(read, scope),
    committed: committedByType(read, scope),
    paid: paidByTypeAndMonth(read, scope),
  });
  const receivedFen = sumFen(Object.values(received));
  const committedFen = sumFen(Object.values(committed));
  const paidFen = sumFen(paid.map((row) => row.paidFen));
  const availableFen = subtractFen(subtractFen(budgetFen, committedFen), paidFen);
  return { budgetFen, receivedFen, committedFen, paidFen, availableFen };
}

/** The year's amount plus its adjustments. */
export async function adjustedBudget(read: Read, { projectId, asOf }: FundScope): Promise<Fen> {
  const [budget] = await read
    .select({ currentFen: projects.currentFen, adjustedFen: total(budgetAdjustments.amountFen) })
    .from(projects)
    .leftJoin(
      budgetAdjustments,
      and(
        eq(budgetAdjustments.projectId, projects.id),
        asOf ? lte(budgetAdjustments.adjustedOn, asOf) : undefined,
      ),
    )
    .where(eq(projects.id, projectId))
    .groupBy(projects.id);
  if (!budget) throw new Refusal('project.not_found');
  return fen(budget.currentFen + budget.adjustedFen);
}

/** What came in from each of the six sources, corrections taken off. */
export async function receiptsBySource(
  read: Read,
  { projectId, asOf }: FundScope,
): Promise<Record<ReceiptSource, Fen>> {
  const rows = await read
    .select({ code: receipts.source, amountFen: total(receipts.amountFen) })
    .from(receipts)
    .where(and(eq(receipts.projectId, projectId), asOf ? lte(receipts.receivedOn, asOf) : undefined))
    .groupBy(receipts.source);
  return byCode(RECEIPT_SOURCES, rows);
}

/** What was approved and is neither paid nor released, for each type of relief. */
export async function committedByType(
  read: Read,
  { projectId, asOf }: FundScope,
): Promise<Record<ReliefType, Fen>> {
  const rows = await read
    .select({ code: moneyDays.type, amountFen: total(moneyDays.committedFen) })
    .from(moneyDays)
    .where(and(eq(moneyDays.projectId, projectId), asOf ? lte(moneyDays.day, asOf) : undefined))
    .groupBy(moneyDays.type);
  return byCode(RELIEF_TYPES, rows);
}

export interface MonthlyPayment {
  type: ReliefType;
  /** YYYY-MM */
  month: string;
  /** Net: a correction counts in the month of the correction. */
  paidFen: Fen;
  /** Rows of the payment ledger, corrections included. */
  count: number;
}

/** What was paid, for each type of relief and month that has a row. */
export async function paidByTypeAndMonth(
  read: Read,
  { projectId, asOf }: FundScope,
): Promise<MonthlyPayment[]> {
  const month = sql<string>`substr(${moneyDays.day}, 1, 7)`;
  const rows = await read
    .select({
      type: moneyDays.type,
      month,
      paidFen: total(moneyDays.paidFen),
      count: total(moneyDays.ledgerRows),
    })
    .from(moneyDays)
    .where(and(eq(moneyDays.projectId, projectId), asOf ? lte(moneyDays.day, asOf) : undefined))
    .groupBy(moneyDays.type, month)
    .having(sql`sum(${moneyDays.ledgerRows}) > 0`)
    .orderBy(asc(month));
  return rows.map((row) => ({ ...row, paidFen: fen(row.paidFen) }));
}

/** Payments and corrections of a project that its papers of the day `until` do not count. */
export async function moneyLeftOut(
  read: Read,
  { project, until }: { project: Project; until: string },
): Promise<LeftOutMoney> {
  const [sum] = await read
    .select({ payments: total(moneyDays.ledgerRows), netFen: total(moneyDays.paidFen) })
    .from(moneyDays)
    .where(and(eq(moneyDays.projectId, project.id), isLeftOut(moneyDays.day, { project, until })));
  return sum!;
}

/** Of a day of payment: before the project's first day, or after `until` or its last day. */
export function isLeftOut(
  day: AnyColumn,
  { project, until }: { project: Project | Pick<typeof projects, 'startOn' | 'endOn'>; until: string },
): SQL | undefined {
  return or(lt(day, project.startOn), gt(day, project.endOn), gt(day, until));
}

export interface FundByTypeAndMonth {
  types: { type: ReliefType; committedFen: Fen; paidFen: Fen }[];
  /** Every month of the project, and those outside it that have payments, in order. */
  months: { month: string; paidFen: Record<ReliefType, Fen>; totalFen: Fen }[];
}

/** The fund by type of relief and by month. */
export async function fundByTypeAndMonth(read: Read, scope: FundScope): Promise<FundByTypeAndMonth> {
  const {
    found: [project],
    committed,
    paid,
  } = await together({
    found: read.select().from(projects).where(eq(projects.id, scope.projectId)),
    committed: committedByType(read, scope),
    paid: paidByTypeAndMonth(read, scope),
  });
  if (!project) throw new Refusal('project.not_found');
  const paidFor = (fits: (row: MonthlyPayment) => boolean) =>
    sumFen(paid.filter(fits).map((row) => row.paidFen));
  const months = [...new Set([...monthsOf(project), ...paid.map((row) => row.month)])].sort();
  return {
    types: RELIEF_TYPES.map((type) => ({
      type,
      committedFen: committed[type],
      paidFen: paidFor((row) => row.type === type),
    })),
    months: months.map((month) => ({
      month,
      paidFen: byCode(
        RELIEF_TYPES,
        paid.filter((row) => row.month === month).map((row) => ({ code: row.type, amountFen: row.paidFen })),
      ),
      totalFen: paidFor((row) => row.month === month),
    })),
  };
}

/**
 * The budget guard of an approval: paid + committed may not exceed the adjusted budget. Sums over the year's
 * records, so that a batch asks once for all its awards.
 * @throws Refusal fund.over_budget {shortFen, availableFen}
 */
export async function requireBudget(
  write: Write,
  { projectId, amountFen }: { projectId: string; amountFen: Fen },
) {
  const { availableFen } = await fundBalance(write, { projectId });
  if (amountFen <= availableFen) return;
  throw new Refusal('fund.over_budget', { shortFen: amountFen - availableFen, availableFen });
}

/**
 * Refuses a change of the budget that would leave paid and committed money uncovered.
 * @throws Refusal fund.below_committed {shortFen, availableFen} beside `field`
 */
export function requireCommittedCovered(change: {
  before: FundBalance;
  changeFen: number;
  field?: string;
}): void {
  const { before, changeFen, field } = change;
  const afterFen = before.availableFen + changeFen;
  if (changeFen >= 0 || afterFen >= 0) return;
  throw new Refusal(
    'fund.below_committed',
    { shortFen: -afterFen, availableFen: before.availableFen },
    field,
  );
}

/** The sum of a column of fen, 0 where there is no row; as a number on both engines. */
function total(column: AnyColumn) {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}

function byCode<Code extends string>(
  codes: readonly Code[],
  rows: { code: Code; amountFen: number }[],
): Record<Code, Fen> {
  const amountOf = (code: Code) =>
    fen(rows.reduce((sumFen, row) => (row.code === code ? sumFen + row.amountFen : sumFen), 0));
  return Object.fromEntries(codes.map((code) => [code, amountOf(code)])) as Record<Code, Fen>;
}

function monthsOf({ startOn, endOn }: Project): string[] {
  const months: string[] = [];
  let [year, month] = startOn.split('-').map(Number) as [number, number];
  for (;;) {
    const text = `${year}-${String(month).padStart(2, '0')}`;
    if (text > endOn.slice(0, 7)) return months;
    months.push(text);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
