import { asc, eq } from 'drizzle-orm';
import { unseal } from '../../app/identity/sealing.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { plainYuan } from '../../app/money/yuan';
import { applyResult, type AppliedResult } from '../../app/payments/bankAnswers.server';
import { guessMapping, type ResultMapping } from '../../app/payments/bankResult';
import { uploadResult } from '../../app/payments/bankResults.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import { approveBatch, makeBatch, submitBatch } from '../../app/payments/batches.server';
import { listOpenContradictions } from '../../app/payments/contradictions.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { previewPage, type PreviewPage } from '../../app/payments/resultPreview.server';
import type { Desk } from '../../app/staff/staff.server';
import { bankResults, batches, instructions } from '../../db/schema';
import { aFamily } from './families';
import type { Office } from './office';
import { anAward, type ApplicationWish } from './relief';

export interface BankLine {
  id: string;
  awardId: string;
  lineNumber: number;
  account: string;
  holder: string;
  amountFen: number;
}

/**
 * Awards of medical relief, which repeats: of 600 yuan, and to as many families of their own, or to these, unless said
 * otherwise.
 * @returns their ids, in turn
 */
export async function openAwards(
  office: Office,
  to: number | readonly string[],
  { year = 2019, ...wish }: Partial<ApplicationWish> = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (const familyId of typeof to === 'number' ? await someFamilies(office, to) : to) {
    const award = await anAward(office, { year, type: 'medical', amountFen: 60_000, ...wish, familyId });
    ids.push(award.id);
  }
  return ids;
}

/** Families on the register. @returns their ids, in turn */
export async function someFamilies(office: Office, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let left = count; left > 0; left -= 1) ids.push((await aFamily(office)).id);
  return ids;
}

/** Awards to the members of one family, the main person first: their lines go to one account. @returns their ids, in turn */
export async function awardsToMembers(
  office: Office,
  { familyId, amounts }: { familyId: string; amounts: readonly number[] },
): Promise<string[]> {
  const ids: string[] = [];
  for (const [place, amountFen] of amounts.entries())
    ids.push(...(await openAwards(office, [familyId], { amountFen, place })));
  return ids;
}

export interface SentBatch {
  id: string;
  lines: BankLine[];
}

/** A batch of such awards that the bank has. */
export async function aSentBatch(office: Office, to: number | readonly string[]): Promise<SentBatch> {
  return anExportedBatch(office, await openAwards(office, to));
}

/** A batch of some awards that the bank has: made by finance, approved by the head, exported. */
export async function anExportedBatch(office: Office, awardIds: readonly string[]): Promise<SentBatch> {
  const { finance, head } = office;
  const { id } = await makeBatch(finance, { commandId: newId(), title: '样例批次', awardIds });
  const step = async () => ({ commandId: newId(), batchId: id, version: await versionOf(office, id) });
  await submitBatch(finance, await step());
  await approveBatch(head, await step());
  await exportBatch(finance, { batchId: id, layoutId: 'generic', format: 'csv_utf8' });
  return { id, lines: await bankLinesOf(office, id) };
}

async function versionOf({ finance }: Office, id: string): Promise<number> {
  const [row] = await finance.store.read((read) => read.select().from(batches).where(eq(batches.id, id)));
  return row!.version;
}

export async function bankLinesOf({ finance }: Office, batchId: string): Promise<BankLine[]> {
  const rows = await finance.store.read((read) =>
    read
      .select()
      .from(instructions)
      .where(eq(instructions.batchId, batchId))
      .orderBy(asc(instructions.lineNumber)),
  );
  return rows.map(({ id, awardId, lineNumber, accountSealed, accountHolder, amountFen }) => ({
    id,
    awardId,
    lineNumber,
    account: unseal(accountSealed),
    holder: accountHolder,
    amountFen,
  }));
}

/** The stored lines of a batch, with what the bank answered. */
export async function instructionsOf({ finance }: Office, batchId: string) {
  return finance.store.read((read) =>
    read
      .select()
      .from(instructions)
      .where(eq(instructions.batchId, batchId))
      .orderBy(asc(instructions.lineNumber)),
  );
}

export const RESULT_HEADERS = ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'];

/** A row as a bank writes it of a line: paid on a day, unless said otherwise. */
export function aResultRow(line: BankLine, given: Record<string, string> = {}): string[] {
  const row: Record<string, string> = {
    序号: String(line.lineNumber),
    账号: line.account,
    户名: line.holder,
    金额: plainYuan(fen(line.amountFen)),
    处理结果: '成功',
    失败原因: '',
    交易日期: '2019-03-12',
    流水号: `LS${line.lineNumber}`,
    ...given,
  };
  return RESULT_HEADERS.map((header) => row[header]!);
}

export const FAILED = { 处理结果: '失败', 失败原因: '户名不符' };

/** A result file as text; the account is marked as text, as spreadsheets keep it. */
export function aResultFile(rows: readonly string[][]): Buffer {
  return aCsv([RESULT_HEADERS, ...rows]);
}

/** A file of these rows, whatever they head. */
export function aCsv(rows: readonly string[][]): Buffer {
  return Buffer.from(rows.map((row) => row.join(',')).join('\r\n'), 'utf8');
}

/** Sends a file in, with its columns as they are guessed. */
export async function aResult(
  desk: Desk,
  batchId: string,
  { rows, mapping }: { rows: readonly string[][]; mapping?: Partial<ResultMapping> },
): Promise<string> {
  const { id } = await uploadResult(desk, { batchId, bytes: aResultFile(rows), fileName: '结果.csv' });
  const guessed = guessMapping(RESULT_HEADERS);
  await mapResult(desk, { batchId, resultId: id, mapping: { ...guessed, ...mapping } });
  return id;
}

/** A file of a bank, and the batch that it answers. */
export interface ResultIds {
  batchId: string;
  resultId: string;
}

/** `aResult`, for what is done with it then. */
export async function aSentResult(
  desk: Desk,
  batchId: string,
  rows: readonly string[][],
): Promise<ResultIds> {
  return { batchId, resultId: await aResult(desk, batchId, { rows }) };
}

/** Sends a file in and applies what it says. */
export async function anEnteredResult(
  desk: Desk,
  batchId: string,
  rows: readonly string[][],
): Promise<ResultIds> {
  const ids = await aSentResult(desk, batchId, rows);
  await applySeen(desk, ids);
  return ids;
}

/** What is stored of a file. */
export async function resultOf(
  { store }: Desk,
  { resultId }: Pick<ResultIds, 'resultId'>,
): Promise<typeof bankResults.$inferSelect> {
  const [row] = await store.read((read) =>
    read.select().from(bankResults).where(eq(bankResults.id, resultId)),
  );
  return row!;
}

/** What the bank's files say of an award against what is booked, as far as nobody has settled it. */
export async function openClaims({ store }: Desk, { awardId }: Pick<BankLine, 'awardId'>) {
  const { rows } = await store.read((read) => listOpenContradictions(read, 1));
  return rows.filter((row) => row.awardId === awardId);
}

/** What the page of a result says, of one of its tabs. */
export function previewOfResult(
  { store }: Desk,
  { batchId, resultId, tab = null }: ResultIds & { tab?: string | null },
): Promise<PreviewPage> {
  return store.read((read) => previewPage(read, { batchId, resultId, tab, page: 1 }));
}

/** Looks at a result and applies what it says. */
export async function applySeen(
  desk: Desk,
  { batchId, resultId, commandId = newId() }: ResultIds & { commandId?: string },
): Promise<AppliedResult> {
  const { totals, reasons } = await previewOfResult(desk, { batchId, resultId });
  return applyResult(desk, {
    commandId,
    batchId,
    resultId,
    succeeded: totals.succeeded.count,
    failed: totals.failed.count,
    amountFen: totals.succeeded.amountFen,
    causes: reasons.map(({ text, cause }) => ({ text, cause })),
  });
}

/** A batch of two awards of which the first line is answered, and what a second file of the bank says of it. */
export async function anAnsweredTwice(
  office: Office,
  { year, first, second }: { year: number; first: Record<string, string>; second: Record<string, string> },
) {
  const { id: batchId, lines } = await anExportedBatch(office, await openAwards(office, 2, { year }));
  const line = lines[0]!;
  const file = (given: Record<string, string>) =>
    aResult(office.finance, batchId, { rows: [aResultRow(line, given)] });
  await applySeen(office.finance, { batchId, resultId: await file(first) });
  const resultId = await file(second);
  return { batchId, awardId: line.awardId, line, resultId };
}
