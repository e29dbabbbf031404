import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filledWorkbook, type FilledCell } from './filledWorkbook.server';
import { openSheets } from './sheetRows.server';

const COLUMNS = 30;

async function skeleton(): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = book.addWorksheet('人员', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = Array.from({ length: COLUMNS }, (_, index) => ({
    width: 12,
    style: { numFmt: index === 1 ? '0.00' : '@' },
  }));
  const head = sheet.addRow(Array.from({ length: COLUMNS }, (_, index) => `列${index}`));
  head.font = { bold: true };
  head.commit();
  sheet.commit();
  const origin = book.addWorksheet('来源');
  origin.addRow(['样本']).commit();
  origin.commit();
  await book.commit();
  return bytes;
}

async function* given(rows: readonly (readonly FilledCell[])[]) {
  yield* rows;
}

describe('a workbook with many rows', () => {
  it('keeps its titles, its styles and its other sheets', async () => {
    const book = new ExcelJS.Workbook();
    const rows = given([['一', 12.5, null, '', '=1+1']]);
    const bytes = await buffer(filledWorkbook(await skeleton(), rows));
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('人员')!;
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    expect(sheet.getCell('A1').font).toMatchObject({ bold: true });
    expect([sheet.getCell('A2').value, sheet.getCell('A2').numFmt]).toEqual(['一', '@']);
    expect([sheet.getCell('B2').value, sheet.getCell('B2').numFmt]).toEqual([12.5, '0.00']);
    expect([sheet.getCell('C2').value, sheet.getCell('D2').value]).toEqual([null, null]);
    expect([sheet.getCell('E2').value, sheet.getCell('E2').type]).toEqual(['=1+1', ExcelJS.ValueType.String]);
    expect(book.getWorksheet('来源')!.getCell('A1').value).toBe('样本');
  });

  it('says any text as it is read again', async () => {
    const base = await skeleton();
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '_x0041_',
        '_x005F_x0041_',
        ' 两边 ',
        '<甲>&乙',
        '上\n下',
        '𠮷',
        '\ud800',
        '\u0000\u0007',
        '\ufffe',
      ),
    );
    const row = fc.array(fc.oneof(text, fc.integer(), fc.constant(null)), { maxLength: COLUMNS });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const [sheet] = await openSheets(await buffer(filledWorkbook(base, given(rows))));
        const read = new Map<number, string[]>();
        for await (const { number, cells } of sheet!.rows())
          read.set(
            number,
            Array.from(cells, (cell) => cell?.text ?? ''),
          );
        for (const [index, cells] of rows.entries()) {
          const found = read.get(index + 2) ?? [];
          expect(cells.map((_, place) => found[place] ?? '')).toEqual(cells.map(sayable));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('fails with what its rows fail with', async () => {
    async function* failing(): AsyncGenerator<FilledCell[]> {
      yield ['一'];
      throw new Error('the database is gone');
    }
    await expect(buffer(filledWorkbook(await skeleton(), failing()))).rejects.toThrow('the database is gone');
  });
});

/** What XML can say; a cell of blanks alone is read as an empty one. */
function sayable(cell: FilledCell): string {
  const text = String(cell ?? '').replace(/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/gu, '');
  return text.trim() === '' ? '' : text;
}
