import { isBefore, isBusinessDate, yearOf } from '../calendar/date';
import type { BusinessDate } from '../calendar/date';
import { toPlainText } from '../plainText';
import { maskMiddle } from './mask';

declare const idNumberBrand: unique symbol;

/** A citizen's ID number that passed its check: 17 digits and a digit or "X" (GB 11643-1999). */
export type IdNumber = string & { readonly [idNumberBrand]: true };

export const sexes = ['male', 'female'] as const;
export type Sex = (typeof sexes)[number];

export const idNumberCodes = [
  'id.empty',
  'id.fifteen',
  'id.length',
  'id.characters',
  'id.birth_date',
  'id.future',
  'id.too_old',
  'id.check_digit',
] as const;
export type IdNumberCode = (typeof idNumberCodes)[number];

export const idNumberWarnings = ['id.area_unknown', 'id.converted'] as const;
export type IdNumberWarning = (typeof idNumberWarnings)[number];

export interface IdNumberFacts {
  idNumber: IdNumber;
  birthDate: BusinessDate;
  sex: Sex;
  /** The six digits of the place of first registration, which may have been abolished since. */
  areaCode: string;
  warnings: IdNumberWarning[];
}

export type IdNumberParse = ({ ok: true } & IdNumberFacts) | { ok: false; code: IdNumberCode };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const OLDEST_AGE = 120;

// The provinces of GB/T 2260; 83 is used on residence permits of people from Taiwan.
const PROVINCES = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 ' +
    '50 51 52 53 54 61 62 63 64 65 71 81 82 83'
  ).split(' '),
);

/** An ID number as it is stored and compared: half-width, without spaces, with a capital X. Checks nothing. */
export function normaliseIdNumber(text: string): string {
  return toPlainText(text).replace(/\s/g, '').toUpperCase();
}

/**
 * Checks an ID number of 18 characters and reads birth date, sex and area from it (GB 11643-1999). Accepts spaces,
 * full-width digits and a small x. An unknown province is a warning only. Numbers of 15 digits are refused with
 * a code of their own: see `convertFifteen`.
 */
export function parseIdNumber(text: string, { today }: { today: BusinessDate }): IdNumberParse {
  const idNumber = normaliseIdNumber(text);
  if (idNumber === '') return refused('id.empty');
  if (/^\d{15}$/.test(idNumber)) return refused('id.fifteen');
  if (idNumber.length !== 18) return refused('id.length');
  if (!hasIdCharacters(idNumber)) return refused('id.characters');

  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  if (!isBusinessDate(birthDate)) return refused('id.birth_date');
  if (isBefore(today, birthDate)) return refused('id.future');
  if (ageOn(birthDate, today) > OLDEST_AGE) return refused('id.too_old');
  if (idNumber.charAt(17) !== checkCharacter(idNumber)) return refused('id.check_digit');

  const areaCode = idNumber.slice(0, 6);
  return {
    ok: true,
    idNumber,
    birthDate,
    sex: Number(idNumber.charAt(16)) % 2 === 1 ? 'male' : 'female',
    areaCode,
    warnings: PROVINCES.has(areaCode.slice(0, 2)) ? [] : ['id.area_unknown'],
  };
}

/**
 * Converts a first-generation number of 15 digits, as old registers carry it, to 18 and says so by the warning
 * `id.converted`; such a number has no check digit, so a slip in it stays unseen. Everything else is parsed as
 * by `parseIdNumber`. For imports of legacy data only.
 */
export function convertFifteen(text: string, { today }: { today: BusinessDate }): IdNumberParse {
  const fifteen = normaliseIdNumber(text);
  if (!/^\d{15}$/.test(fifteen)) return parseIdNumber(text, { today });
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  const parsed = parseIdNumber(seventeen + checkCharacter(seventeen), { today });
  return parsed.ok ? { ...parsed, warnings: [...parsed.warnings, 'id.converted'] } : parsed;
}

/** "110105********002X": the first six and the last four characters. */
export function maskIdNumber(idNumber: string): string {
  return maskMiddle(idNumber, 6, 4);
}

/**
 * Full years of age on a date, a year more from the birthday on; who was born on 29 February turns on 1 March in
 * a common year. Negative before birth.
 */
export function ageOn(birthDate: BusinessDate, date: BusinessDate): number {
  const years = yearOf(date) - yearOf(birthDate);
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/**
 * A valid number for an invented person: area code of six digits, sequence 0–999 (odd is male, even is female).
 * Throws RangeError on anything else.
 */
export function sampleIdNumber(person: {
  areaCode: string;
  birthDate: BusinessDate;
  sequence: number;
}): IdNumber {
  const seventeen =
    person.areaCode + person.birthDate.replace(/-/g, '') + String(person.sequence).padStart(3, '0');
  const idNumber = seventeen + checkCharacter(seventeen);
  if (!hasIdCharacters(idNumber))
    throw new RangeError(`no ID number can be made of ${JSON.stringify(person)}`);
  return idNumber;
}

function hasIdCharacters(text: string): text is IdNumber {
  return /^\d{17}[\dX]$/.test(text);
}

/** The check character of the first 17 digits (ISO 7064 MOD 11-2). */
function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits.charAt(place)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

function refused(code: IdNumberCode): IdNumberParse {
  return { ok: false, code };
}
