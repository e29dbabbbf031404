import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPayment, aYear, anAnswer, anIndicator } from '../../tests/factories/yearFacts';
import { aScoring, OTHER_SCORING } from '../../tests/factories/scoring';
import { USUAL_SCORING } from '../fund/scoring';
import { SURVEY_OUTCOMES } from '../surveys/survey';
import { computeIndicators } from './compute';
import { evidenceRows, evidenceTotals } from './evidence';
import { evidenceGroups } from './evidenceGroups';
import type { YearFacts } from './facts';
import { judgedAnswers, satisfactionOf } from './satisfaction';

/** So many satisfied of so many answers. */
function answersOf(satisfied: number, all: number): YearFacts['answers'] {
  return Array.from({ length: all }, (_, index) =>
    anAnswer(`a${String(index).padStart(6, '0')}`, { outcome: index < satisfied ? 'satisfied' : 'fair' }),
  );
}

function satisfaction(facts: Partial<YearFacts>, target = '>90%') {
  const year = aYear({ indicators: [anIndicator('satisfaction', target)], ...facts });
  return computeIndicators(year).rows[0]!;
}

describe('satisfaction', () => {
  it.each([
    [9, 10, '90.00%', 'missed'],
    [9000, 10_000, '90.00%', 'missed'],
    [9001, 10_000, '90.01%', 'met'],
    [91, 100, '91.00%', 'met'],
    [0, 40, '0.00%', 'missed'],
    [40, 40, '100.00%', 'met'],
  ])('%i of %i is %s: %s', (satisfied, all, text, outcome) => {
    const row = satisfaction({ answers: answersOf(satisfied, all) });
    expect(row).toMatchObject({ actual: { text }, outcome, numerator: satisfied, denominator: all });
    expect(row.scoreHundredths === row.weightHundredths).toBe(outcome === 'met');
  });

  it('has no value without an answer', () => {
    const answers = [anAnswer('1', { outcome: 'unreached' }), anAnswer('2', { outcome: 'declined' })];
    for (const given of [[], answers]) {
      expect(satisfaction({ answers: given })).toMatchObject({
        actual: { value: null, text: '—' },
        outcome: 'no_data',
        scoreHundredths: null,
        remarks: ['no_surveys'],
        sample: { answers: 0 },
      });
    }
  });

  it.each([
    [
      'the later day counts',
      [
        ['2019-12-02', 'satisfied'],
        ['2019-12-05', 'dissatisfied'],
      ],
      [0, 1],
    ],
    [
      'whatever the order',
      [
        ['2019-12-05', 'dissatisfied'],
        ['2019-12-02', 'satisfied'],
      ],
      [0, 1],
    ],
    [
      'of one day the later entry',
      [
        ['2019-12-02', 'fair'],
        ['2019-12-02', 'satisfied'],
      ],
      [1, 1],
    ],
    [
      'a vain call takes nothing back',
      [
        ['2019-12-02', 'satisfied'],
        ['2019-12-05', 'unreached'],
      ],
      [1, 1],
    ],
    [
      'what is after the day waits',
      [
        ['2019-12-02', 'satisfied'],
        ['2020-01-01', 'fair'],
      ],
      [1, 1],
    ],
  ] as const)('%s', (_, given, [numerator, denominator]) => {
    // One person in two files.
    const answers = given.map(([answeredOn, outcome], index) =>
      anAnswer(`a${index}`, { person: 'wang', familyId: `file ${index}`, answeredOn, outcome }),
    );
    expect(satisfaction({ answers })).toMatchObject({ numerator, denominator });
  });

  it.each([
    [29, 100, USUAL_SCORING, true],
    [30, 100, USUAL_SCORING, false],
    [30, 600, USUAL_SCORING, false],
    [30, 601, USUAL_SCORING, true],
    [50, 1000, USUAL_SCORING, false],
    [50, 1001, USUAL_SCORING, true],
    [49, 100, OTHER_SCORING, true],
    [50, 476, OTHER_SCORING, false],
    [50, 477, OTHER_SCORING, true],
    [1, 1000, aScoring({ thinAnswers: 0, thinShare: 0 }), false],
  ])('%i answers of %i paid by the rules %j: thin %s', (answers, paid, scoring, isThin) => {
    const payments = Array.from({ length: paid }, (_, index) =>
      aPayment(`p${index}`, { person: `person ${index}` }),
    );
    const row = satisfaction({ answers: answersOf(answers, answers), payments, scoring });
    expect(row.sample).toEqual({ answers, paid, isThin });
    expect(row.remarks.includes('thin_sample')).toBe(isThin);
  });

  it('counts everybody once at most, and its rows add up to it', () => {
    const answer = fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd'),
      day: fc.integer({ min: 1, max: 28 }),
      outcome: fc.constantFrom(...SURVEY_OUTCOMES),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 30 }), fc.integer({ min: 1, max: 28 }), (given, day) => {
        const answers = given.map((one, index) =>
          anAnswer(`${100 + index}`, {
            person: one.person,
            answeredOn: `2019-12-${String(one.day).padStart(2, '0')}`,
            outcome: one.outcome,
          }),
        );
        const facts = aYear({ answers, asOf: `2019-12-${String(day).padStart(2, '0')}` });
        const judged = judgedAnswers(facts);
        const counted = judged.filter(({ state }) => state !== 'left_out');
        expect(judged).toHaveLength(answers.length);
        expect(new Set(counted.map((one) => one.answer.personId)).size).toBe(counted.length);
        const totals = evidenceTotals(
          evidenceGroups(evidenceRows(facts, { metric: 'satisfaction', basis: 'persons' })),
        );
        expect(totals).toEqual(satisfactionOf(judged));
      }),
    );
  });
});
