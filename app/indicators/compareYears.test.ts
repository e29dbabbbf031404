import { describe, expect, it } from 'vitest';
import { anEmptyRow, anIndicator, aYearOf } from '../../tests/factories/yearIndicators';
import { comparedRows, comparedTotal, type ComparedYear } from './compareYears';
import type { IndicatorResult, YearIndicators } from './indicator';

const coverage = anIndicator({ id: 'c', level3: '应补尽补率', metric: 'coverage', countBasis: null });
const graded = anIndicator({ id: 'g', level3: '制度健全性', metric: null, countBasis: null });
const year = (rows: IndicatorResult[], given: Partial<YearIndicators> = {}): ComparedYear => ({
  indicators: aYearOf(rows, given),
  endOn: '2019-12-31',
});
const inJinshui = anIndicator({
  ...{ ...coverage, id: 'j' },
  filter: { type: null, division: '410105', source: null, serviceKind: null },
});

it.each([
  ['by metric, whatever its name', coverage, { ...coverage, id: 'c2', level3: '补助覆盖率' }, ['应补尽补率']],
  ['a graded one by its name', graded, { ...graded, id: 'g2' }, ['制度健全性']],
  [
    'not by another name',
    graded,
    { ...graded, id: 'g2', level3: '管理规范性' },
    ['制度健全性', '管理规范性'],
  ],
  [
    'not on another basis',
    { ...coverage, metric: 'people_helped.living', countBasis: 'persons' } as const,
    { ...coverage, id: 'c2', metric: 'people_helped.living', countBasis: 'families' } as const,
    ['应补尽补率', '应补尽补率'],
  ],
  ['of the same part', inJinshui, { ...inJinshui, id: 'c2' }, ['应补尽补率（只计：金水区）']],
  ['not of another part', coverage, inJinshui, ['应补尽补率', '应补尽补率（只计：金水区）']],
  ['whichever year has the part', inJinshui, coverage, ['应补尽补率（只计：金水区）', '应补尽补率']],
])('an indicator stands beside the same one of another year: %s', (_, left, right, names) => {
  const rows = comparedRows(year([anEmptyRow(), left]), year([right, anEmptyRow()]));
  expect(rows.map(({ name }) => name)).toEqual(names);
  const paired = names.length === 1;
  expect(rows.map((row) => row.left !== null)).toEqual(paired ? [true] : [true, false]);
  expect(rows.map((row) => row.right !== null)).toEqual(paired ? [true] : [false, true]);
});

it.each([
  ['alike', coverage, coverage, null],
  ['otherwise', coverage, { ...coverage, level3: '补助覆盖率' }, '补助覆盖率'],
])(
  'the name that the right year has for the same indicator is told where it is called %s',
  (_, left, right, other) => {
    expect(comparedRows(year([left]), year([right]))).toMatchObject([
      { name: '应补尽补率', otherName: other },
    ]);
  },
);

const NOTHING = { budgetFen: 100_000_000, receivedFen: 0, committedFen: 0, committedAwards: 0, paidFen: 0 };
const execution = anIndicator({
  level3: '预算执行率',
  metric: 'budget_execution',
  kind: 'quantitative',
  target: { operator: '=', value: '100', unit: '%', text: '=100%' },
  actual: { value: '0.000000', text: '0.00%' },
  outcome: 'missed',
  weightHundredths: 500,
  scoreHundredths: 0,
  grade: null,
});
const satisfied = (answers: number) =>
  anIndicator({
    ...{ ...execution, level3: '满意度', metric: 'satisfaction' as const },
    sample: { answers, paid: 0, isThin: true },
  });

describe('a year of which nothing was recorded', () => {
  it('has no figure to compare, missed or reached, but what the head has judged', () => {
    const none = year([execution, graded], { budget: NOTHING });
    const [row, head] = comparedRows(none, none);
    expect(row!.left).toMatchObject({
      actual: { value: null, text: '—' },
      outcome: 'no_data',
      scoreHundredths: null,
    });
    expect(head!.left).toMatchObject({ actual: { text: '达成' }, outcome: 'met', scoreHundredths: 400 });
    expect(comparedTotal(none)).toEqual({ scoreHundredths: 400, unscoredHundredths: 500 });
    expect(comparedTotal(year([execution, anEmptyRow()], { budget: NOTHING }))).toEqual({
      scoreHundredths: null,
      unscoredHundredths: 500,
    });
  });

  it.each([
    ['money came in', { receivedFen: 1 }, 0],
    ['something is awarded', { committedFen: 1 }, 0],
    ['something is paid', { paidFen: 1 }, 0],
    ['somebody was asked', {}, 1],
  ])('is none once %s', (_, budget, answers) => {
    const some = year([execution, satisfied(answers)], { budget: { ...NOTHING, ...budget } });
    expect(comparedRows(some, some)[0]!.left).toMatchObject({
      actual: { text: '0.00%' },
      outcome: 'missed',
      scoreHundredths: 0,
    });
  });
});

it('a year in which somebody was served is not one of which nothing was recorded', () => {
  const served = (personTimes: number) =>
    year([execution, { ...execution, level3: '服务', counts: { persons: personTimes, personTimes } }], {
      budget: NOTHING,
    });
  const outcomes = [0, 1].map((times) => comparedRows(served(times), served(times))[0]!.left!.outcome);
  expect(outcomes).toEqual(['no_data', 'missed']);
});

describe('what is not reached', () => {
  const limit = { ...execution, target: { ...execution.target, operator: '<=' as const } };
  const partly = anIndicator({ level3: '制度健全性', grade: 'partly', outcome: 'missed' });
  const entered = { ...execution, metric: null };
  it.each([
    ['on the last day but one', '2019-12-30', execution, 'not_due'],
    ['on the last day', '2019-12-31', execution, 'missed'],
    ['after it', '2020-01-01', execution, 'missed'],
    ['of what the head enters, before the end', '2019-12-30', entered, 'not_due'],
    ['a limit that is passed, before the end', '2019-12-30', limit, 'missed'],
    ['by the grade of the head, before the end', '2019-12-30', partly, 'missed'],
    ['reached, before the end', '2019-12-30', { ...execution, outcome: 'met' as const }, 'met'],
  ])('is missed once the project is over: %s', (_, asOf, row, outcome) => {
    const compared = year([row], { asOf });
    expect(comparedRows(compared, compared)[0]!.left).toMatchObject({
      outcome,
      scoreHundredths: row.scoreHundredths,
    });
  });
});
