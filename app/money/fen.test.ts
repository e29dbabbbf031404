import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFen, fen, isFen, negateFen, subtractFen, sumFen, ZERO } from './fen';

const MAX = Number.MAX_SAFE_INTEGER;

describe('fen', () => {
  it.each([0, 1, -1, MAX, -MAX])('accepts %d', (amount) => expect(fen(amount)).toBe(amount));
  it.each([12.5, NaN, Infinity, MAX + 1, -MAX - 1])('refuses %d', (amount) => {
    expect(isFen(amount)).toBe(false);
    expect(() => fen(amount)).toThrow(RangeError);
  });
  it.each([null, undefined, '1', 1n])('knows that %s is no amount', (value) =>
    expect(isFen(value)).toBe(false),
  );
  it('has no negative zero', () => {
    expect(Object.is(fen(-0), 0)).toBe(true);
    expect(Object.is(negateFen(ZERO), 0)).toBe(true);
  });
});

describe('sums', () => {
  it('are 0 for nothing', () => expect([addFen(), sumFen([])]).toEqual([0, 0]));
  it('reach the largest safe integer and not one fen more', () => {
    expect(addFen(fen(MAX - 1), fen(1))).toBe(MAX);
    expect(() => addFen(fen(MAX), fen(1))).toThrow(RangeError);
    expect(() => addFen(fen(MAX), fen(2))).toThrow(RangeError);
    expect(() => subtractFen(fen(-MAX), fen(1))).toThrow(RangeError);
  });
  it('take any iterable', () => expect(sumFen(new Set([fen(1), fen(2)]))).toBe(3));
  it('agree with whole-number arithmetic without limits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 })), (amounts) => {
        const expected = amounts.reduce((total, amount) => total + BigInt(amount), 0n);
        expect(BigInt(sumFen(amounts.map(fen)))).toBe(expected);
      }),
    );
  });
  it('give back what was added', () => {
    const amount = fc.integer({ min: -1e15, max: 1e15 }).map(fen);
    fc.assert(fc.property(amount, amount, (a, b) => subtractFen(addFen(a, b), b) === a));
    fc.assert(fc.property(amount, (a) => addFen(a, negateFen(a)) === 0));
  });
});
