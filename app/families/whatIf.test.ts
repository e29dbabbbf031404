import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { fen } from '../money/fen';
import { proposeCategory, type FamilyFacts } from './classification';
import { CAUSES, HEALTHS } from './family';
import { lineIn, supposedChange, type Supposition } from './whatIf';
import { whatIfQuestion } from './whatIf.form';

const day = businessDate;
const line = (region: string, hukouKind: 'urban' | 'rural', effectiveOn: string, yuan: number) => ({
  region,
  hukouKind,
  effectiveOn: day(effectiveOn),
  monthlyFen: fen(yuan * 100),
});
const LINES = [
  line('4101', 'urban', '2015-01-01', 500),
  line('4101', 'urban', '2019-01-01', 600),
  line('4101', 'rural', '2015-01-01', 300),
  line('410105', 'urban', '2018-01-01', 650),
];
const NOTHING: Supposition = { line: null, incomePercent: 0 };
const ZERO = fen(0);

const facts = fc.record({
  income: fc.record({
    wagesFen: fc.integer({ min: 0, max: 5_000_000 }).map(fen),
    businessFen: fc.integer({ min: 0, max: 500_000 }).map(fen),
    propertyFen: fc.constant(ZERO),
    transferFen: fc.integer({ min: 0, max: 900_000 }).map(fen),
    otherIncomeFen: fc.constant(ZERO),
    rigidExpenseFen: fc.integer({ min: 0, max: 3_000_000 }).map(fen),
  }),
  mainCause: fc.option(fc.constantFrom(...CAUSES)),
  members: fc.array(fc.constantFrom(...HEALTHS), { minLength: 1, maxLength: 6 }).map((all) =>
    all.map((health, index) => ({
      relation: index === 0 ? ('self' as const) : ('child' as const),
      health,
    })),
  ),
});
const place = fc.record({
  division: fc.constantFrom('410105', '410102'),
  hukouKind: fc.constantFrom('urban' as const, 'rural' as const, 'converted' as const),
});
const on = fc.constantFrom(day('2014-06-30'), day('2018-06-30'), day('2019-01-01'), day('2024-06-30'));

describe('the line in force', () => {
  it.each([
    ['410105', 'urban', '2017-12-31', 50_000],
    ['410105', 'urban', '2018-01-01', 65_000],
    ['410105', 'converted', '2019-06-30', 65_000],
    ['410102', 'urban', '2018-12-31', 50_000],
    ['410102', 'urban', '2019-01-01', 60_000],
    ['410105', 'rural', '2019-01-01', 30_000],
    ['410105', 'urban', '2014-12-31', undefined],
  ] as const)('of %s %s on %s is %s', (division, hukouKind, date, monthlyFen) => {
    expect(lineIn(LINES, { division, hukouKind, on: day(date) })?.monthlyFen).toBe(monthlyFen);
  });
});

describe('a supposition', () => {
  it('of nothing changes nothing, and proposes what the rules propose', () => {
    fc.assert(
      fc.property(facts, place, on, (family, where, date) => {
        const { before, after } = supposedChange(
          { ...where, facts: family },
          { lines: LINES, supposition: NOTHING, on: date },
        );
        const inForce = lineIn(LINES, { ...where, on: date });
        expect(before).toEqual(proposeCategory({ facts: family, line: inForce, on: date }));
        expect(after).toEqual(before);
      }),
    );
  });

  it('of another line proposes what the rules propose by that line', () => {
    fc.assert(
      fc.property(
        facts,
        place,
        on,
        fc.integer({ min: 1, max: 300_000 }).map(fen),
        (family, where, date, monthlyFen) => {
          const hukouKind = where.hukouKind === 'rural' ? 'rural' : 'urban';
          const { before, after } = supposedChange(
            { ...where, facts: family },
            {
              lines: LINES,
              supposition: { line: { region: where.division, hukouKind, monthlyFen }, incomePercent: 0 },
              on: date,
            },
          );
          expect(after).toEqual(proposeCategory({ facts: family, line: { monthlyFen }, on: date }));
          expect(before).toEqual(
            proposeCategory({ facts: family, line: lineIn(LINES, { ...where, on: date }), on: date }),
          );
        },
      ),
    );
  });

  it('of the city leaves a division with a line of its own, and the other kind, alone', () => {
    const family: FamilyFacts = {
      income: { ...EMPTY, wagesFen: fen(12 * 62_000) },
      mainCause: 'other',
      members: [{ relation: 'self', health: 'good' }],
    };
    const supposition: Supposition = {
      line: { region: '4101', hukouKind: 'urban', monthlyFen: fen(70_000) },
      incomePercent: 0,
    };
    const changeIn = (division: string, hukouKind: 'urban' | 'rural') => {
      const question = { lines: LINES, supposition, on: day('2019-06-30') };
      const { before, after } = supposedChange({ division, hukouKind, facts: family }, question);
      return [before.category, after.category];
    };
    expect(changeIn('410102', 'urban')).toEqual(['marginal', 'subsistence']);
    expect(changeIn('410105', 'urban')).toEqual(['subsistence', 'subsistence']);
    expect(changeIn('410102', 'rural')).toEqual([null, null]);
  });

  it('of other incomes takes the sum of them times the change, and leaves what is spent', () => {
    fc.assert(
      fc.property(
        facts,
        place,
        on,
        fc.integer({ min: -100, max: 300 }),
        (family, where, date, incomePercent) => {
          const { after } = supposedChange(
            { ...where, facts: family },
            { lines: LINES, supposition: { line: null, incomePercent }, on: date },
          );
          const { wagesFen, businessFen, transferFen, rigidExpenseFen } = family.income;
          const gross = Math.round(((wagesFen + businessFen + transferFen) * (100 + incomePercent)) / 100);
          const facts = { ...family, income: { ...EMPTY, wagesFen: fen(gross), rigidExpenseFen } };
          const inForce = lineIn(LINES, { ...where, on: date });
          expect(after).toEqual(proposeCategory({ facts, line: inForce, on: date }));
        },
      ),
    );
  });
});

const EMPTY = {
  wagesFen: ZERO,
  businessFen: ZERO,
  propertyFen: ZERO,
  transferFen: ZERO,
  otherIncomeFen: ZERO,
  rigidExpenseFen: ZERO,
};

describe('the question', () => {
  const asked = (query: string) => whatIfQuestion(new URLSearchParams(query), day('2019-06-30'));
  it('is read from the address', () => {
    expect(asked('region=410105&hukouKind=rural&amount=650.5&percent=-5&on=2018-06-30&page=3')).toMatchObject(
      {
        on: '2018-06-30',
        page: 3,
        supposition: {
          line: { region: '410105', hukouKind: 'rural', monthlyFen: 65_050 },
          incomePercent: -5,
        },
        errors: {},
      },
    );
    expect(asked('percent=%2B10%25').supposition).toEqual({ line: null, incomePercent: 10 });
  });
  it('is none while nothing is typed', () => {
    expect(asked('')).toMatchObject({ on: '2019-06-30', page: 1, supposition: null, errors: {} });
  });
  it.each([
    'percent=ten',
    'percent=1.5',
    'percent=-101',
    'percent=1001',
    'amount=abc',
    'amount=0',
    'amount=-1',
  ])('cannot be read from %s, and says so', (query) => {
    const { supposition, errors } = asked(query);
    expect(supposition).toBeNull();
    expect(Object.values(errors)).toHaveLength(1);
  });
});
