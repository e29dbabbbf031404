import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import type { Alignment, Borders, CellValue, Font, PageSetup, Style } from 'exceljs';
import { isPeopleMetric } from '../fund/target';
import type { Metric, TargetValue } from '../fund/target';
import type { IndicatorResult } from '../indicators/indicator';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import {
  columnLabels,
  dataLabels,
  footerTexts,
  fundHeads,
  measureLabels,
  percentSigns,
  reportHeadings,
  sheetNames,
  totalLabel,
} from '../zh/reports';
import { outcomeLabels } from '../zh/indicators';
import { indicatorKindLabels } from '../zh/targetForm';
import { REPORT_COLUMNS } from './yearEnd';
import type { Entry, FundLine, RateLine, ReportColumn, ReportRow, YearEndReport } from './yearEnd';

type Book = ExcelJS.stream.xlsx.WorkbookWriter;
type Sheet = ReturnType<Book['addWorksheet']>;

/** A block of cells of the form: from one column to another, over `rows` rows. */
interface Block {
  first: ReportColumn;
  last: ReportColumn;
  value: CellValue;
  rows?: number;
  align?: Alignment['horizontal'];
  format?: string;
  font?: Partial<Font>;
  isHead?: boolean;
  isFramed?: boolean;
}

interface DataColumn {
  code: keyof typeof dataLabels;
  width: number;
  format?: (indicator: IndicatorResult) => string;
  value: (indicator: IndicatorResult) => CellValue;
}

// Widths in characters of the default font; together an A4 page at full size.
const WIDTHS: Record<ReportColumn, number> = {
  level1: 9,
  level2: 9.5,
  level3: 18.5,
  target: 10,
  actual: 14.5,
  weight: 6,
  score: 8,
  note: 21.5,
};

const A4 = 9;
const SONG = { name: 'SimSun', family: 1, charset: 134, size: 10 };
const HEI = { name: 'SimHei', family: 2, charset: 134 };
const TITLE_FONT = { ...HEI, size: 16, bold: true };
const HEADING_FONT = { ...HEI, size: 11, bold: true };
const BOLD = { ...SONG, bold: true };
const LINE = { style: 'thin' as const };
const FRAME: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const SHADE = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFF2F2F2' } };

const LINE_POINTS = 13.5;
const ROW_POINTS = 20;

// Cells of this format stay text when somebody types in them: `=100%` and a name with a leading + are never formulas.
const TEXT = '@';
const AMOUNT = '#,##0.00';
const SCORE = '0.00';
const COUNT = '#,##0';
const PERCENT = '0.00%';
const PLAIN = 'General';

/**
 * The report as an Excel workbook: the form as it is printed, and a sheet of the bare figures. Totals are formulas
 * over the rows, with their result kept for readers that do not calculate.
 */
export async function yearEndXlsx(report: YearEndReport): Promise<Uint8Array> {
  const output = new PassThrough();
  const bytes = buffer(output);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: true,
    created: new Date(report.generatedAt),
    creator: report.centreName,
    lastModifiedBy: report.centreName,
  } as Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions>);
  writeForm(book, report);
  writeData(book, report);
  await book.commit();
  return new Uint8Array(await bytes);
}

function writeForm(book: Book, report: YearEndReport): void {
  const headRow = headRowOf(report);
  const sheet = book.addWorksheet(sheetNames.form, {
    pageSetup: pageSetup({ orientation: 'portrait', printTitlesRow: `${headRow}:${headRow}` }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ showGridLines: false, state: 'normal' }],
  });
  sheet.columns = REPORT_COLUMNS.map((column) => ({ width: WIDTHS[column] }));
  const place = placer(sheet);

  place([{ ...whole(report.title), align: 'center', font: TITLE_FONT }], 30);
  place([{ ...whole(report.period), align: 'center' }]);
  place([heading(reportHeadings.basics)], 24);
  for (const line of report.basics) place(entryBlocks(line));
  place([heading(reportHeadings.funds)], 24);
  place(fundHeadBlocks());
  for (const line of report.funds) place(fundBlocks(line));
  for (const line of report.rates) place(rateBlocks(line));
  place([heading(reportHeadings.indicators)], 24);
  place(REPORT_COLUMNS.map((column) => ({ ...headCell(columnLabels[column]), first: column, last: column })));
  const firstRow = headRow + 1;
  for (const line of report.rows) place(indicatorBlocks(line));
  place(totalBlocks(report, { first: firstRow, last: firstRow + report.rows.length - 1 }));
  place([heading(reportHeadings.notes)], 24);
  report.notes.forEach((note, index) => place([whole(`${index + 1}. ${note}`)]));
  const [preparedBy, leader, seal, date] = report.signOff;
  place(signOffBlocks(preparedBy, leader), 36);
  place(signOffBlocks(seal, date), 36);
  sheet.commit();
}

/** The row that heads the indicators, repeated on every page: below the title, the head block and the funds. */
function headRowOf({ basics, funds, rates }: YearEndReport): number {
  const titles = 2;
  const headings = 3;
  const fundHead = 1;
  return titles + headings + basics.length + fundHead + funds.length + rates.length + 1;
}

/** Writes block after block into the next row, and gives the row the height that its longest text needs. */
function placer(sheet: Sheet) {
  let row = 0;
  return (blocks: readonly Block[], leastPoints = ROW_POINTS) => {
    row += 1;
    for (const block of blocks) writeBlock(sheet, row, block);
    const lines = Math.max(...blocks.map((block) => ((block.rows ?? 1) > 1 ? 1 : linesOf(block))));
    sheet.getRow(row).height = Math.max(leastPoints, lines * LINE_POINTS + 7);
  };
}

function writeBlock(sheet: Sheet, row: number, block: Block): void {
  const { value, rows = 1, isFramed } = block;
  const left = REPORT_COLUMNS.indexOf(block.first) + 1;
  const right = REPORT_COLUMNS.indexOf(block.last) + 1;
  const style = blockStyle(block);
  for (let line = row; line < row + rows; line += 1) {
    for (let column = left; column <= right; column += 1) {
      if (isFramed || column === left) sheet.getCell(line, column).style = style;
    }
  }
  sheet.getCell(row, left).value = value;
  if (rows > 1 || right > left) sheet.mergeCells(row, left, row + rows - 1, right);
}

function blockStyle({ align = 'left', format, font = SONG, isHead, isFramed }: Block): Partial<Style> {
  return {
    numFmt: format ?? TEXT,
    font,
    alignment: { horizontal: align, vertical: 'middle', wrapText: true, indent: align === 'right' ? 1 : 0 },
    ...(isFramed ? { border: FRAME } : {}),
    ...(isHead ? { fill: SHADE } : {}),
  };
}

/** How many lines a text takes in its block: at 10 points a Chinese character takes 1.9 units. */
function linesOf({ first, last, value, font }: Block): number {
  if (typeof value !== 'string') return 1;
  const columns = REPORT_COLUMNS.slice(REPORT_COLUMNS.indexOf(first), REPORT_COLUMNS.indexOf(last) + 1);
  const room = columns.reduce((sum, column) => sum + WIDTHS[column], 0) - 0.8;
  const scale = (font?.size ?? SONG.size) / SONG.size;
  return value
    .split('\n')
    .map((line) => Math.max(1, Math.ceil((widthOf(line) * scale) / room)))
    .reduce((sum, lines) => sum + lines, 0);
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u02ff' ? 1.9 : 0.95), 0);
}

function whole(value: string): Block {
  return { first: 'level1', last: 'note', value };
}

function heading(value: string): Block {
  return { ...whole(value), font: HEADING_FONT };
}

function cell(value: CellValue, align: Alignment['horizontal'] = 'left') {
  return { value, align, isFramed: true };
}

function headCell(value: string) {
  return { ...cell(value, 'center'), font: BOLD, isHead: true };
}

function labelCell(value: string, align: Alignment['horizontal'] = 'center') {
  return { ...cell(value, align), isHead: true };
}

function entryBlocks([left, right]: readonly Entry[]): Block[] {
  if (!left) return [];
  const label: Block = { first: 'level1', last: 'level2', ...labelCell(left.label) };
  if (!right) return [label, { first: 'level3', last: 'note', ...cell(left.text) }];
  return [
    label,
    { first: 'level3', last: 'target', ...cell(left.text) },
    { first: 'actual', last: 'weight', ...labelCell(right.label) },
    { first: 'score', last: 'note', ...cell(right.text) },
  ];
}

function fundHeadBlocks(): Block[] {
  return [
    { first: 'level1', last: 'level3', ...headCell(fundHeads.item) },
    { first: 'target', last: 'actual', ...headCell(fundHeads.amount) },
    { first: 'weight', last: 'note', ...headCell(fundHeads.capitals) },
  ];
}

function fundBlocks({ label, amountFen, capitalsText }: FundLine): Block[] {
  return [
    { first: 'level1', last: 'level3', ...labelCell(label, 'left') },
    { first: 'target', last: 'actual', ...cell(yuan(amountFen), 'right'), format: AMOUNT },
    { first: 'weight', last: 'note', ...cell(capitalsText) },
  ];
}

function rateBlocks({ label, text, basis }: RateLine): Block[] {
  return [
    { first: 'level1', last: 'level3', ...labelCell(label, 'left') },
    { first: 'target', last: 'actual', ...cell(text, 'right') },
    { first: 'weight', last: 'note', ...cell(basis) },
  ];
}

function indicatorBlocks(line: ReportRow): Block[] {
  const blocks: Block[] = [
    { first: 'level3', last: 'level3', ...cell(line.level3) },
    { first: 'target', last: 'target', ...cell(line.target, 'center') },
    { first: 'actual', last: 'actual', ...cell(line.actual, 'center') },
    { first: 'weight', last: 'weight', ...weightCell(line) },
    { first: 'score', last: 'score', ...scoreCell(line) },
    { first: 'note', last: 'note', ...cell(line.note) },
  ];
  const { level1, level2 } = line;
  if (level2) blocks.unshift({ first: 'level2', last: 'level2', ...spanCell(level2) });
  if (level1) blocks.unshift({ first: 'level1', last: 'level1', ...spanCell(level1) });
  return blocks;
}

function spanCell({ text, rowSpan }: { text: string; rowSpan: number }) {
  return { ...cell(text, 'center'), rows: rowSpan };
}

function weightCell({ indicator }: ReportRow) {
  if (!indicator) return cell('', 'center');
  return { ...cell(points(indicator.weightHundredths), 'center'), format: PLAIN };
}

function scoreCell({ indicator, score }: ReportRow) {
  if (!indicator || indicator.scoreHundredths === null) return cell(score, 'right');
  return { ...cell(points(indicator.scoreHundredths), 'right'), format: SCORE };
}

function totalBlocks({ total }: YearEndReport, rows: { first: number; last: number }): Block[] {
  const sum = (letter: string, hundredths: number) => ({
    formula: `SUM(${letter}${rows.first}:${letter}${rows.last})`,
    result: points(hundredths),
  });
  return [
    { first: 'level1', last: 'actual', ...cell(totalLabel, 'center'), font: BOLD },
    {
      first: 'weight',
      last: 'weight',
      ...cell(sum('F', total.weightHundredths), 'center'),
      font: BOLD,
      format: PLAIN,
    },
    {
      first: 'score',
      last: 'score',
      ...cell(sum('G', total.scoreHundredths), 'right'),
      font: BOLD,
      format: SCORE,
    },
    { first: 'note', last: 'note', ...cell(total.gradeText), font: BOLD },
  ];
}

function signOffBlocks(left: Entry | undefined, right: Entry | undefined): Block[] {
  const text = (entry: Entry | undefined) => (entry ? entry.label + entry.text : '');
  return [
    { first: 'level1', last: 'target', value: text(left) },
    { first: 'actual', last: 'note', value: text(right) },
  ];
}

const DATA_COLUMNS: readonly DataColumn[] = [
  { code: 'position', width: 6, format: () => PLAIN, value: ({ position }) => position },
  { code: 'level1', width: 16, value: ({ level1 }) => level1 },
  { code: 'level2', width: 12, value: ({ level2 }) => level2 },
  { code: 'level3', width: 24, value: ({ level3 }) => level3 },
  { code: 'kind', width: 7, value: ({ kind }) => indicatorKindLabels[kind] },
  { code: 'operator', width: 7, value: ({ target }) => target.operator ?? '' },
  { code: 'target', width: 11, format: targetFormat, value: ({ target }) => targetValue(target) },
  { code: 'unit', width: 10, value: ({ target }) => (isPercent(target) ? '' : (target.unit ?? '')) },
  { code: 'actual', width: 12, format: actualFormat, value: actualValue },
  {
    code: 'numerator',
    width: 15,
    format: partFormat,
    value: ({ metric, numerator }) => part(metric, numerator),
  },
  {
    code: 'denominator',
    width: 15,
    format: partFormat,
    value: ({ metric, denominator }) => part(metric, denominator),
  },
  {
    code: 'measure',
    width: 15,
    value: ({ metric, denominator }) => (metric && denominator !== null ? (measureLabels[metric] ?? '') : ''),
  },
  { code: 'persons', width: 9, format: () => COUNT, value: ({ counts }) => counts?.persons ?? null },
  { code: 'personTimes', width: 9, format: () => COUNT, value: ({ counts }) => counts?.personTimes ?? null },
  { code: 'families', width: 9, format: () => COUNT, value: ({ counts }) => counts?.families ?? null },
  { code: 'outcome', width: 10, value: ({ outcome }) => outcomeLabels[outcome] },
  {
    code: 'weight',
    width: 8,
    format: () => PLAIN,
    value: ({ weightHundredths }) => points(weightHundredths),
  },
  {
    code: 'score',
    width: 9,
    format: () => SCORE,
    value: ({ scoreHundredths }) => (scoreHundredths === null ? null : points(scoreHundredths)),
  },
];

function writeData(book: Book, report: YearEndReport): void {
  const sheet = book.addWorksheet(sheetNames.data, {
    pageSetup: pageSetup({ orientation: 'landscape', printTitlesRow: '1:1' }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = DATA_COLUMNS.map(({ width }) => ({ width }));
  DATA_COLUMNS.forEach(({ code }, index) => {
    const target = sheet.getCell(1, index + 1);
    target.value = dataLabels[code];
    target.style = blockStyle({ ...whole(''), align: 'center', font: BOLD, isHead: true, isFramed: true });
  });
  const indicators = report.rows.flatMap(({ indicator }) => indicator ?? []);
  indicators.forEach((indicator, index) => writeIndicator(sheet, index + 2, indicator));
  writeDataTotal(sheet, indicators.length + 2, report);
  sheet.commit();
}

function writeIndicator(sheet: Sheet, row: number, indicator: IndicatorResult): void {
  DATA_COLUMNS.forEach(({ value, format }, index) => {
    const target = sheet.getCell(row, index + 1);
    target.value = value(indicator);
    target.style = dataStyle(format?.(indicator));
  });
}

function writeDataTotal(sheet: Sheet, row: number, { total }: YearEndReport): void {
  DATA_COLUMNS.forEach(({ code, format }, index) => {
    const target = sheet.getCell(row, index + 1);
    target.style = { ...dataStyle(format && code === 'score' ? SCORE : PLAIN), font: BOLD };
    const letter = columnLetter(index);
    const sum = (hundredths: number) => ({
      formula: `SUM(${letter}2:${letter}${row - 1})`,
      result: points(hundredths),
    });
    if (code === 'position') target.value = totalLabel;
    if (code === 'weight') target.value = sum(total.weightHundredths);
    if (code === 'score') target.value = sum(total.scoreHundredths);
  });
}

function dataStyle(format: string | undefined): Partial<Style> {
  return {
    numFmt: format ?? TEXT,
    font: SONG,
    border: FRAME,
    alignment: {
      vertical: 'middle',
      wrapText: true,
      ...(format ? { horizontal: 'right', indent: 1 } : { horizontal: 'left' }),
    },
  };
}

function columnLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** 100 % is the number 1, as Excel counts. */
function targetValue(target: TargetValue): number | null {
  if (target.value === null) return null;
  return Number(isPercent(target) ? `${target.value}e-2` : target.value);
}

function targetFormat({ target }: IndicatorResult): string {
  return isPercent(target) ? PERCENT : PLAIN;
}

function isPercent({ unit }: TargetValue): boolean {
  return unit !== null && percentSigns.includes(unit);
}

function actualValue({ actual }: IndicatorResult): number | null {
  return actual.value === null ? null : Number(actual.value);
}

function actualFormat({ metric }: IndicatorResult): string {
  return metric && !isPeopleMetric(metric) ? PERCENT : PLAIN;
}

function isMoney(metric: Metric | null): boolean {
  return metric === 'budget_execution' || metric === 'funds_in_place';
}

function part(metric: Metric | null, amount: number | null): number | null {
  if (amount === null) return null;
  return isMoney(metric) ? yuan(amount) : amount;
}

function partFormat({ metric }: IndicatorResult): string {
  return isMoney(metric) ? AMOUNT : COUNT;
}

function yuan(amountFen: number): number {
  return Number(plainYuan(fen(amountFen)));
}

function points(hundredths: number): number {
  return Number(plainYuan(fen(hundredths)));
}

function pageSetup(given: Partial<PageSetup>): Partial<PageSetup> {
  return {
    paperSize: A4,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...given,
  };
}

function pageFooter({ asOfText, generatedText }: YearEndReport): string {
  const [before, between, after] = footerTexts.page;
  const page = `${before} &P ${between} &N ${after}`;
  // The blank ends the font size, which would swallow a figure that follows it.
  return `&L&8 ${footerTexts.asOf(asOfText)}&C&8 ${page}&R&8 ${footerTexts.generated(generatedText)}`;
}
