import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { columnLabels, footerTexts, fundHeads, reportHeadings, totalLabel } from '../zh/reports';
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

// A4 in twips, as Word knows it by name.
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = { top: mm(16), bottom: mm(16), left: mm(14), right: mm(14), header: mm(10), footer: mm(10) };

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

// Latin letters and figures in Times, Chinese in the faces of official papers; a machine without them takes its own
// Song and Hei faces, because the language of the text is said. Figures are English text: Chinese may break anywhere.
const SONG = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: 'SimSun',
  cs: 'Times New Roman',
};
const HEI = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimHei', cs: 'Times New Roman' };
const LANGUAGE = { value: 'en-US', eastAsia: 'zh-CN' };

// Half points.
const TITLE_SIZE = 36;
const HEADING_SIZE = 24;
const TEXT_SIZE = 21;
const CELL_SIZE = 19;
const FOOTER_SIZE = 17;

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
    styles: {
      default: {
        document: {
          run: { font: SONG, size: TEXT_SIZE, language: LANGUAGE },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
        title: {
          run: { font: HEI, size: TITLE_SIZE, bold: true, color: '000000' },
          paragraph: { alignment: AlignmentType.CENTER },
        },
        heading1: {
          run: { font: HEI, size: HEADING_SIZE, bold: true, color: '000000' },
          paragraph: { spacing: { before: mm(4), after: mm(1.5) }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: footer(report) },
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

function footer({ asOfText, generatedText }: YearEndReport): Footer {
  const [before, between, after] = footerTexts.page;
  const text = (children: string[]) => new TextRun({ size: FOOTER_SIZE, children });
  const right = PAGE.width - MARGIN.left - MARGIN.right;
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: right / 2 },
          { type: TabStopType.RIGHT, position: right },
        ],
        children: [
          text([footerTexts.asOf(asOfText)]),
          text(['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after]),
          text(['\t', footerTexts.generated(generatedText)]),
        ],
      }),
    ],
  });
}
