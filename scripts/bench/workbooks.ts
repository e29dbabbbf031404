import { createReadStream, createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { newId } from '../../app/ids.server';

/** What the library of workbooks does by itself with a file, row by row. */

/** Seconds for reading all rows of a workbook. */
export async function readAlone(file: string): Promise<number> {
  const startedAt = performance.now();
  let rows = 0;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(createReadStream(file), {})) {
    for await (const row of sheet) rows += row.number > 0 ? 1 : 0;
  }
  if (rows === 0) throw new Error('The workbook has no rows.');
  return (performance.now() - startedAt) / 1000;
}

/** Seconds for writing the rows of a workbook once more. */
export async function rewritten(bytes: Buffer): Promise<number> {
  const given = path.join(tmpdir(), `bangfu-bench-${newId()}.xlsx`);
  await writeFile(given, bytes);
  const rows: unknown[][] = [];
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(given, { sharedStrings: 'cache' })) {
    for await (const row of sheet) rows.push(row.values as unknown[]);
  }
  const startedAt = performance.now();
  const stream = createWriteStream(`${given}.new`);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream });
  const sheet = book.addWorksheet('1');
  for (const values of rows) sheet.addRow(values).commit();
  sheet.commit();
  await book.commit();
  const seconds = (performance.now() - startedAt) / 1000;
  await Promise.all([given, `${given}.new`].map((file) => rm(file, { force: true })));
  return seconds;
}
