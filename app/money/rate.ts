import { Decimal } from 'decimal.js';
import { fen } from './fen';
import type { Fen } from './fen';

/** `half-up` and `up` round away from zero, `down` towards zero. */
export type Rounding = 'half-up' | 'up' | 'down';

// 80 digits hold every product of a safe integer and a decimal text met here exactly.
const Exact = Decimal.clone({ precision: 80 });

const decimalRounding: Record<Rounding, Decimal.Rounding> = {
  'half-up': Decimal.ROUND_HALF_UP,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
};

const MOST_PLACES = 12;

/**
 * numerator ÷ denominator as decimal text with 6 to 12 places ("0.985000", "0.333333333333"), null when the
 * denominator is 0. Places beyond the twelfth are cut, not rounded, so that a later rounding for display
 * cannot round twice. Compare rates with `compareRatio`, never by this text. Throws RangeError unless both are
 * whole, safe numbers.
 */
export function rate(numerator: number, denominator: number): string | null {
  const divisor = wholeNumber(denominator);
  if (divisor.isZero()) return null;
  const quotient = wholeNumber(numerator).div(divisor);
  return quotient.toFixed(MOST_PLACES, Decimal.ROUND_DOWN).replace(/0{1,6}$/, '');
}

/** A rate of `rate` for people: "98.50%", half-up to two decimals; a dash when there is no value. */
export function formatPercent(rateText: string | null): string {
  if (rateText === null) return '—';
  const percent = decimal(rateText).times(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  return `${percent.toFixed(2)}%`;
}

/**
 * Compares numerator ÷ denominator, unrounded, with a threshold ("0.9" is 90 %): -1 below, 0 exactly on it,
 * 1 above, null when the denominator is 0. Throws RangeError on a number that is not whole and safe, or a
 * threshold that is no decimal.
 */
export function compareRatio(
  numerator: number,
  denominator: number,
  thresholdText: string,
): -1 | 0 | 1 | null {
  const divisor = wholeNumber(denominator);
  if (divisor.isZero()) return null;
  const order = wholeNumber(numerator).cmp(decimal(thresholdText).times(divisor));
  return sign(divisor.isNeg() ? -order : order);
}

/** amount × factor ("1.5"), rounded to whole fen as named. Throws RangeError on a factor that is no decimal. */
export function multiplyFen(amount: Fen, factorText: string, rounding: Rounding): Fen {
  return wholeFen(wholeNumber(amount).times(decimal(factorText)), rounding);
}

/** amount ÷ a whole number other than 0, rounded to whole fen as named. Throws RangeError otherwise. */
export function divideFen(amount: Fen, divisor: number, rounding: Rounding): Fen {
  if (divisor === 0) throw new RangeError('an amount cannot be divided by 0');
  return wholeFen(wholeNumber(amount).div(wholeNumber(divisor)), rounding);
}

function wholeFen(value: Decimal, rounding: Rounding): Fen {
  return fen(value.toDecimalPlaces(0, decimalRounding[rounding]).toNumber());
}

function wholeNumber(value: number): Decimal {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole, safe number: ${value}`);
  return new Exact(value);
}

function decimal(text: string): Decimal {
  if (!/^-?\d{1,20}(\.\d{1,20})?$/.test(text)) throw new RangeError(`not a decimal number: ${text}`);
  return new Exact(text);
}

function sign(order: number): -1 | 0 | 1 {
  if (order === 0) return 0;
  return order < 0 ? -1 : 1;
}
