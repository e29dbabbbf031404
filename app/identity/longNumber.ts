import { toPlainText } from '../plainText';

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

/** The runs of digits of a text. A space or dash between groups does not end one, but dates are not run together. */
function digitsIn(text: string): string[] {
  return (
    toPlainText(text)
      .replace(/(?<=\d{3})[\s-](?=\d{4})/g, '')
      .match(/\d+/g) ?? []
  );
}
