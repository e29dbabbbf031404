import { AlignmentType, HeadingLevel, Paragraph, TextRun, type Table, type TableCell } from 'docx';
import { NATIONAL_COLUMN_LABELS, nationalFundHeads, nationalHeadings } from '../zh/nationalReport';
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
import type { NationalFundLine, NationalRow, NationalSheet } from './national';
import type { YearEndReport } from './report';

const COLUMN_MM = [15, 17, 32, 12, 18, 12, 22, 11, 13, 30];
const FUND_MM = [44, 27, 27, 27, 17, 23, 17];
const GOAL_MM = [91, 91];

/** The paper in the national layout of 2020. */
export function nationalBody(report: YearEndReport, sheet: NationalSheet): (Paragraph | Table)[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(sheet.title)] }),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(report.period)] }),
    heading(nationalHeadings.basics),
    basicsTable(sheet.head),
    heading(nationalHeadings.funds),
    fundsTable(sheet.funds),
    heading(nationalHeadings.goal),
    goalTable(sheet),
    heading(nationalHeadings.indicators),
    indicatorTable(report, sheet),
    heading(nationalHeadings.notes),
    ...notes([...report.notes, ...sheet.notes]),
    signOff(sheet.signOff),
    smallLine(report.auditHeadText),
  ];
}

function fundsTable(funds: readonly NationalFundLine[]): Table {
  return table(FUND_MM, [
    row(
      nationalFundHeads.map((text) => cell(text, { align: 'center', bold: true, shaded: true })),
      { repeated: true },
    ),
    ...funds.map((line) =>
      row([
        cell(line.label, { shaded: true }),
        ...[line.planned, line.budget, line.paid].map((text) => cell(text, { align: 'right' })),
        cell(line.weight, { align: 'center' }),
        ...[line.rate, line.score].map((text) => cell(text, { align: 'right' })),
      ]),
    ),
  ]);
}

function goalTable({ goal }: NationalSheet): Table {
  const head = [nationalHeadings.goalExpected, nationalHeadings.goalActual];
  return table(GOAL_MM, [
    row(head.map((text) => cell(text, { align: 'center', bold: true, shaded: true }))),
    row([cell(goal.expected), cell(goal.actual)]),
  ]);
}

function indicatorTable({ total }: YearEndReport, { rows }: NationalSheet): Table {
  const head = Object.values(NATIONAL_COLUMN_LABELS).map((text) =>
    cell(text, { align: 'center', bold: true, shaded: true }),
  );
  return table(COLUMN_MM, [
    row(head, { repeated: true }),
    ...rows.map((line, index) => row(indicatorCells(line), { keepNext: goesOn(rows, index) })),
    row([
      cell(nationalHeadings.total, { align: 'center', bold: true, columnSpan: 7 }),
      cell(total.weight, { align: 'center', bold: true }),
      cell(total.score, { align: 'right', bold: true }),
      cell(total.gradeText, { bold: true }),
    ]),
  ]);
}

function indicatorCells(line: NationalRow): TableCell[] {
  return [
    ...spanCells(line.level1),
    ...spanCells(line.level2),
    cell(line.level3),
    ...[line.nature, line.target, line.unit, line.actual, line.weight].map((text) =>
      cell(text, { align: 'center' }),
    ),
    cell(line.score, { align: 'right' }),
    cell(line.note),
  ];
}
