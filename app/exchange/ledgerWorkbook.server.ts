import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import {
  LEDGER_REASON_TITLE,
  LEDGER_TEMPLATE,
  LEDGER_TITLES,
  ledgerProblemText,
  RESULT_WORDS,
  SOURCE_WORDS,
  TYPE_WORDS,
} from '../zh/ledgerSheet';
import { TEMPLATE_TEXTS } from '../zh/familySheet';
import type { LedgerFile } from './ledgerFile.server';
import type { LedgerProblem } from './ledgerProblem';
import { LEDGER_COLUMNS, type LedgerCells, type LedgerColumn, type LedgerKind } from './ledgerSheet';
import { offeredWords } from './sheetCells';

/** The workbooks of old ledgers that this product writes, with the columns that it reads. */

const AMOUNTS: readonly LedgerColumn[] = ['awardAmount', 'amount'];
const WIDE: Partial<Record<LedgerColumn, number>> = {
  idNumber: 21,
  reference: 22,
  originalReference: 22,
  remarks: 30,
  source: 26,
};
const USUAL_WIDTH = 14;
const REASON_WIDTH = 60;
const TEXT = '@';
const AMOUNT = '0.00';
const HEAD_FONT = { name: 'SimHei', family: 2, charset: 134, size: 11, bold: true };
const ROWS_AT_ONCE = 200;
const LAST_CHOICE_ROW = 20_001;

/** One word for each code of a list, offered where the columns want one. */
const CHOICES: Partial<Record<LedgerColumn, string[]>> = {
  type: offeredWords(TYPE_WORDS),
  result: offeredWords(RESULT_WORDS),
  source: offeredWords(SOURCE_WORDS),
};

/** An empty ledger to fill in: texts stay texts, and lists are chosen from. */
export async function ledgerTemplate(kind: LedgerKind): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(LEDGER_TEMPLATE[kind].sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = layoutOf(kind);
  const head = sheet.addRow(LEDGER_COLUMNS[kind].map((column) => LEDGER_TITLES[kind][column]));
  head.font = HEAD_FONT;
  LEDGER_COLUMNS[kind].forEach((column, index) => {
    const words = CHOICES[column];
    if (!words) return;
    const letter = String.fromCharCode(65 + index);
    validationsOf(sheet).add(`${letter}2:${letter}${LAST_CHOICE_ROW}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`"${words.join(',')}"`],
      showErrorMessage: true,
      error: TEMPLATE_TEXTS.choose,
    });
  });
  const explained = book.addWorksheet(TEMPLATE_TEXTS.explanation);
  explained.columns = [{ width: 18 }, { width: 90 }];
  for (const line of LEDGER_TEMPLATE[kind].lines) explained.addRow([...line]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The rows that were refused, as they stood, each with its reasons: to be corrected and imported again. */
export async function refusedLedger(file: LedgerFile, problems: readonly LedgerProblem[]): Promise<Buffer> {
  const { kind } = file;
  const reasons = reasonsByRow(kind, problems);
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(LEDGER_TEMPLATE[kind].sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [...layoutOf(kind), { width: REASON_WIDTH, style: { numFmt: TEXT } }];
  const titles = LEDGER_COLUMNS[kind].map((column) => LEDGER_TITLES[kind][column]!);
  const head = sheet.addRow([...titles, LEDGER_REASON_TITLE]);
  head.font = HEAD_FONT;
  head.commit();
  let written = 0;
  for await (const { row, cells } of file.lines()) {
    const reason = reasons.get(row);
    if (reason === undefined) continue;
    sheet.addRow([...valuesOf(kind, cells), reason]).commit();
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await sleep(1);
  }
  sheet.commit();
  await book.commit();
  return bytes;
}

function layoutOf(kind: LedgerKind) {
  return LEDGER_COLUMNS[kind].map((column) => ({
    width: WIDE[column] ?? USUAL_WIDTH,
    style: { numFmt: AMOUNTS.includes(column) ? AMOUNT : TEXT },
  }));
}

function valuesOf(kind: LedgerKind, cells: LedgerCells): (string | number | null)[] {
  return LEDGER_COLUMNS[kind].map((column) => {
    const text = cells[column]?.text ?? '';
    const isAmount = AMOUNTS.includes(column) && /^\d{1,11}(\.\d{1,2})?$/.test(text);
    return isAmount ? Number(text) : text || null;
  });
}

function reasonsByRow(kind: LedgerKind, problems: readonly LedgerProblem[]): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const { row, column, code, data } of problems) {
    const text = ledgerProblemText(code, data);
    const reason = column ? `${LEDGER_TITLES[kind][column] ?? ''}\uff1a${text}` : text;
    const earlier = reasons.get(row);
    reasons.set(row, earlier ? `${earlier}\n${reason}` : reason);
  }
  return reasons;
}

/** The typings of exceljs leave them out. */
function validationsOf(sheet: ExcelJS.Worksheet) {
  return (sheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } })
    .dataValidations;
}
