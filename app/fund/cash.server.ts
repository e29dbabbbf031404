import { and, eq, inArray, sql, type AnyColumn } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { batches, carriedReceipts, instructions, payments, receipts } from '../../db/schema';
import { fen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { together } from '../together';
import { cashStands, lowestFrom, NO_CASH, type CashDay, type CashStand } from './cash';

const carriedSum = alias(receipts, 'carried_sum');

/** What came in, went out and was carried on, by day: three grouped queries, however many payments there are. */
export async function cashDays(read: Read, projectId: string): Promise<CashDay[]> {
  const days = new Map<string, CashDay>();
  const add = (
    kind: Exclude<keyof CashDay, 'on' | 'waitingFen'>,
    rows: { on: string; amountFen: number }[],
  ) => {
    for (const { on, amountFen } of rows) {
      const day = days.get(on) ?? { on, receivedFen: 0, paidFen: 0, carriedFen: 0 };
      days.set(on, { ...day, [kind]: day[kind] + amountFen });
    }
  };
  const { received, paid, carried } = await together({
    received: read
      .select({ on: receipts.receivedOn, amountFen: total(receipts.amountFen) })
      .from(receipts)
      .where(eq(receipts.projectId, projectId))
      .groupBy(receipts.receivedOn),
    paid: read
      .select({ on: payments.paidOn, amountFen: total(payments.amountFen) })
      .from(payments)
      .where(eq(payments.projectId, projectId))
      .groupBy(payments.paidOn),
    carried: carriedDays(read, projectId),
  });
  add('receivedFen', received);
  add('paidFen', paid);
  add('carriedFen', carried);
  return [...days.values()];
}

/** What the next year took over, corrections of it among them. */
async function carriedDays(read: Read, projectId: string) {
  return read
    .select({ on: carriedSum.receivedOn, amountFen: total(carriedSum.amountFen) })
    .from(carriedReceipts)
    .innerJoin(
      carriedSum,
      sql`${carriedSum.id} = ${carriedReceipts.receiptId} or ${carriedSum.correctsId} = ${carriedReceipts.receiptId}`,
    )
    .where(eq(carriedReceipts.fromProjectId, projectId))
    .groupBy(carriedSum.receivedOn);
}

/**
 * The same with what approved batches may have paid already: from the day of the approval on that money is the bank's
 * to pay, whether it has answered or not.
 */
async function spokenForDays(read: Read, projectId: string): Promise<CashDay[]> {
  const { waiting, days } = await together({
    waiting: read
      .select({ on: batches.approvedOn, amountFen: total(instructions.amountFen) })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(
        and(
          eq(batches.projectId, projectId),
          inArray(batches.status, ['approved', 'exported']),
          inArray(instructions.status, ['queued', 'sent']),
        ),
      )
      .groupBy(batches.approvedOn),
    days: cashDays(read, projectId),
  });
  const waitingDays = waiting.map(({ on, amountFen }) => ({
    on: on ?? '',
    receivedFen: 0,
    paidFen: 0,
    carriedFen: 0,
    waitingFen: amountFen,
  }));
  return [...days, ...waitingDays];
}

export interface CashUse {
  projectId: string;
  amountFen: Fen;
  /** The day the money leaves. */
  on: string;
  /** The form field of that day. */
  field?: string;
}

/**
 * The guard of a payment: on no day may more have been paid, or be with the bank, than had come in by then.
 * @throws Refusal fund.over_received {shortFen, receivedFen, carriedFen, paidFen, waitingFen} where all that came in is
 * too little; fund.paid_before_received {on, and the same} where it came in too late
 */
export async function requireReceived(write: Write, use: CashUse) {
  requireCash(await spokenForDays(write, use.projectId), use);
}

/**
 * The guard of what the bank says it has paid of a batch: the money was set aside when the batch was approved.
 * @throws Refusal as requireReceived
 */
export async function requireAnswerCovered(write: Write, use: CashUse) {
  requireCash(await cashDays(write, use.projectId), use);
}

function requireCash(days: readonly CashDay[], { amountFen, on, field }: CashUse): void {
  const end = cashStands(days).at(-1) ?? NO_CASH;
  if (amountFen > end.usableFen) throw new Refusal('fund.over_received', figuresOf(end, amountFen));
  const lowest = lowestFrom(days, on);
  if (amountFen > lowest.usableFen)
    throw new Refusal('fund.paid_before_received', shortOf(lowest, amountFen), field);
}

/**
 * Refuses to take received money away, from a day on, that was paid out or given to the bank on that day or later.
 * @throws Refusal fund.below_paid {on, shortFen, receivedFen, carriedFen, paidFen, waitingFen} beside amountFen
 */
export async function requirePaidCovered(write: Write, { projectId, amountFen, on }: CashUse) {
  const lowest = lowestFrom(await spokenForDays(write, projectId), on);
  if (amountFen > lowest.usableFen)
    throw new Refusal('fund.below_paid', shortOf(lowest, amountFen), 'amountFen');
}

/** The money of a project-year that is there to pay from: one definition of each figure for every page and paper. */
export interface FundCash {
  /** 已到账, net of corrections. */
  receivedFen: Fen;
  /** 结转下年: what the next year took over. */
  carriedOutFen: Fen;
  /** 已发放, net. */
  paidFen: Fen;
  /** 到账未发: received − carried out − paid. */
  cashFen: Fen;
  /** 银行在途: in approved batches, not answered by the bank. */
  waitingFen: Fen;
  /** 可用于发放: what is left of it without the bank's. */
  usableFen: Fen;
}

/** Where the cash of a project-year stands, with everything recorded so far. */
export async function fundCash(read: Read, projectId: string): Promise<FundCash> {
  return cashOf(cashStands(await spokenForDays(read, projectId)).at(-1) ?? NO_CASH);
}

/** The same on the day, from one on, that has the least to pay from, and which day that is. */
export async function lowestCash(
  read: Read,
  { projectId, on }: { projectId: string; on: string },
): Promise<FundCash & { on: string }> {
  const stand = lowestFrom(await spokenForDays(read, projectId), on);
  return { on: stand.on, ...cashOf(stand) };
}

function cashOf(stand: CashStand): FundCash {
  return {
    receivedFen: fen(stand.receivedFen),
    carriedOutFen: fen(stand.carriedFen),
    paidFen: fen(stand.paidFen),
    cashFen: fen(stand.cashFen),
    waitingFen: fen(stand.waitingFen),
    usableFen: fen(stand.usableFen),
  };
}

/** The most that can leave on a day without leaving a later day short, or the bank; not below 0. */
export async function cashFrom(
  read: Read,
  { projectId, on }: { projectId: string; on: string },
): Promise<Fen> {
  return fen(Math.max(0, lowestFrom(await spokenForDays(read, projectId), on).usableFen));
}

function shortOf(stand: CashStand, amountFen: Fen) {
  return { on: stand.on, ...figuresOf(stand, amountFen) };
}

/** What a refusal says: the figures of the fund page, and how much is missing. */
function figuresOf(stand: CashStand, amountFen: Fen) {
  const { receivedFen, carriedFen, paidFen, waitingFen, usableFen } = stand;
  return { shortFen: amountFen - usableFen, receivedFen, carriedFen, paidFen, waitingFen };
}

/** A sum as a number on both engines. */
function total(column: AnyColumn) {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}
