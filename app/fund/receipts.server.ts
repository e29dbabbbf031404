import { and, eq, notExists } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { carriedReceipts, receipts } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import type { Fen } from '../money/fen';
import { negateFen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk, StaffActor } from '../staff/staff.server';
import { fundBalance, projectOfYear, type Project } from './balance.server';
import { projectBefore, requireLeftOver } from './carryForward.server';
import { requirePaidCovered } from './cash.server';
import { once } from './commands.server';
import { requireDateNearYear, requireDateUntilToday } from './fundDays';
import type { ReceiptSource } from './project';
import { comparableReference } from './reference';

/** Money that comes in (到账), and what is taken off it again. */

export type Receipt = typeof receipts.$inferSelect;

export interface NewReceipt {
  commandId: string;
  year: number;
  source: ReceiptSource;
  receivedOn: BusinessDate;
  /** Above 0. */
  amountFen: Fen;
  voucher: string;
  remarks: string;
  /** 上年结转: money that was left of the year before. */
  carried?: boolean | undefined;
  /** Why this is another receipt than one of the same day, source and voucher, whatever its amount. */
  anotherReason?: string | undefined;
  /** Whether somebody looked twice at what looks wrong; nobody is asked about the budget or another amount where it is left out. */
  confirmed?: boolean | undefined;
  /** Whether somebody answers for a carry-forward of a year that is not kept here; not asked where it is left out. */
  yearUnknown?: boolean | undefined;
  /** Whether somebody means to carry on money that approved awards of that year need; not asked where it is left out. */
  takesReserved?: boolean | undefined;
}

/**
 * Records money that came in.
 * @returns the id of the receipt
 * @throws Refusal as insertReceipt; command.changed
 */
export async function recordReceipt(
  { store, actor }: Desk,
  { commandId, ...receipt }: NewReceipt,
): Promise<string> {
  const command = { id: commandId, name: 'receipt.record', content: receipt };
  return store.write((write) => once(write, actor, command, () => insertReceipt(write, actor, receipt)));
}

/**
 * The same within a write that does more.
 * @throws Refusal project.not_found, fund.date_in_future, fund.date_far, receipt.same_again,
 * receipt.carried_unknown {year}, receipt.carried_too_much {leftFen}, receipt.carried_reserved {proposedFen}, receipt.above_budget {overFen, budgetFen}
 */
export async function insertReceipt(
  write: Write,
  actor: StaffActor,
  receipt: Omit<NewReceipt, 'commandId'>,
): Promise<string> {
  const {
    year,
    carried = false,
    anotherReason = '',
    confirmed,
    takesReserved,
    yearUnknown,
    ...values
  } = receipt;
  const project = await projectOfYear(write, year);
  requireDateNearYear(values.receivedOn, { project, field: 'receivedOn' });
  if (!anotherReason) await refuseSameAgain(write, project, receipt);
  const source = carried ? await projectBefore(write, project) : null;
  if (source) await requireLeftOver(write, source, receipt);
  const isUnchecked = carried && !source;
  // Nothing here says what that year had left: the amount is that of the voucher, and somebody says so.
  if (isUnchecked && yearUnknown === false)
    throw new Refusal('receipt.carried_unknown', { year: year - 1 }, 'yearUnknown');
  if (confirmed === false) await askAboutBudget(write, project, receipt);
  const id = newId();
  await write.insert(receipts).values({
    id,
    projectId: project.id,
    ...values,
    correctsId: null,
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  if (carried)
    await write.insert(carriedReceipts).values({ receiptId: id, fromProjectId: source?.id ?? null });
  await audit(write, actor, {
    action: 'receipt.recorded',
    subject: { type: 'receipt', id },
    detail: {
      ...{ year, ...values },
      ...(carried ? { carried } : {}),
      ...(isUnchecked ? { yearUnknown: true } : {}),
      ...(carried && takesReserved ? { takesReserved } : {}),
      ...(anotherReason ? { anotherReason } : {}),
    },
  });
  return id;
}

const correction = alias(receipts, 'correction');

/** One that was taken back is no longer there to be repeated. */
async function refuseSameAgain(
  write: Write,
  project: Project,
  { source, receivedOn, voucher, amountFen, confirmed }: Omit<NewReceipt, 'commandId'>,
): Promise<void> {
  const alike = await write
    .select({ voucher: receipts.voucher, amountFen: receipts.amountFen })
    .from(receipts)
    .where(
      and(
        eq(receipts.projectId, project.id),
        eq(receipts.source, source),
        eq(receipts.receivedOn, receivedOn),
        notExists(
          write.select({ id: correction.id }).from(correction).where(eq(correction.correctsId, receipts.id)),
        ),
      ),
    );
  const reference = comparableReference(voucher);
  const same = alike
    .filter((one) => comparableReference(one.voucher) === reference)
    // An old ledger splits a voucher, and nobody can be asked there; without a number only amounts tell two apart.
    .filter((one) => (reference !== '' && confirmed !== undefined) || one.amountFen === amountFen);
  const known = same.find((one) => one.amountFen === amountFen) ?? same[0];
  if (known) throw new Refusal('receipt.same_again', { receivedOn, ...known }, 'anotherReason');
}

async function askAboutBudget(
  write: Write,
  project: Project,
  { amountFen }: Omit<NewReceipt, 'commandId'>,
): Promise<void> {
  const { budgetFen, receivedFen } = await fundBalance(write, { projectId: project.id });
  const overFen = receivedFen + amountFen - budgetFen;
  if (overFen > 0)
    throw new Refusal('receipt.above_budget', { overFen, budgetFen, receivedFen }, 'confirmed');
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
      await requirePaidCovered(write, {
        projectId: receipt.projectId,
        amountFen: correction.amountFen,
        on: correction.correctedOn,
      });
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
