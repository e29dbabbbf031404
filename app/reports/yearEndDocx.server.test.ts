import { describe, expect, it } from 'vitest';
import {
  aNationalReport,
  anIndicator,
  aReport,
  aReportProject,
  aYearOf,
} from '../../tests/factories/yearIndicators';
import { archiveTexts, unescapedXml } from '../../tests/archive';
import { columnLabels } from '../zh/reports';
import { REPORT_COLUMNS } from './report';
import type { SpanCell, YearEndReport } from './report';
import { yearEndDocx } from './yearEndDocx.server';

interface Cell {
  text: string;
  span: number;
  /** `start` and `rest` of a cell that is merged downwards. */
  merge: 'start' | 'rest' | null;
}

interface Paper {
  xml: string;
  /** Paragraphs outside the tables. */
  lines: string[];
  tables: Cell[][][];
}

async function printed(report: YearEndReport): Promise<Paper> {
  const xml = (await archiveTexts(await yearEndDocx(report))).get('word/document.xml')!;
  const tables = elements(xml, 'tbl').map((table) =>
    elements(table, 'tr').map((row) => elements(row, 'tc').map(cellOf)),
  );
  return {
    xml,
    tables,
    lines: paragraphs(xml.replace(/<w:tbl>.*?<\/w:tbl>/gs, '')).filter((line) => line !== ''),
  };
}

function cellOf(xml: string): Cell {
  const merge = /<w:vMerge w:val="(\w+)"/.exec(xml)?.[1];
  return {
    text: paragraphs(xml).join('\n'),
    span: Number(/<w:gridSpan w:val="(\d+)"/.exec(xml)?.[1] ?? 1),
    merge: merge ? (merge === 'restart' ? 'start' : 'rest') : null,
  };
}

function paragraphs(xml: string): string[] {
  return elements(xml, 'p').map((paragraph) =>
    unescapedXml(
      [...paragraph.matchAll(/<w:t[ >][^<]*?>?([^<>]*)<\/w:t>/g)].map((found) => found[1]).join(''),
    ),
  );
}

function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<w:${name}[ >].*?</w:${name}>`, 'gs')) ?? [];
}

const texts = (rows: Cell[][]) => rows.map((row) => row.map(({ text }) => text));

describe('the docx', () => {
  it('prints every text of the report in its place', async () => {
    const report = aReport();
    const { lines, tables } = await printed(report);
    const [basics, funds, indicators, signOff] = tables as [Cell[][], Cell[][], Cell[][], Cell[][]];

    expect(lines.slice(0, 2)).toEqual([report.title, report.period]);
    expect(lines.pop()).toBe(report.auditHeadText);
    expect(lines.slice(-report.notes.length)).toEqual(report.notes.map((note, at) => `${at + 1}. ${note}`));
    expect(texts(basics)).toEqual(
      report.basics.map((line) => line.flatMap(({ label, text }) => [label, text])),
    );
    expect(texts(funds).slice(1)).toEqual([
      ...report.funds.map(({ label, amountText, capitalsText }) => [label, amountText, capitalsText]),
      ...report.rates.map(({ label, text, basis }) => [label, text, basis]),
    ]);
    expect(texts(indicators)[0]).toEqual(REPORT_COLUMNS.map((column) => columnLabels[column]));
    expect(texts(indicators).slice(1, -1)).toEqual(
      report.rows.map(({ level1, level2, level3, target, actual, weight, score, note }) => [
        level1?.text ?? '',
        level2?.text ?? '',
        level3,
        target,
        actual,
        weight,
        score,
        note,
      ]),
    );
    const { weight, score, gradeText } = report.total;
    expect(indicators.at(-1)).toEqual([
      { text: '合计', span: 5, merge: null },
      { text: weight, span: 1, merge: null },
      { text: score, span: 1, merge: null },
      { text: gradeText, span: 1, merge: null },
    ]);
    expect(texts(signOff).flat()).toEqual(report.signOff.map(({ label, text }) => label + text));
  });

  it('merges the cells of a level over its rows', async () => {
    const report = aReport();
    const indicators = (await printed(report)).tables[2]!.slice(1, -1);
    const expected = (cell: SpanCell | null) => (cell ? (cell.rowSpan > 1 ? 'start' : null) : 'rest');
    expect(indicators.map(([level1, level2]) => [level1!.merge, level2!.merge])).toEqual(
      report.rows.map(({ level1, level2 }) => [expected(level1), expected(level2)]),
    );
  });

  it('keeps the rows of a second-level name on one page, unless they are too many', async () => {
    const rowsOf = (count: number) => Array.from({ length: count }, () => anIndicator());
    const keptOf = async (count: number) => {
      const { xml } = await printed(aReport({ indicators: aYearOf(rowsOf(count)) }));
      const rows = elements(elements(xml, 'tbl')[2]!, 'tr').slice(1, -1);
      return rows.filter((row) => /<w:keepNext\/>/.test(row)).length;
    };
    expect(await keptOf(8)).toBe(7);
    expect(await keptOf(9)).toBe(0);
  });

  it('repeats the head of the indicators, is A4 upright and counts its pages', async () => {
    const parts = await archiveTexts(await yearEndDocx(aReport()));
    const document = parts.get('word/document.xml')!;
    const head = elements(elements(document, 'tbl')[2]!, 'tr')[0]!;
    expect(head).toContain('<w:tblHeader/>');
    expect(/<w:pgSz [^>]*>/.exec(document)![0]).toBe('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    const footer = [...parts].find(([name]) => /^word\/footer\d*\.xml$/.test(name))![1];
    expect(footer).toContain('NUMPAGES');
    expect(/>PAGE</.test(footer)).toBe(true);
    expect(unescapedXml(footer)).toContain('2020-01-08 10:05:09');
    expect(parts.get('word/styles.xml')).toContain('w:eastAsia="SimSun"');
  });

  it('prints every text of the national layout in its place', async () => {
    const report = aNationalReport();
    const sheet = report.national!;
    const { lines, tables } = await printed(report);
    const [head, funds, goal, indicators, signOff] = tables.map(texts);
    expect(lines.slice(0, 2)).toEqual([sheet.title, report.period]);
    const notes = [...report.notes, ...sheet.notes];
    expect(lines.pop()).toBe(report.auditHeadText);
    expect(lines.slice(-notes.length)).toEqual(notes.map((note, at) => `${at + 1}. ${note}`));
    expect(head).toEqual(sheet.head.map((line) => line.flatMap(({ label, text }) => [label, text])));
    expect(funds!.slice(1)).toEqual(
      sheet.funds.map((line) => [
        ...[line.label, line.planned, line.budget, line.paid],
        ...[line.weight, line.rate, line.score],
      ]),
    );
    expect(goal!.at(-1)).toEqual([sheet.goal.expected, sheet.goal.actual]);
    expect(indicators!.slice(1, -1)).toEqual(
      sheet.rows.map((row) => [
        ...[row.level1?.text ?? '', row.level2?.text ?? '', row.level3],
        ...[row.nature, row.target, row.unit, row.actual, row.weight, row.score, row.note],
      ]),
    );
    const { weight, score, gradeText } = report.total;
    expect(indicators!.at(-1)).toEqual(['总分', weight, score, gradeText]);
    expect(signOff!.flat()).toEqual(sheet.signOff.map(({ label, text }) => label + text));
  });

  it('keeps markup, rare characters and line breaks as text', async () => {
    const sentence = '一<w:b/>&amp;"二"\n𠮷三';
    const indicators = aYearOf([anIndicator({ level3: '<甲>&\u0001乙', sentence })]);
    const { tables } = await printed(aReport({ indicators, project: aReportProject({ projectName: '' }) }));
    expect(tables[2]![1]!.map(({ text }) => text)).toContain('<甲>&乙');
    expect(tables[2]![1]!.at(-1)!.text).toBe(`${sentence}。`);
  });
});
