import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  TextRun,
  type Table,
  type TableCell,
} from 'docx';
import { columnLabels, footerTexts, fundHeads, reportHeadings, totalLabel } from '../zh/reports';
import { A4, pageFooter, STYLES } from './docxLook.server';
import {
  basicsTable,
  cell,
  goesOn,
  heading,
  notes,
  row,
  signOff,
  smallLine,
  spanCells,
  table,
} from './docxTable.server';
import { nationalBody } from './nationalDocx.server';
import { REPORT_COLUMNS } from './report';
import type { FundLine, ReportColumn, ReportRow, YearEndReport } from './report';

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
const FUND_MM = [50, 40, 92];
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
        children: report.national ? nationalBody(report, report.national) : treeBody(report),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function treeBody(report: YearEndReport): (Paragraph | Table)[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(report.title)] }),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(report.period)] }),
    heading(reportHeadings.basics),
    basicsTable(report.basics),
    heading(reportHeadings.funds),
    fundsTable(report),
    heading(reportHeadings.indicators),
    indicatorTable(report),
    heading(reportHeadings.notes),
    ...notes(report.notes),
    signOff(report.signOff),
    smallLine(report.auditHeadText),
  ];
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
