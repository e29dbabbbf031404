import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { budgetAdjustments, receipts } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { isAfter, todayInChina } from '../calendar/date';
import { newId } from '../ids.server';
import type { Fen } from '../money/fen';
import { negateFen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { fundBalance, projectOfYear, requireCommittedCovered, type Project } from './balance.server';
import { once } from './commands.server';
import type { ReceiptSource } from './project';

export * from './balance.server';

/** What moves a project-year's money apart from relief: receipts and adjustments of the budget. */

export type Receipt = typeof receipts.$inferSelect;
export type BudgetAdjustment = typeof budgetAdjustments.$inferSelect;

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
