import { PassThrough, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { filledWorkbook, type FilledCell } from '../sheets/filledWorkbook.server';
import { COLUMN_TITLES, importProblemText, REASON_TITLE, TEMPLATE_TEXTS } from '../zh/familySheet';
import { linesOf, type FamilyFile } from './familyFile.server';
import type { RowProblem } from './familyProblem';
import { SHEET_COLUMNS, type PersonCells, type SheetColumn } from './familySheet';

/** The workbooks that this product writes of families, all with the columns that it reads. */

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Book = ExcelJS.stream.xlsx.WorkbookWriter;
export type Sheet = ReturnType<Book['addWorksheet']>;

const AMOUNTS: readonly SheetColumn[] = ['monthlyIncome', 'yearlyIncome'];
const WIDE: Partial<Record<SheetColumn, number>> = {
  fileNumber: 16,
  idNumber: 21,
  account: 23,
  address: 30,
  workUnit: 22,
  bankName: 20,
  phone: 15,
  category: 16,
  mainCause: 14,
  division: 20,
  school: 18,
};
const USUAL_WIDTH = 12;
const REASON_WIDTH = 60;
const TEXT = '@';
const AMOUNT = '0.00';
const HEAD_FONT = { name: 'SimHei', family: 2, charset: 134, size: 11, bold: true };
const fillOf = (argb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } });
const HEAD_FILL = fillOf('FFE8EEF4');
const NEEDED_FILL = fillOf('FFFBE3B5');
/** A4 across, two pages wide, the titles on every page. */
const PAGE: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 2,
  fitToHeight: 0,
  printTitlesRow: '1:1',
};

/** The rows that were refused, as they stood, each with its reasons: to be corrected and imported again. */
export async function refusedWorkbook(file: FamilyFile, problems: readonly RowProblem[]): Promise<Buffer> {
  const reasons = reasonsByRow(problems);
  async function* rows() {
    for (const group of file.groups) {
      if (!group.rows.some(({ row }) => reasons.has(row))) continue;
      for (const { row, cells } of linesOf(group)) {
        const reason = reasons.get(row);
        if (reason) yield [...personCells(textsOf(cells)), reason];
      }
    }
  }
  const skeleton = await bookOf(async (book) => {
    personSheet(book, { name: TEMPLATE_TEXTS.sheet, more: [REASON_TITLE] }).commit();
  });
  return buffer(filledWorkbook(skeleton, rows()));
}

/** Rows of people, given in the order of the file; a row is asked for when those before it were read. */
export async function peopleWorkbook(
  people: AsyncIterable<Partial<Record<SheetColumn, string>>>,
  footer: string,
): Promise<Readable> {
  async function* rows() {
    for await (const person of people) yield personCells(person);
  }
  const skeleton = await bookOf(async (book) => {
    personSheet(book, { name: TEMPLATE_TEXTS.sheet }).commit();
    const origin = book.addWorksheet(TEMPLATE_TEXTS.origin);
    origin.addRow([footer]).commit();
    origin.commit();
  });
  return filledWorkbook(skeleton, rows());
}

export async function bookOf(fill: (book: Book) => Promise<void>): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  await fill(book);
  await book.commit();
  return bytes;
}

interface PersonSheet {
  name: string;
  /** Columns behind those of a person. */
  more?: string[];
  /** Columns that must be filled in, told by their colour. */
  needed?: readonly SheetColumn[];
}

/** A sheet with the columns of a person, its titles written. */
export function personSheet(book: Book, { name, more = [], needed = [] }: PersonSheet): Sheet {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: PAGE });
  sheet.columns = [
    ...SHEET_COLUMNS.map((column) => ({
      width: WIDE[column] ?? USUAL_WIDTH,
      style: { numFmt: AMOUNTS.includes(column) ? AMOUNT : TEXT },
    })),
    ...more.map(() => ({ width: REASON_WIDTH, style: { numFmt: TEXT } })),
  ];
  const head = sheet.addRow([...SHEET_COLUMNS.map((column) => COLUMN_TITLES[column]), ...more]);
  head.eachCell((cell, column) => {
    cell.font = HEAD_FONT;
    cell.fill = needed.includes(SHEET_COLUMNS[column - 1]!) ? NEEDED_FILL : HEAD_FILL;
  });
  head.commit();
  return sheet;
}

/** Adds a row of a person. */
export function addPerson(sheet: Sheet, texts: Partial<Record<SheetColumn, string>>): void {
  sheet.addRow(personCells(texts)).commit();
}

const IS_AMOUNT = SHEET_COLUMNS.map((column) => AMOUNTS.includes(column));

function personCells(texts: Partial<Record<SheetColumn, string>>): FilledCell[] {
  return SHEET_COLUMNS.map((column, index) => {
    const text = texts[column];
    if (!text) return null;
    return IS_AMOUNT[index] && /^\d{1,11}(\.\d{1,2})?$/.test(text) ? Number(text) : text;
  });
}

function textsOf(cells: PersonCells): Partial<Record<SheetColumn, string>> {
  return Object.fromEntries(Object.entries(cells).map(([column, { text }]) => [column, text]));
}

function reasonsByRow(problems: readonly RowProblem[]): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const { row, column, code, data } of problems) {
    const text = importProblemText(code, data);
    const reason = column ? `${COLUMN_TITLES[column]}\uff1a${text}` : text;
    const earlier = reasons.get(row);
    reasons.set(row, earlier ? `${earlier}\n${reason}` : reason);
  }
  return reasons;
}
