import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';

/** A text, or an amount. */
export type TableCell = string | { fen: number };

interface TableBook {
  name: string;
  columns: readonly string[];
  rows: AsyncIterable<readonly TableCell[]>;
  /** A second sheet that says where the file comes from, written when all rows are. */
  origin: { name: string; text: (rows: number) => string };
}

const ROWS_AT_ONCE = 500;
const WIDTH = 18;
const FIRST_ROW = { name: 'SimHei', family: 2, charset: 134, size: 11, bold: true };
const AMOUNT = '#,##0.00';
/** Cells of text stay text when somebody types in them: a name with a leading sign is never a formula. */
const TEXT = '@';

/** A workbook of one table; pages are answered while it is written. */
export async function tableWorkbook({ name, columns, rows, origin }: TableBook): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(() => ({ width: WIDTH, style: { numFmt: TEXT } }));
  const head = sheet.addRow([...columns]);
  head.font = FIRST_ROW;
  head.commit();
  let written = 0;
  for await (const cells of rows) {
    const row = sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? cell || null : yuan(cell.fen))));
    cells.forEach((cell, index) => {
      if (typeof cell !== 'string') row.getCell(index + 1).numFmt = AMOUNT;
    });
    row.commit();
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await sleep(1);
  }
  sheet.commit();
  const about = book.addWorksheet(origin.name);
  about.addRow([origin.text(written)]).commit();
  about.commit();
  await book.commit();
  return bytes;
}

function yuan(amountFen: number): number {
  return Number(plainYuan(fen(amountFen)));
}
