import { toPlainText } from '../plainText';
import { SKIPPED_LINES } from '../zh/sheets';
import type { SheetCell, SheetRow } from './sheet';

/**
 * Whether a row of a sheet with one row a person is nobody's: a sum, or a remark, without an ID number. `cells` are
 * those of the known columns.
 */
export function isNobodyRow(row: SheetRow, cells: Partial<Record<string, SheetCell>>): boolean {
  if (/\d{6}/.test(toPlainText(cells.idNumber?.text ?? ''))) return false;
  return isSumOrRemark(row, cells);
}

/** Whether a row begins as a sum does, or as a remark that has little beside it. */
export function isSumOrRemark(row: SheetRow, cells: object): boolean {
  const first = toPlainText(row.cells.find((cell) => cell !== undefined)?.text ?? '').replace(/\s/g, '');
  if (SKIPPED_LINES.sums.test(first)) return true;
  const given = Object.keys(cells).length;
  return 0 < given && given <= 2 && SKIPPED_LINES.remarks.test(first);
}
