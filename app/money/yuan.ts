import { toPlainText } from '../plainText';
import { yuanWord } from '../zh/money';
import { fen } from './fen';
import type { Fen } from './fen';
import { divideFen } from './rate';

export const yuanCodes = [
  'money.empty',
  'money.not_a_number',
  'money.too_many_decimals',
  'money.too_large',
  'money.negative',
] as const;
export type YuanCode = (typeof yuanCodes)[number];

export type YuanParse = { ok: true; fen: Fen } | { ok: false; code: YuanCode };

/** The largest amount that can be typed: 99,999,999,999.99 yuan. */
export const LARGEST_AMOUNT_FEN: Fen = fen(9_999_999_999_999);

const MOST_YUAN_DIGITS = 11;
const AMOUNT = /^(-?)(\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.(\d+))?$/;
const LEADING_SIGN = /^(-?)\s*\u00a5\s*/;
const TRAILING_WORD = new RegExp(`\\s*${yuanWord}$`);

/**
 * Reads an amount in yuan as people write it: full-width digits, thousands in threes, a leading yuan sign or a
 * trailing yuan word, spaces around. A third decimal is refused even when it is 0: an amount is never rounded
 * silently. Everything else that is not plain digits (1e5, +5, =A1) is no number.
 */
export function parseYuan(text: string, { allowNegative = false } = {}): YuanParse {
  const plain = toPlainText(text);
  if (plain === '') return refused('money.empty');

  const match = AMOUNT.exec(plain.replace(LEADING_SIGN, '$1').replace(TRAILING_WORD, ''));
  if (!match) return refused('money.not_a_number');
  const [, minus, grouped = '', decimals = ''] = match;
  if (minus && !allowNegative) return refused('money.negative');
  if (decimals.length > 2) return refused('money.too_many_decimals');

  const yuanDigits = grouped.replace(/[, ]/g, '').replace(/^0+/, '');
  if (yuanDigits.length > MOST_YUAN_DIGITS) return refused('money.too_large');
  const magnitude = Number(yuanDigits + decimals.padEnd(2, '0'));
  return { ok: true, fen: fen(minus ? -magnitude : magnitude) };
}

/** An amount for people, in yuan: "1,234,567.80". */
export function formatYuan(amount: Fen): string {
  const [yuanPart, decimals] = plainYuan(amount).split('.');
  return `${yuanPart?.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
}

/** An amount for files and form fields, in yuan without separators: "1234567.80". */
export function plainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount for reports, in units of 10,000 yuan, half-up to two decimals, without the unit: "123.46". */
export function formatWan(amount: Fen): string {
  // 10,000 fen are one hundredth of 10,000 yuan: what remains prints like fen do.
  return formatYuan(divideFen(amount, 10_000, 'half-up'));
}

/** An amount in units of 10,000 yuan as exact as it is, with at least two decimals: "100.00", "0.080053". */
export function exactWan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(7, '0');
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${amount < 0 ? '-' : ''}${whole}.${decimals}`;
}

function refused(code: YuanCode): YuanParse {
  return { ok: false, code };
}
