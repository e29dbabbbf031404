import type { SheetProblem } from '../sheets/sheet';
import { openSheets, SheetUnreadable, type OpenSheet } from '../sheets/sheetRows.server';
import {
  ledgerCells,
  ledgerHeader,
  MOST_LEDGER_TITLE_ROWS,
  NEEDED_LEDGER_COLUMNS,
  type LedgerCells,
  type LedgerColumn,
  type LedgerHeader,
  type LedgerKind,
} from './ledgerSheet';
import { MOST_LEDGER_ROWS } from './job';

/** An old ledger: its sheet is read as often as it is needed, row by row. */
export interface LedgerFile {
  kind: LedgerKind;
  sheetName: string;
  header: LedgerHeader;
  rowCount: number;
  /** Sums, remarks and repeated headers. */
  skippedRows: number;
  lines(): AsyncGenerator<LedgerLine>;
}

export interface LedgerLine {
  /** As Excel shows it. */
  row: number;
  cells: LedgerCells;
}

export type LedgerFileProblem = SheetProblem | 'no_ledger' | 'columns_missing' | 'too_many_rows';

/** Why a file as a whole is no ledger. */
export class LedgerRefused extends Error {
  constructor(
    readonly problem: LedgerFileProblem,
    readonly columns: readonly LedgerColumn[] = [],
  ) {
    super(problem);
  }
}

/**
 * Finds the first visible sheet with a header of this kind and counts its rows.
 * @throws LedgerRefused
 */
export async function readLedgerFile(kind: LedgerKind, bytes: Buffer): Promise<LedgerFile> {
  return readable(async () => counted({ kind, ...(await ledgerSheetOf(kind, bytes)) }));
}

/**
 * Looks no further than the header: what can be said of a file while its sender waits.
 * @throws LedgerRefused
 */
export async function requireLedgerHeader(kind: LedgerKind, bytes: Buffer): Promise<void> {
  await readable(() => ledgerSheetOf(kind, bytes));
}

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SheetUnreadable ? new LedgerRefused(error.problem) : error;
  }
}

async function ledgerSheetOf(
  kind: LedgerKind,
  bytes: Buffer,
): Promise<{ sheet: OpenSheet; header: LedgerHeader }> {
  const { sheet, header } = await sheetWithHeader(kind, await openSheets(bytes));
  const missing = NEEDED_LEDGER_COLUMNS[kind].filter((column) => header.missing.includes(column));
  if (missing.length > 0) throw new LedgerRefused('columns_missing', missing);
  return { sheet, header };
}

async function sheetWithHeader(
  kind: LedgerKind,
  sheets: OpenSheet[],
): Promise<{ sheet: OpenSheet; header: LedgerHeader }> {
  for (const sheet of sheets) {
    let seen = 0;
    for await (const row of sheet.rows()) {
      const header = ledgerHeader(kind, row);
      if (header) return { sheet, header };
      seen += 1;
      if (seen >= MOST_LEDGER_TITLE_ROWS) break;
    }
  }
  throw new LedgerRefused('no_ledger');
}

interface FoundSheet {
  kind: LedgerKind;
  sheet: OpenSheet;
  header: LedgerHeader;
}

async function counted({ kind, sheet, header }: FoundSheet): Promise<LedgerFile> {
  let rowCount = 0;
  let skippedRows = 0;
  for await (const row of sheet.rows()) {
    if (row.number <= header.row) continue;
    const { is } = ledgerCells(kind, { row, header });
    if (is === 'entry') rowCount += 1;
    if (is === 'skipped') skippedRows += 1;
    if (rowCount > MOST_LEDGER_ROWS) throw new LedgerRefused('too_many_rows');
  }
  const lines = () => linesOf({ kind, sheet, header });
  return { kind, sheetName: sheet.name, header, rowCount, skippedRows, lines };
}

async function* linesOf({ kind, sheet, header }: FoundSheet): AsyncGenerator<LedgerLine> {
  for await (const row of sheet.rows()) {
    if (row.number <= header.row) continue;
    const { is, cells } = ledgerCells(kind, { row, header });
    if (is === 'entry') yield { row: row.number, cells };
  }
}
