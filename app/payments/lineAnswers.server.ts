import { eq } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { instructions } from '../../db/schema';
import { audit, auditAll } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { requireNoAccount } from './accountAsReference.server';
import { closeIfAnswered, failureEvent, markPaid } from './bankAnswers.server';
import { isBeforeSending } from './bankResult';
import type { FailureCause } from './batch';
import { doubtOfRow, type RowOfResult } from './batchLine.server';
import { requireStep } from './batches.server';
import { batchRow, sentOnOf, type Batch, type Instruction } from './batchRows.server';
import { compareResults } from './comparedResults.server';
import { recordBankPayments } from './payments.server';
import { keepRowSeen } from './uncheckedFiles.server';
import { requireUnusedReference } from './usedReference.server';
import type { RowDoubt } from './usedRow';

/** What the bank answered of one line, written down by hand against its paper. */

interface LineAnswer {
  commandId: string;
  batchId: string;
  lineId: string;
  on: BusinessDate;
  /** What the person who looked at the bank's paper says. */
  note: string;
  /** 1 where a day was seen on which the bank did not have the batch; nobody is asked where it is left out. */
  earlySeen?: number | undefined;
  /** 1 where what speaks against the row was seen from which one came; nobody is asked where it is left out. */
  rowSeen?: number | undefined;
  /** The row of a file from which one came, and which was looked at by that. */
  from?: RowOfResult | null;
}

interface PaidAnswer extends LineAnswer {
  bankReference: string;
  /** Why it is another payment than the one that has its reference; nobody is asked where it is left out. */
  anotherReason?: string | undefined;
}

/**
 * Writes down by hand, against the bank's paper, that a line was paid in full.
 * @throws Refusal batch.not_found, batch.not_now, batch.line_not_found, batch.line_answered, batch.line_early {sentOn},
 * batch.row_opposite, batch.row_pending, batch.row_used {lineNumber}, payment.account_as_reference, payment.used_reference, those of `recordPayments`
 */
export async function confirmLinePaid(
  { store, actor }: Desk,
  { commandId, ...answer }: PaidAnswer,
): Promise<void> {
  await store.write((write) =>
    once(write, actor, { id: commandId, name: 'batch.line_paid', content: answer }, async () => {
      const { batch, line, seen } = await openLine(write, answer, 'succeeded');
      const { on, note, bankReference, anotherReason } = answer;
      await requireNoAccount(write, { bankReference, awardIds: [line.awardId] });
      const { accountFingerprint } = line;
      if (anotherReason === '') await requireUnusedReference(write, { ...answer, accountFingerprint });
      const lines = [{ awardId: line.awardId, amountFen: fen(line.amountFen), bankReference }];
      await besideDay(
        recordBankPayments(write, actor, { commandId, lines, paidOn: on, remarks: note, isAnswer: true }),
      );
      await markPaid(write, { commandId, ids: [line.id] });
      await compareResults(write, { batchId: batch.id, lineId: line.id });
      if (answer.from) await keepRowSeen(write, { batchId: batch.id, ...answer.from });
      await audit(write, actor, {
        action: 'batch.line_answered',
        subject: { type: 'batch', id: batch.id },
        detail: {
          number: batch.number,
          lineNumber: line.lineNumber,
          outcome: 'succeeded',
          on,
          note,
          ...(anotherReason ? { anotherReason } : {}),
          ...seen,
        },
      });
      await closeIfAnswered(write, actor, batch);
      return null;
    }),
  );
}

/** What is wrong with the day of a payment stands beside the one field of these forms that says it. */
async function besideDay(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const isOfDay = error instanceof Refusal && error.field === 'paidOn';
    throw isOfDay ? new Refusal(error.code, error.data, 'on') : error;
  }
}

/**
 * Writes down by hand that a line was not paid.
 * @throws Refusal batch.not_found, batch.not_now, batch.line_not_found, batch.line_answered, batch.line_early {sentOn},
 * batch.row_opposite, batch.row_pending, batch.row_used {lineNumber}, command.changed
 */
export async function confirmLineFailed(
  { store, actor }: Desk,
  { commandId, ...answer }: LineAnswer & { cause: FailureCause },
): Promise<void> {
  await store.write((write) =>
    once(write, actor, { id: commandId, name: 'batch.line_failed', content: answer }, async () => {
      const { batch, line, seen } = await openLine(write, answer, 'failed');
      const { cause, note, on } = answer;
      await write
        .update(instructions)
        .set({ status: 'failed', failureCause: cause, failureText: note, resultOn: on })
        .where(eq(instructions.id, line.id));
      await compareResults(write, { batchId: batch.id, lineId: line.id });
      if (answer.from) await keepRowSeen(write, { batchId: batch.id, ...answer.from });
      await auditAll(write, actor, [failureEvent(batch, { line, cause, text: note, on, ...seen })]);
      await closeIfAnswered(write, actor, batch);
      return null;
    }),
  );
}

async function openLine(
  write: Write,
  { batchId, lineId, on, earlySeen, rowSeen, from }: Omit<LineAnswer, 'commandId'>,
  outcome: 'succeeded' | 'failed',
): Promise<{ batch: Batch; line: Instruction; seen: { earlyRows?: number; doubtedRows?: number } }> {
  const batch = await batchRow(write, batchId);
  requireStep(batch, 'import_result');
  const [line] = await write.select().from(instructions).where(eq(instructions.id, lineId));
  if (!line || line.batchId !== batchId) throw new Refusal('batch.line_not_found');
  if (line.status !== 'sent') throw new Refusal('batch.line_answered', { lineNumber: line.lineNumber });
  const sentOn = await sentOnOf(write, batchId);
  const isEarly = isBeforeSending(on, sentOn);
  if (isEarly && earlySeen === 0) throw new Refusal('batch.line_early', { sentOn }, 'earlySeen');
  const doubt = from ? await doubtOfRow(write, { line, from, outcome }) : null;
  if (doubt && rowSeen === 0) throw speaksAgainst(doubt);
  const seen = { ...(isEarly ? { earlyRows: 1 } : {}), ...(doubt ? { doubtedRows: 1 } : {}) };
  return { batch, line, seen };
}

function speaksAgainst(doubt: RowDoubt): Refusal {
  if (doubt.is === 'used') return new Refusal('batch.row_used', { lineNumber: doubt.lineNumber }, 'rowSeen');
  return new Refusal(doubt.is === 'pending' ? 'batch.row_pending' : 'batch.row_opposite', {}, 'rowSeen');
}
