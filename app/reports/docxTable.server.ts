import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  HeadingLevel,
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
import type { Entry, SpanCell } from './report';

/** Tables of the Word papers: framed, of fixed widths, with cells that may reach over others. */

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
const SMALL_SIZE = 15;

const SIGN_OFF_MM = [102, 80];
const BASIC_MM = [30, 61, 37, 54];

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
const MOST_KEPT_ROWS = 8;

export function heading(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(text)] });
}

/** Numbered; the last is kept with the signatures, so that they never stand on a page of their own. */
export function notes(texts: readonly string[]): Paragraph[] {
  return texts.map(
    (text, index) =>
      new Paragraph({
        keepNext: index === texts.length - 1,
        spacing: { line: 300 },
        children: [new TextRun(`${index + 1}. ${text}`)],
      }),
  );
}

/**
 * Whether the next row belongs under the same second-level name: on one page, so that the name is not torn off. A
 * first-level name may go on over a page; kept whole it would leave half of one empty.
 */
export function goesOn(rows: readonly { level2: SpanCell | null }[], index: number): boolean {
  let start = index;
  while (start > 0 && rows[start]?.level2 === null) start -= 1;
  const rowSpan = rows[start]?.level2?.rowSpan ?? 1;
  return rowSpan <= MOST_KEPT_ROWS && index < start + rowSpan - 1;
}

/** None where the cell of a row above reaches down: the library writes the rest of a merged cell itself. */
export function spanCells(span: SpanCell | null): TableCell[] {
  return span ? [cell(span.text, { align: 'center', rowSpan: span.rowSpan })] : [];
}

/** Two beside each other, over a page of the given widths. */
export function signOff(
  [preparedBy, leader, seal, date]: readonly Entry[],
  widthsMm: readonly number[] = SIGN_OFF_MM,
): Table {
  const line = (entries: readonly (Entry | undefined)[]) =>
    new TableRow({
      cantSplit: true,
      height: { value: mm(12), rule: 'atLeast' },
      children: entries.map((entry) => plainCell(entry ? entry.label + entry.text : '')),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widthsMm.map((width) => mm(width)),
    width: { size: mm(widthsMm.reduce((left, right) => left + right)), type: WidthType.DXA },
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

/** Labels with their texts, two in a line; one alone reaches over the whole line. */
export function basicsTable(lines: readonly Entry[][], widthsMm: readonly number[] = BASIC_MM): Table {
  return table(
    widthsMm,
    lines.map((line) =>
      row(
        line.flatMap(({ label, text }) => [
          cell(label, { align: 'center', shaded: true }),
          cell(text, { columnSpan: line.length === 1 ? 3 : 1 }),
        ]),
      ),
    ),
  );
}

export function table(widthsMm: readonly number[], rows: TableRow[]): Table {
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

export function row(children: TableCell[], { repeated = false, keepNext = false } = {}): TableRow {
  return new TableRow({
    cantSplit: true,
    tableHeader: repeated,
    keepNext,
    height: { value: mm(6.5), rule: 'atLeast' },
    children,
  });
}

export function cell(text: string, options: CellOptions = {}): TableCell {
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

/** Word wants a paragraph after the last table: this one is a line of small print, or takes no room. */
export function smallLine(text: string): Paragraph {
  if (text === '') return new Paragraph({ spacing: { line: 20, lineRule: 'exact' } });
  return new Paragraph({ spacing: { before: mm(3) }, children: [new TextRun({ text, size: SMALL_SIZE })] });
}
