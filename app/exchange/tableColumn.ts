import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';

/** A text, a count, or an amount. */
export type TableCell = string | number | { fen: number };

/** How a column of a sheet looks, by what stands in it; the width is in digits. */
export interface TableColumn {
  width: number;
  isNumeric: boolean;
}

const WIDTHS = { from: 8, to: 44 };
/** Of a column that stays empty. */
const EMPTY_WIDTH = 18;
const ROOM = 2;

/** A column as wide as its widest cell, within limits: what is longer goes on below. */
export function tableColumn(title: string, cells: readonly TableCell[]): TableColumn {
  const filled = cells.filter((cell) => cell !== '');
  const isNumeric = filled.length > 0 && filled.every((cell) => typeof cell !== 'string');
  if (filled.length === 0) return { width: EMPTY_WIDTH, isNumeric };
  const widest = Math.max(...[title, ...filled].map((cell) => digitsOf(cell)));
  return { width: Math.min(WIDTHS.to, Math.max(WIDTHS.from, widest + ROOM)), isNumeric };
}

/** How many lines the fullest cell of a row takes. */
export function linesOf(cells: readonly TableCell[], columns: readonly TableColumn[]): number {
  return Math.max(
    1,
    ...cells.map((cell, index) => Math.ceil(digitsOf(cell) / ((columns[index]?.width ?? WIDTHS.to) - ROOM))),
  );
}

/** How many digits a cell is as wide as: a Chinese character as two. */
function digitsOf(cell: TableCell): number {
  const text = typeof cell === 'object' ? formatYuan(fen(cell.fen)) : String(cell);
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);
}
