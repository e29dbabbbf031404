import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { PAGE_NUMBERS, TOTAL_WORD } from '../zh/listExports';
import { linesOf, tableColumn, type TableCell, type TableColumn } from './tableColumn';

interface TableBook {
  name: string;
  columns: readonly string[];
  rows: AsyncIterable<readonly TableCell[]>;
  /** The columns, from 0, under which a sum stands as a formula. */
  sums?: readonly number[];
  /** Of a table that is printed and written on; a list for the screen has none. */
  paper?: TablePaper;
  /** A second sheet that says where the file comes from, written when all rows are. */
  origin: { name: string; text: (rows: number) => string; notes?: readonly string[] };
}

/** What makes a sheet a paper: upright, ruled, with rows high enough to be signed in. */
export interface TablePaper {
  title: string;
  /** Lines between the title and the columns. */
  opening: readonly string[];
  /** Of the columns, in characters. */
  widths: readonly number[];
  /** Stands under the last row. */
  closing: string;
}

const ROWS_AT_ONCE = 500;
/** By what stands in so many rows columns are shaped. */
const ROWS_MEASURED = 200;
const ROW_HEIGHT = 15;
/** A4 across, as wide as the page, the titles on every page. */
const PAGE: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '1:1',
};
/** A4 upright; the margins in inches leave room for a binder. */
const PAPER_PAGE: Partial<ExcelJS.PageSetup> = {
  ...PAGE,
  orientation: 'portrait',
  horizontalCentered: true,
  margins: { left: 0.6, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
};
const TITLE_FONT = { name: 'SimHei', family: 2, charset: 134, size: 16, bold: true };
const TITLE_HEIGHT = 32;
const LINE_HEIGHT = 32;
const SIGNED_ROW_HEIGHT = 30;
const EDGE = { style: 'thin' as const };
const RULED: Partial<ExcelJS.Borders> = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE };
const FIRST_ROW = { name: 'SimHei', family: 2, charset: 134, size: 11, bold: true };
const AMOUNT = '#,##0.00';
const COUNT = '0';
/** Cells of text stay text when somebody types in them: a name with a leading sign is never a formula. */
const TEXT = '@';
const WORDS: Partial<ExcelJS.Alignment> = { vertical: 'top', wrapText: true };
const NUMBERS: Partial<ExcelJS.Alignment> = { vertical: 'top', horizontal: 'right', indent: 1 };

/** A workbook of one table; pages are answered while it is written. */
export async function tableWorkbook({
  name,
  columns,
  rows,
  sums = [],
  paper,
  origin,
}: TableBook): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const headRow = paper ? paper.opening.length + 2 : 1;
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headRow }],
    pageSetup: { ...(paper ? PAPER_PAGE : PAGE), printTitlesRow: `1:${headRow}` },
    ...(paper ? { headerFooter: { oddFooter: PAGE_NUMBERS } } : {}),
  });
  const { first, all } = await begun(rows);
  const shapes = columns.map((title, index) =>
    tableColumn(
      title,
      first.map((cells) => cells[index] ?? ''),
    ),
  );
  sheet.columns = shapes.map(({ width, isNumeric }, index) => ({
    width: paper?.widths[index] ?? width,
    style: { numFmt: TEXT, alignment: isNumeric ? NUMBERS : WORDS },
  }));
  if (paper) writeOpening(sheet, columns.length, paper);
  const head = sheet.addRow([...columns]);
  head.font = FIRST_ROW;
  commit(head, paper, 'center');
  let written = 0;
  const totals = totalsOf(sums);
  for await (const cells of all) {
    writeCells(sheet.addRow(cells.map(valueOf)), { cells, shapes, paper });
    totals.add(cells);
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await sleep(1);
  }
  if (written > 0) totals.write(sheet, { first: headRow + 1, last: headRow + written, paper });
  if (paper) writeMerged(sheet, columns.length, { text: paper.closing, height: LINE_HEIGHT });
  sheet.commit();
  const about = book.addWorksheet(origin.name);
  about.columns = [{ width: 80, style: { alignment: WORDS } }];
  about.addRow([origin.text(written)]).commit();
  for (const note of origin.notes ?? []) about.addRow([note]).commit();
  about.commit();
  await book.commit();
  return bytes;
}

/** The first rows, and all of them again. */
async function begun(rows: TableBook['rows']) {
  const iterator = rows[Symbol.asyncIterator]();
  const first: (readonly TableCell[])[] = [];
  while (first.length < ROWS_MEASURED) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
  }
  async function* all() {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first, all: all() };
}

function writeOpening(sheet: ExcelJS.Worksheet, columns: number, { title, opening }: TablePaper): void {
  writeMerged(sheet, columns, { text: title, height: TITLE_HEIGHT, font: TITLE_FONT });
  for (const text of opening) writeMerged(sheet, columns, { text, height: LINE_HEIGHT });
}

/** A line across all columns; a title stands in the middle. */
function writeMerged(
  sheet: ExcelJS.Worksheet,
  columns: number,
  { text, height, font }: { text: string; height: number; font?: ExcelJS.Font | typeof TITLE_FONT },
): void {
  const row = sheet.addRow([text]);
  sheet.mergeCells(row.number, 1, row.number, columns);
  row.height = height;
  if (font) row.font = font;
  row.getCell(1).alignment = {
    vertical: 'middle',
    wrapText: true,
    ...(font ? { horizontal: 'center' as const } : {}),
  };
  row.commit();
}

/** Ends a row of the table: on paper every cell is ruled, the empty ones as well. */
function commit(row: ExcelJS.Row, paper: TablePaper | undefined, horizontal?: 'center'): void {
  if (paper) {
    row.height = SIGNED_ROW_HEIGHT;
    for (let column = 1; column <= paper.widths.length; column += 1) {
      const cell = row.getCell(column);
      const middle = horizontal ?? (cell.numFmt === COUNT ? 'center' : undefined);
      cell.border = RULED;
      cell.alignment = { vertical: 'middle', wrapText: true, ...(middle ? { horizontal: middle } : {}) };
    }
  }
  row.commit();
}

function valueOf(cell: TableCell): string | number | null {
  if (typeof cell === 'object') return yuan(cell.fen);
  return typeof cell === 'number' ? cell : cell || null;
}

interface WrittenRow {
  cells: readonly TableCell[];
  shapes: readonly TableColumn[];
  paper: TablePaper | undefined;
}

function writeCells(row: ExcelJS.Row, { cells, shapes, paper }: WrittenRow): void {
  // Not every spreadsheet makes a row as high as what goes on below in it.
  const lines = linesOf(cells, shapes);
  if (lines > 1) row.height = lines * ROW_HEIGHT;
  cells.forEach((cell, index) => {
    if (typeof cell !== 'string') row.getCell(index + 1).numFmt = typeof cell === 'number' ? COUNT : AMOUNT;
  });
  commit(row, paper);
}

/** What stands under the rows: the word in the first column, and under each column of figures its sum. */
function totalsOf(columns: readonly number[]) {
  const sums = new Map<number, { value: number; isAmount: boolean }>();
  return {
    add(cells: readonly TableCell[]) {
      for (const column of columns) {
        const cell = cells[column]!;
        const known = sums.get(column);
        // An empty cell of a column of amounts says nothing of what the column is.
        const isAmount = typeof cell === 'object' || known?.isAmount === true;
        const value = typeof cell === 'object' ? cell.fen : Number(cell);
        sums.set(column, { value: (known?.value ?? 0) + value, isAmount });
      }
    },
    write(
      sheet: ExcelJS.Worksheet,
      { first, last, paper }: { first: number; last: number; paper: TablePaper | undefined },
    ) {
      if (sums.size === 0) return;
      const row = sheet.addRow([TOTAL_WORD]);
      row.font = FIRST_ROW;
      for (const [column, { value, isAmount }] of sums) {
        const target = row.getCell(column + 1);
        const letter = sheet.getColumn(column + 1).letter;
        target.value = {
          formula: `SUM(${letter}${first}:${letter}${last})`,
          result: isAmount ? yuan(value) : value,
        };
        target.numFmt = isAmount ? AMOUNT : COUNT;
      }
      commit(row, paper);
    },
  };
}

function yuan(amountFen: number): number {
  return Number(plainYuan(fen(amountFen)));
}
