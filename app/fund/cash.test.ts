import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashStands, firstOverdrawn, lowestFrom, type CashDay } from './cash';

const day = (on: string, receivedFen: number, paidFen = 0, carriedFen = 0): CashDay => ({
  on: `2019-${on}`,
  receivedFen,
  paidFen,
  carriedFen,
});

const DAYS = [day('01-10', 1_000), day('03-01', 0, 700), day('06-01', 500), day('07-01', 0, 600)];

describe('the least cash from a day on', () => {
  it.each([
    ['2019-01-09', 0, '2019-01-09'],
    ['2019-01-10', 200, '2019-07-01'],
    ['2019-03-01', 200, '2019-07-01'],
    ['2019-12-31', 200, '2019-12-31'],
  ])('%s: %d, first on %s', (from, usableFen, on) =>
    expect(lowestFrom(DAYS, from)).toMatchObject({ usableFen, on }),
  );

  it('looks at later days that are tighter than this one', () =>
    expect(lowestFrom([day('01-01', 1_000), day('02-01', 0, 900)], '2019-01-15')).toMatchObject({
      usableFen: 100,
      on: '2019-02-01',
    }));

  it('is nothing without records', () =>
    expect(lowestFrom([], '2019-01-01')).toMatchObject({ usableFen: 0, on: '2019-01-01' }));

  it('counts what was carried into the next year as gone', () =>
    expect(lowestFrom([day('01-01', 1_000), day('12-31', 0, 0, 300)], '2019-02-01').usableFen).toBe(700));
});

describe('a day on which more was paid than had come in', () => {
  it.each<[string, CashDay[], object | null]>([
    ['none', DAYS, null],
    ['money on the very day', [day('01-10', 1_000, 1_000)], null],
    ['one fen more', [day('01-10', 1_000, 1_001)], { on: '2019-01-10', shortFen: 1 }],
    [
      'a day too early, though the sum is right',
      [day('01-09', 0, 1_000), day('01-10', 1_000)],
      { on: '2019-01-09', shortFen: 1_000 },
    ],
  ])('%s', (_, days, found) => expect(firstOverdrawn(days)).toEqual(found));
});

const moves = fc.array(
  fc.record({
    on: fc.integer({ min: 10, max: 30 }).map((date) => `2019-01-${date}`),
    amountFen: fc.integer({ min: 1, max: 1_000 }),
    isPayment: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe('whatever is received and paid in whatever order', () => {
  it('never overdraws a day while each payment keeps to the least cash from its day on', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        const days: CashDay[] = [];
        for (const { on, amountFen, isPayment } of steps) {
          const mayPay = amountFen <= lowestFrom(days, on).usableFen;
          if (!isPayment) days.push({ on, receivedFen: amountFen, paidFen: 0, carriedFen: 0 });
          else if (mayPay) days.push({ on, receivedFen: 0, paidFen: amountFen, carriedFen: 0 });
          // What the guard refuses would in fact have overdrawn a day.
          else
            expect(
              firstOverdrawn([...days, { on, receivedFen: 0, paidFen: amountFen, carriedFen: 0 }]),
            ).not.toBeNull();
          expect(firstOverdrawn(days)).toBeNull();
        }
        const last = cashStands(days).at(-1);
        const sum = days.reduce((total, one) => total + one.receivedFen - one.paidFen, 0);
        expect(last?.usableFen ?? 0).toBe(sum);
      }),
    );
  });
});
