import { and, asc, eq } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { awards, batches, families, instructions } from '../../db/schema';
import { confirmAccount, proposeAccount } from '../families/accountChanges.server';
import { unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { applyResult } from '../payments/bankAnswers.server';
import { guessMapping } from '../payments/bankResult';
import { uploadResult } from '../payments/bankResults.server';
import { exportBatch } from '../payments/batchExport.server';
import { approveBatch, makeBatch, submitBatch } from '../payments/batches.server';
import { mapResult } from '../payments/mappedResults.server';
import { previewPage } from '../payments/resultPreview.server';
import { DEMO_BATCHES as TEXTS } from '../zh/demo';
import type { DemoOffice } from './campaigns.server';
import { inventAccount } from './people';

/** Payments of the demo that go the way of a batch: made, approved, sent to the bank, answered. */

interface DemoBatch {
  title: string;
  awardIds: readonly string[];
  /** How far it has come. */
  state: 'submitted' | 'exported' | 'answered';
  /** The bank's day, and how many lines it could not pay. */
  paidOn?: string;
  failed?: number;
}

/** @returns the awards that the bank could not pay */
export async function runBatch(
  office: DemoOffice,
  write: Write,
  { title, awardIds, state, paidOn = '', failed = 0 }: DemoBatch,
): Promise<string[]> {
  const { finance, head } = office;
  const { id: batchId } = await makeBatch(finance, { commandId: newId(), title, awardIds });
  const step = async () => {
    const [row] = await write
      .select({ version: batches.version })
      .from(batches)
      .where(eq(batches.id, batchId));
    return { commandId: newId(), batchId, version: row!.version };
  };
  await submitBatch(finance, await step());
  if (state === 'submitted') return [];
  await approveBatch(head, await step());
  await exportBatch(finance, { batchId, layoutId: 'generic', format: 'csv_utf8' });
  if (state === 'exported') return [];
  return answerBatch(office, write, { batchId, paidOn, failed });
}

/** The bank's file for a batch, sent in and applied as finance does it. */
async function answerBatch(
  { finance }: DemoOffice,
  write: Write,
  { batchId, paidOn, failed }: { batchId: string; paidOn: string; failed: number },
): Promise<string[]> {
  const lines = await write
    .select({ line: instructions, number: batches.number })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(eq(instructions.batchId, batchId))
    .orderBy(asc(instructions.lineNumber));
  const rows = lines.map(({ line, number }, index) => {
    const isFailed = index < failed;
    return [
      String(line.lineNumber),
      unseal(line.accountSealed),
      line.accountHolder,
      plainYuan(fen(line.amountFen)),
      isFailed ? TEXTS.failed : TEXTS.paid,
      isFailed ? TEXTS.failures[index % TEXTS.failures.length]! : '',
      paidOn,
      `${number.replace('-', '')}${String(line.lineNumber).padStart(4, '0')}`,
    ];
  });
  const bytes = Buffer.from([TEXTS.resultHeaders, ...rows].map((row) => row.join(',')).join('\r\n'));
  const fileName = TEXTS.resultName(lines[0]!.number);
  const { id: resultId } = await uploadResult(finance, { batchId, bytes, fileName });
  await mapResult(finance, { batchId, resultId, mapping: guessMapping(TEXTS.resultHeaders) });
  const { totals, reasons } = await previewPage(write, { batchId, resultId, tab: null, page: 1 });
  await applyResult(finance, {
    commandId: newId(),
    batchId,
    resultId,
    succeeded: totals.succeeded.count,
    failed: totals.failed.count,
    amountFen: totals.succeeded.amountFen,
    causes: reasons.map(({ text, cause }) => ({ text, cause })),
  });
  return lines.slice(0, failed).map(({ line }) => line.awardId);
}

/** Somebody brings another account for the family of an award; a second person confirms it, or has not yet. */
export async function changeAccount(
  { secondCaseworker, finance }: DemoOffice,
  write: Write,
  { awardId, number, isConfirmed }: { awardId: string; number: number; isConfirmed: boolean },
): Promise<void> {
  const [row] = await write
    .select({ familyId: families.id, holder: families.accountHolder })
    .from(awards)
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(and(eq(awards.id, awardId), eq(families.status, 'approved')));
  const { familyId, holder } = row!;
  const changeId = await proposeAccount(secondCaseworker, {
    familyId,
    bankName: TEXTS.bank,
    accountHolder: holder,
    account: inventAccount(number),
    reason: TEXTS.changed,
    noPaperReason: TEXTS.shown,
  });
  if (isConfirmed) await confirmAccount(finance, { familyId, changeId, note: TEXTS.confirmed });
}
