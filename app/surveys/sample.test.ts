import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample, LARGEST_SEED, sampleSize } from './sample';

const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 60 });
const seed = fc.integer({ min: 1, max: LARGEST_SEED });

describe('the sample', () => {
  it.each([
    [1000, 10, 'percent', 100],
    [1001, 10, 'percent', 101],
    [7, 1, 'percent', 1],
    [7, 100, 'percent', 7],
    [1000, 60, 'people', 60],
    [40, 60, 'people', 40],
    [0, 60, 'people', 0],
  ] as const)('of %i people by %i %s is of %i', (count, wish, unit, size) => {
    expect(sampleSize({ people: count, wish, unit })).toBe(size);
  });

  it('is the same for the same people and seed, whatever their order, and draws nobody twice', () => {
    fc.assert(
      fc.property(people, seed, fc.nat({ max: 70 }), (all, number, size) => {
        const drawn = drawSample(all, { size, seed: number });
        expect(drawSample([...all].reverse(), { size, seed: number })).toEqual(drawn);
        expect(new Set(drawn).size).toBe(Math.min(size, all.length));
        expect(drawn.every((one) => all.includes(one))).toBe(true);
      }),
    );
  });

  it('begins with the smaller one when more are drawn by the same seed', () => {
    fc.assert(
      fc.property(people, seed, fc.nat({ max: 30 }), (all, number, size) => {
        const larger = drawSample(all, { size: size + 5, seed: number });
        expect(larger.slice(0, size)).toEqual(drawSample(all, { size, seed: number }));
      }),
    );
  });

  it('gives everybody about the same chance', () => {
    const all = Array.from({ length: 10 }, (_, index) => `p${index}`);
    const drawn = Array.from({ length: 2000 }, (_, index) =>
      drawSample(all, { size: 3, seed: index + 1 }),
    ).flat();
    for (const one of all) {
      const times = drawn.filter((name) => name === one).length;
      expect(times).toBeGreaterThan(500);
      expect(times).toBeLessThan(700);
    }
  });
});
