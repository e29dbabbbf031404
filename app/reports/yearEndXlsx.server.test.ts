import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import type { CellValue } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { archiveTexts } from '../../tests/archive';
import {
  aNationalReport,
  anIndicator,
  aReport,
  aReportProject,
  aYearOf,
} from '../../tests/factories/yearIndicators';
import { dataLabels } from '../zh/reports';
import type { YearEndReport } from './report';
import { yearEndXlsx } from './yearEndXlsx.server';

interface Cell {
  value: CellValue;
  format: string | undefined;
}

/** The rows of both sheets, in the order of their columns; a row that is missing is empty. */
async function opened(report: YearEndReport): Promise<{ form: Cell[][]; data: Cell[][] }> {
  const file = Readable.from([Buffer.from(await yearEndXlsx(report))]);
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  const sheets: Cell[][][] = [];
  for await (const worksheet of reader) {
    const rows: Cell[][] = [];
    for await (const row of worksheet) {
      const cells: Cell[] = [];
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        cells[column - 1] = { value: cell.value, format: cell.numFmt };
      });
      rows[row.number - 1] = cells;
    }
    sheets.push(rows);
  }
  const [form = [], data = []] = sheets;
  return { form, data };
}

const resultOf = (value: CellValue) =>
  value && typeof value === 'object' && 'formula' in value ? value.result : value;
const shown = (row: Cell[]) => row.map(({ value }) => resultOf(value) ?? '').filter((value) => value !== '');

/** A figure as the paper shows it: what is read back must be worth the same. */
const number = (text: string) => Number(text.replace(/,/g, ''));

const HEAD_ROW = 23;

describe('the form sheet', () => {
  it('prints every text and figure of the report in its place', async () => {
    const report = aReport();
    const { form } = await opened(report);
    const rows = form.map(shown);
    const filled = (entries: (string | number)[]) => entries.filter((entry) => entry !== '');

    expect(rows.slice(0, 3)).toEqual([[report.title], [report.period], ['一、项目基本情况']]);
    expect(rows.slice(3, 12)).toEqual(
      report.basics.map((line) => filled(line.flatMap(({ label, text }) => [label, text]))),
    );
    expect(rows.slice(14, 19)).toEqual(
      report.funds.map(({ label, amountText, capitalsText }) => [label, number(amountText), capitalsText]),
    );
    const percent = (value: unknown) => `${(Number(value) * 100).toFixed(2)}%`;
    expect(rows.slice(19, 21).map(([label, value, basis]) => [label, percent(value), basis])).toEqual(
      report.rates.map(({ label, text, basis }) => [label, text, basis]),
    );
    const indicators = form.slice(HEAD_ROW, HEAD_ROW + report.rows.length);
    expect(indicators.map(shown)).toEqual(
      report.rows.map((row) =>
        filled([
          row.level1?.text ?? '',
          row.level2?.text ?? '',
          row.level3,
          row.target,
          row.actual,
          row.indicator ? number(row.weight) : '',
          typeof row.indicator?.scoreHundredths === 'number' ? number(row.score) : row.score,
          row.note,
        ]),
      ),
    );
    const last = HEAD_ROW + report.rows.length;
    expect(rows[last]).toEqual([
      '合计',
      number(report.total.weight),
      number(report.total.score),
      report.total.gradeText,
    ]);
    expect(rows.slice(last + 2, last + 2 + report.notes.length)).toEqual(
      report.notes.map((note, index) => [`${index + 1}. ${note}`]),
    );
    expect(rows.slice(last + 2 + report.notes.length).flat()).toEqual([
      ...report.signOff.map(({ label, text }) => label + text),
      report.auditHeadText,
    ]);
  });

  it('adds the points up by formulas over exactly its rows', async () => {
    const report = aReport();
    const { form } = await opened(report);
    const total = form[HEAD_ROW + report.rows.length]!;
    const rows = `${HEAD_ROW + 1}:?${HEAD_ROW + report.rows.length}`;
    expect(total[5]!.value).toEqual({ formula: `SUM(F${rows.replace('?', 'F')})`, result: 100 });
    expect(total[6]!.value).toEqual({ formula: `SUM(G${rows.replace('?', 'G')})`, result: 84.7 });
    const scores = form.slice(HEAD_ROW, -1).map((row) => row[6]?.value);
    const points = scores.slice(0, report.rows.length).filter((value) => typeof value === 'number');
    expect(Math.round(points.reduce((sum, value) => sum + value, 0) * 100)).toBe(
      report.total.scoreHundredths,
    );
  });

  it('merges the cells of a level, fits an A4 page and repeats the head of the indicators', async () => {
    const parts = await archiveTexts(await yearEndXlsx(aReport()));
    const sheet = parts.get('xl/worksheets/sheet1.xml')!;
    const merges = [...sheet.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, range]) => range);
    expect(merges).toEqual(expect.arrayContaining(['A24:A33', 'B24:B26', 'B27:B29', 'A34:A40', 'A52:E52']));
    expect(sheet).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*orientation="portrait"/);
    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(sheet).toMatch(/fitToWidth="1" fitToHeight="0"/);
    expect(parts.get('xl/workbook.xml')).toContain(`$${HEAD_ROW}:$${HEAD_ROW}`);
  });
});

describe('the national form', () => {
  it('prints every text and figure, sums, rates and the total as formulas', async () => {
    const report = aNationalReport();
    const sheet = report.national!;
    const { form } = await opened(report);
    const rows = form.map(shown);
    const filled = (entries: (string | number)[]) => entries.filter((entry) => entry !== '');
    const fundsAt = 3 + sheet.head.length + 2;
    const indicatorsAt = fundsAt + 4 + 3 + 2;
    expect(rows.slice(0, 2)).toEqual([[sheet.title], [report.period]]);
    expect(rows.slice(3, fundsAt - 2)).toEqual(
      sheet.head.map((line) => filled(line.flatMap(({ label, text }) => [label, text]))),
    );
    const percent = (value: unknown) => (typeof value === 'number' ? `${(value * 100).toFixed(2)}%` : value);
    const money = form.slice(fundsAt, fundsAt + 4).map((row) => row.map(({ value }) => resultOf(value)));
    expect(money.map((row) => [row[0], row[2], row[3], row[5], percent(row[8])])).toEqual(
      sheet.funds.map(({ label, planned, budget, paid, rate }) => [
        label,
        ...[planned, budget, paid].map(number),
        rate,
      ]),
    );
    expect(money[0]![7]).toBe(5);
    expect(money[0]![9]).toBe(4.93);
    expect(form[fundsAt]![3]!.value).toEqual({ formula: 'SUM(D10:D12)', result: 100 });
    expect(form[fundsAt]![8]!.value).toEqual({ formula: 'F9/D9', result: 0.985 });
    expect(rows[fundsAt + 6]).toEqual([sheet.goal.expected, sheet.goal.actual]);
    expect(rows.slice(indicatorsAt, indicatorsAt + sheet.rows.length)).toEqual(
      sheet.rows.map((row) =>
        filled([
          ...[row.level1?.text ?? '', row.level2?.text ?? '', row.level3, row.nature, row.target, row.unit],
          row.actual,
          number(row.weight),
          row.indicator.scoreHundredths === null ? row.score : number(row.score),
          row.note,
        ]),
      ),
    );
    const last = form[indicatorsAt + sheet.rows.length]!;
    const [from, to] = [indicatorsAt + 1, indicatorsAt + sheet.rows.length];
    expect(last[7]!.value).toEqual({ formula: `SUM(H${from}:H${to})+N(H9)`, result: 100 });
    expect(last[8]!.value).toEqual({
      formula: `SUM(I${from}:I${to})+N(J9)`,
      result: number(report.total.score),
    });
    const notes = [...report.notes, ...sheet.notes].map((note, at) => [`${at + 1}. ${note}`]);
    expect(rows.slice(to + 2, to + 2 + notes.length)).toEqual(notes);
  });
});

describe('the data sheet', () => {
  it('holds the bare figures of every indicator', async () => {
    const report = aReport();
    const [head = [], ...rows] = (await opened(report)).data;
    expect(shown(head)).toEqual(Object.values(dataLabels));
    const indicators = report.rows.flatMap(({ indicator }) => indicator ?? []);
    expect(rows).toHaveLength(indicators.length + 1);

    const byName = new Map(rows.map((row) => [row[3]?.value, row.map(({ value }) => resultOf(value) ?? '')]));
    const figuresOf = (name: string) => byName.get(name)!.slice(4);
    expect(figuresOf('预算执行率')).toEqual(
      // Kind, operator, target, unit, actual, numerator, denominator, measure, counts, outcome, weight, score.
      ['定量', '=', 1, '', 0.985, 985000, 1000000, '元', '', '', '', '未达标', 5, 4.93],
    );
    expect(figuresOf('应补尽补率')).toEqual([
      '定量',
      '',
      1,
      '',
      1110 / 1124,
      1110,
      1124,
      '个',
      '',
      '',
      '',
      '未达标',
      10,
      9.87,
    ]);
    expect(figuresOf('生活救助人数')).toEqual([
      '定量',
      '=',
      2000,
      '人次',
      2013,
      '',
      '',
      '',
      1012,
      2013,
      1004,
      '达标',
      10,
      10,
    ]);
    expect(figuresOf('受补贴对象满意度')).toEqual([
      '定量',
      '>',
      0.9,
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '暂无数据',
      10,
      '',
    ]);
    expect(figuresOf('资金使用规范性')).toEqual([
      '定性',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '未达标',
      2.5,
      1.75,
    ]);
  });

  it('adds weights and scores up by formulas', async () => {
    const { data } = await opened(aReport());
    const total = data.at(-1)!;
    const last = data.length - 1;
    expect(total[16]!.value).toEqual({ formula: `SUM(Q2:Q${last})`, result: 100 });
    expect(total[17]!.value).toEqual({ formula: `SUM(R2:R${last})`, result: 84.7 });
  });

  it('writes a percentage exactly', async () => {
    const target = { operator: '>=' as const, value: '99.9', unit: '%', text: '≥99.9%' };
    const { data } = await opened(aReport({ indicators: aYearOf([anIndicator({ target })]) }));
    expect(data[1]![6]).toEqual({ value: 0.999, format: '0.00%' });
  });
});

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

describe.skipIf(!hasOffice)('the formulas, worked out anew by another program', () => {
  it('come to the figures that the files say', { timeout: 180_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-formulas-'));
    const said = new Map<string, unknown>();
    const files: string[] = [];
    for (const [name, report] of Object.entries({ tree: aReport(), national: aNationalReport() })) {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(Buffer.from(await yearEndXlsx(report)) as unknown as ExcelJS.Buffer);
      const cells = formulaCells(book);
      // Two sums on each sheet, rates of money on the form, the rates of the data; sums of money in the national form.
      expect(cells.length).toBeGreaterThan(name === 'tree' ? 6 : 12);
      for (const cell of cells) {
        said.set(`${name} ${placeOf(cell)}`, cell.result);
        cell.value = { formula: cell.formula };
      }
      files.push(path.join(folder, `${name}.xlsx`));
      await book.xlsx.writeFile(files.at(-1)!);
    }
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
    const args = [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML'];
    spawnSync('soffice', [...args, '--outdir', path.join(folder, 'out'), ...files]);
    const found = new Map<string, unknown>();
    for (const name of ['tree', 'national']) {
      const again = new ExcelJS.Workbook();
      await again.xlsx.readFile(path.join(folder, 'out', `${name}.xlsx`));
      for (const cell of formulaCells(again)) found.set(`${name} ${placeOf(cell)}`, cell.result);
    }
    expect([...found.keys()].sort()).toEqual([...said.keys()].sort());
    for (const [place, result] of found) expect(result, place).toBeCloseTo(Number(said.get(place)), 9);
    rmSync(folder, { recursive: true, force: true });
  });
});

function formulaCells(book: ExcelJS.Workbook): ExcelJS.Cell[] {
  const found: ExcelJS.Cell[] = [];
  book.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const isFirst = !cell.isMerged || cell.master.address === cell.address;
        if (cell.formula && isFirst) found.push(cell);
      }),
    ),
  );
  return found;
}

function placeOf(cell: ExcelJS.Cell): string {
  return `${cell.worksheet.name}!${cell.address}`;
}

describe('texts that look like formulas', () => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://example.invalid","x")', '\t=1+1'];

  it('stay text, in cells that keep text text', async () => {
    const rows = names.map((level3) => anIndicator({ level3, sentence: level3 }));
    const project = aReportProject({ projectName: '=1+1', leader: '@x', annualGoal: '-1' });
    const { form, data } = await opened(aReport({ indicators: aYearOf(rows), project }));
    const cells = [...form, ...data].flat();
    const formulas = cells.filter(({ value }) => value && typeof value === 'object' && 'formula' in value);
    expect(formulas).toHaveLength(6);
    const dangerous = cells.filter(({ value }) => typeof value === 'string' && /^\s*[=+\-@]/.test(value));
    expect(dangerous.length).toBeGreaterThan(names.length * 2);
    expect(new Set(dangerous.map(({ format }) => format))).toEqual(new Set(['@']));
  });
});
