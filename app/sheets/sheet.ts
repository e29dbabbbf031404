/** Why a file could not be read as a table; the Chinese sentences stand in app/zh/sheets.ts. */
export const SHEET_PROBLEMS = [
  'file_empty',
  'file_too_large',
  'file_expands_too_large',
  'file_old_office',
  'file_encrypted',
  'file_word',
  'file_pdf',
  'file_web_page',
  'file_other_spreadsheet',
  'file_unknown',
  'file_text',
  'file_no_workbook',
  'file_damaged',
  'sheet_empty',
  'sheet_too_large',
] as const;
export type SheetProblem = (typeof SHEET_PROBLEMS)[number];

/** A table as rows of cell texts (row 0 is the file's first line), or the reason why there is none. */
export type SheetReading = { ok: true; cells: string[][] } | { ok: false; problem: SheetProblem };

/** A cell as the sheet holds it: a number is told apart from a text that reads the same. */
export interface SheetCell {
  kind: 'text' | 'number' | 'date';
  /** A date as YYYY-MM-DD, with its time of day where it has one. */
  text: string;
}

export interface SheetRow {
  /** As Excel shows it, from 1. */
  number: number;
  /** By column, A first; columns without content are holes. */
  cells: (SheetCell | undefined)[];
}

/** `="0123"`, by which a number is kept as text in Excel, is what it says; any other formula is text as it stands. */
export function unmarkedText(text: string): string {
  return /^\s*="([^"]*)"\s*$/.exec(text)?.[1] ?? text;
}

export const MOST_FILE_BYTES = 5 * 1024 * 1024;
export const MOST_EXPANDED_BYTES = 50 * 1024 * 1024;
export const MOST_SHEET_ROWS = 100_000;
export const MOST_SHEET_COLUMNS = 1_000;
