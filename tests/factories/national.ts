import ExcelJS from 'exceljs';
import type { NationalField, NationalTexts } from '../../app/exchange/national';
import { openNationalFile } from '../../app/exchange/nationalFile.server';
import { DEFAULT_COLUMNS } from '../../app/exchange/nationalLayout';

/** The rows of a workbook in our own columns, read by what reads downloads. */
export async function textsOf(bytes: Buffer): Promise<NationalTexts[]> {
  const file = await openNationalFile(bytes, DEFAULT_COLUMNS);
  const rows: NationalTexts[] = [];
  for await (const family of file.families())
    for (const { cells } of family)
      rows.push(Object.fromEntries(Object.entries(cells).map(([field, { text }]) => [field, text])));
  return rows;
}

interface Look {
  fields?: NationalField[];
  titles?: Partial<Record<NationalField, string>>;
  above?: string[];
  below?: string[];
}

/** A download of the national system, a row a person. */
export async function workbook(rows: readonly NationalTexts[], look: Look = {}): Promise<Buffer> {
  const { fields = DEFAULT_COLUMNS.map(({ field }) => field), titles = {}, above = [], below = [] } = look;
  const named = Object.fromEntries(DEFAULT_COLUMNS.map(({ field, title }) => [field, title]));
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('下载');
  for (const title of above) sheet.addRow([title]);
  sheet.addRow(fields.map((field) => titles[field] ?? named[field]));
  for (const row of rows) sheet.addRow(fields.map((field) => row[field] ?? null));
  for (const line of below) sheet.addRow([line]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
