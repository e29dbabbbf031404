import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { auditEntries, batches, campaigns, instructions, receipts, staff } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { bankPapersOf, type BankPaper } from '../payments/bankPapers.server';
import { paymentsOfAward } from '../payments/payments.server';
import { applicationPage, type ApplicationPage } from '../relief/applicationQueries.server';
import { namesOfStaff } from '../relief/people.server';
import { centreName } from '../staff/staff.server';
import type { SampledPayment } from './sample.server';

type Instruction = typeof instructions.$inferSelect;

/** A line to the bank, with the batch it stood in. */
export interface SentLine extends Pick<
  Instruction,
  'lineNumber' | 'amountFen' | 'accountHolder' | 'bankName' | 'status' | 'resultOn' | 'failureCause'
> {
  failureText: string | null;
  bankReference: string | null;
  /** Whole only where somebody may see it. */
  account: string;
  batch: {
    number: string;
    title: string;
    status: (typeof batches.$inferSelect)['status'];
    madeBy: string;
    approvedBy: string | null;
    approvedOn: string | null;
    approvedDigest: string | null;
  };
}

/** Everything that is recorded of one payment. */
export interface CaseFacts {
  payment: SampledPayment;
  /** Whole only where somebody may see it. */
  idNumber: string;
  page: ApplicationPage;
  centreName: string;
  campaign: {
    name: string;
    noticedOn: string | null;
    noticeEndsOn: string | null;
    noticePlace: string | null;
  } | null;
  lines: SentLine[];
  bankPapers: BankPaper[];
  /** Every payment and correction of the award, in the order made. */
  records: (Awaited<ReturnType<typeof paymentsOfAward>>[number] & { recordedByName: string })[];
  /** What had come in for the year by the day of the payment. */
  receipts: Pick<typeof receipts.$inferSelect, 'receivedOn' | 'source' | 'amountFen' | 'voucher'>[];
  log: Pick<
    typeof auditEntries.$inferSelect,
    'sequence' | 'recordedAt' | 'staffName' | 'action' | 'detail'
  >[];
}

const MOST_ENTRIES = 300;

/**
 * The records behind a payment.
 * @param idNumber the whole number of the person where somebody may see it: then accounts are told in full too
 */
export async function caseFacts(
  read: Read,
  { payment, idNumber }: { payment: SampledPayment; idNumber: string | null },
): Promise<CaseFacts> {
  const page = await applicationPage(read, payment.applicationId);
  const sent = await sentLines(read, { awardId: payment.awardId, isWhole: idNumber !== null });
  const batchIds = [...new Set(sent.map(({ batchId }) => batchId))];
  const records = await paymentsOfAward(read, payment.awardId);
  const names = await namesOfStaff(
    read,
    records.map(({ recordedBy }) => recordedBy),
  );
  const subjects = [payment.applicationId, payment.awardId, ...batchIds, ...records.map(({ id }) => id)];
  return {
    payment,
    idNumber: idNumber ?? payment.idMasked,
    page,
    centreName: await centreName(read),
    campaign: page.campaign ? await campaignNotice(read, page.campaign.id) : null,
    lines: sent.map(({ line }) => line),
    bankPapers: await bankPapersOf(read, batchIds),
    records: records.map((one) => ({ ...one, recordedByName: names[one.recordedBy] ?? '' })),
    receipts: await read
      .select({
        receivedOn: receipts.receivedOn,
        source: receipts.source,
        amountFen: receipts.amountFen,
        voucher: receipts.voucher,
      })
      .from(receipts)
      .where(and(eq(receipts.projectId, payment.projectId), lte(receipts.receivedOn, payment.paidOn)))
      .orderBy(asc(receipts.receivedOn), asc(receipts.id)),
    log: await logOf(read, subjects),
  };
}

const maker = alias(staff, 'maker');
const approver = alias(staff, 'approver');

async function sentLines(read: Read, { awardId, isWhole }: { awardId: string; isWhole: boolean }) {
  const rows = await read
    .select({ instruction: instructions, batch: batches, madeBy: maker.name, approvedBy: approver.name })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .innerJoin(maker, eq(maker.id, batches.madeBy))
    .leftJoin(approver, eq(approver.id, batches.approvedBy))
    .where(eq(instructions.awardId, awardId))
    .orderBy(asc(batches.madeAt), asc(instructions.lineNumber));
  return rows.map(({ instruction, batch, madeBy, approvedBy }) => ({
    batchId: batch.id,
    line: {
      lineNumber: instruction.lineNumber,
      amountFen: instruction.amountFen,
      accountHolder: instruction.accountHolder,
      account: isWhole ? unseal(instruction.accountSealed) : `****${instruction.accountLast4}`,
      bankName: instruction.bankName,
      status: instruction.status,
      resultOn: instruction.resultOn,
      failureCause: instruction.failureCause,
      failureText: instruction.failureText,
      bankReference: instruction.bankReference,
      batch: {
        number: batch.number,
        title: batch.title,
        status: batch.status,
        madeBy,
        approvedBy,
        approvedOn: batch.approvedOn,
        approvedDigest: batch.approvedDigest,
      },
    },
  }));
}

async function campaignNotice(read: Read, id: string): Promise<CaseFacts['campaign']> {
  const [row] = await read
    .select({
      name: campaigns.name,
      noticedOn: campaigns.noticedOn,
      noticeEndsOn: campaigns.noticeEndsOn,
      noticePlace: campaigns.noticePlace,
    })
    .from(campaigns)
    .where(eq(campaigns.id, id));
  return row ?? null;
}

/** What was done with the records of a payment, the oldest first. */
async function logOf(read: Read, subjects: readonly string[]): Promise<CaseFacts['log']> {
  const rows = await read
    .select({
      sequence: auditEntries.sequence,
      recordedAt: auditEntries.recordedAt,
      staffName: auditEntries.staffName,
      action: auditEntries.action,
      detail: auditEntries.detail,
    })
    .from(auditEntries)
    .where(inArray(auditEntries.subjectId, [...subjects]))
    .orderBy(desc(auditEntries.sequence))
    .limit(MOST_ENTRIES);
  return rows.reverse();
}
