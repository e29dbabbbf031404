import { toPlainText } from '../plainText';
import type { SheetCell, SheetRow } from '../sheets/sheet';
import { openSheets, SheetUnreadable, type OpenSheet } from '../sheets/sheetRows.server';
import { NOTHING_WORDS, RELATION_WORDS } from '../zh/familySheet';
import { FileRefused } from './familyFile.server';
import { MOST_NATIONAL_ROWS } from './job';
import { kindOf, MOST_TITLE_ROWS } from './familySheet';
import { NEEDED_NATIONAL_FIELDS, type NationalColumn, type NationalField } from './national';
import { nationalCells, nationalHeader, type NationalHeader } from './nationalLayout';

/** Rows without a break between families that are taken for one all the same. */
const MOST_ROWS_OF_A_FAMILY = 30;

export interface NationalLine {
  row: number;
  cells: Partial<Record<NationalField, SheetCell>>;
  /** Whether nothing but its place tells its family: a member without a file number. */
  isByPlace: boolean;
}

type Line = Omit<NationalLine, 'isByPlace'>;

/** A download that is read family by family, as often as it is asked, and never stands in the memory as a whole. */
export interface NationalFile {
  header: NationalHeader;
  families(): AsyncGenerator<NationalLine[]>;
}

/**
 * Opens a download: the first sheet with a header of the layout, its columns in any order, titles above it allowed.
 * @throws FileRefused
 */
export async function openNationalFile(
  bytes: Buffer,
  layout: readonly NationalColumn[],
): Promise<NationalFile> {
  try {
    const { sheet, header } = await sheetWithHeader(await openSheets(bytes), layout);
    const missing = NEEDED_NATIONAL_FIELDS.filter((field) => !header.fields.includes(field));
    if (missing.length > 0) throw new FileRefused('columns_missing', missing);
    return { header, families: () => familiesOf(sheet, header) };
  } catch (error) {
    throw asRefused(error);
  }
}

function asRefused(error: unknown): unknown {
  return error instanceof SheetUnreadable ? new FileRefused(error.problem) : error;
}

async function sheetWithHeader(sheets: OpenSheet[], layout: readonly NationalColumn[]) {
  for (const sheet of sheets) {
    let seen = 0;
    for await (const row of sheet.rows()) {
      const header = nationalHeader(row, layout);
      if (header) return { sheet, header };
      seen += 1;
      if (seen >= MOST_TITLE_ROWS) break;
    }
  }
  throw new FileRefused('no_register');
}

/** Rows of one family stand together: under one file number, or from a main person to the next. */
async function* familiesOf(sheet: OpenSheet, header: NationalHeader): AsyncGenerator<NationalLine[]> {
  let family: NationalLine[] = [];
  let number = '';
  let count = 0;
  for await (const line of linesOf(sheet, header)) {
    count += 1;
    if (count > MOST_NATIONAL_ROWS) throw new FileRefused('too_many_rows');
    const own = textOf(line.cells.fileNumber);
    const begins = own === '' ? isMainPerson(line) : own !== number;
    if (family.length > 0 && (begins || family.length >= MOST_ROWS_OF_A_FAMILY)) {
      yield family;
      family = [];
    }
    if (own !== '' || begins) number = own;
    family.push({ ...line, isByPlace: own === '' && !isMainPerson(line) });
  }
  if (family.length > 0) yield family;
}

async function* linesOf(sheet: OpenSheet, header: NationalHeader): AsyncGenerator<Line> {
  try {
    for await (const row of sheet.rows()) {
      if (row.number <= header.row) continue;
      const line = lineOf(row, header);
      if (line) yield line;
    }
  } catch (error) {
    throw asRefused(error);
  }
}

/** Sums, remarks, empty rows and repeated headers are nobody. */
function lineOf(row: SheetRow, header: NationalHeader): Line | null {
  const cells = nationalCells(row, header);
  return kindOf(row, cells) === 'person' ? { row: row.number, cells } : null;
}

function isMainPerson({ cells }: Line): boolean {
  return RELATION_WORDS[textOf(cells.relation)] === 'self';
}

function textOf(cell: SheetCell | undefined): string {
  const text = toPlainText(cell?.text ?? '').replace(/\s/g, '');
  return NOTHING_WORDS.has(text) ? '' : text;
}
