import { isWebPage, knownOtherFile } from './fileKind.server';
import { MOST_FILE_BYTES, MOST_SHEET_COLUMNS, MOST_SHEET_ROWS } from './sheet';
import type { SheetProblem, SheetReading } from './sheet';
import { cellsOfText, decodedText, startsWith } from './text.server';
import { readWorkbook } from './workbook.server';

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads a table as rows of cell texts from an xlsx workbook (its first visible sheet with text) or from text
 * separated by tabs or commas. What the file is shows in its content, never in its name. Dates come as
 * YYYY-MM-DD, percentages as `90%`, formulas as their result; merged cells hold their text once.
 * Never throws: a file that cannot be read comes back with the reason.
 */
export async function readSheet(bytes: Uint8Array): Promise<SheetReading> {
  if (bytes.length === 0) return refused('file_empty');
  if (bytes.length > MOST_FILE_BYTES) return refused('file_too_large');
  if (startsWith(bytes, ZIP)) return readWorkbook(bytes);
  const other = knownOtherFile(bytes);
  return other ? refused(other) : readText(bytes);
}

function readText(bytes: Uint8Array): SheetReading {
  const text = decodedText(bytes);
  if (text === null) return refused('file_unknown');
  if (text.trim() === '') return refused('file_empty');
  if (isWebPage(text)) return refused('file_web_page');
  if (countOf('\n', text) >= MOST_SHEET_ROWS) return refused('sheet_too_large');
  const cells = cellsOfText(text);
  if (cells.some((line) => line.length > MOST_SHEET_COLUMNS)) return refused('sheet_too_large');
  return { ok: true, cells };
}

function countOf(character: string, text: string): number {
  return text.split(character).length - 1;
}

function refused(problem: SheetProblem): SheetReading {
  return { ok: false, problem };
}
