import { eq, sql, type AnyColumn } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { carriedReceipts, payments, receipts } from '../../db/schema';
import { fen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { cashStands, lowestFrom, type CashDay } from './cash';

const carriedSum = alias(receipts, 'carried_sum');

/** What came in, went out and was carried on, by day: three grouped queries, however many payments there are. */
export async function cashDays(read: Read, projectId: string): Promise<CashDay[]> {
  const days = new Map<string, CashDay>();
  const add = (kind: Exclude<keyof CashDay, 'on'>, rows: { on: string; amountFen: number }[]) => {
    for (const { on, amountFen } of rows) {
      const day = days.get(on) ?? { on, receivedFen: 0, paidFen: 0, carriedFen: 0 };
      days.set(on, { ...day, [kind]: day[kind] + amountFen });
    }
  };
  add(
    'receivedFen',
    await read
      .select({ on: receipts.receivedOn, amountFen: total(receipts.amountFen) })
      .from(receipts)
      .where(eq(receipts.projectId, projectId))
      .groupBy(receipts.receivedOn),
  );
  add(
    'paidFen',
    await read
      .select({ on: payments.paidOn, amountFen: total(payments.amountFen) })
      .from(payments)
      .where(eq(payments.projectId, projectId))
      .groupBy(payments.paidOn),
  );
  add('carriedFen', await carriedDays(read, projectId));
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

export interface CashUse {
  projectId: string;
  amountFen: Fen;
  /** The day the money leaves. */
  on: string;
  /** The form field of that day. */
  field?: string;
}

/**
 * The guard of a payment: on no day may more have been paid than had come in by then.
 * @throws Refusal fund.over_received {shortFen, receivedFen, paidFen} where all that came in is too little;
 * fund.paid_before_received {on, shortFen, receivedFen, paidFen} where it came in too late
 */
export async function requireReceived(write: Write, { projectId, amountFen, on, field }: CashUse) {
  const days = await cashDays(write, projectId);
  const now = cashStands(days).at(-1);
  const cashFen = now?.cashFen ?? 0;
  if (amountFen > cashFen) {
    const { receivedFen = 0, paidFen = 0, carriedFen = 0 } = now ?? {};
    const figures = { receivedFen: receivedFen - carriedFen, paidFen };
    throw new Refusal('fund.over_received', { shortFen: amountFen - cashFen, ...figures });
  }
  const lowest = lowestFrom(days, on);
  if (amountFen > lowest.cashFen)
    throw new Refusal('fund.paid_before_received', shortOf(lowest, amountFen), field);
}

/**
 * Refuses to take received money away, from a day on, that was paid out on that day or later.
 * @throws Refusal fund.below_paid {on, shortFen, receivedFen, paidFen} beside amountFen
 */
export async function requirePaidCovered(write: Write, { projectId, amountFen, on }: CashUse) {
  const lowest = lowestFrom(await cashDays(write, projectId), on);
  if (amountFen > lowest.cashFen)
    throw new Refusal('fund.below_paid', shortOf(lowest, amountFen), 'amountFen');
}

/** The most that can leave on a day without leaving a later day short; not below 0. */
export async function cashFrom(
  read: Read,
  { projectId, on }: { projectId: string; on: string },
): Promise<Fen> {
  return fen(Math.max(0, lowestFrom(await cashDays(read, projectId), on).cashFen));
}

function shortOf(stand: ReturnType<typeof lowestFrom>, amountFen: Fen) {
  const { on, receivedFen, carriedFen, paidFen, cashFen } = stand;
  return { on, shortFen: amountFen - cashFen, receivedFen: receivedFen - carriedFen, paidFen };
}

/** A sum as a number on both engines. */
function total(column: AnyColumn) {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}
