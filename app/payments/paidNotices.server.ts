import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { batches, families, familyMembers, instructions, payments } from '../../db/schema';
import { formatDate, type BusinessDate } from '../calendar/date';
import { centreName } from '../staff/staff.server';
import { together } from '../together';
import { reliefTypeLabels } from '../zh/fund';
import { yuanText } from '../zh/relief';
import { paidNoticeText } from '../zh/vouchers';
import { batchRow } from './batchRows.server';
import { unpaidAfterAll } from './contradictions.server';
import { undecidedAwards } from './uncheckedList.server';

/** 到账告知: the text for a recipient's phone, and the last digits of that phone. */
export interface PaidNotice {
  lineNumber: number | null;
  name: string;
  phoneLast4: string;
  amountFen: number;
  text: string;
}

/**
 * The notices of a batch, one for each payment that stands, of which the bank has not said otherwise and has decided, by line.
 * @throws Refusal batch.not_found
 */
export async function noticesOfBatch(
  read: Read,
  batchId: string,
): Promise<{ number: string; notices: PaidNotice[] }> {
  const { number } = await batchRow(read, batchId);
  return { number, notices: await notices(read, eq(batches.id, batchId)) };
}

/** The notice of a payment; null of a correction, of a payment that was taken back, and of one that is in doubt. */
export async function noticeOfPayment(read: Read, paymentId: string): Promise<PaidNotice | null> {
  return (await notices(read, eq(payments.id, paymentId)))[0] ?? null;
}

const corrections = alias(payments, 'corrections');

async function notices(read: Read, where: SQL): Promise<PaidNotice[]> {
  const centre = await centreName(read);
  const rows = await read
    .select({
      id: payments.id,
      awardId: payments.awardId,
      batchId: batches.id,
      lineNumber: instructions.lineNumber,
      name: familyMembers.name,
      phone: families.phone,
      type: payments.type,
      amountFen: payments.amountFen,
      paidOn: payments.paidOn,
      bankName: instructions.bankName,
      last4: instructions.accountLast4,
      correctedBy: corrections.id,
    })
    .from(payments)
    .innerJoin(families, eq(families.id, payments.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .leftJoin(instructions, eq(instructions.paymentId, payments.id))
    .leftJoin(batches, eq(batches.id, instructions.batchId))
    .leftJoin(corrections, eq(corrections.correctsId, payments.id))
    .where(and(eq(payments.kind, 'payment'), where))
    .orderBy(asc(instructions.lineNumber));
  const awardIds = rows.map(({ awardId }) => awardId);
  const batchIds = [...new Set(rows.flatMap(({ batchId }) => batchId ?? []))];
  const { denied, undecided } = await together({
    denied: unpaidAfterAll(read, awardIds),
    undecided: undecidedAwards(read, batchIds),
  });
  return rows
    .filter(({ correctedBy }) => correctedBy === null)
    .filter(({ id, awardId }) => !denied.has(id) && !undecided.has(awardId))
    .map(({ name, phone, type, amountFen, paidOn, bankName, last4, lineNumber }) => ({
      lineNumber,
      name,
      phoneLast4: phone.slice(-4),
      amountFen,
      text: paidNoticeText({
        name,
        centre,
        paidOn: formatDate(paidOn as BusinessDate),
        type: reliefTypeLabels[type],
        amount: yuanText(amountFen),
        account: bankName !== null && last4 !== null ? { bankName, last4 } : null,
      }),
    }));
}
