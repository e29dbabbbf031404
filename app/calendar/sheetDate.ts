import { toPlainText } from '../plainText';
import { excelSerialToDate, parseDate, type DateParse } from './date';

/** A cell of any import: a date cell is told apart from a number and from a text that reads the same. */
interface DatedCell {
  kind: 'text' | 'number' | 'date';
  text: string;
}

/**
 * A day as every import reads it: a date cell, a serial number, or one of the texts that `parseDate` knows; a time of
 * day is dropped.
 */
export function parseSheetDate({ kind, text }: DatedCell): DateParse {
  const plain = toPlainText(text).replace(/\s+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$/, '');
  if (kind === 'date' || !/^\d{4,5}(\.\d+)?$/.test(plain)) return parseDate(plain);
  const date = excelSerialToDate(Number(plain));
  return date && date > '1910' ? { ok: true, date } : { ok: false, code: 'date.not_a_date' };
}
