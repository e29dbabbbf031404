import { businessDate, formatDate } from '../calendar/date';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { yuanText } from '../zh/reports';

/** How figures and texts are written on the paper. */

/** An amount in yuan with its unit; empty for none. */
export function amountText(amountFen: number | null): string {
  return amountFen === null ? '' : yuanText(formatYuan(fen(amountFen)));
}

/** A day, YYYY-MM-DD, in words. */
export function dateText(date: string): string {
  return formatDate(businessDate(date));
}

/** Text as it may stand in the XML of an office file: no control characters but the line feed, no torn characters. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]|[\ufffe\uffff]/gu, '')
    .trim();
}

/** A name that every file system takes. */
export function safeFileName(name: string): string {
  return name
    .replace(/[\\/:*?"<>|\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
