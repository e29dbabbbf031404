import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRADES, type Grade } from '../fund/project';
import { parseTargetValue, type Metric } from '../fund/target';
import { anyScoring, OTHER_SCORING } from '../../tests/factories/scoring';
import { gradeBands, USUAL_SCORING, type ScoringRules } from '../fund/scoring';
import { evaluateGrade, evaluateMeasure, thresholdOf, timelinessWord } from './score';

interface Case {
  target: string;
  metric?: Metric;
  actual: [numerator: number, denominator?: number];
  weight?: number;
  outcome: 'met' | 'missed';
  score: number;
  remarks?: string[];
  rules?: ScoringRules;
}

const rates: Case[] = [
  { target: '=100%', actual: [100, 100], outcome: 'met', score: 1000 },
  { target: '=100%', actual: [99, 100], outcome: 'missed', score: 990 },
  {
    target: '=100%',
    actual: [105, 100],
    outcome: 'met',
    score: 1000,
    remarks: ['above_target', 'explanation_required'],
  },
  { target: '100%', actual: [100, 100], outcome: 'met', score: 1000 },
  { target: '100%', actual: [105, 100], outcome: 'met', score: 1000 },
  { target: '>90%', actual: [90, 100], outcome: 'missed', score: 999 },
  { target: '>90%', actual: [900001, 1000000], outcome: 'met', score: 1000 },
  { target: '≥90%', actual: [90, 100], outcome: 'met', score: 1000 },
  { target: '≥90%', actual: [899999, 1000000], outcome: 'missed', score: 999 },
  { target: '≥99.5%', actual: [995, 1000], outcome: 'met', score: 1000 },
  { target: '≥90%', actual: [45, 100], outcome: 'missed', score: 500 },
  { target: '≥90%', actual: [0, 100], outcome: 'missed', score: 0 },
  { target: '≥90%', actual: [-5, 100], outcome: 'missed', score: 0 },
  { target: '≥30%', actual: [39, 100], outcome: 'met', score: 1000 },
  {
    target: '≥30%',
    actual: [40, 100],
    outcome: 'met',
    score: 1000,
    remarks: ['far_above_target', 'explanation_required'],
  },
  { target: '≤5%', actual: [5, 100], outcome: 'met', score: 1000 },
  { target: '≤5%', actual: [0, 100], outcome: 'met', score: 1000 },
  { target: '≤5%', actual: [10, 100], outcome: 'missed', score: 500 },
  { target: '<5%', actual: [5, 100], outcome: 'missed', score: 999 },
  { target: '<5%', actual: [4, 100], outcome: 'met', score: 1000 },
  { target: '≤0%', actual: [1, 100], outcome: 'missed', score: 0 },
  { target: '>0%', actual: [0, 100], outcome: 'missed', score: 0 },
  { target: '≥0%', actual: [50, 100], outcome: 'met', score: 1000 },
  { target: '≥900‰', actual: [9, 10], outcome: 'met', score: 1000 },
  { target: '≥0.9', actual: [9, 10], outcome: 'met', score: 1000 },
  { target: '≥1', actual: [9, 10], outcome: 'missed', score: 900 },
  { target: '≥90', actual: [9, 10], outcome: 'met', score: 1000 },
];

const counts: Case[] = [
  { target: '=200人', actual: [200], outcome: 'met', score: 1000 },
  { target: '=200人', actual: [199], outcome: 'missed', score: 995 },
  {
    target: '=200人',
    actual: [201],
    outcome: 'met',
    score: 1000,
    remarks: ['above_target', 'explanation_required'],
  },
  {
    target: '=200人',
    actual: [260],
    outcome: 'met',
    score: 1000,
    remarks: ['above_target', 'explanation_required'],
  },
  {
    target: '=200人',
    actual: [261],
    outcome: 'met',
    score: 1000,
    remarks: ['above_target', 'far_above_target', 'explanation_required'],
  },
  { target: '200人', actual: [201], outcome: 'met', score: 1000 },
  { target: '>5人', actual: [5], outcome: 'missed', score: 999 },
  { target: '=5人', actual: [0], outcome: 'missed', score: 0 },
  // 1000 × 1 ÷ 3 is 333.33, 1000 × 2 ÷ 3 is 666.67, 100 × 1 ÷ 8 is 12.5.
  { target: '=3人', actual: [1], outcome: 'missed', score: 333 },
  { target: '=3人', actual: [2], outcome: 'missed', score: 667 },
  { target: '=8人', actual: [1], weight: 100, outcome: 'missed', score: 13 },
  { target: '=2000人', actual: [1999], outcome: 'missed', score: 999 },
  { target: '=5人', actual: [4], weight: 0, outcome: 'missed', score: 0 },
];

describe('the score of a measured indicator', () => {
  it.each(rates)('a rate of $actual against $target', (one) => check({ metric: 'coverage', ...one }));
  it.each(counts)('a count of $actual against $target', (one) =>
    check({ metric: 'people_helped.living', ...one }),
  );

  it.each([
    ['及时', 95, 'met', 1000],
    ['及时', 94, 'missed', 989],
    ['基本及时', 80, 'met', 1000],
    ['基本及时', 79, 'missed', 988],
    ['≥90%', 90, 'met', 1000],
  ] as const)('timeliness against %s: %d %% is %s', (target, percent, outcome, score) => {
    check({ metric: 'timeliness', target, actual: [percent, 100], outcome, score });
  });

  it.each([
    [900, []],
    [899, ['explanation_required']],
  ] as const)('execution of %d per mille demands %j', (execution, remarks) => {
    const one = {
      metric: 'budget_execution' as const,
      target: '≥80%',
      actual: [execution, 1000] as [number, number],
    };
    check({ ...one, outcome: 'met', score: 1000, remarks: [...remarks] });
  });

  it('demands no explanation that is there', () => {
    const measured = {
      measure: { numerator: 261, denominator: 1 },
      threshold: { operator: '=' as const, value: '200' },
      metric: 'people_helped.living' as const,
      weightHundredths: 1000,
      sentence: '年中追加一次活动',
    };
    const evaluation = evaluateMeasure(measured, USUAL_SCORING);
    expect(evaluation.remarks).toEqual(['above_target', 'far_above_target']);
  });

  it('has no value for a zero denominator', () => {
    const measured = {
      measure: { numerator: 0, denominator: 0 },
      threshold: { operator: '>=' as const, value: '0.9' },
      metric: 'coverage' as const,
      weightHundredths: 1000,
      sentence: '',
    };
    const evaluation = evaluateMeasure(measured, USUAL_SCORING);
    expect(evaluation).toEqual({ outcome: 'no_data', scoreHundredths: null, remarks: ['no_denominator'] });
  });

  it('is full exactly where the target is met, and never above the weight', () => {
    const operators = fc.constantFrom('=', '>', '>=', '<', '<=', '');
    fc.assert(
      fc.property(
        operators,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        anyScoring,
        (operator, percent, numerator, denominator, weightHundredths, rules) => {
          const target = parseTargetValue(`${operator}${percent}%`);
          const measured = {
            measure: { numerator, denominator },
            threshold: thresholdOf({ metric: 'coverage', target }, rules)!,
            metric: 'coverage' as const,
            weightHundredths,
            sentence: '',
          };
          const { outcome, scoreHundredths } = evaluateMeasure(measured, rules);
          expect(outcome === 'met').toBe(scoreHundredths === weightHundredths);
          expect(scoreHundredths).toBeGreaterThanOrEqual(0);
          expect(scoreHundredths).toBeLessThanOrEqual(weightHundredths);
        },
      ),
    );
  });

  it.each([
    ['≥0.9', 900, 899],
    ['≥90', 900, 899],
    ['≥90%', 900, 899],
    ['≥900‰', 900, 899],
    ['≥1', 1000, 999],
    ['≥1.0', 1000, 999],
    ['≥100', 1000, 999],
    ['≥0.5 %', 5, 4],
    ['≥0.005', 5, 4],
    ['>0.9', 901, 900],
    ['≤0.05', 50, 51],
  ])('of a rate reads %s: %d of 1000 meet it, %d miss it', (target, met, missed) => {
    const outcomeOf = (numerator: number) =>
      evaluateMeasure(
        {
          measure: { numerator, denominator: 1000 },
          threshold: thresholdOf({ metric: 'coverage', target: parseTargetValue(target) }, USUAL_SCORING)!,
          ...{ metric: 'coverage', weightHundredths: 1000, sentence: '' },
        },
        USUAL_SCORING,
      ).outcome;
    expect([outcomeOf(met), outcomeOf(missed)]).toEqual(['met', 'missed']);
  });

  it('has nothing to compare a word with', () => {
    expect(thresholdOf({ metric: 'coverage', target: parseTargetValue('全覆盖') }, USUAL_SCORING)).toBeNull();
  });
});

describe('the word of timeliness', () => {
  it.each([
    [95, 100, 'timely'],
    [949_999, 1_000_000, 'mostly_timely'],
    [80, 100, 'mostly_timely'],
    [799_999, 1_000_000, 'late'],
    [0, 0, null],
  ])('%d of %d: %s', (numerator, denominator, word) => {
    expect(timelinessWord({ numerator, denominator }, USUAL_SCORING)).toBe(word);
  });
});

describe('rules of a year', () => {
  it.each([
    ['及时', [9000, 10000], 'met', 1000],
    ['及时', [8999, 10000], 'missed', 999],
    ['基本及时', [7025, 10000], 'met', 1000],
    ['基本及时', [7024, 10000], 'missed', 999],
  ] as const)('timeliness against %s: %j is %s', (target, [numerator, denominator], outcome, score) => {
    const actual: [number, number] = [numerator, denominator];
    check({ metric: 'timeliness', target, actual, outcome, score, rules: OTHER_SCORING });
  });

  it.each([
    [9000, 'timely'],
    [8999, 'mostly_timely'],
    [7025, 'mostly_timely'],
    [7024, 'late'],
  ])('%d of 10000 in time: %s', (numerator, word) => {
    expect(timelinessWord({ numerator, denominator: 10_000 }, OTHER_SCORING)).toBe(word);
  });

  it.each([
    [300, ['above_target', 'explanation_required']],
    [301, ['above_target', 'far_above_target', 'explanation_required']],
  ])('%d of 200 people: %j', (people, remarks) => {
    const one = { metric: 'people_helped.living' as const, target: '=200人', actual: [people] as [number] };
    check({ ...one, outcome: 'met', score: 1000, remarks, rules: OTHER_SCORING });
  });

  it.each([
    [8550, []],
    [8549, ['explanation_required']],
  ])('execution of %d in 10000 demands %j', (execution, remarks) => {
    const one = { metric: 'budget_execution' as const, target: '≥80%' };
    const actual: [number, number] = [execution, 10_000];
    check({ ...one, actual, outcome: 'met', score: 1000, remarks, rules: OTHER_SCORING });
  });

  it.each([
    ['achieved', null, 400, []],
    ['achieved', 90, 360, []],
    ['achieved', 89, 356, ['outside_band']],
    ['partly', null, 280, []],
    ['partly', 90, 360, []],
    ['partly', 50, 200, []],
    ['partly', 49, 196, ['outside_band']],
    ['partly', 91, 364, ['outside_band']],
    ['not_achieved', 50, 200, []],
    ['not_achieved', 51, 204, ['outside_band']],
  ] as const)('%s with %s %%', (grade, ratioPercent, scoreHundredths, remarks) => {
    expect(graded({ grade, ratioPercent }, OTHER_SCORING)).toMatchObject({ scoreHundredths, remarks });
  });

  it('give the middle of a band of halves', () => {
    const { partly } = gradeBands({ achievedFrom: 8500, partlyFrom: 6000 });
    expect(partly).toEqual({ from: 60, to: 85, usual: 72.5 });
  });
});

describe('the score of a graded indicator', () => {
  it.each([
    ['achieved', null, 400, 'met'],
    ['achieved', 80, 320, 'met'],
    ['partly', null, 280, 'missed'],
    ['partly', 65, 260, 'missed'],
    ['not_achieved', null, 0, 'missed'],
    ['not_achieved', 59, 236, 'missed'],
  ] as const)('%s with %s %%', (grade, ratioPercent, score, outcome) => {
    expect(graded({ grade, ratioPercent })).toEqual({ outcome, scoreHundredths: score, remarks: [] });
  });

  it('waits for a grade', () => {
    const waiting = { outcome: 'ungraded', scoreHundredths: null, remarks: ['not_graded'] };
    expect(evaluateGrade({ assessment: null, weightHundredths: 400 }, USUAL_SCORING)).toEqual(waiting);
    expect(graded({ grade: null, ratioPercent: null })).toEqual(waiting);
  });

  it('stays within the weight', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GRADES),
        fc.integer({ min: 0, max: 10_000 }),
        anyScoring,
        (grade, weightHundredths, rules) => {
          const assessment = { grade, ratioPercent: null, sentence: '', recordedOn: '2019-06-30' };
          const { scoreHundredths, remarks } = evaluateGrade({ assessment, weightHundredths }, rules);
          expect(scoreHundredths).toBeLessThanOrEqual(weightHundredths);
          expect(remarks).toEqual([]);
        },
      ),
    );
  });
});

function graded(given: { grade: Grade | null; ratioPercent: number | null }, rules = USUAL_SCORING) {
  const assessment = { ...given, sentence: '有制度文件', recordedOn: '2019-06-30' };
  return evaluateGrade({ assessment, weightHundredths: 400 }, rules);
}

function check({ target, metric = 'coverage', actual, ...expectedOf }: Case): void {
  const { weight = 1000, outcome, score, remarks, rules = USUAL_SCORING } = expectedOf;
  const [numerator, denominator = 1] = actual;
  const threshold = thresholdOf({ metric, target: parseTargetValue(target) }, rules);
  expect(threshold).not.toBeNull();
  const measure = { numerator, denominator };
  const measured = { measure, threshold: threshold!, metric, weightHundredths: weight, sentence: '' };
  const evaluation = evaluateMeasure(measured, rules);
  const expected = remarks ?? (outcome === 'missed' ? ['explanation_required'] : []);
  expect(evaluation).toEqual({ outcome, scoreHundredths: score, remarks: expected });
}
