import type { Alignment, CellValue } from 'exceljs';
import type { Entry } from './report';
import { cellStyle, FONTS } from './xlsxLook.server';
import type { CellLook, Sheet } from './xlsxLook.server';

/** A form on a sheet: blocks of cells, row after row, each as high as its longest text needs. */

/** A block of cells of the form: from one column to another, over `rows` rows. */
export interface Block<Column extends string> extends CellLook {
  first: Column;
  last: Column;
  value: CellValue;
  rows?: number;
}

const LINE_POINTS = 13.5;
const ROW_POINTS = 20;

/** The columns of a form in their order, with their widths in characters of the default font. */
type Widths<Column extends string> = Readonly<Record<Column, number>>;

/** Writes block after block into the next row, and gives the row the height that its longest text needs. */
export function placer<Column extends string>(sheet: Sheet, widths: Widths<Column>) {
  const columns = Object.keys(widths) as Column[];
  sheet.columns = columns.map((column) => ({ width: widths[column] }));
  let row = 0;
  return (blocks: readonly Block<Column>[], leastPoints = ROW_POINTS) => {
    row += 1;
    for (const block of blocks) writeBlock(sheet, { row, block, columns });
    const lines = Math.max(
      ...blocks.map((block) => ((block.rows ?? 1) > 1 ? 1 : linesOf(block, { columns, widths }))),
    );
    sheet.getRow(row).height = Math.max(leastPoints, lines * LINE_POINTS + 7);
  };
}

function writeBlock<Column extends string>(
  sheet: Sheet,
  { row, block, columns }: { row: number; block: Block<Column>; columns: readonly Column[] },
): void {
  const { value, rows = 1, isFramed } = block;
  const left = columns.indexOf(block.first) + 1;
  const right = columns.indexOf(block.last) + 1;
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
function linesOf<Column extends string>(
  { first, last, value, font }: Block<Column>,
  { columns, widths }: { columns: readonly Column[]; widths: Widths<Column> },
): number {
  if (typeof value !== 'string') return 1;
  const covered = columns.slice(columns.indexOf(first), columns.indexOf(last) + 1);
  const room = covered.reduce((sum, column) => sum + widths[column], 0) - 0.8;
  const scale = (font?.size ?? FONTS.text.size) / FONTS.text.size;
  return value
    .split('\n')
    .map((line) => Math.max(1, Math.ceil((widthOf(line) * scale) / room)))
    .reduce((sum, lines) => sum + lines, 0);
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u02ff' ? 1.9 : 0.95), 0);
}

export function cell(value: CellValue, align: Alignment['horizontal'] = 'left') {
  return { value, align, isFramed: true };
}

export function headCell(value: string) {
  return { ...cell(value, 'center'), font: FONTS.bold, isHead: true };
}

export function labelCell(value: string, align: Alignment['horizontal'] = 'center') {
  return { ...cell(value, align), isHead: true };
}

export function spanCell({ text, rowSpan }: { text: string; rowSpan: number }) {
  return { ...cell(text, 'center'), rows: rowSpan };
}

/** The last columns of a label, of the text behind it, and of the second label of a line. */
interface Ends<Column extends string> {
  label: Column;
  text: Column;
  secondLabel: Column;
}

/** The lines that each form has, over the columns of this one. */
export function formLines<Column extends string>(columns: readonly Column[], ends: Ends<Column>) {
  const first = columns[0]!;
  const last = columns.at(-1)!;
  const after = (column: Column) => columns[columns.indexOf(column) + 1]!;
  const whole = (value: string): Block<Column> => ({ first, last, value });
  const signed = (entry: Entry | undefined) => (entry ? entry.label + entry.text : '');
  return {
    whole,
    heading: (value: string): Block<Column> => ({ ...whole(value), font: FONTS.heading }),
    /** One entry over the whole line, or two beside each other. */
    entries([left, right]: readonly Entry[]): Block<Column>[] {
      if (!left) return [];
      const label = { first, last: ends.label, ...labelCell(left.label) };
      const start = after(ends.label);
      if (!right) return [label, { first: start, last, ...cell(left.text) }];
      return [
        label,
        { first: start, last: ends.text, ...cell(left.text) },
        { first: after(ends.text), last: ends.secondLabel, ...labelCell(right.label) },
        { first: after(ends.secondLabel), last, ...cell(right.text) },
      ];
    },
    signOff: (left: Entry | undefined, right: Entry | undefined): Block<Column>[] => [
      { first, last: ends.text, value: signed(left) },
      { first: after(ends.text), last, value: signed(right) },
    ],
  };
}
