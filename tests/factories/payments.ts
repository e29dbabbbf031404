import { asc, eq } from 'drizzle-orm';
import { businessDate, type BusinessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import type { AfterRecovery, CorrectionKind } from '../../app/payments/payment';
import {
  correctPayment,
  recordPayments,
  type Correction,
  type Payment,
  type PaymentRun,
} from '../../app/payments/payments.server';
import { payments } from '../../db/schema';
import type { Office } from './office';

export type ListedRun = Extract<PaymentRun, { lines: unknown }>;

/** A run that pays what is left of some awards, or an amount of one. */
export function aRun(
  awardIds: string | readonly string[],
  { on, amountFen, ...given }: { on: BusinessDate; amountFen?: number } & Partial<ListedRun>,
): ListedRun {
  const lines = [awardIds]
    .flat()
    .map((awardId) => (amountFen === undefined ? { awardId } : { awardId, amountFen: fen(amountFen) }));
  return { commandId: newId(), lines, paidOn: on, bankReference: 'PL-1', remarks: '', ...given };
}

/** Pays one award: all that is left of it, or an amount. */
export async function aPayment(
  office: Office,
  wish: { awardId: string; on: BusinessDate } & Partial<Pick<ListedRun, 'bankReference' | 'claimsSeen'>> & {
      amountFen?: number;
    },
): Promise<Payment> {
  const run = aRun(wish.awardId, wish);
  await recordPayments(office.finance, run);
  const [row] = await office.finance.store.read((read) =>
    read.select().from(payments).where(eq(payments.commandId, run.commandId)),
  );
  return row!;
}

export interface CorrectionWish {
  kind: CorrectionKind;
  on: string;
  amountFen?: number;
  commandId?: string;
  afterwards?: AfterRecovery;
  bankReference?: string;
  anotherReason?: string;
  laterSeen?: number;
}

/** The form of a correction: of all that is left of the row, or of an amount. */
export function aCorrectionInput(
  paymentId: string,
  { on, amountFen, commandId = newId(), ...given }: CorrectionWish,
): Correction {
  return {
    commandId,
    paymentId,
    ...(amountFen === undefined ? {} : { amountFen: fen(amountFen) }),
    on: businessDate(on),
    // The bank numbers each paper of its own.
    bankReference: `TP-${commandId}`,
    remarks: '样例',
    ...given,
  };
}

/** Corrects a payment row. */
export function aCorrection(office: Office, paymentId: string, wish: CorrectionWish) {
  return correctPayment(office.finance, aCorrectionInput(paymentId, wish));
}

/** All payment rows of an award, in the order made. */
export function paymentRowsOf({ finance }: Office, awardId: string): Promise<Payment[]> {
  return finance.store.read((read) =>
    read.select().from(payments).where(eq(payments.awardId, awardId)).orderBy(asc(payments.id)),
  );
}
