import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { instructions } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { unseal } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { readRows } from './bankResult';
import { matchRows } from './bankResultMatch';
import { storedResult } from './bankResults.server';
import { batchRow, sentOnOf, type Batch, type Instruction } from './batchRows.server';
import { isOpen, type Contradiction } from './contradiction';
import { contradictionsOfAward } from './contradictions.server';
import { last4Of } from './resultPreview.server';
import { sentLines } from './sentLines.server';
import { rowDoubt, type RowDoubt } from './usedRow';

/** What a row of a result file says of the line that it may be about: no account beyond its last digits. */
export interface FileRow {
  fileName: string;
  rowNumber: number;
  accountLast4: string;
  isOtherAccount: boolean;
  holder: string;
  amountText: string;
  isOtherAmount: boolean;
  word: string;
  reason: string;
  on: string | null;
  reference: string;
  /** What speaks against answering the line from it; null where nothing does. */
  doubt: RowDoubt | null;
}

/** The row of a result file from which somebody came to a line. */
export interface RowOfResult {
  resultId: string;
  rowNumber: number;
}

export interface BatchLinePage {
  batch: Pick<Batch, 'id' | 'number' | 'title' | 'status'>;
  line: Pick<
    Instruction,
    'id' | 'lineNumber' | 'accountHolder' | 'accountLast4' | 'bankName' | 'amountFen' | 'status'
  >;
  /** When the first file for the bank was made; null before that. */
  sentOn: BusinessDate | null;
  /** What is open of the award in other batches. */
  claims: Contradiction[];
  /** What the file said, for whoever comes from a row of it. */
  row: FileRow | null;
}

interface AskedLine {
  batchId: string;
  lineId: string;
  /** What it is answered with. */
  outcome: 'succeeded' | 'failed';
  from: RowOfResult | null;
}

/**
 * One line of a batch, as whoever answers it by hand sees it.
 * @throws Refusal batch.not_found, batch.line_not_found, result.not_found, result.erased
 */
export async function batchLinePage(
  read: Read,
  { batchId, lineId, ...asked }: AskedLine,
): Promise<BatchLinePage> {
  const { id, number, title, status } = await batchRow(read, batchId);
  const [line] = await read.select().from(instructions).where(eq(instructions.id, lineId));
  if (!line || line.batchId !== batchId) throw new Refusal('batch.line_not_found');
  const { lineNumber, accountHolder, accountLast4, bankName, amountFen } = line;
  return {
    batch: { id, number, title, status },
    line: { id: line.id, lineNumber, accountHolder, accountLast4, bankName, amountFen, status: line.status },
    sentOn: await sentOnOf(read, id),
    claims: (await contradictionsOfAward(read, line.awardId)).filter(
      (one) => isOpen(one) && one.batch.id !== batchId,
    ),
    row: asked.from && (await fileRow(read, { line, from: asked.from, outcome: asked.outcome })),
  };
}

async function fileRow(
  read: Read,
  { line, from, outcome }: { line: Instruction; from: RowOfResult; outcome: AskedLine['outcome'] },
): Promise<FileRow | null> {
  const { batch, result, file, mapping } = await storedResult(read, { batchId: line.batchId, ...from });
  const rows = mapping ? readRows(file, mapping) : [];
  const row = rows.find(({ rowNumber }) => rowNumber === from.rowNumber);
  if (!row) return null;
  const { verdicts } = matchRows(rows, await sentLines(read, batch));
  const { rowNumber, account, accountReading, holder, amountFen, amountText, word, reason, on, reference } =
    row;
  return {
    fileName: result.fileName,
    rowNumber,
    accountLast4: last4Of(row),
    isOtherAccount: accountReading === 'whole' && account !== unseal(line.accountSealed),
    holder,
    amountText,
    isOtherAmount: amountFen !== null && amountFen !== line.amountFen,
    word,
    reason,
    on,
    reference,
    doubt: rowDoubt(verdicts, { outcome, lineId: line.id, rowNumber: from.rowNumber }),
  };
}

/** What speaks against answering a line from a row of a file; null where nothing does. */
export async function doubtOfRow(
  read: Read,
  { line, ...asked }: { line: Instruction; from: RowOfResult; outcome: AskedLine['outcome'] },
): Promise<RowDoubt | null> {
  return (await fileRow(read, { line, ...asked }))?.doubt ?? null;
}

/** From which row of which file an address says that somebody comes; null where it says none. */
export function rowOfAddress(address: string): RowOfResult | null {
  const given = new URL(address).searchParams;
  const resultId = given.get('result');
  return resultId === null ? null : { resultId, rowNumber: Number(given.get('row')) };
}
