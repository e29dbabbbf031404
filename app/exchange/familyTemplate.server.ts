import type ExcelJS from 'exceljs';
import { divisions } from '../identity/division';
import { ETHNIC_GROUPS } from '../zh/ethnicGroups';
import {
  CATEGORY_WORDS,
  CAUSE_WORDS,
  COLUMN_TITLES,
  EMPLOYMENT_WORDS,
  HEALTH_WORDS,
  RELATION_WORDS,
  SEX_WORDS,
  STAGE_WORDS,
  STATUS_WORDS,
  TEMPLATE_PEOPLE,
  TEMPLATE_TEXTS,
  YES_NO_WORDS,
} from '../zh/familySheet';
import { divisionLabels } from '../zh/identity';
import { SHEET_COLUMNS, type SheetColumn } from './familySheet';
import { addPerson, bookOf, personSheet, type Sheet } from './familyWorkbook.server';
import { offeredWords } from './sheetCells';
import { linesOf } from './tableColumn';

/** What every person needs, and what the main person's row needs besides. */
const NEEDED: readonly SheetColumn[] = [
  ...(['relation', 'name', 'idNumber', 'phone', 'mainCause', 'address', 'division'] as const),
];

/** The columns with a list to choose from. */
const CHOICES: Partial<Record<SheetColumn, readonly string[]>> = {
  relation: offeredWords(RELATION_WORDS),
  sex: offeredWords(SEX_WORDS),
  ethnicGroup: ETHNIC_GROUPS,
  category: offeredWords(CATEGORY_WORDS),
  mainCause: offeredWords(CAUSE_WORDS),
  division: divisions.map((code) => divisionLabels[code]),
  employment: offeredWords(EMPLOYMENT_WORDS),
  health: offeredWords(HEALTH_WORDS),
  educationStage: offeredWords(STAGE_WORDS),
  unionMember: offeredWords(YES_NO_WORDS),
  status: offeredWords(STATUS_WORDS),
};
/** Whatever else stands there is kept as it is written. */
const FREE: readonly SheetColumn[] = ['ethnicGroup'];
const LIST_COLUMNS = Object.keys(CHOICES) as SheetColumn[];
const LAST_CHOICE_ROW = 5_001;
const LIST_WIDTH = 22;
const EXPLAINED = [24, 100].map((width) => ({ width, isNumeric: false }));
const LINE_HEIGHT = 16;
const BOLD = { bold: true };
const WRAPPED: Partial<ExcelJS.Alignment> = { vertical: 'top', wrapText: true };
/** A4 across. */
const PAGE: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};

/**
 * A workbook to fill in: an empty sheet in which texts stay texts and lists are chosen from; then how it is filled in,
 * a family as an example, and what the lists offer. An import reads the first sheet only.
 */
export async function familyTemplate(): Promise<Buffer> {
  return bookOf(async (book) => {
    const sheet = personSheet(book, { name: TEMPLATE_TEXTS.sheet, needed: NEEDED });
    addChoices(sheet);
    sheet.commit();
    const explained = book.addWorksheet(TEMPLATE_TEXTS.explanation, { pageSetup: PAGE });
    explained.columns = EXPLAINED.map(({ width }, index) => ({
      width,
      style: { alignment: WRAPPED, ...(index === 0 ? { font: BOLD } : {}) },
    }));
    for (const line of TEMPLATE_TEXTS.lines) {
      const row = explained.addRow(line);
      row.height = linesOf(line, EXPLAINED) * LINE_HEIGHT;
      row.commit();
    }
    explained.commit();
    const example = personSheet(book, { name: TEMPLATE_TEXTS.example, needed: NEEDED });
    for (const person of TEMPLATE_PEOPLE) addPerson(example, person);
    example.commit();
    const lists = book.addWorksheet(TEMPLATE_TEXTS.lists, {
      views: [{ state: 'frozen', ySplit: 1 }],
      pageSetup: PAGE,
    });
    addLists(lists);
    lists.commit();
  });
}

function addChoices(sheet: Sheet): void {
  for (const [index, column] of LIST_COLUMNS.entries()) {
    const letter = letterOf(SHEET_COLUMNS.indexOf(column));
    const list = letterOf(index);
    const last = CHOICES[column]!.length + 1;
    validationsOf(sheet).add(`${letter}2:${letter}${LAST_CHOICE_ROW}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`'${TEMPLATE_TEXTS.lists}'!$${list}$2:$${list}$${last}`],
      showErrorMessage: !FREE.includes(column),
      errorTitle: COLUMN_TITLES[column],
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
  sheet.columns = LIST_COLUMNS.map(() => ({ width: LIST_WIDTH }));
  const head = sheet.addRow(LIST_COLUMNS.map((column) => COLUMN_TITLES[column]));
  head.font = BOLD;
  head.commit();
  const lists = LIST_COLUMNS.map((column) => CHOICES[column]!);
  const longest = Math.max(...lists.map(({ length }) => length));
  for (let row = 0; row < longest; row += 1) {
    sheet.addRow(lists.map((words) => words[row] ?? null)).commit();
  }
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
