/**
 * What two vouchers, receipts or bank references are compared by: the same number typed in full-width letters, in small
 * ones or with spaces is the same paper, and so is one of digits alone without the zeros before it, which spreadsheets
 * drop. What was typed is kept as it is.
 */
export function comparableReference(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\u2060\ufeff]+/g, '')
    .toUpperCase()
    .replace(/^0+(?=\d+$)/, '');
}

/** Whether two numbers are those of one paper. */
export function isSameReference(one: string, other: string): boolean {
  return comparableReference(one) === comparableReference(other);
}
