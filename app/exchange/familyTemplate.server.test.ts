import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { COLUMN_TITLES, TEMPLATE_PEOPLE, TEMPLATE_TEXTS } from '../zh/familySheet';
import { readFamilyFile } from './familyFile.server';
import { SHEET_COLUMNS, type SheetColumn } from './familySheet';
import { familyTemplate } from './familyTemplate.server';

let bytes: Buffer;
let book: ExcelJS.Workbook;

beforeAll(async () => {
  bytes = await familyTemplate();
  book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
});

/** What the cell of a column in a row of the first sheet may be chosen from, as a spreadsheet looks it up. */
function offered(column: SheetColumn, row: number): string[] {
  const cell = book.worksheets[0]!.getRow(row).getCell(SHEET_COLUMNS.indexOf(column) + 1);
  const formula = String(cell.dataValidation?.formulae[0] ?? '');
  const [, sheet, letter, first, last] = /^'(.+)'!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)$/.exec(formula) ?? [];
  if (!sheet) return [];
  const lists = book.getWorksheet(sheet)!;
  const words: string[] = [];
  for (let at = Number(first); at <= Number(last); at += 1) words.push(lists.getCell(`${letter}${at}`).text);
  return words;
}

describe('the template of a register', () => {
  it('is one sheet to fill in, then how, an example and the lists, all of them to be seen', () => {
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual(
      [TEMPLATE_TEXTS.sheet, TEMPLATE_TEXTS.explanation, TEMPLATE_TEXTS.example, TEMPLATE_TEXTS.lists].map(
        (name) => [name, 'visible'],
      ),
    );
    expect(book.worksheets[0]!.rowCount).toBe(1);
  });

  it.each<SheetColumn>([
    ...(['relation', 'sex', 'ethnicGroup', 'category', 'mainCause', 'division', 'employment'] as const),
    ...(['health', 'educationStage', 'unionMember', 'status'] as const),
  ])('offers a list for %s from the first row to the last, with what the example holds', (column) => {
    const words = offered(column, 2);
    expect(words.length).toBeGreaterThan(1);
    expect(words.every(Boolean)).toBe(true);
    expect(offered(column, 5_001)).toEqual(words);
    for (const person of TEMPLATE_PEOPLE) {
      if (person[column]) expect(words).toContain(person[column]);
    }
    const lists = book.getWorksheet(TEMPLATE_TEXTS.lists)!;
    expect(lists.getRow(1).values).toContain(COLUMN_TITLES[column]);
  });

  it('is read by its empty first sheet, never by the example', async () => {
    const file = await readFamilyFile(bytes);
    expect([file.sheetName, file.groups.length]).toEqual([TEMPLATE_TEXTS.sheet, 0]);
  });
});
