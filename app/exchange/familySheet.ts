import { isNobodyRow } from '../sheets/nobodyRow';
import type { SheetCell, SheetRow } from '../sheets/sheet';
import { toPlainText } from '../plainText';
import { COLUMN_ALIASES, COLUMN_TITLES } from '../zh/familySheet';

/** The sheet of a register: one row a person. The Chinese titles stand in app/zh/familySheet.ts. */

export const SHEET_COLUMNS = [
  'fileNumber',
  'relation',
  'name',
  'idNumber',
  'sex',
  'birthOn',
  'ethnicGroup',
  'phone',
  'category',
  'mainCause',
  'address',
  'division',
  'workUnit',
  'employment',
  'health',
  'educationStage',
  'school',
  'monthlyIncome',
  'yearlyIncome',
  'bankName',
  'account',
  'unionMember',
  'registeredOn',
  'status',
  'exitedOn',
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** Without these a sheet is no register. */
export const NEEDED_COLUMNS = ['relation', 'name', 'idNumber'] as const satisfies readonly SheetColumn[];

/** The cells of one person by column; columns without content are missing. */
export type PersonCells = Partial<Record<SheetColumn, SheetCell>>;

export interface SheetHeader {
  row: number;
  /** By position in the sheet, A first; null for a column that no import knows. */
  columns: (SheetColumn | null)[];
  /** The titles of those columns. */
  unknown: string[];
  /** Columns that the sheet does not have. */
  missing: SheetColumn[];
}

/** How far down a sheet its titles may push the header. */
export const MOST_TITLE_ROWS = 30;
const FEWEST_KNOWN = 3;

/** Reads a row as the header; null when it names too few columns to be one. A column named twice counts once. */
export function headerOf({ number, cells }: SheetRow): SheetHeader | null {
  const columns: (SheetColumn | null)[] = [];
  const unknown: string[] = [];
  cells.forEach((cell, position) => {
    const column = cell ? columnNamed(cell.text) : null;
    columns[position] = column && !columns.includes(column) ? column : null;
    if (cell && columns[position] === null) unknown.push(cell.text.replace(/\s+/g, ' ').trim());
  });
  const missing = SHEET_COLUMNS.filter((column) => !columns.includes(column));
  const isHeader =
    SHEET_COLUMNS.length - missing.length >= FEWEST_KNOWN &&
    (['name', 'idNumber'] as const).some((one) => columns.includes(one));
  return isHeader
    ? { row: number, columns: Array.from(columns, (column) => column ?? null), unknown, missing }
    : null;
}

/** What a row below the header is. */
export type RowKind = 'person' | 'blank' | 'skipped';

/** The cells of a row by column, and what the row is: sums, remarks and repeated headers are nobody. */
export function personCells(row: SheetRow, header: SheetHeader): { kind: RowKind; cells: PersonCells } {
  const cells: PersonCells = {};
  header.columns.forEach((column, position) => {
    const cell = row.cells[position];
    if (column && cell) cells[column] = cell;
  });
  return { kind: kindOf(row, cells), cells };
}

/** What a row with these cells is, by its name and its ID number. */
export function kindOf(row: SheetRow, cells: Partial<Record<string, SheetCell>>): RowKind {
  if (isRepeatedHeader(cells)) return 'skipped';
  if (isNobodyRow(row, cells)) return 'skipped';
  return Object.keys(cells).length === 0 ? 'blank' : 'person';
}

function isRepeatedHeader({ name, idNumber }: Partial<Record<string, SheetCell>>): boolean {
  if (!name || !idNumber) return false;
  return columnNamed(name.text) === 'name' && columnNamed(idNumber.text) === 'idNumber';
}

const COLUMN_BY_NAME = new Map<string, SheetColumn>(
  SHEET_COLUMNS.flatMap((column) =>
    [COLUMN_TITLES[column], ...COLUMN_ALIASES[column]].map((name): [string, SheetColumn] => [
      bareTitle(name),
      column,
    ]),
  ),
);

function columnNamed(title: string): SheetColumn | null {
  return COLUMN_BY_NAME.get(bareTitle(title)) ?? null;
}

/** A title without spaces, marks of required fields and remarks in brackets. */
export function bareTitle(title: string): string {
  return toPlainText(title)
    .replace(/[\s*:]/g, '')
    .replace(/\(.*?\)|\u3010.*?\u3011|\[.*?\]/g, '');
}
