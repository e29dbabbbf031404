import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { NUMBER_WORD, TOTAL_WORD } from '../zh/listExports';

/** A text, a count, or an amount. */
export type TableCell = string | number | { fen: number };

interface TableBook {
  name: string;
  columns: readonly string[];
  rows: AsyncIterable<readonly TableCell[]>;
  /** The columns, from 0, under which a sum stands as a formula. */
  sums?: readonly number[];
  /** A second sheet that says where the file comes from, written when all rows are. */
  origin: { name: string; text: (rows: number) => string };
}

const ROWS_AT_ONCE = 500;
const WIDTH = 18;
const NUMBER_WIDTH = 8;
/** A4 across, as wide as the page, the titles on every page. */
const PAGE: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '1:1',
};
const FIRST_ROW = { name: 'SimHei', family: 2, charset: 134, size: 11, bold: true };
const AMOUNT = '#,##0.00';
const COUNT = '0';
/** Cells of text stay text when somebody types in them: a name with a leading sign is never a formula. */
const TEXT = '@';

/** A workbook of one table; pages are answered while it is written. */
export async function tableWorkbook({ name, columns, rows, sums = [], origin }: TableBook): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: PAGE });
  sheet.columns = columns.map((title) => ({
    width: title === NUMBER_WORD ? NUMBER_WIDTH : WIDTH,
    style: { numFmt: TEXT },
  }));
  const head = sheet.addRow([...columns]);
  head.font = FIRST_ROW;
  head.commit();
  let written = 0;
  const totals = totalsOf(sums);
  for await (const cells of rows) {
    writeCells(sheet.addRow(cells.map(valueOf)), cells);
    totals.add(cells);
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await sleep(1);
  }
  if (written > 0) totals.write(sheet, written);
  sheet.commit();
  const about = book.addWorksheet(origin.name);
  about.addRow([origin.text(written)]).commit();
  about.commit();
  await book.commit();
  return bytes;
}

function valueOf(cell: TableCell): string | number | null {
  if (typeof cell === 'object') return yuan(cell.fen);
  return typeof cell === 'number' ? cell : cell || null;
}

function writeCells(row: ExcelJS.Row, cells: readonly TableCell[]): void {
  cells.forEach((cell, index) => {
    if (typeof cell !== 'string') row.getCell(index + 1).numFmt = typeof cell === 'number' ? COUNT : AMOUNT;
  });
  row.commit();
}

/** What stands under the rows: the word in the first column, and under each column of figures its sum. */
function totalsOf(columns: readonly number[]) {
  const sums = new Map<number, { value: number; isAmount: boolean }>();
  return {
    add(cells: readonly TableCell[]) {
      for (const column of columns) {
        const cell = cells[column]!;
        const isAmount = typeof cell === 'object';
        const value = isAmount ? cell.fen : Number(cell);
        sums.set(column, { value: (sums.get(column)?.value ?? 0) + value, isAmount });
      }
    },
    write(sheet: ExcelJS.Worksheet, rows: number) {
      if (sums.size === 0) return;
      const row = sheet.addRow([TOTAL_WORD]);
      row.font = FIRST_ROW;
      for (const [column, { value, isAmount }] of sums) {
        const target = row.getCell(column + 1);
        const letter = sheet.getColumn(column + 1).letter;
        target.value = {
          formula: `SUM(${letter}2:${letter}${rows + 1})`,
          result: isAmount ? yuan(value) : value,
        };
        target.numFmt = isAmount ? AMOUNT : COUNT;
      }
      row.commit();
    },
  };
}

function yuan(amountFen: number): number {
  return Number(plainYuan(fen(amountFen)));
}
