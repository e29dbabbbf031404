import { toPlainText } from '../plainText';
import type { SheetProblem, SheetRow } from '../sheets/sheet';
import { openSheets, SheetUnreadable, type OpenSheet } from '../sheets/sheetRows.server';
import { NOTHING_WORDS, RELATION_WORDS } from '../zh/familySheet';
import {
  headerOf,
  MOST_TITLE_ROWS,
  NEEDED_COLUMNS,
  personCells,
  type PersonCells,
  type SheetColumn,
  type SheetHeader,
} from './familySheet';
import { MOST_IMPORT_ROWS } from './job';
import { MOST_ROWS_AT_ONCE, type ImportMode } from './job';
import { RowPacker, unpacked, type PackedRow } from './packedRow.server';
import type { SheetLine } from './sheetFamily';

/** A register as it was read: its people by family. The cells stay packed, so that 100,000 rows fit. */
export interface FamilyFile {
  sheetName: string;
  header: SheetHeader;
  /** How many people it lists. */
  rowCount: number;
  skippedRows: number;
  groups: RowGroup[];
}

/** The rows of one family. */
export interface RowGroup {
  rows: PackedRow[];
  /** Whether the file gives its file number. */
  isNumbered: boolean;
  /** A row without its main person that stands between rows of this family. */
  gapRow: number | null;
}

export type FileProblem =
  SheetProblem | 'no_register' | 'columns_missing' | 'too_many_rows' | 'too_many_at_once';

/** Why a file as a whole is no register. */
export class FileRefused extends Error {
  constructor(
    readonly problem: FileProblem,
    readonly columns: readonly SheetColumn[] = [],
    readonly most: number | null = null,
  ) {
    super(problem);
  }
}

/**
 * Holds a file that is too long for one write, during which nobody else could save.
 * @throws FileRefused too_many_at_once
 */
export function requireOneWrite({ rowCount }: Pick<FamilyFile, 'rowCount'>, mode: ImportMode): void {
  if (mode === 'all_or_nothing' && rowCount > MOST_ROWS_AT_ONCE)
    throw new FileRefused('too_many_at_once', [], MOST_ROWS_AT_ONCE);
}

/**
 * Reads the first visible sheet with a header of ours. Rows of one family share the file number; a row without one
 * belongs to the family above it (a merged cell), or begins a family when it is a main person.
 * @param onRow told now and then how many rows were read
 * @throws FileRefused
 */
export async function readFamilyFile(
  bytes: Buffer,
  onRow?: (count: number) => Promise<void>,
): Promise<FamilyFile> {
  try {
    const found = await sheetWithHeader(await openSheets(bytes));
    const missing = NEEDED_COLUMNS.filter((column) => found.header.missing.includes(column));
    if (missing.length > 0) throw new FileRefused('columns_missing', missing);
    return await readRows(found, onRow);
  } catch (error) {
    throw error instanceof SheetUnreadable ? new FileRefused(error.problem) : error;
  }
}

async function sheetWithHeader(sheets: OpenSheet[]): Promise<{ sheet: OpenSheet; header: SheetHeader }> {
  for (const sheet of sheets) {
    let seen = 0;
    for await (const row of sheet.rows()) {
      const header = headerOf(row);
      if (header) return { sheet, header };
      seen += 1;
      if (seen >= MOST_TITLE_ROWS) break;
    }
  }
  throw new FileRefused('no_register');
}

async function readRows(
  { sheet, header }: { sheet: OpenSheet; header: SheetHeader },
  onRow?: (count: number) => Promise<void>,
): Promise<FamilyFile> {
  const file: FamilyFile = { sheetName: sheet.name, header, rowCount: 0, skippedRows: 0, groups: [] };
  const grouping = new Grouping(file.groups);
  for await (const row of sheet.rows()) {
    if (row.number <= header.row) continue;
    const { kind, cells } = personCells(row, header);
    if (kind === 'blank') continue;
    if (kind === 'skipped') {
      file.skippedRows += 1;
      continue;
    }
    file.rowCount += 1;
    if (file.rowCount > MOST_IMPORT_ROWS) throw new FileRefused('too_many_rows');
    grouping.add(row, cells);
    if (file.rowCount % 2_000 === 0) await onRow?.(file.rowCount);
  }
  grouping.close();
  return file;
}

/** Sorts rows into families as they come. */
class Grouping {
  private readonly byNumber = new Map<string, RowGroup>();
  /** The family of each of the last three rows, and whether the row is of a main person. */
  private recent: { group: RowGroup; row: number }[] = [];
  private readonly mainPersons = new Set<RowGroup>();
  private readonly gaps: { around: RowGroup; inside: RowGroup; row: number }[] = [];
  private readonly packer = new RowPacker();

  constructor(private readonly groups: RowGroup[]) {}

  add({ number }: SheetRow, cells: PersonCells): void {
    const isMain = RELATION_WORDS[toPlainText(cells.relation?.text ?? '')] === 'self';
    const group = this.groupFor(cells, isMain);
    group.rows.push(this.packer.packed(number, cells));
    if (isMain) this.mainPersons.add(group);
    this.noteGap(group, number);
  }

  /** A lone row without a main person inside another family is that family's, with a slip in its file number. */
  close(): void {
    for (const { around, inside, row } of this.gaps) {
      if (inside.rows.length === 1 && !this.mainPersons.has(inside)) around.gapRow = row;
    }
  }

  private groupFor(cells: PersonCells, isMain: boolean): RowGroup {
    const number = fileNumberIn(cells);
    const above = this.recent[this.recent.length - 1]?.group;
    if (number === '') return !isMain && above ? above : this.newGroup(false);
    const known = this.byNumber.get(number);
    if (known) return known;
    const group = this.newGroup(true);
    this.byNumber.set(number, group);
    return group;
  }

  private newGroup(isNumbered: boolean): RowGroup {
    const group: RowGroup = { rows: [], isNumbered, gapRow: null };
    this.groups.push(group);
    return group;
  }

  private noteGap(group: RowGroup, row: number): void {
    this.recent = [...this.recent.slice(-2), { group, row }];
    const [before, inside, after] = this.recent;
    if (after && before!.group === after.group && inside!.group !== after.group)
      this.gaps.push({ around: after.group, inside: inside!.group, row: inside!.row });
  }
}

function fileNumberIn({ fileNumber }: PersonCells): string {
  const text = toPlainText(fileNumber?.text ?? '')
    .replace(/\s+/g, ' ')
    .toUpperCase();
  return NOTHING_WORDS.has(text) ? '' : text;
}

/** The rows of a family with their cells. */
export function linesOf({ rows }: RowGroup): SheetLine[] {
  return rows.map((row) => ({ row: row.row, cells: unpacked(row) }));
}
