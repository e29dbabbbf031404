import { isSumOrRemark } from '../sheets/nobodyRow';
import type { SheetCell, SheetRow } from '../sheets/sheet';
import { toPlainText } from '../plainText';
import { LEDGER_ALIASES, LEDGER_TITLES } from '../zh/ledgerSheet';

/** The sheets of an old ledger: payments, one row each, and receipts. The Chinese titles stand in app/zh/ledgerSheet.ts. */

export const LEDGER_KINDS = ['payments', 'receipts'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

export const PAYMENT_COLUMNS = [
  'fileNumber',
  'idNumber',
  'name',
  'type',
  'approvedOn',
  'awardAmount',
  'paidOn',
  'amount',
  'result',
  'reference',
  'originalReference',
  'remarks',
] as const;

export const RECEIPT_COLUMNS = ['receivedOn', 'source', 'amount', 'voucher', 'remarks', 'year'] as const;

export type LedgerColumn = (typeof PAYMENT_COLUMNS)[number] | (typeof RECEIPT_COLUMNS)[number];

export const LEDGER_COLUMNS: Record<LedgerKind, readonly LedgerColumn[]> = {
  payments: PAYMENT_COLUMNS,
  receipts: RECEIPT_COLUMNS,
};

/** Without these a sheet is no ledger of its kind. */
export const NEEDED_LEDGER_COLUMNS: Record<LedgerKind, readonly LedgerColumn[]> = {
  payments: PAYMENT_COLUMNS.filter((column) => column !== 'originalReference' && column !== 'remarks'),
  receipts: RECEIPT_COLUMNS.filter((column) => column !== 'remarks' && column !== 'year'),
};

/** The cells of one row by column; columns without content are missing. */
export type LedgerCells = Partial<Record<LedgerColumn, SheetCell>>;

export interface LedgerHeader {
  row: number;
  /** By position in the sheet, A first; null for a column that no import knows. */
  columns: (LedgerColumn | null)[];
  /** The titles of those columns. */
  unknown: string[];
  missing: LedgerColumn[];
}

/** How far down a sheet its titles may push the header. */
export const MOST_LEDGER_TITLE_ROWS = 30;
const FEWEST_KNOWN = 3;

/** Reads a row as the header; null when it names too few columns to be one. A column named twice counts once. */
export function ledgerHeader(kind: LedgerKind, { number, cells }: SheetRow): LedgerHeader | null {
  const columns: (LedgerColumn | null)[] = [];
  const unknown: string[] = [];
  cells.forEach((cell, position) => {
    const column = cell ? columnNamed(kind, cell.text) : null;
    columns[position] = column && !columns.includes(column) ? column : null;
    if (cell && columns[position] === null) unknown.push(cell.text.replace(/\s+/g, ' ').trim());
  });
  const missing = LEDGER_COLUMNS[kind].filter((column) => !columns.includes(column));
  if (LEDGER_COLUMNS[kind].length - missing.length < FEWEST_KNOWN) return null;
  return { row: number, columns: Array.from(columns, (column) => column ?? null), unknown, missing };
}

/** The cells of a row by column, and whether it tells of something: sums, remarks and repeated headers do not. */
export function ledgerCells(
  kind: LedgerKind,
  { row, header }: { row: SheetRow; header: LedgerHeader },
): { is: 'entry' | 'blank' | 'skipped'; cells: LedgerCells } {
  const cells: LedgerCells = {};
  header.columns.forEach((column, position) => {
    const cell = row.cells[position];
    if (column && cell && toPlainText(cell.text) !== '') cells[column] = cell;
  });
  if (ledgerHeader(kind, row)?.missing.length === header.missing.length) return { is: 'skipped', cells };
  if (isNobody(kind, cells) && isSumOrRemark(row, cells)) return { is: 'skipped', cells };
  return { is: Object.keys(cells).length === 0 ? 'blank' : 'entry', cells };
}

/** A line that names neither a person nor a day is a sum or a remark, whatever stands first in it. */
function isNobody(kind: LedgerKind, { idNumber, receivedOn }: LedgerCells): boolean {
  const telling = kind === 'payments' ? idNumber : receivedOn;
  return !/\d{4}/.test(toPlainText(telling?.text ?? ''));
}

const COLUMN_BY_NAME: Record<LedgerKind, Map<string, LedgerColumn>> = {
  payments: namesOf('payments'),
  receipts: namesOf('receipts'),
};

function namesOf(kind: LedgerKind): Map<string, LedgerColumn> {
  return new Map(
    LEDGER_COLUMNS[kind].flatMap((column) =>
      [LEDGER_TITLES[kind][column]!, ...(LEDGER_ALIASES[kind][column] ?? [])].map(
        (name): [string, LedgerColumn] => [bareTitle(name), column],
      ),
    ),
  );
}

function columnNamed(kind: LedgerKind, title: string): LedgerColumn | null {
  return COLUMN_BY_NAME[kind].get(bareTitle(title)) ?? null;
}

/** A title without spaces, marks of required fields and remarks in brackets. */
function bareTitle(title: string): string {
  return toPlainText(title)
    .replace(/[\s*:]/g, '')
    .replace(/\(.*?\)|\u3010.*?\u3011|\[.*?\]/g, '');
}
