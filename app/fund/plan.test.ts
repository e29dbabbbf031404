import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { outlookOf, plannedByType, spread, type OutlookFacts, type PlannedProgramme } from './plan';
import { RELIEF_TYPES } from './project';

const programme = (given: Partial<PlannedProgramme> & Pick<PlannedProgramme, 'type'>): PlannedProgramme => ({
  windowStartOn: '2019-01-01',
  windowEndOn: '2019-12-31',
  plannedPeople: null,
  perHeadFen: null,
  ...given,
});

const PROGRAMMES = [
  programme({ type: 'living', plannedPeople: 1_000, perHeadFen: 60_000 }),
  programme({
    type: 'schooling',
    plannedPeople: 60,
    perHeadFen: 300_000,
    windowStartOn: '2019-10-01',
    windowEndOn: '2019-10-31',
  }),
  programme({ type: 'medical', plannedPeople: 5, windowStartOn: '2019-06-01' }),
];

const facts = (given: Partial<OutlookFacts> = {}): OutlookFacts => ({
  asOf: businessDate('2019-06-30'),
  startOn: '2019-01-01',
  endOn: '2019-12-31',
  budgetFen: 100_000_000,
  receivedFen: 100_000_000,
  programmes: PROGRAMMES,
  paid: [],
  committed: { living: 0, schooling: 0, medical: 0 },
  ...given,
});

describe('what each type is planned to take', () => {
  it.each<[string, number, PlannedProgramme[], object]>([
    [
      'per head, the rest to what has no amount',
      100_000_000,
      PROGRAMMES,
      { living: 60_000_000, schooling: 18_000_000, medical: 22_000_000 },
    ],
    [
      'all by people',
      1_001,
      [programme({ type: 'living', plannedPeople: 3 }), programme({ type: 'medical', plannedPeople: 1 })],
      { living: 750, schooling: 0, medical: 251 },
    ],
    [
      'evenly where nothing is planned',
      101,
      [programme({ type: 'living' }), programme({ type: 'medical' })],
      { living: 50, schooling: 0, medical: 51 },
    ],
    [
      'nothing left of the budget',
      1_000,
      [
        programme({ type: 'living', plannedPeople: 2, perHeadFen: 600 }),
        programme({ type: 'medical', plannedPeople: 1 }),
      ],
      { living: 1_200, schooling: 0, medical: 0 },
    ],
  ])('%s', (_, budgetFen, programmes, expected) =>
    expect(plannedByType(budgetFen, programmes)).toEqual(expected),
  );
});

describe('the outlook', () => {
  it('plans schooling in October alone, and medical relief from June on', () => {
    const { months } = outlookOf(facts());
    const plannedIn = (month: string) => months.find((one) => one.month === month)!.plannedFen;
    expect([plannedIn('2019-05'), plannedIn('2019-09'), plannedIn('2019-10')]).toEqual([
      5_000_000, 8_142_857, 26_142_857,
    ]);
    expect(months.at(-1)!.plannedUntilFen).toBe(100_000_000);
  });

  it.each<[string, Partial<OutlookFacts>, string[]]>([
    ['as planned', { paid: [{ type: 'living', month: '2019-06', paidFen: 33_142_857 }] }, []],
    ['nothing paid', {}, ['execution_behind']],
    [
      'exactly nine tenths',
      {
        asOf: businessDate('2019-05-31'),
        paid: [{ type: 'living', month: '2019-05', paidFen: 22_500_000 }],
      },
      [],
    ],
    [
      'one fen less',
      {
        asOf: businessDate('2019-05-31'),
        paid: [{ type: 'living', month: '2019-05', paidFen: 22_499_999 }],
      },
      ['execution_behind'],
    ],
    ['before a month is over', { asOf: businessDate('2019-01-30') }, []],
    [
      'too little received',
      { receivedFen: 30_000_000, paid: [{ type: 'living', month: '2019-06', paidFen: 30_000_000 }] },
      ['cash_runs_out', 'receipts_behind'],
    ],
    [
      'more committed than the budget holds',
      {
        paid: [{ type: 'living', month: '2019-06', paidFen: 33_142_857 }],
        committed: { living: 80_000_000, schooling: 0, medical: 0 },
      },
      ['budget_runs_out'],
    ],
    ['a year that is over', { asOf: businessDate('2020-03-01') }, ['execution_behind']],
  ])('%s', (_, given, codes) =>
    expect(outlookOf(facts(given)).alerts.map(({ code }) => code)).toEqual(codes),
  );

  it('names the day on which the money is used up', () => {
    const one = [programme({ type: 'living', plannedPeople: 12, perHeadFen: 1_000 })];
    const paid = [{ type: 'living' as const, month: '2019-06', paidFen: 6_000 }];
    const outlook = outlookOf(facts({ programmes: one, budgetFen: 12_000, receivedFen: 7_500, paid }));
    // July takes 1,000; of August's 1,000 there is half.
    expect(outlook.alerts).toEqual([{ code: 'cash_runs_out', on: '2019-08-16', amountFen: 4_500 }]);
    expect(outlook).toMatchObject({ projectedFen: 12_000, leftFen: 0 });
  });

  describe('goes on by what is paid, approved and planned for the months to come', () => {
    /** 1,000 a month. */
    const one = [programme({ type: 'living', plannedPeople: 12, perHeadFen: 1_000 })];
    const paidIn = (month: string, paidFen: number) => ({ type: 'living' as const, month, paidFen });

    it.each([
      // What lies behind the plan is not caught up: 2,500 + 300 + July to December.
      ['2019-06-30', [paidIn('2019-05', 2_500)], 300, 8_800, 3_200],
      ['2019-11-30', [paidIn('2019-05', 2_500)], 300, 3_800, 8_200],
      ['2019-12-30', [paidIn('2019-05', 2_500)], 300, 3_800, 8_200],
      // The running month goes on with what of its plan was not paid in it.
      ['2019-07-10', [paidIn('2019-05', 2_500), paidIn('2019-07', 400)], 300, 8_800, 3_200],
      ['2019-07-10', [paidIn('2019-05', 2_500), paidIn('2019-07', 1_400)], 300, 9_200, 2_800],
      // Who is ahead of the plan stops at it.
      ['2019-06-30', [paidIn('2019-05', 9_000)], 300, 12_000, 0],
      // What is approved is paid beyond the plan, but not beyond the budget.
      ['2019-06-30', [paidIn('2019-05', 9_000)], 3_500, 12_000, -500],
      ['2019-06-30', [paidIn('2019-05', 12_500)], 0, 12_500, -500],
      ['2019-12-31', [paidIn('2019-05', 2_500)], 300, 2_500, 9_500],
    ])('on %s with %j and %i waiting', (on, paid, living, projectedFen, leftFen) => {
      const committed = { living, schooling: 0, medical: 0 };
      const asOf = businessDate(on);
      const outlook = outlookOf(facts({ programmes: one, budgetFen: 12_000, asOf, paid, committed }));
      expect(outlook).toMatchObject({ projectedFen, leftFen, projected: { living: projectedFen } });
    });
  });

  it('is over on the last day, also within a month', () => {
    const endOn = '2019-12-15';
    const on = (asOf: string) =>
      outlookOf(
        facts({ endOn, asOf: businessDate(asOf), committed: { living: 9, schooling: 0, medical: 0 } }),
      );
    expect(on('2019-12-14').projectedFen).toBeGreaterThan(0);
    expect(on(endOn)).toMatchObject({ isOver: true, projectedFen: 0, plannedToDateFen: 100_000_000 });
  });

  it('expects what is approved beyond the plan to be paid next', () => {
    const outlook = outlookOf(
      facts({ programmes: [], committed: { living: 500, schooling: 0, medical: 0 } }),
    );
    expect(outlook.months.find(({ month }) => month === '2019-07')!.expectedFen).toBe(500);
    expect(outlook.projectedFen).toBe(500);
  });
});

describe('whatever the plan', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000 });

  it('parts add up to the whole', () => {
    fc.assert(
      fc.property(amount, fc.array(fc.nat(1_000), { minLength: 1 }), (whole, weights) => {
        const parts = spread(whole, weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total === 0 ? 0 : whole);
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
    );
  });

  it('the projection is what was paid and what is expected, month by month', () => {
    const month = fc.integer({ min: 1, max: 12 });
    const text = (number: number) => String(number).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.record({ budgetFen: amount, receivedFen: amount, on: month, committedFen: amount }),
        fc.array(fc.record({ type: fc.constantFrom(...RELIEF_TYPES), month, paidFen: amount }), {
          maxLength: 8,
        }),
        ({ budgetFen, receivedFen, on, committedFen }, rows) => {
          const asOf = businessDate(`2019-${text(on)}-15`);
          const paid = rows
            .filter((row) => row.month <= on)
            .map((row) => ({ ...row, month: `2019-${text(row.month)}` }));
          const committed = { living: committedFen, schooling: 0, medical: 0 };
          const outlook = outlookOf(facts({ asOf, budgetFen, receivedFen, paid, committed }));
          const last = outlook.months.at(-1)!;
          expect(last.expectedUntilFen).toBe(outlook.projectedFen);
          const isLeft = asOf < '2019-12-31';
          const wantedFen = budgetFen - outlook.leftFen;
          expect(wantedFen).toBeGreaterThanOrEqual(outlook.paidFen + (isLeft ? committedFen : 0));
          expect(outlook.projectedFen).toBe(Math.max(outlook.paidFen, Math.min(wantedFen, budgetFen)));
          const byTypes = Object.values(outlook.projected).reduce((sum, part) => sum + part, 0);
          expect(byTypes).toBe(outlook.projectedFen);
          const monthsToCome = outlook.months.filter((one) => one.month >= asOf.slice(0, 7));
          const toComeFen = monthsToCome.reduce((sum, one) => sum + one.plannedFen, 0);
          expect(wantedFen).toBeLessThanOrEqual(outlook.paidFen + committedFen + toComeFen);
          const planned = Object.values(outlook.planned).reduce((sum, part) => sum + part, 0);
          expect(last.plannedUntilFen).toBe(planned);
          const codes = outlook.alerts.map(({ code }) => code);
          expect(codes.includes('budget_runs_out')).toBe(outlook.leftFen < 0);
          for (const alert of outlook.alerts) if (alert.on) expect(alert.on >= asOf).toBe(true);
        },
      ),
    );
  });
});
