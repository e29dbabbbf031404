import { existsSync, readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../tests/fixtures/zip';
import { problemSentence } from '../zh/targetForm';
import { readTargetForm } from './targetForm';
import type { TargetForm, TargetFormReading } from './targetForm';
import { readTargetFile } from './targetForm.server';

const FORM = readFileSync(new URL('../../tests/fixtures/targetForm.txt', import.meta.url), 'utf8');
const CELLS = FORM.split('\n').map((line) => line.split('\t'));
const REAL_FORM = new URL('../../../shared/seed/zhengzhou-2019-targets.txt', import.meta.url);

const utf8 = (text: string) => new TextEncoder().encode(text);

function formIn(reading: TargetFormReading): TargetForm {
  if (!reading.ok) throw new Error(reading.problems.map(problemSentence).join('\n'));
  return reading.form;
}

const BY_HAND = readTargetForm(CELLS);

describe('readTargetFile of text', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', utf8(FORM)],
    ['UTF-8 with mark', utf8(`\ufeff${FORM}`)],
    ['CRLF', utf8(FORM.replaceAll('\n', '\r\n'))],
    ['GB18030', gb18030(FORM)],
    ['UTF-16, as spreadsheets save text', new Uint8Array(Buffer.from(`\ufeff${FORM}`, 'utf16le'))],
    ['quoted cells', utf8(FORM.replace(/^(项目概况)\t(.*?)\t/m, '$1\t"$2"\t'))],
  ])('reads %s', async (_, bytes) => {
    expect(await readTargetFile(bytes, 'form.txt')).toEqual(BY_HAND);
  });
});

describe('readTargetFile of a workbook', () => {
  it('reads the same form from the same cells, whatever the file is called', async () => {
    const bytes = await workbookOf((sheet) => {
      for (const [row, cells] of CELLS.entries()) sheet.getRow(row + 1).values = cells;
    });
    expect(await readTargetFile(bytes, 'form.txt')).toEqual(BY_HAND);
  });

  it('reads it from a laid-out sheet with numbers, dates, percentages and merged cells', async () => {
    const header = CELLS.findIndex(([first]) => first === '一级指标');
    const bytes = await workbookOf((sheet) => {
      for (const [row, cells] of CELLS.entries()) {
        for (const [column, text] of cells.entries()) {
          if (text.trim() !== '') sheet.getCell(row + 1, column + 1).value = typed(text);
        }
      }
      sheet.getCell('B7').numFmt = '000000';
      for (const cell of ['B10', 'D10']) sheet.getCell(cell).numFmt = 'yyyy"年"m"月"d"日"';
      sheet.getCell('D37').value = 1;
      sheet.getCell('D37').numFmt = '0%';
      sheet.mergeCells('A2:D2');
      sheet.mergeCells('B15:D15');
      sheet.mergeCells(header + 2, 1, header + 5, 1);
      sheet.mergeCells(header + 2, 2, header + 3, 2);
    });
    expect(await readTargetFile(bytes, 'form.xlsx')).toEqual(BY_HAND);
  });
});

describe('readTargetFile refuses', () => {
  it.each<[string, Uint8Array, string]>([
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'file_old_office'],
    ['docx', zipOf([{ name: 'word/document.xml', content: Buffer.from('<x/>') }]), 'file_word'],
    ['pdf', utf8('%PDF-1.4'), 'file_pdf'],
    ['nothing', utf8(''), 'file_empty'],
  ])('%s', async (_, bytes, code) => {
    const reading = await readTargetFile(bytes, '目标表.xls');
    expect(reading).toEqual({ ok: false, problems: [{ code, data: { fileName: '目标表.xls' } }] });
    expect(reading.ok ? '' : problemSentence(reading.problems[0]!)).toMatch(/。$/);
  });

  it('a table that is no such form', async () => {
    const reading = await readTargetFile(utf8('姓名\t电话\n样例甲\t0999-5550123\n'), 'x.txt');
    expect(reading.ok ? [] : reading.problems.map(({ code }) => code)).toEqual([
      'title_missing',
      'indicator_header_missing',
    ]);
  });
});

describe('the real form of 2019', () => {
  const read = () => readTargetFile(new Uint8Array(readFileSync(REAL_FORM)), 'targets.txt');

  it.runIf(existsSync(REAL_FORM))('is read without loss', async () => {
    const form = formIn(await read());
    expect(form).toMatchObject({
      year: 2019,
      unitCode: '093001',
      startOn: '2019-01-01',
      endOn: '2019-12-31',
      totalFen: 100_000_000,
      currentFen: 100_000_000,
      previousTotalFen: 100_000_000,
      previousCurrentFen: 100_000_000,
    });
    expect(form.components.map(({ amountFen }) => amountFen)).toEqual([100_000_000]);
    expect([form.leader, form.contact, form.phone].every((text) => text !== null)).toBe(true);
    expect(Object.values(form.texts).every((text) => text !== '' && !text.includes('<'))).toBe(true);
  });

  it.runIf(existsSync(REAL_FORM))('has 18 indicators among 28 rows', async () => {
    const { rows } = formIn(await read());
    const level2 = new Set(rows.map((row) => `${row.level1}/${row.level2}`));
    expect(rows.filter(({ level3 }) => level3 !== null)).toHaveLength(18);
    expect(rows).toHaveLength(28);
    expect(level2.size).toBe(18);
    expect(rows.filter(({ level3 }) => level3 === null).map((row) => row.level2)).toEqual([
      '资产管理',
      '质量',
      '成本',
      '经济效益',
      '环境效益',
      '人力资源',
      '部门协助',
      '配套设施',
      '信息共享',
      '其它',
    ]);
    expect(rows.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBe(10_000);
    expect(
      rows.flatMap(({ metric, target }) => (metric ? [[metric, target?.operator, target?.value]] : [])),
    ).toEqual([
      ['budget_execution', '=', '100'],
      ['funds_in_place', '=', '100'],
      ['people_helped.medical', '=', '5'],
      ['people_helped.schooling', '=', '200'],
      ['people_helped.living', '=', '2000'],
      ['coverage', null, '100'],
      ['timeliness', null, null],
      ['satisfaction', '>', '90'],
    ]);
  });

  it.runIf(existsSync(REAL_FORM))('is doubted where plan and targets differ', async () => {
    const reading = await read();
    expect(formIn(reading).planned).toEqual({
      living: { people: 1000, basis: 'persons', firstMonth: 1, lastMonth: 12 },
      schooling: { people: 60, basis: 'persons', firstMonth: 10, lastMonth: 10 },
      medical: { people: 5, basis: 'persons', firstMonth: 6, lastMonth: 12 },
    });
    expect(
      reading.ok ? reading.doubts.map(({ code, data }) => [code, 'type' in data ? data.type : null]) : [],
    ).toEqual([
      ['target_without_operator', null],
      ['weights_defaulted', null],
      ['plan_differs_from_target', 'living'],
      ['plan_differs_from_target', 'schooling'],
    ]);
  });
});

/** A cell text as somebody types it into a spreadsheet: numbers and dates become such. */
function typed(text: string): string | number | Date {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : text;
}

async function workbookOf(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('绩效目标'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Encodes by turning the decoder's table of two-byte characters round. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      codes.set(decoder.decode(new Uint8Array([first, second])), [first, second]);
    }
  }
  return new Uint8Array([...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)]));
}
