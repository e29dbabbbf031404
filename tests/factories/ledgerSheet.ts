import ExcelJS from 'exceljs';
import { LEDGER_COLUMNS, type LedgerColumn, type LedgerKind } from '../../app/exchange/ledgerSheet';
import { LEDGER_TITLES } from '../../app/zh/ledgerSheet';
import type { SheetValue } from './familySheet';

/** Old ledgers as an office's workbook holds them. */

export type LedgerLineOf = Partial<Record<LedgerColumn, SheetValue>>;

export interface LedgerLook {
  /** Rows above the header. */
  titles?: string[];
  columns?: readonly LedgerColumn[];
}

/** A workbook with these rows; the first one stands in row `titles + 2`. */
export async function ledgerWorkbook(
  kind: LedgerKind,
  lines: Iterable<LedgerLineOf | SheetValue[]>,
  { titles = [], columns = LEDGER_COLUMNS[kind] }: LedgerLook = {},
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  for (const title of titles) sheet.addRow([title]);
  sheet.addRow(columns.map((column) => LEDGER_TITLES[kind][column]));
  for (const line of lines)
    sheet.addRow(Array.isArray(line) ? line : columns.map((column) => line[column] ?? null));
  return Buffer.from(await book.xlsx.writeBuffer());
}
