import { describe, expect, it } from 'vitest';
import { aFile, anAward, anIndicator, aPayment, aYear } from '../../tests/factories/yearFacts';
import { computeIndicators } from './compute';
import type { IndicatorFact, YearFacts } from './facts';
import { yearJson } from './json';

const twoPeople = {
  files: [aFile('wang'), aFile('li')],
  awards: [anAward('award of 1'), anAward('award of 2', { person: 'li', approvedOn: '2019-03-01' })],
  payments: [aPayment('1')],
  receipts: [{ id: 'r', source: 'central', receivedOn: '2019-02-01', amountFen: 50_000_00 }],
} satisfies Partial<YearFacts>;

const ON_TIME = { recordedOn: '2019-06-30' } as const;

function resultOf(indicator: IndicatorFact, facts: Partial<YearFacts> = twoPeople) {
  return computeIndicators(aYear({ ...facts, indicators: [indicator] })).rows[0]!;
}

describe('the rows of the tree', () => {
  it.each([
    ['people_helped.living', '=2000人', '1', '1人', null, null],
    ['budget_execution', '=100%', '0.006000', '0.60%', 600_00, 100_000_00],
    ['funds_in_place', '=100%', '0.500000', '50.00%', 50_000_00, 100_000_00],
    ['coverage', '100%', '0.500000', '50.00%', 1, 2],
    ['timeliness', '及时', '0.500000', '不及时(50.00%)', 1, 2],
    ['satisfaction', '>90%', null, '—', 0, 0],
  ] as const)('%s', (metric, target, value, text, numerator, denominator) => {
    const { actual, ...row } = resultOf(anIndicator(metric, target));
    expect(actual).toEqual({ value, text });
    expect([row.numerator, row.denominator]).toEqual([numerator, denominator]);
  });

  it.each([
    ['persons', '1人'],
    ['person_times', '2人次'],
    ['families', '1户'],
    [null, '1人'],
  ] as const)('counts by %s', (basis, text) => {
    const payments = [aPayment('1'), aPayment('2', { paidOn: '2019-08-05' })];
    const row = resultOf(anIndicator('people_helped.living', '=5人', { countBasis: basis }), { payments });
    expect(row.actual.text).toBe(text);
    expect(row.counts).toEqual({ persons: 1, personTimes: 2, families: 1 });
  });

  it.each(['coverage', 'timeliness', 'budget_execution', 'funds_in_place'] as const)(
    'gives %s no value without a denominator',
    (metric) => {
      const { project } = aYear();
      const row = resultOf(anIndicator(metric, '100%'), { project: { ...project, currentFen: 0 } });
      expect(row.actual).toEqual({ value: null, text: '—' });
      expect(row).toMatchObject({ outcome: 'no_data', scoreHundredths: null, remarks: ['no_denominator'] });
    },
  );

  it('says that there are no surveys', () => {
    expect(resultOf(anIndicator('satisfaction', '>90%'))).toMatchObject({
      outcome: 'no_data',
      scoreHundredths: null,
      remarks: ['no_surveys'],
    });
  });

  it('takes the adjusted budget of the day', () => {
    const adjustments = [{ id: 'a', adjustedOn: '2019-07-01', amountFen: 20_000_00 }];
    const indicators = [anIndicator('funds_in_place', '=100%')];
    const on = (asOf: string) => computeIndicators(aYear({ ...twoPeople, adjustments, indicators, asOf }));
    expect(on('2019-06-30').budget.budgetFen).toBe(100_000_00);
    expect(on('2019-07-01').rows[0]!.denominator).toBe(120_000_00);
  });

  it('takes the receipts up to the day', () => {
    const on = (asOf: string) => computeIndicators(aYear({ ...twoPeople, asOf })).budget.receivedFen;
    expect([on('2019-01-31'), on('2019-02-01')]).toEqual([0, 50_000_00]);
  });

  it.each([
    ['2019-02-28', 0],
    ['2019-03-01', 1200_00],
    ['2019-03-05', 600_00],
    ['2019-05-01', 0],
  ])('has committed, on %s, %d fen', (asOf, committedFen) => {
    const awards = [anAward('award of 1'), anAward('other', { releasedOn: '2019-05-01' })];
    expect(computeIndicators(aYear({ awards, payments: [aPayment('1')], asOf })).budget.committedFen).toBe(
      committedFen,
    );
  });

  it('shows the grade of the head', () => {
    const assessment = { ...ON_TIME, grade: 'partly', ratioPercent: 75, sentence: '制度待修订' } as const;
    expect(resultOf(anIndicator(null, '健全', { assessment }))).toMatchObject({
      actual: { value: null, text: '部分达成' },
      outcome: 'missed',
      scoreHundredths: 750,
      grade: 'partly',
      sentence: '制度待修订',
    });
  });

  it.each([
    ['the day before', '2019-09-09', 'ungraded', null, 1000],
    ['on the day', '2019-09-10', 'met', 1000, 0],
    ['a month later', '2019-10-10', 'met', 1000, 0],
  ])('counts a grade from its day on: %s', (_, asOf, outcome, scoreHundredths, unscoredHundredths) => {
    const assessment = {
      grade: 'achieved',
      ratioPercent: null,
      sentence: '合规',
      recordedOn: '2019-09-10',
    } as const;
    const result = computeIndicators(
      aYear({ asOf, indicators: [anIndicator(null, '健全', { assessment })] }),
    );
    expect(result.rows[0]).toMatchObject({ outcome, scoreHundredths });
    expect(result.unscoredHundredths).toBe(unscoredHundredths);
  });

  it('counts a grade of the year that was given when the year was over, at its end only', () => {
    const assessment = {
      grade: 'achieved',
      ratioPercent: null,
      sentence: '合规',
      recordedOn: '2020-01-10',
    } as const;
    const gradeAt = (asOf: string) => resultOf(anIndicator(null, '健全', { assessment }), { asOf }).grade;
    expect(['2019-12-30', '2019-12-31', '2020-01-05'].map(gradeAt)).toEqual([null, 'achieved', 'achieved']);
  });

  it('has a computed figure graded where its target is a word', () => {
    const assessment = { ...ON_TIME, grade: 'achieved', ratioPercent: null, sentence: '已覆盖' } as const;
    expect(resultOf(anIndicator('coverage', '全覆盖', { assessment }))).toMatchObject({
      actual: { text: '50.00%' },
      outcome: 'met',
      scoreHundredths: 1000,
    });
  });

  it.each([
    ['≥100人次', '100', 'met', 1000, '100人次'],
    ['≥100人次', '99.9999', 'missed', 999, '99.9999人次'],
    ['≥100人次', '50', 'missed', 500, '50人次'],
    ['≤4.5天', '4.5', 'met', 1000, '4.5天'],
    ['≤4.5天', '9', 'missed', 500, '9天'],
    ['>90%', '90', 'missed', 999, '90%'],
    ['≥0.5', '0.25', 'missed', 500, '0.25'],
  ])('scores, against %s, what was entered: %s', (target, actualValue, outcome, scoreHundredths, text) => {
    const assessment = {
      ...ON_TIME,
      grade: null,
      ratioPercent: null,
      actualValue,
      sentence: '签到表',
    } as const;
    expect(resultOf(anIndicator(null, target, { assessment }))).toMatchObject({
      actual: { value: actualValue, text },
      ...{ outcome, scoreHundredths },
      grade: null,
    });
  });

  it('gives no points by a grade where the target is a number', () => {
    const assessment = { ...ON_TIME, grade: 'achieved', ratioPercent: null, sentence: '好' } as const;
    expect(resultOf(anIndicator(null, '≥100人次', { assessment }))).toMatchObject({
      actual: { value: null, text: '—' },
      outcome: 'ungraded',
      scoreHundredths: null,
      grade: null,
    });
  });

  it('does not let a grade overrule a computed score', () => {
    const assessment = { ...ON_TIME, grade: 'achieved', ratioPercent: null, sentence: '已说明' } as const;
    expect(resultOf(anIndicator('coverage', '100%', { assessment }))).toMatchObject({
      outcome: 'missed',
      scoreHundredths: 500,
      grade: null,
      remarks: [],
    });
  });

  it('keeps a row that stands without an indicator, without points', () => {
    const row = resultOf(anIndicator(null, '', { level3: null }));
    expect(row).toMatchObject({
      scoreHundredths: null,
      weightHundredths: 0,
      remarks: [],
      actual: { text: '—' },
    });
  });

  it('adds up what has a score and the weight of what has none', () => {
    const indicators = [
      anIndicator('coverage', '100%', { weightHundredths: 5000 }),
      anIndicator('satisfaction', '>90%', { weightHundredths: 2000 }),
      anIndicator(null, '健全', { weightHundredths: 3000 }),
      anIndicator(null, '', { level3: null, weightHundredths: 0 }),
    ];
    const year = computeIndicators(aYear({ ...twoPeople, indicators }));
    expect([year.totalScoreHundredths, year.unscoredHundredths]).toEqual([2500, 5000]);
  });
});

describe('the JSON of a year', () => {
  const indicators = [
    anIndicator('people_helped.living', '=2000人', { basis: 'persons' }),
    anIndicator(null, '', { level2: '质量', level3: null, weightHundredths: 0 }),
    anIndicator('timeliness', '及时', { weightHundredths: 950 }),
    anIndicator(null, '健全'),
  ];

  it('is the contract of the command line', () => {
    const json = yearJson(computeIndicators(aYear({ ...twoPeople, indicators })));
    expect(json).toEqual({
      year: 2019,
      asOf: '2019-12-31',
      budget: {
        budgetFen: 100_000_00,
        receivedFen: 50_000_00,
        committedFen: 600_00,
        committedAwards: 1,
        paidFen: 600_00,
      },
      indicators: [
        {
          level1: '产出目标',
          level2: '数量',
          level3: 'people_helped.living',
          metric: 'people_helped.living',
          target: { operator: '=', value: 2000, unit: '人', text: '=2000人' },
          actual: { value: 1, text: '1人' },
          counts: { persons: 1, personTimes: 1, families: 1 },
          numerator: null,
          denominator: null,
          weight: 10,
          score: 0.01,
        },
        {
          level1: '产出目标',
          level2: '数量',
          level3: 'timeliness',
          metric: 'timeliness',
          target: { operator: null, value: null, unit: null, text: '及时' },
          actual: { value: '0.500000', text: '不及时(50.00%)' },
          counts: null,
          numerator: 1,
          denominator: 2,
          weight: 9.5,
          score: 5,
        },
        {
          level1: '产出目标',
          level2: '数量',
          level3: '制度健全性',
          metric: null,
          target: { operator: null, value: null, unit: null, text: '健全' },
          actual: { value: null, text: '—' },
          counts: null,
          numerator: null,
          denominator: null,
          weight: 10,
          score: null,
        },
      ],
      totalScore: 5.01,
    });
  });
});
