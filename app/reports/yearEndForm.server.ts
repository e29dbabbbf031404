import type { Alignment, CellFormulaValue, CellValue } from 'exceljs';
import { columnLabels, fundHeads, fundLabels, reportHeadings, sheetNames, totalLabel } from '../zh/reports';
import { REPORT_COLUMNS } from './report';
import type { Entry, FundLine, RateLine, ReportColumn, ReportRow, YearEndReport } from './report';
import { cellStyle, FONTS, FORMATS, pageFooter, pageSetup, points, yuan } from './xlsxLook.server';
import type { Book, CellLook, Sheet } from './xlsxLook.server';

/** A block of cells of the form: from one column to another, over `rows` rows. */
interface Block extends CellLook {
  first: ReportColumn;
  last: ReportColumn;
  value: CellValue;
  rows?: number;
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

const LINE_POINTS = 13.5;
const ROW_POINTS = 20;

/** Writes the form as it is printed. */
export function writeForm(book: Book, report: YearEndReport): void {
  const headRow = headRowOf(report);
  const sheet = book.addWorksheet(sheetNames.form, {
    pageSetup: pageSetup({ orientation: 'portrait', printTitlesRow: `${headRow}:${headRow}` }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ showGridLines: false, state: 'normal' }],
  });
  sheet.columns = REPORT_COLUMNS.map((column) => ({ width: WIDTHS[column] }));
  const place = placer(sheet);

  place([{ ...whole(report.title), align: 'center', font: FONTS.title }], 30);
  place([{ ...whole(report.period), align: 'center' }]);
  place([heading(reportHeadings.basics)], 24);
  for (const line of report.basics) place(entryBlocks(line));
  place([heading(reportHeadings.funds)], 24);
  place(fundHeadBlocks());
  for (const line of report.funds) place(fundBlocks(line));
  report.rates.forEach((line, index) => place(rateBlocks(line, rateFormulas(report)[index])));
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
  const style = cellStyle(block);
  for (let line = row; line < row + rows; line += 1) {
    for (let column = left; column <= right; column += 1) {
      if (isFramed || column === left) sheet.getCell(line, column).style = style;
    }
  }
  sheet.getCell(row, left).value = value;
  if (rows > 1 || right > left) sheet.mergeCells(row, left, row + rows - 1, right);
}

/** How many lines a text takes in its block: at 10 points a Chinese character takes 1.9 units. */
function linesOf({ first, last, value, font }: Block): number {
  if (typeof value !== 'string') return 1;
  const columns = REPORT_COLUMNS.slice(REPORT_COLUMNS.indexOf(first), REPORT_COLUMNS.indexOf(last) + 1);
  const room = columns.reduce((sum, column) => sum + WIDTHS[column], 0) - 0.8;
  const scale = (font?.size ?? FONTS.text.size) / FONTS.text.size;
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
  return { ...whole(value), font: FONTS.heading };
}

function cell(value: CellValue, align: Alignment['horizontal'] = 'left') {
  return { value, align, isFramed: true };
}

function headCell(value: string) {
  return { ...cell(value, 'center'), font: FONTS.bold, isHead: true };
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
    { first: 'target', last: 'actual', ...cell(yuan(amountFen), 'right'), format: FORMATS.amount },
    { first: 'weight', last: 'note', ...cell(capitalsText) },
  ];
}

function rateBlocks({ label, text, basis }: RateLine, formula: CellFormulaValue | undefined): Block[] {
  const value = formula ? { ...cell(formula, 'right'), format: FORMATS.percent } : cell(text, 'right');
  return [
    { first: 'level1', last: 'level3', ...labelCell(label, 'left') },
    { first: 'target', last: 'actual', ...value },
    { first: 'weight', last: 'note', ...cell(basis) },
  ];
}

/** The two money rates as quotients of the amounts above them; none without a budget. */
function rateFormulas(report: YearEndReport): CellFormulaValue[] {
  const { budgetFen, paidFen, receivedFen } = report.money;
  if (budgetFen === 0) return [];
  const amountCell = (label: string) => `D${fundRowOf(report, label)}`;
  const budget = amountCell(fundLabels.budget);
  return [
    { formula: `${amountCell(fundLabels.paid)}/${budget}`, result: paidFen / budgetFen },
    { formula: `${amountCell(fundLabels.received)}/${budget}`, result: receivedFen / budgetFen },
  ];
}

/** The row of an amount: the amounts and the rates end one heading above the head of the indicators. */
function fundRowOf(report: YearEndReport, label: string): number {
  const { funds, rates } = report;
  const first = headRowOf(report) - 1 - rates.length - funds.length;
  return first + funds.findIndex((line) => line.label === label);
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
  return { ...cell(points(indicator.weightHundredths), 'center'), format: FORMATS.plain };
}

function scoreCell({ indicator, score }: ReportRow) {
  if (!indicator || indicator.scoreHundredths === null) return cell(score, 'right');
  return { ...cell(points(indicator.scoreHundredths), 'right'), format: FORMATS.score };
}

function totalBlocks({ total }: YearEndReport, rows: { first: number; last: number }): Block[] {
  const sum = (letter: string, hundredths: number) => ({
    formula: `SUM(${letter}${rows.first}:${letter}${rows.last})`,
    result: points(hundredths),
  });
  return [
    { first: 'level1', last: 'actual', ...cell(totalLabel, 'center'), font: FONTS.bold },
    {
      first: 'weight',
      last: 'weight',
      ...cell(sum('F', total.weightHundredths), 'center'),
      font: FONTS.bold,
      format: FORMATS.plain,
    },
    {
      first: 'score',
      last: 'score',
      ...cell(sum('G', total.scoreHundredths), 'right'),
      font: FONTS.bold,
      format: FORMATS.score,
    },
    { first: 'note', last: 'note', ...cell(total.gradeText), font: FONTS.bold },
  ];
}

function signOffBlocks(left: Entry | undefined, right: Entry | undefined): Block[] {
  const text = (entry: Entry | undefined) => (entry ? entry.label + entry.text : '');
  return [
    { first: 'level1', last: 'target', value: text(left) },
    { first: 'actual', last: 'note', value: text(right) },
  ];
}
