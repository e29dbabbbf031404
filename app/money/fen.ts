declare const fenBrand: unique symbol;

/** An amount of money: a whole number of fen (1/100 yuan) within the safe integers. May be negative. */
export type Fen = number & { readonly [fenBrand]: true };

/** Brands a number as fen. Throws RangeError when it is not a whole, safe number. */
export function fen(amount: number): Fen {
  if (!isFen(amount)) throw new RangeError(`not a whole, safe number of fen: ${amount}`);
  // Adding zero turns -0 into 0, which would otherwise print a minus sign.
  return (amount + 0) as Fen;
}

/** Whether a value is a whole, safe number, which is all that fen can be. */
export function isFen(value: unknown): value is Fen {
  return Number.isSafeInteger(value);
}

export const ZERO: Fen = fen(0);

/** The sum of its arguments; 0 for none. Throws RangeError when a running sum leaves the safe integers. */
export function addFen(...amounts: readonly Fen[]): Fen {
  return sumFen(amounts);
}

/** The sum of a list; 0 when it is empty. Throws RangeError when a running sum leaves the safe integers. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = ZERO;
  for (const amount of amounts) total = fen(total + amount);
  return total;
}

/** `from` minus `amount`. Throws RangeError when the result leaves the safe integers. */
export function subtractFen(from: Fen, amount: Fen): Fen {
  return fen(from - amount);
}

/** The same amount with the opposite sign, as a correction carries it. */
export function negateFen(amount: Fen): Fen {
  return fen(-amount);
}
