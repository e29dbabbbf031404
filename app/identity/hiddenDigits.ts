import type { BusinessDate } from '../calendar/date';
import { toPlainText } from '../plainText';
import { holdsIdNumber } from './longNumber';
import { maskPhone } from './phone';

/** Texts of others, shown without the numbers of people and accounts that they hold. Pure. */

const HIDDEN = '****';
export const ID_LONG = /(?<!\d)(?:\d[\s_\u2010-\u2015-]{0,3}){14,17}[\dXx](?!\d)/g;
/** Digits in a row, or in groups as cards have them; a date is in shorter ones. */
export const GROUPED = /\d{3,}(?:[\s_\u2010-\u2015-]{1,3}\d{3,})*(?:[\s_\u2010-\u2015-]{1,3}\d{1,2}(?!\d))?/g;
/** A day, alone or with its time, and a telephone with its area: as long as an account, and none. */
const READABLE =
  /((?<!\d|\d[\s_-])(?:20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d){1,2})?(?!\d)|0\d{2,3}-\d{7,8}(?![\d-])))/;
const SHORTEST_ACCOUNT = 12;
const SHORTEST_PHONE = 7;

/**
 * A text without the digits of accounts but the last ones, and without those of ID numbers, in whatever width they are
 * written. Days and their times stay, and a text that holds neither is left as it is.
 */
export function hiddenDigits(text: string): string {
  // Most words of a bank are short, and there are a hundred thousand of them.
  if (text.length < SHORTEST_ACCOUNT) return text;
  return shownWith(text, (plain) =>
    plain
      .replace(ID_LONG, (run) => (hasBirthday(run) ? HIDDEN : run))
      .split(READABLE)
      .map((piece, place) => (place % 2 === 1 ? piece : piece.replace(GROUPED, hiddenAccount)))
      .join(''),
  );
}

const hiddenAccount = masked(SHORTEST_ACCOUNT, (digits) => HIDDEN + digits.slice(-4));

/** A number of a document or a bank as it is, and without the ID number where it holds one. */
export function shownReference(text: string, today: BusinessDate): string {
  return holdsIdNumber(text, today) ? hiddenDigits(text) : text;
}

/** A text in which telephones, and what is longer, are masked as telephones are. */
export function hiddenPhones(text: string): string {
  return shownWith(text, (plain) => plain.replace(GROUPED, masked(SHORTEST_PHONE, maskPhone)));
}

function shownWith(text: string, hide: (plain: string) => string): string {
  const plain = toPlainText(text);
  const shown = hide(plain);
  return shown === plain ? text : shown;
}

function masked(shortest: number, mask: (digits: string) => string): (run: string) => string {
  return (run) => {
    const digits = run.replace(/\D/g, '');
    return digits.length < shortest ? run : mask(digits);
  };
}

/** Whether a number is built as ID numbers of 18 and of 15 digits are, wrong ones among them. */
export function hasBirthday(text: string): boolean {
  return /^\d{6}((19|20)\d{2}|\d{2}(?=\d{7}$))(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dx]?$/i.test(
    toPlainText(text).replace(/[\s_\u2010-\u2015-]/g, ''),
  );
}
