import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { divisions } from '../identity/division';
import {
  CATEGORY_WORDS,
  CAUSE_WORDS,
  COLUMN_TITLES,
  EMPLOYMENT_WORDS,
  HEALTH_WORDS,
  importProblemText,
  REASON_TITLE,
  RELATION_WORDS,
  SEX_WORDS,
  STAGE_WORDS,
  STATUS_WORDS,
  TEMPLATE_TEXTS,
  YES_NO_WORDS,
} from '../zh/familySheet';
import { divisionLabels } from '../zh/identity';
import { linesOf, type FamilyFile } from './familyFile.server';
import type { RowProblem } from './familyProblem';
import { SHEET_COLUMNS, type PersonCells, type SheetColumn } from './familySheet';
import { offeredWords } from './sheetCells';

/** The workbooks that this product writes of families, all with the columns that it reads. */

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Book = ExcelJS.stream.xlsx.WorkbookWriter;
type Sheet = ReturnType<Book['addWorksheet']>;

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
const HEAD_FILL = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFE8EEF4' } };

const CHOICES: Partial<Record<SheetColumn, string[]>> = {
  relation: offeredWords(RELATION_WORDS),
  sex: offeredWords(SEX_WORDS),
  category: offeredWords(CATEGORY_WORDS),
  mainCause: offeredWords(CAUSE_WORDS),
  division: divisions.map((code) => divisionLabels[code]),
  employment: offeredWords(EMPLOYMENT_WORDS),
  health: offeredWords(HEALTH_WORDS),
  educationStage: offeredWords(STAGE_WORDS),
  unionMember: offeredWords(YES_NO_WORDS),
  status: offeredWords(STATUS_WORDS),
};
/** The writer of exceljs takes rows faster than it packs them: it is given time, or they pile up in memory. */
const ROWS_AT_ONCE = 200;
const LAST_CHOICE_ROW = 5_001;

/** An empty workbook to fill in: texts stay texts, and lists are chosen from. */
export async function familyTemplate(): Promise<Buffer> {
  return bookOf(async (book) => {
    const sheet = personSheet(book, TEMPLATE_TEXTS.sheet);
    addChoices(sheet);
    sheet.commit();
    const explained = book.addWorksheet(TEMPLATE_TEXTS.explanation);
    explained.columns = [{ width: 18 }, { width: 90 }];
    for (const line of TEMPLATE_TEXTS.lines) explained.addRow(line).commit();
    explained.commit();
    const lists = book.addWorksheet(TEMPLATE_TEXTS.lists, { state: 'hidden' });
    addLists(lists);
    lists.commit();
  });
}

/** The rows that were refused, as they stood, each with its reasons: to be corrected and imported again. */
export async function refusedWorkbook(file: FamilyFile, problems: readonly RowProblem[]): Promise<Buffer> {
  const reasons = reasonsByRow(problems);
  return bookOf(async (book) => {
    const sheet = personSheet(book, TEMPLATE_TEXTS.sheet, [REASON_TITLE]);
    let written = 0;
    for (const group of file.groups) {
      if (!group.rows.some(({ row }) => reasons.has(row))) continue;
      for (const { row, cells } of linesOf(group)) {
        const reason = reasons.get(row);
        if (reason) addPerson(sheet, textsOf(cells), reason);
        written += reason ? 1 : 0;
      }
      if (written >= ROWS_AT_ONCE) {
        written = 0;
        await sleep(1);
      }
    }
    sheet.commit();
  });
}

/** Rows of people, given in the order of the file. */
export async function peopleWorkbook(
  rows: AsyncIterable<Partial<Record<SheetColumn, string>>>,
  footer: string,
): Promise<Buffer> {
  return bookOf(async (book) => {
    const sheet = personSheet(book, TEMPLATE_TEXTS.sheet);
    for await (const row of rows) addPerson(sheet, row);
    sheet.commit();
    const origin = book.addWorksheet(TEMPLATE_TEXTS.origin);
    origin.addRow([footer]).commit();
    origin.commit();
  });
}

async function bookOf(fill: (book: Book) => Promise<void>): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  await fill(book);
  await book.commit();
  return bytes;
}

function personSheet(book: Book, name: string, more: string[] = []): Sheet {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [
    ...SHEET_COLUMNS.map((column) => ({
      width: WIDE[column] ?? USUAL_WIDTH,
      style: { numFmt: AMOUNTS.includes(column) ? AMOUNT : TEXT },
    })),
    ...more.map(() => ({ width: REASON_WIDTH, style: { numFmt: TEXT } })),
  ];
  const head = sheet.addRow([...SHEET_COLUMNS.map((column) => COLUMN_TITLES[column]), ...more]);
  head.eachCell((cell) => {
    cell.font = HEAD_FONT;
    cell.fill = HEAD_FILL;
  });
  head.commit();
  return sheet;
}

function addPerson(sheet: Sheet, texts: Partial<Record<SheetColumn, string>>, reason?: string): void {
  const values = SHEET_COLUMNS.map((column) => {
    const text = texts[column] ?? '';
    return AMOUNTS.includes(column) && /^\d{1,11}(\.\d{1,2})?$/.test(text) ? Number(text) : text || null;
  });
  sheet.addRow(reason === undefined ? values : [...values, reason]).commit();
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

function addChoices(sheet: Sheet): void {
  for (const [index, column] of Object.keys(CHOICES).entries()) {
    const letter = letterOf(SHEET_COLUMNS.indexOf(column as SheetColumn));
    const list = letterOf(index);
    const count = CHOICES[column as SheetColumn]!.length;
    validationsOf(sheet).add(`${letter}2:${letter}${LAST_CHOICE_ROW}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`'${TEMPLATE_TEXTS.lists}'!$${list}$1:$${list}$${count}`],
      showErrorMessage: true,
      errorTitle: COLUMN_TITLES[column as SheetColumn],
      error: TEMPLATE_TEXTS.choose,
    });
  }
}

/** The typings of exceljs leave them out. */
function validationsOf(sheet: Sheet) {
  return (sheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } })
    .dataValidations;
}

function addLists(sheet: Sheet): void {
  const lists = Object.values(CHOICES);
  const longest = Math.max(...lists.map(({ length }) => length));
  for (let row = 0; row < longest; row += 1) {
    sheet.addRow(lists.map((words) => words[row] ?? null)).commit();
  }
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
