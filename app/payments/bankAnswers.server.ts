import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { bankResults, batches, instructions, payments } from '../../db/schema';
import { audit, auditAll, type AuditEvent } from '../audit/audit.server';
import { businessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk, StaffActor } from '../staff/staff.server';
import { causeOf, type ResultMapping } from './bankResult';
import { storedResult, type StoredResult } from './bankResults.server';
import { OPEN_INSTRUCTION_STATUSES, type FailureCause } from './batch';
import { requireStep } from './batches.server';
import type { Batch, Instruction } from './batchRows.server';
import { requireEarlySeen } from './earlyRows.server';
import { compareEntered } from './comparedResults.server';
import { recordBankPayments } from './payments.server';
import { requireOtherFitSeen } from './otherFit.server';
import { keepMapping } from './resultLayouts.server';
import { previewOf, totalsOf, type RuledVerdict } from './resultPreview.server';
import { requireAsSeen, requireDifferingSeen, requireReadAsSeen, requireUnreadSeen } from './resultSeen';
import { keepSeen } from './uncheckedFiles.server';
import { apartRows, type UncheckedRow } from './uncheckedRows.server';
import { requireUsedSeen } from './usedRows.server';

/** What the bank answered, written down: paid lines become payment records, the others go onto the list of failures. */

export interface ResultApplication {
  commandId: string;
  batchId: string;
  resultId: string;
  /** What was looked at. */
  succeeded: number;
  failed: number;
  amountFen: number;
  /** How its columns were read then; nobody is asked where it is left out. */
  readAs?: string | undefined;
  /** What was decided about the bank's words. */
  causes: { text: string; cause: FailureCause }[];
  /** How many rows were seen that the bank answered before it had the batch; nobody is asked where it is left out. */
  earlySeen?: number | undefined;
  /** How many rows were seen whose day and number another payment has; nobody is asked where it is left out. */
  usedSeen?: number | undefined;
  /** How many rows were seen that another batch fits just as well; nobody is asked where it is left out. */
  otherFitSeen?: number | undefined;
  /** How many rows were seen that differ from what is written down; nobody is asked where it is left out. */
  differingSeen?: number | undefined;
  /** How many rows about answered lines were seen that cannot be read; nobody is asked where it is left out. */
  unreadSeen?: number | undefined;
}

export interface AppliedResult extends Record<string, number | boolean> {
  succeeded: number;
  failed: number;
  amountFen: number;
  isClosed: boolean;
}

/**
 * Applies a result file: every row that answers a sent line exactly, at once or not at all. What was answered before,
 * is doubtful or unknown stays as it is; where a line was paid under another number or day, the log keeps both.
 * @throws Refusal batch.not_found, batch.not_now, result.not_found, result.unmapped, result.recorded {by, at} and
 * result.nothing_new where nothing is left to enter, result.read_otherwise, result.changed, result.early_days {count, sentOn},
 * result.booked_otherwise {count}, result.unread {count}, result.used_references {count, rowNumber} with what `UsedReference` holds,
 * result.fits_other {count, number}, fund.over_received, command.changed
 */
export async function applyResult(
  { store, actor }: Desk,
  { commandId, ...application }: ResultApplication,
): Promise<AppliedResult> {
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'batch.result_apply', content: application }, async () => {
      const stored = await storedResult(write, application);
      const { batch, result, file } = stored;
      requireStep(batch, 'import_result');
      if (!stored.mapping) throw new Refusal('result.unmapped');
      requireReadAsSeen(stored.mapping, application.readAs);
      const mapping = withCauses(stored.mapping, application);
      const preview = await previewOf(write, { batch, file, sha256: result.sha256, mapping });
      const { succeeded, failed } = totalsOf(preview);
      const { amountFen } = succeeded;
      const counts = { succeeded: succeeded.count, failed: failed.count, amountFen };
      const { differing, unread } = preview.unchecked;
      const isNew = counts.succeeded + counts.failed > 0;
      if (!isNew && differing.length + unread.length === 0) throw nothingNew(stored);
      requireAsSeen(counts, application);
      const early = requireEarlySeen(preview.early, application.earlySeen);
      const used = requireUsedSeen(preview.used, application.usedSeen);
      const fit = requireOtherFitSeen(preview.otherFit, application.otherFitSeen);
      const otherwise = {
        ...requireDifferingSeen(differing.length, application.differingSeen),
        ...requireUnreadSeen(unread.length, application.unreadSeen),
      };
      const { apart } = preview;
      const seen = [...differing, ...unread, ...apartRows(apart)];
      await keepSeen(write, { resultId: result.id, rows: seen });
      await paySucceeded(write, actor, {
        commandId,
        batch,
        verdicts: preview.verdicts,
      });
      await markFailed(write, actor, { batch, mapping, verdicts: preview.verdicts });
      await keepMapping(write, actor, { resultId: result.id, headers: file.headers, mapping });
      // An earlier file may have said the opposite of what is booked now.
      const isWhole = preview.verdicts.every(({ doubt }) => doubt === null);
      await compareEntered(write, { batchId: batch.id, resultId: result.id, isWhole });
      await auditAll(write, actor, differenceEvents(stored, differing));
      // Whose rows were only looked at because they cannot be read may be read otherwise later.
      if (result.appliedAt === null && (isNew || differing.length > 0))
        await write
          .update(bankResults)
          .set({ appliedBy: actor.staffId, appliedAt: new Date().toISOString() })
          .where(eq(bankResults.id, result.id));
      await audit(write, actor, {
        action: 'batch.result_applied',
        subject: { type: 'batch', id: batch.id },
        detail: {
          number: batch.number,
          fileName: result.fileName,
          ...counts,
          ...early,
          ...used,
          ...fit,
          ...otherwise,
          ...(apart.length > 0 ? { apartRows: apart.length } : {}),
        },
      });
      return { ...counts, isClosed: await closeIfAnswered(write, actor, batch) };
    }),
  );
}

function withCauses(mapping: ResultMapping, { causes }: Pick<ResultApplication, 'causes'>): ResultMapping {
  const decided = Object.fromEntries(causes.map(({ text, cause }) => [text, cause]));
  return { ...mapping, causes: { ...mapping.causes, ...decided } };
}

/** Mostly the same file was entered in another window. */
function nothingNew({ result, appliedBy }: StoredResult): Refusal {
  if (!result.appliedAt) return new Refusal('result.nothing_new');
  return new Refusal('result.recorded', { by: appliedBy, at: result.appliedAt });
}

/** What the file says of lines that were paid under another number or day, beside what is written down. */
function differenceEvents({ batch, result }: StoredResult, differing: readonly UncheckedRow[]): AuditEvent[] {
  return differing.flatMap(({ row, lines: [line], booking }): AuditEvent[] => {
    if (!booking) return [];
    const { paymentId, reference, on } = booking;
    const detail = {
      number: batch.number,
      lineNumber: line!.lineNumber,
      fileName: result.fileName,
      booked: { bankReference: reference, paidOn: on },
      told: { bankReference: row.reference, paidOn: row.on },
    };
    return [{ action: 'payment.told_otherwise', subject: { type: 'payment', id: paymentId }, detail }];
  });
}

async function paySucceeded(
  write: Write,
  actor: StaffActor,
  { commandId, batch, verdicts }: { commandId: string; batch: Batch; verdicts: readonly RuledVerdict[] },
): Promise<void> {
  const paid = verdicts.filter(({ kind }) => kind === 'succeeded');
  const days = [...new Set(paid.map(({ row }) => row.on!))].sort();
  for (const on of days) {
    const lines = paid
      .filter(({ row }) => row.on === on)
      .map(({ row, line, payable }) => ({
        awardId: line!.awardId,
        payable: payable!,
        amountFen: fen(line!.amountFen),
        bankReference: row.reference || batch.number,
      }));
    await recordBankPayments(write, actor, {
      commandId,
      lines,
      paidOn: businessDate(on),
      remarks: '',
      isAnswer: true,
    });
  }
  await markPaid(write, { commandId, ids: paid.map(({ line }) => line!.id) });
}

/** The payments of a command name the award, and an award stands in one open line: that leads from the one to the other. */
export async function markPaid(
  write: Write,
  { commandId, ids }: { commandId: string; ids: readonly string[] },
): Promise<void> {
  for (const chunk of chunksOf(ids)) {
    await write
      .update(instructions)
      .set({
        status: 'succeeded',
        paymentId: sql`${payments.id}`,
        resultOn: sql`${payments.paidOn}`,
        bankReference: sql`${payments.bankReference}`,
      })
      .from(payments)
      .where(
        and(
          inArray(instructions.id, chunk),
          eq(payments.awardId, instructions.awardId),
          eq(payments.commandId, commandId),
        ),
      );
  }
}

async function markFailed(
  write: Write,
  actor: StaffActor,
  { batch, mapping, verdicts }: { batch: Batch; mapping: ResultMapping; verdicts: readonly RuledVerdict[] },
): Promise<void> {
  const failed = verdicts.filter(({ kind }) => kind === 'failed');
  const groups = new Map<string, { set: Partial<Instruction>; ids: string[] }>();
  for (const { row, line } of failed) {
    const set = {
      status: 'failed' as const,
      failureCause: causeOf(row.reason, mapping),
      failureText: row.reason,
      resultOn: row.on,
      bankReference: row.reference,
    };
    const key = JSON.stringify(set);
    const group = groups.get(key) ?? { set, ids: [] as string[] };
    group.ids.push(line!.id);
    groups.set(key, group);
  }
  for (const { set, ids } of groups.values()) {
    for (const chunk of chunksOf(ids)) {
      await write.update(instructions).set(set).where(inArray(instructions.id, chunk));
    }
  }
  await auditAll(
    write,
    actor,
    failed.map(({ row, line }) =>
      failureEvent(batch, { line: line!, cause: causeOf(row.reason, mapping), text: row.reason, on: row.on }),
    ),
  );
}

export function failureEvent(
  { number }: Batch,
  {
    line,
    ...answer
  }: {
    line: { awardId: string; lineNumber: number; amountFen: number };
    cause: FailureCause;
    text: string;
    on: string | null;
    earlyRows?: number;
    doubtedRows?: number;
  },
) {
  const { awardId, lineNumber, amountFen } = line;
  return {
    action: 'award.bank_failed' as const,
    subject: { type: 'award' as const, id: awardId },
    detail: { number, lineNumber, amountFen, ...answer },
  };
}

/** A batch of which the bank owes no answer any more is closed. */
export async function closeIfAnswered(
  write: Write,
  actor: StaffActor,
  { id, number, version, status }: Batch,
): Promise<boolean> {
  if (status === 'closed') return true;
  const [open] = await write
    .select({ count: count() })
    .from(instructions)
    .where(and(eq(instructions.batchId, id), inArray(instructions.status, [...OPEN_INSTRUCTION_STATUSES])));
  if (open!.count > 0) return false;
  await write
    .update(batches)
    .set({ status: 'closed', closedAt: new Date().toISOString(), version: version + 1 })
    .where(eq(batches.id, id));
  await audit(write, actor, {
    action: 'batch.closed',
    subject: { type: 'batch', id },
    detail: { number },
  });
  return true;
}
