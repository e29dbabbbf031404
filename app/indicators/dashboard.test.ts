import { describe, expect, it } from 'vitest';
import { parseTargetValue } from '../fund/target';
import { aHalfYear } from '../../tests/factories/yearFacts';
import { computeIndicators, figuresOf } from './compute';
import { filterKey } from './filtered';
import { changesOf, forecastFigures, forecastOf, outputGaps, type TypePlan } from './dashboard';

const LIVING: TypePlan = {
  type: 'living',
  plannedPeople: 10,
  perHeadFen: null,
  plannedFen: 600_000,
  paidFen: 120_000,
  projectedFen: 600_000,
};
const year = aHalfYear();

describe('what is missing', () => {
  it.each([
    ['by what one has cost', LIVING, 8, 480_000],
    ['by what one is planned to cost', { ...LIVING, perHeadFen: 50_000 }, 8, 400_000],
  ])('is counted in people and money %s', (_, plan, missing, missingFen) => {
    const [gap] = outputGaps(computeIndicators(year).rows, [plan]);
    expect(gap).toMatchObject({ target: 10, actual: 2, missing, missingFen });
  });

  it.each([
    ['≥2人次', { isMet: true, missing: 0, beyond: 0 }],
    ['≥3人次', { isMet: false, missing: 1, beyond: 0 }],
    ['>2人次', { isMet: false, missing: 1, beyond: 0 }],
    ['>1人次', { isMet: true, missing: 0, beyond: 0 }],
    ['≥2.5人次', { isMet: false, missing: 1, beyond: 0 }],
    ['≤2人次', { isMet: true, missing: 0, beyond: 0 }],
    ['≤1人次', { isMet: false, missing: 0, beyond: 1 }],
    ['<2人次', { isMet: false, missing: 0, beyond: 1 }],
    ['<3人次', { isMet: true, missing: 0, beyond: 0 }],
  ])('is told by what the target asks for: %s of 2', (text, expected) => {
    const asked = { ...year, indicators: [{ ...year.indicators[0]!, target: parseTargetValue(text) }] };
    const [gap] = outputGaps(computeIndicators(asked).rows, [LIVING]);
    expect(gap).toMatchObject({ actual: 2, ...expected });
  });

  it('is named with the part that the indicator counts', () => {
    const filter = { type: null, division: '410105', source: null, serviceKind: null } as const;
    const rows = computeIndicators(year).rows.map((row) => ({ ...row, level3: '生活救助人数', filter }));
    expect(outputGaps(rows, [LIVING])[0]!.name).toBe('生活救助人数（只计：金水区）');
  });

  it('costs nothing that is known where nothing was paid or planned', () => {
    const [gap] = outputGaps(computeIndicators({ ...year, payments: [] }).rows, [{ ...LIVING, paidFen: 0 }]);
    expect(gap).toMatchObject({ missing: 10, missingFen: null });
  });

  it('is nothing once the target is reached', () => {
    const reached = { ...year, indicators: [{ ...year.indicators[0]!, target: parseTargetValue('=2人') }] };
    expect(outputGaps(computeIndicators(reached).rows, [LIVING])[0]).toMatchObject({
      missing: 0,
      missingFen: 0,
    });
  });
});

describe('the forecast', () => {
  it.each([
    ['grows with the money', {}, { persons: 10, personTimes: 10, families: 10 }],
    ['stops at the planned people', { plannedPeople: 4 }, { persons: 4, personTimes: 10, families: 4 }],
    [
      'stays where no money is expected',
      { projectedFen: 120_000 },
      { persons: 2, personTimes: 2, families: 2 },
    ],
    ['never falls', { plannedPeople: 1 }, { persons: 2, personTimes: 10, families: 2 }],
  ])('of people %s', (_, plan, expected) => {
    const { counts } = forecastFigures(figuresOf(year), { plans: [{ ...LIVING, ...plan }], filters: [] });
    expect(counts.living).toEqual(expected);
  });

  it.each([
    ['all of it', {}, 10],
    ['as much of it as money is still expected', { projectedFen: 100_000 }, 1],
    ['nothing where no money is', { projectedFen: 0 }, 0],
    ['nothing where the plan names no people', { plannedPeople: null }, 0],
    ['nothing where the plan has no money', { plannedFen: 0 }, 0],
  ])('takes of the plan, where nothing was paid yet, %s', (_, plan, people) => {
    const nothing = figuresOf({ ...year, payments: [] });
    const plans = [{ ...LIVING, paidFen: 0, ...plan }];
    const { counts } = forecastFigures(nothing, { plans, filters: [] });
    expect(counts.living).toMatchObject({ persons: people, personTimes: people });
  });

  it('of families over all types is that of the type that reaches most, for the others reach the same', () => {
    const plans: TypePlan[] = [LIVING, { ...LIVING, type: 'schooling', paidFen: 0 }];
    const { counts } = forecastFigures(figuresOf(year), { plans, filters: [] });
    expect(counts.schooling.families).toBe(10);
    expect(counts.all).toMatchObject({ persons: 20, families: 10 });
  });

  it.each([
    ['its type', { type: 'living' }, LIVING, { fen: 600_000, persons: 10 }],
    ['another type, of which nothing is planned', { type: 'medical' }, LIVING, { fen: 0, persons: 0 }],
    ['a division', { division: '410105' }, LIVING, { fen: 300_000, persons: 5 }],
    [
      'a division while nothing was paid',
      { division: '410105' },
      { ...LIVING, paidFen: 0 },
      { fen: 60_000, persons: 1 },
    ],
  ] as const)('of a part grows as %s', (_, part, plan, { fen, persons }) => {
    const filter = { type: null, division: null, source: null, serviceKind: null, ...part };
    const [first] = year.payments;
    const facts = {
      ...{ ...year, divisions: new Map([[first!.familyId, '410105']]) },
      indicators: [{ ...year.indicators[0]!, filter }],
    };
    const { filtered } = forecastFigures(figuresOf(facts), { plans: [plan], filters: [filter] });
    const { paidFen, counts } = filtered.get(filterKey(filter))!;
    expect([paidFen.living + paidFen.medical, counts.all.persons]).toEqual([fen, persons]);
  });

  it('is scored as the year is', () => {
    expect(computeIndicators(year).totalScoreHundredths).toBe(200);
    expect(forecastOf(year, { figures: figuresOf(year), plans: [LIVING] }).totalScoreHundredths).toBe(1000);
  });
});

describe('the changes', () => {
  it('are the figures that differ from a week before', () => {
    const before = computeIndicators({ ...year, asOf: '2019-06-23' });
    const changes = changesOf(before, computeIndicators(year));
    expect(changes.rows).toEqual([expect.objectContaining({ before: '1人次', now: '2人次' })]);
    expect(changes.scoreHundredths).toBe(100);
  });

  it('are none within an unchanged year', () => {
    const now = computeIndicators(year);
    expect(changesOf(now, now)).toMatchObject({ rows: [], scoreHundredths: 0 });
  });
});
