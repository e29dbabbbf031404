import { parseDate } from '../calendar/date';
import { hasBirthday, hiddenDigits } from '../identity/hiddenDigits';
import { toPlainText } from '../plainText';
import { PERSON_HEADERS, RESULT_WORDS, SHAPES } from '../zh/bankResults';
import { guessColumns, isOfRegister, NEEDED_FIELDS, plainWord, wholeColumns } from './bankResult';

/** What is shown of a file whose columns nobody has named yet: enough to name them, and of a wrong file nobody's data. Pure. */

/** `bank`: what a bank's answer must have is there; `register`: people's files, by our own headers or the national ones. */
export type FileNature = 'bank' | 'unknown' | 'register';

/** A bank may ask for some of these; so many together are a register. */
const FEWEST_OF_REGISTER = 3;

/**
 * What a file is, by its headers. A list of ours that a bank has answered in, in columns of its own, is an answer;
 * people with their ID numbers and no answers are none.
 */
export function natureOf(headers: readonly string[]): FileNature {
  const has = (columns: object) => NEEDED_FIELDS.every((field) => Object.hasOwn(columns, field));
  if (has(wholeColumns(headers))) return 'bank';
  if (headers.filter(isOfRegister).length >= FEWEST_OF_REGISTER) return 'register';
  const guessed = guessColumns(headers);
  if (guessed.status === undefined && headers.some(isOfPerson)) return 'register';
  return has(guessed) ? 'bank' : 'unknown';
}

/** The headers of people's data, by which a file was taken for a register. */
export function registerHeaders(headers: readonly string[]): string[] {
  return headers.filter((header) => isOfRegister(header) || isOfPerson(header));
}

function isOfPerson(header: string): boolean {
  return PERSON_HEADERS.some((word) => toPlainText(header).includes(word));
}

const WORDS: ReadonlySet<string> = new Set([...RESULT_WORDS.success, ...RESULT_WORDS.failure]);
const AMOUNT = /^[+¥-]?\d{1,3}(,?\d{3})*\.\d{1,2}$/;

/** What a cell is like, without what it says: only a bank's words for its answers and short codes stand as they are. */
export function shapeOf(cell: string): string {
  const text = toPlainText(cell);
  if (text === '' || /^[\da-z]{1,4}$/i.test(text)) return text;
  if (WORDS.has(plainWord(text).replace(/[\da-z:_-]/g, ''))) return text;
  if (AMOUNT.test(text)) return SHAPES.amount;
  if (parseDate(text).ok) return SHAPES.date;
  const whole = text.replace(/[\s-]/g, '');
  if (/^\d+$/.test(whole)) return SHAPES.digits(whole.length, lastDigits(whole));
  if (/^[!-~]+$/.test(whole)) return SHAPES.code(whole.length);
  return SHAPES.text(Array.from(text).length);
}

/** As of accounts everywhere; a shorter number, a telephone for one, shows none, and neither does one with a birthday. */
function lastDigits(digits: string): string {
  return digits.length >= 12 && !hasBirthday(digits) ? digits.slice(-4) : '';
}

/** A row as it is shown: the columns that are read, without the digits of accounts, and the others by their shape. */
export function shownCells(cells: readonly string[], read: ReadonlySet<number>): string[] {
  return cells.map((cell, place) =>
    read.has(place) && !hasBirthday(cell) ? hiddenDigits(cell) : shapeOf(cell),
  );
}
