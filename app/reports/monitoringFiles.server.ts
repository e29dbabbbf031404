import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  TextRun,
  type TableCell,
} from 'docx';
import ExcelJS from 'exceljs';
import { LIKELIHOOD_LABELS, monitoringColumns, monitoringHeadings } from '../zh/monitoring';
import { footerTexts, sheetNames } from '../zh/reports';
import { A4, pageFooter as docxFooter, STYLES } from './docxLook.server';
import {
  basicsTable,
  cell,
  goesOn,
  heading,
  notes,
  row,
  signOff,
  spanCells,
  table,
} from './docxTable.server';
import { cell as sheetCell, formLines, headCell, placer, spanCell, type Block } from './formSheet.server';
import { reckonedText, type MonitoringReport, type MonitoringRow } from './monitoring';
import { printable } from './printed';
import { FONTS, FORMATS, pageFooter, pageSetup, yuan } from './xlsxLook.server';

/** The monitoring report as the files that offices hand in; both print the very rows of the page. */

/** What the head says of a row, column by column. */
function saidOf({ note }: MonitoringRow): [expected: string, likelihood: string, cause: string] {
  if (!note) return ['', '', ''];
  return [printable(note.expected), LIKELIHOOD_LABELS[note.likelihood], printable(note.cause)];
}

// Together the width of a page that lies on its side.
const BASIC_MM = [34, 116, 34, 85];
const FUND_MM = [34, 34, 34, 34, 38, 27, 34, 34];
const COLUMN_MM = [26, 24, 40, 24, 28, 28, 28, 24, 47];
const SIGN_OFF_MM = [150, 119];

/** A4 on its side, headings, tables with a repeated header row, page numbers. */
export async function monitoringDocx(report: MonitoringReport): Promise<Uint8Array> {
  const { size, margin } = A4.page;
  const document = new Document({
    title: report.title + report.period,
    creator: report.centreName,
    lastModifiedBy: report.centreName,
    description: footerTexts.asOf(report.asOfText),
    styles: STYLES,
    sections: [
      {
        properties: { page: { size: { ...size, orientation: PageOrientation.LANDSCAPE }, margin } },
        footers: { default: docxFooter(report, { isLandscape: true }) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(report.title)] }),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(report.period)] }),
          heading(monitoringHeadings.basics),
          basicsTable(report.basics, BASIC_MM),
          heading(monitoringHeadings.funds),
          fundsTable(report),
          heading(monitoringHeadings.indicators),
          indicatorTable(report),
          heading(monitoringHeadings.notes),
          ...notes(report.notes),
          signOff(report.signOff, SIGN_OFF_MM),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function fundsTable({ funds }: MonitoringReport) {
  return table(FUND_MM, [
    row(funds.map(({ label }) => cell(label, { align: 'center', bold: true, shaded: true }))),
    row(funds.map(({ text }) => cell(text, { align: 'center' }))),
  ]);
}

function indicatorTable({ rows }: MonitoringReport) {
  const head = monitoringColumns.map((text) => cell(text, { align: 'center', bold: true, shaded: true }));
  return table(COLUMN_MM, [
    row(head, { repeated: true }),
    ...rows.map((line, index) => row(indicatorCells(line), { keepNext: goesOn(rows, index) })),
  ]);
}

function indicatorCells(line: MonitoringRow): TableCell[] {
  const [expected, likelihood, cause] = saidOf(line);
  return [
    ...spanCells(line.level1),
    ...spanCells(line.level2),
    cell(line.name),
    ...[line.target, line.actual, reckonedText(line), expected, likelihood].map((text) =>
      cell(text, { align: 'center' }),
    ),
    cell(cause),
  ];
}

// Widths in characters of the default font; together an A4 page on its side.
const WIDTHS = {
  level1: 12,
  level2: 11,
  name: 22,
  target: 14,
  actual: 15,
  reckoned: 15,
  expected: 15,
  likelihood: 15,
  cause: 28,
} as const;
type Column = keyof typeof WIDTHS;
type FormBlock = Block<Column>;
const COLUMNS = Object.keys(WIDTHS) as Column[];

/** The same as a workbook: amounts as numbers, the rates as formulas. */
export async function monitoringXlsx(report: MonitoringReport): Promise<Uint8Array> {
  const { basics, rows } = report;
  const fundRow = 2 + 1 + basics.length + 2 + 1;
  const headRow = fundRow + 2;
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(sheetNames.monitoring, {
    pageSetup: pageSetup({ orientation: 'landscape', printTitlesRow: `${headRow}:${headRow}` }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ showGridLines: false, state: 'normal' }],
  });
  const place = placer<Column>(sheet, WIDTHS);
  const form = formLines(COLUMNS, { label: 'level2', text: 'actual', secondLabel: 'reckoned' });

  place([{ ...form.whole(report.title), align: 'center', font: FONTS.title }], 30);
  place([{ ...form.whole(report.period), align: 'center' }]);
  place([form.heading(monitoringHeadings.basics)], 24);
  for (const line of basics) place(form.entries(line));
  place([form.heading(monitoringHeadings.funds)], 24);
  place(fundBlocks(report.funds.map(({ label }) => headCell(label))));
  place(fundBlocks(fundCells(report, fundRow)));
  place([form.heading(monitoringHeadings.indicators)], 24);
  place(
    COLUMNS.map((column, index) => ({ ...headCell(monitoringColumns[index]!), first: column, last: column })),
  );
  for (const line of rows) place(indicatorBlocks(line));
  place([form.heading(monitoringHeadings.notes)], 24);
  report.notes.forEach((note, index) => place([form.whole(`${index + 1}. ${note}`)]));
  const [preparedBy, leader, seal, date] = report.signOff;
  place(form.signOff(preparedBy, leader), 36);
  place(form.signOff(seal, date), 36);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

type Look = Omit<FormBlock, 'first' | 'last'>;

/** The eight cells of the money over the nine columns. */
function fundBlocks(cells: readonly Look[]): FormBlock[] {
  const spans: readonly (readonly [Column, Column])[] = [
    ['level1', 'level2'],
    ['name', 'name'],
    ['target', 'target'],
    ['actual', 'actual'],
    ['reckoned', 'reckoned'],
    ['expected', 'expected'],
    ['likelihood', 'likelihood'],
    ['cause', 'cause'],
  ];
  return spans.map(([first, last], index) => ({ first, last, ...cells[index]! }));
}

function fundCells({ money, funds }: MonitoringReport, row: number): Look[] {
  const { budgetFen, receivedFen, plannedFen, paidFen, committedFen, projectedFen } = money;
  const amount = (amountFen: number): Look => ({
    ...sheetCell(yuan(amountFen), 'center'),
    format: FORMATS.amount,
  });
  const share = (index: number, letter: string, amountFen: number): Look => {
    if (budgetFen === 0) return sheetCell(funds[index]!.text, 'center');
    const formula = `${letter}${row}/A${row}`;
    return {
      ...sheetCell({ formula, result: amountFen / budgetFen }, 'center'),
      format: FORMATS.percent,
    };
  };
  return [
    ...[budgetFen, receivedFen, plannedFen, paidFen, committedFen].map(amount),
    share(5, 'E', paidFen),
    amount(projectedFen),
    share(7, 'H', projectedFen),
  ];
}

function indicatorBlocks(line: MonitoringRow): FormBlock[] {
  const { level1, level2, name, target, actual } = line;
  const [expected, likelihood, cause] = saidOf(line);
  const centred = { target, actual, reckoned: reckonedText(line), expected, likelihood };
  const blocks: FormBlock[] = [
    { first: 'name', last: 'name', ...sheetCell(name) },
    ...(Object.keys(centred) as (keyof typeof centred)[]).map((column) => ({
      ...{ first: column, last: column },
      ...sheetCell(centred[column], 'center'),
    })),
    { first: 'cause', last: 'cause', ...sheetCell(cause) },
  ];
  if (level2) blocks.unshift({ first: 'level2', last: 'level2', ...spanCell(level2) });
  if (level1) blocks.unshift({ first: 'level1', last: 'level1', ...spanCell(level1) });
  return blocks;
}
