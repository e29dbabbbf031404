import type { SheetCell } from '../sheets/sheet';
import { SHEET_COLUMNS, type PersonCells, type SheetColumn } from './familySheet';

/**
 * The cells of a row as bytes in a block that many rows share: 100,000 rows as objects would fill the memory, and the
 * collector of garbage would go over them again and again.
 */
export interface PackedRow {
  row: number;
  block: Buffer;
  from: number;
  to: number;
}

const KINDS: SheetCell['kind'][] = ['text', 'number', 'date'];
/** One visible character says column and kind of a cell. */
const FIRST_MARK = 48;
/** Stands in no cell: a workbook is read without control characters. */
const END = '\u0001';
const BLOCK_BYTES = 1024 * 1024;
const MOST_BYTES_A_CHARACTER = 3;

const markOf = new Map(
  SHEET_COLUMNS.flatMap((column, index) =>
    KINDS.map((kind, place): [string, string] => [
      `${column} ${kind}`,
      String.fromCharCode(FIRST_MARK + index * KINDS.length + place),
    ]),
  ),
);

/** Packs the rows of one file. */
export class RowPacker {
  private block = Buffer.alloc(0);
  private used = 0;

  packed(row: number, cells: PersonCells): PackedRow {
    let text = '';
    for (const [column, { kind, text: content }] of Object.entries(cells))
      text += `${markOf.get(`${column} ${kind}`)}${content}${END}`;
    this.makeRoom(text.length * MOST_BYTES_A_CHARACTER);
    const from = this.used;
    this.used += this.block.write(text, from, 'utf8');
    return { row, block: this.block, from, to: this.used };
  }

  private makeRoom(bytes: number): void {
    if (this.block.length - this.used >= bytes) return;
    this.block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes));
    this.used = 0;
  }
}

export function unpacked({ block, from, to }: PackedRow): PersonCells {
  const cells: PersonCells = {};
  for (const cell of block.toString('utf8', from, to).split(END)) {
    if (cell === '') continue;
    const mark = cell.charCodeAt(0) - FIRST_MARK;
    const column: SheetColumn = SHEET_COLUMNS[Math.floor(mark / KINDS.length)]!;
    cells[column] = { kind: KINDS[mark % KINDS.length]!, text: cell.slice(1) };
  }
  return cells;
}
