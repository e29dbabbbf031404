import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { Refusal } from '../refusal';
import { BANK_FILE_WORDS } from '../zh/batches';
import {
  bankCell,
  neutralised,
  type BankBatch,
  type BankCell,
  type BankFileFormat,
  type BankLayout,
  type BankLine,
} from './bankLayout';
import { withFixedTimes } from './zipTimes.server';

/** Files for the bank. The same lines, layout and format give the same bytes, whenever they are made. */

interface Content {
  layout: BankLayout;
  batch: BankBatch;
  lines: readonly BankLine[];
}

export const MEDIA_TYPES: Record<BankFileFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv_utf8: 'text/csv; charset=utf-8',
  csv_gbk: 'text/csv; charset=gbk',
};

const TEXT = '@';
const AMOUNT = '0.00';
const COUNT = '0';
const WIDTH = 18;
/** Of no file in particular: a date would make two files of one content differ. */
const FIXED_DATE = new Date('2000-01-01T00:00:00Z');

/**
 * The bytes of a file.
 * @throws Refusal bank_file.not_in_gbk {lineNumber, text} for a sign that GBK has not; the header is line 0
 */
export async function bankFileBytes(format: BankFileFormat, content: Content): Promise<Buffer> {
  if (format === 'xlsx') return workbook(content);
  const rows = textRows(content);
  if (format === 'csv_utf8') return Buffer.from(`\ufeff${csvText(rows)}`, 'utf8');
  refuseOutsideGbk(rows, content.lines);
  return iconv.encode(csvText(rows), 'gbk');
}

/** `2019-003` as the name of a file in a layout. */
export function bankFileName(
  format: BankFileFormat,
  { layout, number }: { layout: Pick<BankLayout, 'name'>; number: string },
): string {
  const ending = format === 'xlsx' ? 'xlsx' : 'csv';
  const name = layout.name.replace(/[\\/:*?"<>|]/g, '_');
  const encoding = format === 'csv_gbk' ? '-GBK' : '';
  return `${BANK_FILE_WORDS.name}${number}-${name}${encoding}.${ending}`;
}

async function workbook({ layout, batch, lines }: Content): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    // Packed, the bytes would depend on the version of the packer.
    zip: { store: true },
    useStyles: true,
    created: FIXED_DATE,
    modified: FIXED_DATE,
  } as ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0]);
  const sheet = book.addWorksheet(BANK_FILE_WORDS.sheet);
  sheet.columns = layout.columns.map(() => ({ width: WIDTH }));
  const head = sheet.addRow(layout.columns.map(({ header }) => neutralised(header)));
  head.commit();
  for (const line of lines) {
    const cells = layout.columns.map((column) => bankCell(column, line, batch));
    const row = sheet.addRow(cells.map(cellValue));
    cells.forEach((cell, index) => (row.getCell(index + 1).numFmt = cellFormat(cell)));
    row.commit();
  }
  sheet.commit();
  await book.commit();
  return withFixedTimes(await bytes);
}

function cellValue(cell: BankCell): string | number {
  if ('text' in cell) return neutralised(cell.text);
  return 'count' in cell ? cell.count : Number(plainYuan(fen(cell.amountFen)));
}

function cellFormat(cell: BankCell): string {
  if ('text' in cell) return TEXT;
  return 'count' in cell ? COUNT : AMOUNT;
}

function textRows({ layout, batch, lines }: Content): string[][] {
  const head = layout.columns.map(({ header }) => neutralised(header));
  return [
    head,
    ...lines.map((line) => layout.columns.map((column) => cellText(bankCell(column, line, batch)))),
  ];
}

function cellText(cell: BankCell): string {
  if ('text' in cell) return neutralised(cell.text);
  return 'count' in cell ? String(cell.count) : plainYuan(fen(cell.amountFen));
}

function csvText(rows: readonly string[][]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function refuseOutsideGbk(rows: readonly string[][], lines: readonly BankLine[]): void {
  rows.forEach((row, index) => {
    const text = row.find((one) => iconv.decode(iconv.encode(one, 'gbk'), 'gbk') !== one);
    if (text === undefined) return;
    const lineNumber = lines[index - 1]?.lineNumber ?? 0;
    throw new Refusal('bank_file.not_in_gbk', { lineNumber, text }, 'format');
  });
}
