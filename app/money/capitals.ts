import nzh from 'nzh/cn';
import { capitalWords as words } from '../zh/money';
import { negateFen } from './fen';
import type { Fen } from './fen';
import { plainYuan } from './yuan';

// A section (ten thousands, hundred millions, yuan) that ends in 0, followed by the highest place of the next one.
const UNREAD_ZERO = new RegExp(
  `([${words.places}${words.sections}])([${words.sections}${words.yuan}])` +
    `(?=[${words.digits}][${words.thousand}${words.jiao}])`,
  'g',
);

/**
 * An amount in the capitals of vouchers, with the currency in front. Every run of zeros between two other digits
 * is read once, also across a section, which the rule allows and the library leaves out.
 * Source: Payment and Settlement Measures (PBC 1997 no. 393), annex 1, on filling in bills.
 */
export function amountInCapitals(amount: Fen): string {
  const minus = amount < 0 ? words.minus : '';
  const magnitude = amount < 0 ? negateFen(amount) : amount;
  const read = nzh.toMoney(withoutTrailingZeros(plainYuan(magnitude)), { outSymbol: false });
  return words.currency + minus + read.replace(UNREAD_ZERO, `$1$2${words.zero}`);
}

// The library adds the word for "exactly" only to a text without decimals.
function withoutTrailingZeros(yuanText: string): string {
  return yuanText.replace(/\.00$/, '').replace(/(\.\d)0$/, '$1');
}
