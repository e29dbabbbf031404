import { Refusal } from '../refusal';
import { MOST_FILE_BYTES, type SheetCell, type SheetProblem } from '../sheets/sheet';
import { openSheets, SheetUnreadable } from '../sheets/sheetRows.server';
import { readSheet } from '../sheets/sheets.server';
import {
  MOST_RESULT_ROWS,
  resultFileOf,
  type ResultCell,
  type ResultFile,
  type ResultFileRow,
} from './bankResult';

const ZIP = 'PK';

/**
 * Reads what a bank sent back: a workbook (its first sheet that has headers), or text in UTF-8 or GBK.
 * @throws Refusal result.unreadable {problem}, result.no_headers, beside `file`
 */
export async function readResultFile(bytes: Buffer): Promise<ResultFile> {
  if (bytes.length > MOST_FILE_BYTES) throw unreadable('file_too_large');
  const isWorkbook = bytes.subarray(0, 2).toString('latin1') === ZIP;
  const file = isWorkbook ? await fileOfWorkbook(bytes) : resultFileOf(await rowsOfText(bytes));
  if (!file || file.rows.length === 0) throw new Refusal('result.no_headers', {}, 'file');
  return file;
}

async function rowsOfText(bytes: Buffer): Promise<ResultFileRow[]> {
  const reading = await readSheet(bytes);
  if (!reading.ok) throw unreadable(reading.problem);
  if (reading.cells.length > MOST_RESULT_ROWS) throw unreadable('sheet_too_large');
  return reading.cells.map((cells, index) => ({ number: index + 1, cells }));
}

async function fileOfWorkbook(bytes: Buffer): Promise<ResultFile | null> {
  try {
    for (const sheet of await openSheets(bytes)) {
      const rows: ResultFileRow[] = [];
      for await (const { number, cells } of sheet.rows()) {
        if (rows.length === MOST_RESULT_ROWS) throw unreadable('sheet_too_large');
        rows.push({ number, cells: Array.from(cells, cellOf) });
      }
      const file = resultFileOf(rows);
      if (file) return file;
    }
    return null;
  } catch (error) {
    throw error instanceof SheetUnreadable ? unreadable(error.problem) : error;
  }
}

function cellOf(cell: SheetCell | undefined): ResultCell {
  if (!cell) return '';
  return cell.kind === 'number' ? { number: cell.text } : cell.text;
}

function unreadable(problem: SheetProblem): Refusal {
  return new Refusal('result.unreadable', { problem }, 'file');
}
