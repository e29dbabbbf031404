import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { columnLabels, footerTexts, fundHeads, reportHeadings, totalLabel } from '../zh/reports';
import { A4, pageFooter, STYLES } from './docxLook.server';
import { REPORT_COLUMNS } from './report';
import type { Entry, FundLine, ReportColumn, ReportRow, SpanCell, YearEndReport } from './report';

type Align = 'left' | 'center' | 'right';

interface CellOptions {
  align?: Align;
  bold?: boolean;
  shaded?: boolean;
  columnSpan?: number;
  rowSpan?: number;
}

const mm = convertMillimetersToTwip;

// Half points.
const CELL_SIZE = 19;

const COLUMN_MM: Record<ReportColumn, number> = {
  level1: 20,
  level2: 18,
  level3: 34,
  target: 19,
  actual: 27,
  weight: 11,
  score: 13,
  note: 40,
};
const BASIC_MM = [30, 61, 37, 54];
const FUND_MM = [50, 40, 92];
const SIGN_OFF_MM = [102, 80];

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const FRAME = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};
const SHADE = 'F2F2F2';
// More rows than this would leave too much of a page empty.
const MOST_KEPT_ROWS = 12;

/** The report as a Word document: A4 upright, headings, tables with a repeated header row, page numbers. */
export async function yearEndDocx(report: YearEndReport): Promise<Uint8Array> {
  const document = new Document({
    title: report.title + report.period,
    creator: report.centreName,
    lastModifiedBy: report.centreName,
    description: footerTexts.asOf(report.asOfText),
    styles: STYLES,
    sections: [
      {
        properties: A4,
        footers: { default: pageFooter(report) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(report.title)] }),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(report.period)] }),
          heading(reportHeadings.basics),
          basicsTable(report.basics),
          heading(reportHeadings.funds),
          fundsTable(report),
          heading(reportHeadings.indicators),
          indicatorTable(report),
          heading(reportHeadings.notes),
          ...report.notes.map((text, index) =>
            note(`${index + 1}. ${text}`, index === report.notes.length - 1),
          ),
          signOff(report.signOff),
          end(),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function heading(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(text)] });
}

/** The last is kept with the signatures, so that they never stand on a page of their own. */
function note(text: string, keepNext: boolean): Paragraph {
  return new Paragraph({ keepNext, spacing: { line: 300 }, children: [new TextRun(text)] });
}

function basicsTable(lines: readonly Entry[][]): Table {
  return table(
    BASIC_MM,
    lines.map((line) => row(line.flatMap((entry) => entryCells(entry, line.length === 1 ? 3 : 1)))),
  );
}

function entryCells({ label, text }: Entry, columnSpan: number): TableCell[] {
  return [cell(label, { align: 'center', shaded: true }), cell(text, { columnSpan })];
}

function fundsTable({ funds, rates }: YearEndReport): Table {
  const head = [fundHeads.item, fundHeads.amount, fundHeads.capitals];
  return table(FUND_MM, [
    row(
      head.map((text) => cell(text, { align: 'center', shaded: true, bold: true })),
      { repeated: true },
    ),
    ...funds.map((line) => row(fundCells(line))),
    ...rates.map(({ label, text, basis }) =>
      row([cell(label, { shaded: true }), cell(text, { align: 'right' }), cell(basis)]),
    ),
  ]);
}

function fundCells({ label, amountText, capitalsText }: FundLine): TableCell[] {
  return [cell(label, { shaded: true }), cell(amountText, { align: 'right' }), cell(capitalsText)];
}

function indicatorTable({ rows, total }: YearEndReport): Table {
  const widths = REPORT_COLUMNS.map((column) => COLUMN_MM[column]);
  const head = REPORT_COLUMNS.map((column) =>
    cell(columnLabels[column], { align: 'center', bold: true, shaded: true }),
  );
  return table(widths, [
    row(head, { repeated: true }),
    ...rows.map((line, index) => row(indicatorCells(line), { keepNext: goesOn(rows, index) })),
    row([
      cell(totalLabel, { align: 'center', bold: true, columnSpan: 5 }),
      cell(total.weight, { align: 'center', bold: true }),
      cell(total.score, { align: 'right', bold: true }),
      cell(total.gradeText, { bold: true }),
    ]),
  ]);
}

/** Whether the next row belongs under the same first-level name: on one page, so that the name is not torn off. */
function goesOn(rows: readonly ReportRow[], index: number): boolean {
  let start = index;
  while (start > 0 && rows[start]?.level1 === null) start -= 1;
  const rowSpan = rows[start]?.level1?.rowSpan ?? 1;
  return rowSpan <= MOST_KEPT_ROWS && index < start + rowSpan - 1;
}

function indicatorCells(line: ReportRow): TableCell[] {
  return [
    ...spanCells(line.level1),
    ...spanCells(line.level2),
    cell(line.level3),
    cell(line.target, { align: 'center' }),
    cell(line.actual, { align: 'center' }),
    cell(line.weight, { align: 'center' }),
    cell(line.score, { align: 'right' }),
    cell(line.note),
  ];
}

/** None where the cell of a row above reaches down: the library writes the rest of a merged cell itself. */
function spanCells(span: SpanCell | null): TableCell[] {
  return span ? [cell(span.text, { align: 'center', rowSpan: span.rowSpan })] : [];
}

function signOff([preparedBy, leader, seal, date]: readonly Entry[]): Table {
  const line = (entries: readonly (Entry | undefined)[]) =>
    new TableRow({
      cantSplit: true,
      height: { value: mm(12), rule: 'atLeast' },
      children: entries.map((entry) => plainCell(entry ? entry.label + entry.text : '')),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: SIGN_OFF_MM.map((width) => mm(width)),
    width: { size: mm(SIGN_OFF_MM.reduce((left, right) => left + right)), type: WidthType.DXA },
    borders: TableBorders.NONE,
    rows: [line([preparedBy, leader]), line([seal, date])],
  });
}

function plainCell(text: string): TableCell {
  return new TableCell({
    verticalAlign: VerticalAlign.BOTTOM,
    children: [new Paragraph({ keepNext: true, children: [new TextRun(text)] })],
  });
}

function table(widthsMm: readonly number[], rows: TableRow[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: widthsMm.map((width) => mm(width)),
    width: { size: mm(widthsMm.reduce((left, right) => left + right)), type: WidthType.DXA },
    margins: { top: 30, bottom: 30, left: 70, right: 70 },
    borders: FRAME,
    rows,
  });
}

function row(children: TableCell[], { repeated = false, keepNext = false } = {}): TableRow {
  return new TableRow({
    cantSplit: true,
    tableHeader: repeated,
    keepNext,
    height: { value: mm(6.5), rule: 'atLeast' },
    children,
  });
}

function cell(text: string, options: CellOptions = {}): TableCell {
  const { align = 'left', bold, shaded, columnSpan, rowSpan } = options;
  return new TableCell({
    columnSpan,
    rowSpan,
    verticalAlign: VerticalAlign.CENTER,
    shading: shaded ? { fill: SHADE, color: 'auto', type: 'clear' } : undefined,
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: align,
          children: [new TextRun({ text: line, size: CELL_SIZE, bold })],
        }),
    ),
  });
}

/** Word wants a paragraph after the last table; this one takes no room. */
function end(): Paragraph {
  return new Paragraph({ spacing: { line: 20, lineRule: 'exact' } });
}
