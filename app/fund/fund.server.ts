import { and, asc, count, desc, eq, gt, isNull, lte, or, sql, type AnyColumn } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { awards, budgetAdjustments, payments, projects, receipts } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { isAfter, todayInChina } from '../calendar/date';
import { newId } from '../ids.server';
import type { Fen } from '../money/fen';
import { fen, negateFen, subtractFen, sumFen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { once } from './commands.server';
import type { ReceiptSource, ReliefType } from './project';
import { RECEIPT_SOURCES, RELIEF_TYPES } from './project';

/** A project-year's money. Nothing here is stored: every figure is the sum of its records, by one function each. */

export type Project = typeof projects.$inferSelect;
export type Receipt = typeof receipts.$inferSelect;
export type BudgetAdjustment = typeof budgetAdjustments.$inferSelect;

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
  const budgetFen = await adjustedBudget(read, scope);
  const receivedFen = sumFen(Object.values(await receiptsBySource(read, scope)));
  const committedFen = sumFen(Object.values(await committedByType(read, scope)));
  const paidFen = sumFen((await paidByTypeAndMonth(read, scope)).map((row) => row.paidFen));
  const availableFen = subtractFen(subtractFen(budgetFen, committedFen), paidFen);
  return { budgetFen, receivedFen, committedFen, paidFen, availableFen };
}

/** The year's amount plus its adjustments. */
export async function adjustedBudget(read: Read, { projectId, asOf }: FundScope): Promise<Fen> {
  const [project] = await read
    .select({ currentFen: projects.currentFen })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) throw new Refusal('project.not_found');
  const [adjusted] = await read
    .select({ amountFen: total(budgetAdjustments.amountFen) })
    .from(budgetAdjustments)
    .where(
      and(
        eq(budgetAdjustments.projectId, projectId),
        asOf ? lte(budgetAdjustments.adjustedOn, asOf) : undefined,
      ),
    );
  return fen(project.currentFen + (adjusted?.amountFen ?? 0));
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
  const open = and(
    eq(awards.projectId, projectId),
    asOf ? lte(awards.approvedOn, asOf) : undefined,
    asOf ? or(isNull(awards.releasedOn), gt(awards.releasedOn, asOf)) : isNull(awards.releasedOn),
  );
  const awarded = await read
    .select({ code: awards.type, amountFen: total(awards.amountFen) })
    .from(awards)
    .where(open)
    .groupBy(awards.type);
  const paid = await read
    .select({ code: awards.type, amountFen: total(payments.amountFen) })
    .from(payments)
    .innerJoin(awards, eq(awards.id, payments.awardId))
    .where(and(open, asOf ? lte(payments.paidOn, asOf) : undefined))
    .groupBy(awards.type);
  return byCode(RELIEF_TYPES, [...awarded, ...paid.map((row) => ({ ...row, amountFen: -row.amountFen }))]);
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
  const month = sql<string>`substr(${payments.paidOn}, 1, 7)`;
  const rows = await read
    .select({ type: payments.type, month, paidFen: total(payments.amountFen), count: count() })
    .from(payments)
    .where(and(eq(payments.projectId, projectId), asOf ? lte(payments.paidOn, asOf) : undefined))
    .groupBy(payments.type, month)
    .orderBy(asc(month));
  return rows.map((row) => ({ ...row, paidFen: fen(row.paidFen) }));
}

export interface FundByTypeAndMonth {
  types: { type: ReliefType; committedFen: Fen; paidFen: Fen }[];
  /** Every month of the project, and those outside it that have payments, in order. */
  months: { month: string; paidFen: Record<ReliefType, Fen>; totalFen: Fen }[];
}

/** The fund by type of relief and by month. */
export async function fundByTypeAndMonth(read: Read, scope: FundScope): Promise<FundByTypeAndMonth> {
  const [project] = await read.select().from(projects).where(eq(projects.id, scope.projectId));
  if (!project) throw new Refusal('project.not_found');
  const committed = await committedByType(read, scope);
  const paid = await paidByTypeAndMonth(read, scope);
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
 * The guard of a payment: no more may be paid than was received.
 * @throws Refusal fund.over_received {shortFen, receivedFen, paidFen}
 */
export async function requireReceived(
  write: Write,
  { projectId, amountFen }: { projectId: string; amountFen: Fen },
) {
  const { receivedFen, paidFen } = await fundBalance(write, { projectId });
  const shortFen = paidFen + amountFen - receivedFen;
  if (shortFen > 0) throw new Refusal('fund.over_received', { shortFen, receivedFen, paidFen });
}

export interface NewReceipt {
  commandId: string;
  year: number;
  source: ReceiptSource;
  receivedOn: BusinessDate;
  /** Above 0. */
  amountFen: Fen;
  voucher: string;
  remarks: string;
}

/**
 * Records money that came in.
 * @returns the id of the receipt
 * @throws Refusal project.not_found, fund.date_in_future, fund.date_far, command.changed
 */
export async function recordReceipt(
  { store, actor }: Desk,
  { commandId, ...receipt }: NewReceipt,
): Promise<string> {
  const { year, ...values } = receipt;
  const command = { id: commandId, name: 'receipt.record', content: receipt };
  return store.write((write) =>
    once(write, actor, command, async () => {
      const project = await projectOfYear(write, year);
      requireDateNearYear(values.receivedOn, { project, field: 'receivedOn' });
      const id = newId();
      await write.insert(receipts).values({
        id,
        projectId: project.id,
        ...values,
        correctsId: null,
        recordedBy: actor.staffId,
        recordedAt: new Date().toISOString(),
      });
      await audit(write, actor, {
        action: 'receipt.recorded',
        subject: { type: 'receipt', id },
        detail: { ...receipt },
      });
      return id;
    }),
  );
}

export interface ReceiptCorrection {
  commandId: string;
  receiptId: string;
  /** The day the figures change: that of the receipt for a slip of the pen, the bank's for money sent back. */
  correctedOn: BusinessDate;
  /** What is taken off, above 0 and at most the receipt's amount. */
  amountFen: Fen;
  voucher: string;
  remarks: string;
}

/**
 * Takes a receipt back, all or part of it, by a negative row that names it; a receipt is corrected once.
 * @returns the id of the negative row
 * @throws Refusal receipt.not_found, receipt.is_correction, receipt.corrected, receipt.correction_too_large,
 * receipt.correction_before, fund.date_in_future, fund.below_paid, command.changed
 */
export async function correctReceipt(
  { store, actor }: Desk,
  { commandId, ...correction }: ReceiptCorrection,
): Promise<string> {
  const command = { id: commandId, name: 'receipt.correct', content: correction };
  return store.write((write) =>
    once(write, actor, command, async () => {
      const receipt = await correctableReceipt(write, correction.receiptId);
      requireDateUntilToday(correction.correctedOn, 'correctedOn');
      if (correction.correctedOn < receipt.receivedOn) {
        throw new Refusal('receipt.correction_before', { receivedOn: receipt.receivedOn }, 'correctedOn');
      }
      if (correction.amountFen > receipt.amountFen) {
        throw new Refusal('receipt.correction_too_large', { amountFen: receipt.amountFen }, 'amountFen');
      }
      await requirePaidCovered(write, { projectId: receipt.projectId, amountFen: correction.amountFen });
      const id = newId();
      await write.insert(receipts).values({
        id,
        projectId: receipt.projectId,
        source: receipt.source,
        receivedOn: correction.correctedOn,
        amountFen: negateFen(correction.amountFen),
        voucher: correction.voucher,
        remarks: correction.remarks,
        correctsId: receipt.id,
        recordedBy: actor.staffId,
        recordedAt: new Date().toISOString(),
      });
      await audit(write, actor, {
        action: 'receipt.corrected',
        subject: { type: 'receipt', id: receipt.id },
        detail: { ...correction, correctionId: id },
      });
      return id;
    }),
  );
}

/**
 * A receipt that can still be corrected.
 * @throws Refusal receipt.not_found, receipt.is_correction, receipt.corrected
 */
export async function correctableReceipt(read: Read, id: string): Promise<Receipt> {
  const [receipt] = await read.select().from(receipts).where(eq(receipts.id, id));
  if (!receipt) throw new Refusal('receipt.not_found');
  if (receipt.correctsId) throw new Refusal('receipt.is_correction');
  const [correction] = await read
    .select({ id: receipts.id })
    .from(receipts)
    .where(eq(receipts.correctsId, id));
  if (correction) throw new Refusal('receipt.corrected');
  return receipt;
}

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

async function requirePaidCovered(
  write: Write,
  { projectId, amountFen }: { projectId: string; amountFen: Fen },
) {
  const { receivedFen, paidFen } = await fundBalance(write, { projectId });
  const shortFen = paidFen - (receivedFen - amountFen);
  if (shortFen > 0) throw new Refusal('fund.below_paid', { shortFen, receivedFen, paidFen }, 'amountFen');
}

function requireDateUntilToday(on: BusinessDate, field: string): void {
  if (isAfter(on, todayInChina(new Date()))) throw new Refusal('fund.date_in_future', { on }, field);
}

function requireDateInProject(
  on: BusinessDate,
  { project, field }: { project: Project; field: string },
): void {
  requireDateUntilToday(on, field);
  const { startOn, endOn } = project;
  if (on < startOn || on > endOn) throw new Refusal('fund.date_outside', { startOn, endOn }, field);
}

/** Money for a year may come before it begins or after it ends; years apart it is a slip of the pen. */
function requireDateNearYear(
  on: BusinessDate,
  { project, field }: { project: Project; field: string },
): void {
  requireDateUntilToday(on, field);
  if (Math.abs(Number(on.slice(0, 4)) - project.year) > 1)
    throw new Refusal('fund.date_far', { year: project.year }, field);
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
