import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from './fen';
import { compareRatio, divideFen, formatPercent, multiplyFen, rate } from './rate';
import type { Rounding } from './rate';

const safe = fc.maxSafeInteger();
const nonZero = safe.filter((n) => n !== 0);

describe('rate', () => {
  it.each([
    [985, 1000, '0.985000', '98.50%'],
    [1, 1, '1.000000', '100.00%'],
    [0, 5, '0.000000', '0.00%'],
    [1, 3, '0.333333333333', '33.33%'],
    [2, 3, '0.666666666666', '66.67%'],
    [1, 128, '0.0078125', '0.78%'],
    [20001, 40000, '0.500025', '50.00%'],
    [50005, 100000, '0.500050', '50.01%'],
    [99995, 100000, '0.999950', '100.00%'],
    [99994, 100000, '0.999940', '99.99%'],
    [2600, 2000, '1.300000', '130.00%'],
    [-1, 4, '-0.250000', '-25.00%'],
    [-1, 1_000_000, '-0.000001', '0.00%'],
  ])('%d / %d is %s, shown as %s', (numerator, denominator, text, percent) => {
    expect(rate(numerator, denominator)).toBe(text);
    expect(formatPercent(rate(numerator, denominator))).toBe(percent);
  });

  it('has no value without a denominator', () => {
    expect(rate(0, 0)).toBeNull();
    expect(rate(5, 0)).toBeNull();
    expect(formatPercent(null)).toBe('—');
  });

  it.each([
    [0.5, 1],
    [1, 0.5],
    [NaN, 1],
    [1, 2 ** 53],
  ])('refuses %d / %d', (numerator, denominator) =>
    expect(() => rate(numerator, denominator)).toThrow(RangeError),
  );

  it('is cut to twelve places', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (n, d) => {
        const text = rate(n, d) ?? '';
        expect(text).toMatch(/^\d+\.\d{6,12}$/);
        const [whole = '', places = ''] = text.split('.');
        expect(BigInt(whole + places.padEnd(12, '0'))).toBe((BigInt(n) * 10n ** 12n) / BigInt(d));
      }),
    );
  });

  it('shows the unrounded quotient half-up, never rounded twice', () => {
    const nearTies = fc.tuple(
      fc.nat(20_000),
      fc.integer({ min: 1, max: 10 ** 11 }),
      fc.integer({ min: -2, max: 2 }),
    );
    fc.assert(
      fc.property(nearTies, ([tie, size, off]) => {
        const denominator = 20_000 * size;
        const numerator = Math.max(0, tie * size + off);
        const hundredths = (BigInt(numerator) * 20_000n + BigInt(denominator)) / (2n * BigInt(denominator));
        const expected = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
        expect(formatPercent(rate(numerator, denominator))).toBe(expected);
      }),
    );
  });
});

describe('compareRatio', () => {
  it.each([
    [90, 100, '0.9', 0],
    [901, 1000, '0.9', 1],
    [899, 1000, '0.9', -1],
    [9_000_000_000_001, 10_000_000_000_000, '0.9', 1],
    [8_999_999_999_999, 10_000_000_000_000, '0.9', -1],
    [1, 1, '1', 0],
    [19, 20, '0.95', 0],
    [1, 3, '0.33333333333333333333', 1],
    [-1, -2, '0.5', 0],
    [1, -2, '0', -1],
    [0, 7, '-0.5', 1],
  ])('%d / %d against %s is %d', (numerator, denominator, threshold, order) =>
    expect(compareRatio(numerator, denominator, threshold)).toBe(order),
  );
  it('has no answer without a denominator', () => expect(compareRatio(1, 0, '0.9')).toBeNull());
  it.each(['', '90%', '1e-1', '.9', '=1', 'abc'])('refuses the threshold %j', (threshold) =>
    expect(() => compareRatio(1, 2, threshold)).toThrow(RangeError),
  );
  it('agrees with cross multiplication', () => {
    const threshold = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(safe, nonZero, threshold, (n, d, tenThousandths) => {
        const left = BigInt(n) * 10_000n * (d < 0 ? -1n : 1n);
        const right = BigInt(tenThousandths) * BigInt(d) * (d < 0 ? -1n : 1n);
        const expected = left === right ? 0 : left < right ? -1 : 1;
        const sign = tenThousandths < 0 ? '-' : '';
        const digits = String(Math.abs(tenThousandths)).padStart(5, '0');
        expect(compareRatio(n, d, `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`)).toBe(expected);
      }),
    );
  });
});

describe('multiplyFen and divideFen', () => {
  it.each<[number, string, Rounding, number]>([
    [100, '1.5', 'half-up', 150],
    [1, '0.5', 'half-up', 1],
    [1, '0.49', 'half-up', 0],
    [-1, '0.5', 'half-up', -1],
    [1, '0.5', 'down', 0],
    [-1, '0.5', 'down', 0],
    [1, '0.01', 'up', 1],
    [-1, '0.01', 'up', -1],
    [60_000, '12', 'half-up', 720_000],
  ])('%d fen × %s %s is %d', (amount, factor, rounding, product) =>
    expect(multiplyFen(fen(amount), factor, rounding)).toBe(product),
  );
  it.each<[number, number, Rounding, number]>([
    [100, 3, 'half-up', 33],
    [200, 3, 'half-up', 67],
    [100, 3, 'up', 34],
    [200, 3, 'down', 66],
    [5, 2, 'half-up', 3],
    [-5, 2, 'half-up', -3],
    [-5, 2, 'down', -2],
    [-5, 2, 'up', -3],
    [5, -2, 'half-up', -3],
  ])('%d fen ÷ %d %s is %d', (amount, divisor, rounding, quotient) =>
    expect(divideFen(fen(amount), divisor, rounding)).toBe(quotient),
  );
  it('refuse what has no exact answer', () => {
    expect(() => divideFen(fen(1), 0, 'down')).toThrow(RangeError);
    expect(() => divideFen(fen(1), 1.5, 'down')).toThrow(RangeError);
    expect(() => multiplyFen(fen(1), '1e3', 'down')).toThrow(RangeError);
    expect(() => multiplyFen(fen(Number.MAX_SAFE_INTEGER), '2', 'down')).toThrow(RangeError);
  });
  it('divide as whole numbers do', () => {
    fc.assert(
      fc.property(safe, nonZero, (amount, divisor) => {
        const quotient = BigInt(amount) / BigInt(divisor);
        const rest = BigInt(amount) % BigInt(divisor);
        const away = amount < 0 !== divisor < 0 ? -1n : 1n;
        const magnitude = rest < 0n ? -rest : rest;
        const size = BigInt(Math.abs(divisor));
        expect(BigInt(divideFen(fen(amount), divisor, 'down'))).toBe(quotient);
        expect(BigInt(divideFen(fen(amount), divisor, 'up'))).toBe(rest === 0n ? quotient : quotient + away);
        expect(BigInt(divideFen(fen(amount), divisor, 'half-up'))).toBe(
          magnitude * 2n >= size ? quotient + away : quotient,
        );
      }),
    );
  });
});
