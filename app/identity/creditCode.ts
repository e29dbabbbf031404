import { toPlainText } from '../plainText';

declare const creditCodeBrand: unique symbol;

/** A unified social credit code that passed its check: 18 characters (GB 32100-2015). */
export type CreditCode = string & { readonly [creditCodeBrand]: true };

export const creditCodeCodes = [
  'credit_code.empty',
  'credit_code.length',
  'credit_code.characters',
  'credit_code.check',
] as const;
export type CreditCodeCode = (typeof creditCodeCodes)[number];

export type CreditCodeParse = { ok: true; creditCode: CreditCode } | { ok: false; code: CreditCodeCode };

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Checks a unified social credit code; accepts spaces, full-width characters and small letters. */
export function parseCreditCode(text: string): CreditCodeParse {
  const creditCode = toPlainText(text).replace(/\s/g, '').toUpperCase();
  if (creditCode === '') return refused('credit_code.empty');
  if (creditCode.length !== 18) return refused('credit_code.length');
  if (!hasCodeCharacters(creditCode)) return refused('credit_code.characters');
  if (creditCode.charAt(17) !== checkCharacter(creditCode)) return refused('credit_code.check');
  return { ok: true, creditCode };
}

function hasCodeCharacters(text: string): text is CreditCode {
  return [...text].every((character) => ALPHABET.includes(character));
}

function checkCharacter(code: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, place) => total + weight * ALPHABET.indexOf(code.charAt(place)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function refused(code: CreditCodeCode): CreditCodeParse {
  return { ok: false, code };
}
