import { toPlainText } from '../plainText';
import { compoundSurnames, hiddenNamePart } from '../zh/identity';

export const personNameCodes = ['name.empty', 'name.too_long', 'name.digits', 'name.characters'] as const;
export type PersonNameCode = (typeof personNameCodes)[number];

export type PersonNameParse = { ok: true; name: string } | { ok: false; code: PersonNameCode };

/** The most characters of a name; a rare character of the supplementary planes counts as one. */
export const LONGEST_NAME = 50;

const SEPARATOR = '\u00b7';
const SEPARATOR_LOOKALIKES = /[\uff0e\u2022\u30fb\uff65\u2027\u2219\u22c5]/g;
const STOP_BETWEEN_HAN = /(\p{Script=Han})\.(?=\p{Script=Han})/gu;
const SPACE_BESIDE_HAN = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;
const SPACE_BESIDE_SEPARATOR = /\s*\u00b7\s*/g;
const DIGIT = /\p{Nd}/u;
// Refuses instead of listing letters: rare characters may lie in a private use area or be newer than the engine.
const NO_NAME_CHARACTER = /[\p{Cc}\p{Cf}\p{Cs}\p{S}\p{Zl}\p{Zp}]|(?![\u00b7.'\u2019-])\p{P}/u;
const MISPLACED_SEPARATOR = /^\u00b7|\u00b7$|\u00b7\u00b7/;

/**
 * Reads a person's name: ends trimmed, spaces between Chinese characters dropped, every lookalike of the separator
 * in the names of minorities turned into U+00B7. Refuses digits, control characters, symbols, and more than 50
 * code points.
 */
export function parsePersonName(text: string): PersonNameParse {
  const name = normaliseName(text);
  if (name === '') return refused('name.empty');
  if (DIGIT.test(name)) return refused('name.digits');
  if (NO_NAME_CHARACTER.test(name) || MISPLACED_SEPARATOR.test(name)) return refused('name.characters');
  if ([...name].length > LONGEST_NAME) return refused('name.too_long');
  return { ok: true, name };
}

/** The family name and a mark for the rest, for public notices: one mark whatever the length. */
export function maskName(name: string): string {
  const compound = compoundSurnames.find(
    (surname) => name.startsWith(surname) && name.length > surname.length,
  );
  return (compound ?? [...name][0] ?? '') + hiddenNamePart;
}

/** A name as it is stored and compared. Checks nothing. */
export function normaliseName(text: string): string {
  return toPlainText(text.replace(SEPARATOR_LOOKALIKES, SEPARATOR))
    .replace(STOP_BETWEEN_HAN, `$1${SEPARATOR}`)
    .replace(SPACE_BESIDE_HAN, '')
    .replace(SPACE_BESIDE_SEPARATOR, SEPARATOR)
    .replace(/ +/g, ' ');
}

function refused(code: PersonNameCode): PersonNameParse {
  return { ok: false, code };
}
