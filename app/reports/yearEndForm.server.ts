import type { CellFormulaValue } from 'exceljs';
import { columnLabels, fundHeads, fundLabels, reportHeadings, sheetNames, totalLabel } from '../zh/reports';
import { cell, formLines, headCell, labelCell, placer, spanCell, type Block } from './formSheet.server';
import { REPORT_COLUMNS } from './report';
import type { FundLine, RateLine, ReportColumn, ReportRow, YearEndReport } from './report';
import { FONTS, FORMATS, pageFooter, pageSetup, points, yuan } from './xlsxLook.server';
import type { Book } from './xlsxLook.server';

type FormBlock = Block<ReportColumn>;

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

/** Writes the form as it is printed. */
export function writeForm(book: Book, report: YearEndReport): void {
  const headRow = headRowOf(report);
  const sheet = book.addWorksheet(sheetNames.form, {
    pageSetup: pageSetup({ orientation: 'portrait', printTitlesRow: `${headRow}:${headRow}` }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ showGridLines: false, state: 'normal' }],
  });
  const place = placer<ReportColumn>(sheet, WIDTHS);
  const form = formLines(REPORT_COLUMNS, { label: 'level2', text: 'target', secondLabel: 'weight' });

  place([{ ...form.whole(report.title), align: 'center', font: FONTS.title }], 30);
  place([{ ...form.whole(report.period), align: 'center' }]);
  place([form.heading(reportHeadings.basics)], 24);
  for (const line of report.basics) place(form.entries(line));
  place([form.heading(reportHeadings.funds)], 24);
  place(fundHeadBlocks());
  for (const line of report.funds) place(fundBlocks(line));
  report.rates.forEach((line, index) => place(rateBlocks(line, rateFormulas(report)[index])));
  place([form.heading(reportHeadings.indicators)], 24);
  place(REPORT_COLUMNS.map((column) => ({ ...headCell(columnLabels[column]), first: column, last: column })));
  const firstRow = headRow + 1;
  for (const line of report.rows) place(indicatorBlocks(line));
  place(totalBlocks(report, { first: firstRow, last: firstRow + report.rows.length - 1 }));
  place([form.heading(reportHeadings.notes)], 24);
  report.notes.forEach((note, index) => place([form.whole(`${index + 1}. ${note}`)]));
  const [preparedBy, leader, seal, date] = report.signOff;
  place(form.signOff(preparedBy, leader), 36);
  place(form.signOff(seal, date), 36);
  place([form.whole(report.auditHeadText)]);
  sheet.commit();
}

/** The row that heads the indicators, repeated on every page: below the title, the head block and the funds. */
function headRowOf({ basics, funds, rates }: YearEndReport): number {
  const titles = 2;
  const headings = 3;
  const fundHead = 1;
  return titles + headings + basics.length + fundHead + funds.length + rates.length + 1;
}

function fundHeadBlocks(): FormBlock[] {
  return [
    { first: 'level1', last: 'level3', ...headCell(fundHeads.item) },
    { first: 'target', last: 'actual', ...headCell(fundHeads.amount) },
    { first: 'weight', last: 'note', ...headCell(fundHeads.capitals) },
  ];
}

function fundBlocks({ label, amountFen, capitalsText }: FundLine): FormBlock[] {
  return [
    { first: 'level1', last: 'level3', ...labelCell(label, 'left') },
    { first: 'target', last: 'actual', ...cell(yuan(amountFen), 'right'), format: FORMATS.amount },
    { first: 'weight', last: 'note', ...cell(capitalsText) },
  ];
}

function rateBlocks({ label, text, basis }: RateLine, formula: CellFormulaValue | undefined): FormBlock[] {
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

function indicatorBlocks(line: ReportRow): FormBlock[] {
  const blocks: FormBlock[] = [
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

function weightCell({ indicator }: ReportRow) {
  if (!indicator) return cell('', 'center');
  return { ...cell(points(indicator.weightHundredths), 'center'), format: FORMATS.plain };
}

function scoreCell({ indicator, score }: ReportRow) {
  if (!indicator || indicator.scoreHundredths === null) return cell(score, 'right');
  return { ...cell(points(indicator.scoreHundredths), 'right'), format: FORMATS.score };
}

function totalBlocks({ total }: YearEndReport, rows: { first: number; last: number }): FormBlock[] {
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
