import type { CellFormulaValue, CellValue } from 'exceljs';
import { NATIONAL_COLUMN_LABELS, nationalFundHeads, nationalHeadings } from '../zh/nationalReport';
import { sheetNames } from '../zh/reports';
import { cell, formLines, headCell, labelCell, placer, spanCell, type Block } from './formSheet.server';
import type { NationalFundLine, NationalRow, NationalSheet } from './national';
import type { YearEndReport } from './report';
import { FONTS, FORMATS, pageFooter, pageSetup, points } from './xlsxLook.server';
import type { Book } from './xlsxLook.server';

// Widths in characters of the default font; together an A4 page at full size.
const WIDTHS = {
  level1: 8.5,
  level2: 9,
  level3: 16,
  nature: 6.5,
  target: 9,
  unit: 6.5,
  actual: 12,
  weight: 7.5,
  score: 8.5,
  note: 17,
} as const;
type Column = keyof typeof WIDTHS;
type FormBlock = Block<Column>;

const COLUMNS = Object.keys(WIDTHS) as Column[];
const WAN = '#,##0.00####';

/** Writes the national form: amounts in 万元 as numbers, the sums, the rates and the total score as formulas. */
export function writeNationalForm(book: Book, report: YearEndReport, national: NationalSheet): void {
  const rowsOf = placesOf(national);
  const sheet = book.addWorksheet(sheetNames.form, {
    pageSetup: pageSetup({ orientation: 'portrait', printTitlesRow: `${rowsOf.head}:${rowsOf.head}` }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ showGridLines: false, state: 'normal' }],
  });
  const place = placer<Column>(sheet, WIDTHS);
  const form = formLines(COLUMNS, { label: 'level2', text: 'target', secondLabel: 'actual' });
  place([{ ...form.whole(national.title), align: 'center', font: FONTS.title }], 30);
  place([{ ...form.whole(report.period), align: 'center' }]);
  place([form.heading(nationalHeadings.basics)], 24);
  for (const line of national.head) place(form.entries(line));
  place([form.heading(nationalHeadings.funds)], 24);
  place(fundBlocks(nationalFundHeads.map((text) => headCell(text))));
  national.funds.forEach((line, index) => place(fundBlocks(fundCells(national, rowsOf.funds + index, line))));
  place([form.heading(nationalHeadings.goal)], 24);
  place(goalBlocks(headCell(nationalHeadings.goalExpected), headCell(nationalHeadings.goalActual)));
  place(goalBlocks(cell(national.goal.expected), cell(national.goal.actual)));
  place([form.heading(nationalHeadings.indicators)], 24);
  place(
    COLUMNS.map((column) => ({ ...headCell(NATIONAL_COLUMN_LABELS[column]), first: column, last: column })),
  );
  for (const line of national.rows) place(indicatorBlocks(line));
  place(totalBlocks(report, { funds: rowsOf.funds, first: rowsOf.head + 1, count: national.rows.length }));
  place([form.heading(nationalHeadings.notes)], 24);
  [...report.notes, ...national.notes].forEach((note, index) => place([form.whole(`${index + 1}. ${note}`)]));
  const [preparedBy, phone, seal, date] = national.signOff;
  place(form.signOff(preparedBy, phone), 36);
  place(form.signOff(seal, date), 36);
  place([form.whole(report.auditHeadText)]);
  sheet.commit();
}

/** Where the first line of money and the head of the indicators stand. */
function placesOf({ head, funds }: NationalSheet): { funds: number; head: number } {
  const titles = 3;
  const headingAndHead = 2;
  const first = titles + head.length + headingAndHead + 1;
  const goal = 3;
  return { funds: first, head: first + funds.length + goal + 1 };
}

type Look = Omit<FormBlock, 'first' | 'last'>;

/** The seven cells of a line of money over the ten columns. */
function fundBlocks(cells: readonly Look[]): FormBlock[] {
  const spans: readonly (readonly [Column, Column])[] = [
    ['level1', 'level2'],
    ['level3', 'level3'],
    ['nature', 'target'],
    ['unit', 'actual'],
    ['weight', 'weight'],
    ['score', 'score'],
    ['note', 'note'],
  ];
  return spans.map(([first, last], index) => ({ first, last, ...cells[index]! }));
}

const AMOUNT_LETTERS = { plannedFen: 'C', budgetFen: 'D', paidFen: 'F' } as const;

function fundCells({ funds, execution }: NationalSheet, row: number, line: NationalFundLine): Look[] {
  const amount = (field: keyof typeof AMOUNT_LETTERS) => {
    const value = amountValue(
      line[field],
      line.code === 'total' && partsKnown(funds, field) ? sumBelow(field, row) : null,
    );
    return { ...cell(value, 'right'), format: WAN };
  };
  const isTotal = line.code === 'total';
  const weight = isTotal && execution ? points(execution.weightHundredths) : line.weight;
  const scored = isTotal && execution ? execution.scoreHundredths : null;
  const score = scored === null ? line.score : points(scored);
  return [
    labelCell(line.label, 'left'),
    amount('plannedFen'),
    amount('budgetFen'),
    amount('paidFen'),
    { ...cell(weight, 'center'), ...(typeof weight === 'number' ? { format: FORMATS.plain } : {}) },
    rateCell(line, row),
    { ...cell(score, 'right'), ...(typeof score === 'number' ? { format: FORMATS.score } : {}) },
  ];
}

function rateCell({ budgetFen, paidFen, rate }: NationalFundLine, row: number): Look {
  if (!budgetFen || paidFen === null) return cell(rate, 'right');
  const formula = `${AMOUNT_LETTERS.paidFen}${row}/${AMOUNT_LETTERS.budgetFen}${row}`;
  return { ...cell({ formula, result: paidFen / budgetFen }, 'right'), format: FORMATS.percent };
}

function partsKnown(funds: readonly NationalFundLine[], field: keyof typeof AMOUNT_LETTERS): boolean {
  return funds.every((line) => line[field] !== null);
}

function sumBelow(field: keyof typeof AMOUNT_LETTERS, row: number): string {
  const letter = AMOUNT_LETTERS[field];
  return `SUM(${letter}${row + 1}:${letter}${row + 3})`;
}

function amountValue(amountFen: number | null, formula: string | null): CellValue {
  if (amountFen === null) return '—';
  return formula === null ? wan(amountFen) : { formula, result: wan(amountFen) };
}

/** 万元 as a number of Excel. */
function wan(amountFen: number): number {
  return Number(`${amountFen}e-6`);
}

function goalBlocks(left: Look, right: Look): FormBlock[] {
  return [
    { first: 'level1', last: 'target', ...left },
    { first: 'unit', last: 'note', ...right },
  ];
}

function indicatorBlocks(line: NationalRow): FormBlock[] {
  const { level1, level2, indicator } = line;
  const { scoreHundredths, weightHundredths } = indicator;
  const blocks: FormBlock[] = [
    { first: 'level3', last: 'level3', ...cell(line.level3) },
    { first: 'nature', last: 'nature', ...cell(line.nature, 'center') },
    { first: 'target', last: 'target', ...cell(line.target, 'center') },
    { first: 'unit', last: 'unit', ...cell(line.unit, 'center') },
    { first: 'actual', last: 'actual', ...cell(line.actual, 'center') },
    { first: 'weight', last: 'weight', ...cell(points(weightHundredths), 'center'), format: FORMATS.plain },
    { first: 'score', last: 'score', ...scoreCell(scoreHundredths, line.score) },
    { first: 'note', last: 'note', ...cell(line.note) },
  ];
  if (level2) blocks.unshift({ first: 'level2', last: 'level2', ...spanCell(level2) });
  if (level1) blocks.unshift({ first: 'level1', last: 'level1', ...spanCell(level1) });
  return blocks;
}

function scoreCell(scoreHundredths: number | null, text: string): Look {
  if (scoreHundredths === null) return cell(text, 'right');
  return { ...cell(points(scoreHundredths), 'right'), format: FORMATS.score };
}

/** The points of the rows, and those that stand beside the money. */
function totalBlocks(
  { total, national }: YearEndReport,
  { funds, first, count }: { funds: number; first: number; count: number },
): FormBlock[] {
  const sum = (letter: string, beside: string, hundredths: number): CellFormulaValue => {
    const parts = [
      ...(count > 0 ? [`SUM(${letter}${first}:${letter}${first + count - 1})`] : []),
      ...(national?.execution ? [`N(${beside}${funds})`] : []),
    ];
    return { formula: parts.join('+') || '0', result: points(hundredths) };
  };
  return [
    { first: 'level1', last: 'actual', ...cell(nationalHeadings.total, 'center'), font: FONTS.bold },
    {
      first: 'weight',
      last: 'weight',
      ...cell(sum('H', 'H', total.weightHundredths), 'center'),
      font: FONTS.bold,
      format: FORMATS.plain,
    },
    {
      first: 'score',
      last: 'score',
      ...cell(sum('I', 'J', total.scoreHundredths), 'right'),
      font: FONTS.bold,
      format: FORMATS.score,
    },
    { first: 'note', last: 'note', ...cell(total.gradeText), font: FONTS.bold },
  ];
}
