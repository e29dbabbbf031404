import type { BusinessDate } from '../calendar/date';
import { toPlainText } from '../plainText';
import { convertFifteen } from './idNumber';

/** Digits from so many on are a whole phone number, account or ID number, or most of one. */
const LONG_DIGITS = 11;
/** So many digits in a row are an ID number or an account, and no date, amount or number of a document. */
const PERSONAL_DIGITS = 15;

/** Whether a search text is a whole number of a person, which stands in no address. */
export function isLongNumber(text: string): boolean {
  return digitsIn(text).some((digits) => digits.length >= LONG_DIGITS);
}

/** Whether a free text holds an ID number or an account, which belong in their own sealed fields. */
export function holdsPersonalNumber(text: string): boolean {
  return digitsIn(text).some((digits) => digits.length >= PERSONAL_DIGITS);
}

/**
 * Whether a text holds a valid ID number of 18 characters, or is nothing but one of 15. For texts that may hold other
 * long numbers: 15 digits among words are more likely one of those, and so is what begins with no province, such as
 * the numbers of banks that begin with a day (20191226…) or with the number of the bank (102…).
 */
export function holdsIdNumber(text: string, today: BusinessDate): boolean {
  if (text.length < PERSONAL_DIGITS) return false;
  const plain = joined(text);
  const whole = plain.replace(/[\s-]/g, '');
  const runs = plain.match(/(?<!\d)\d{17}[\dXx](?!\d)/g) ?? [];
  return [whole, ...runs].some((run) => isValid(run, today));
}

function isValid(number: string, today: BusinessDate): boolean {
  const parsed = convertFifteen(number, { today });
  return parsed.ok && !parsed.warnings.includes('id.area_unknown');
}

/** The runs of digits of a text. A space or dash between groups does not end one, but dates are not run together. */
function digitsIn(text: string): string[] {
  return joined(text).match(/\d+/g) ?? [];
}

function joined(text: string): string {
  return toPlainText(text).replace(/(?<=\d{3})[\s-](?=\d{3}[\dXx])/g, '');
}
