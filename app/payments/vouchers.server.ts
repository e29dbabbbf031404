import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, batches, instructions, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { PrintedPaper } from '../families/printedPaper';
import { printedPaperDocx } from '../families/printedPaperDocx.server';
import { unseal } from '../identity/sealing.server';
import { centreName, type Desk } from '../staff/staff.server';
import { VOUCHER as TEXTS } from '../zh/vouchers';
import { paymentPage } from './paymentQueries.server';
import { voucherPaper, type VoucherFacts } from './voucher';

/** 付款凭证 as page and as Word document. */

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface VoucherOrder {
  paymentId: string;
  format: 'print' | 'docx';
}

/**
 * The voucher of a payment record; audited like an export.
 * @throws Refusal payment.not_found
 */
export async function printVoucher(desk: Desk, { paymentId, format }: VoucherOrder): Promise<PrintedPaper> {
  const paper = await desk.store.read((read) => voucherOf(read, { paymentId }));
  await desk.store.write((write) =>
    audit(write, desk.actor, {
      action: 'payment.voucher_exported',
      subject: { type: 'payment', id: paymentId },
      detail: { format },
    }),
  );
  return paper;
}

/**
 * The voucher, for what tells the audit itself.
 * @param idNumber the whole number of the person where somebody may see it: then the account is told in full too
 * @throws Refusal payment.not_found
 */
export async function voucherOf(
  read: Read,
  { paymentId, idNumber = null }: { paymentId: string; idNumber?: string | null },
): Promise<PrintedPaper> {
  const facts = await voucherFacts(read, { paymentId, idNumber });
  return voucherPaper(facts, { centreName: await centreName(read) });
}

/**
 * The same paper as a Word document.
 * @throws Refusal payment.not_found
 */
export async function exportVoucher(desk: Desk, { paymentId }: { paymentId: string }) {
  const paper = await printVoucher(desk, { paymentId, format: 'docx' });
  const bytes = await printedPaperDocx(paper, { centreName: await desk.store.read(centreName) });
  return { bytes, fileName: `${paper.fileName}.docx`, mediaType: DOCX };
}

async function voucherFacts(
  read: Read,
  { paymentId, idNumber }: { paymentId: string; idNumber: string | null },
): Promise<VoucherFacts> {
  const { payment, chain, award } = await paymentPage(read, paymentId);
  const [decided] = await read
    .select({ name: staff.name })
    .from(awards)
    .innerJoin(staff, eq(staff.id, awards.approvedBy))
    .where(eq(awards.id, award.id));
  return {
    ...payment,
    idNumber: idNumber ?? payment.idMasked,
    recordedByName: chain.find(({ id }) => id === paymentId)?.recordedByName ?? '',
    award: {
      amountFen: award.amountFen,
      approvedOn: award.approvedOn,
      approvedByName: decided?.name ?? '',
    },
    corrections: payment.kind === 'payment' ? chain.filter(({ id }) => id !== paymentId) : [],
    account: await paidAccount(read, { paymentId: payment.originalId, isWhole: idNumber !== null }),
  };
}

/** Where the bank was told to pay to; null of a payment that no batch made. */
async function paidAccount(
  read: Read,
  { paymentId, isWhole }: { paymentId: string; isWhole: boolean },
): Promise<VoucherFacts['account']> {
  const [line] = await read
    .select({
      holder: instructions.accountHolder,
      bankName: instructions.bankName,
      last4: instructions.accountLast4,
      sealed: instructions.accountSealed,
      batchNumber: batches.number,
    })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(eq(instructions.paymentId, paymentId));
  if (!line) return null;
  const { last4, sealed, ...told } = line;
  return { ...told, number: isWhole ? unseal(sealed) : TEXTS.lastDigits(last4) };
}
