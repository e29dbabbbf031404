import type {
  AnswerFact,
  AwardFact,
  FileFact,
  IndicatorFact,
  PaymentFact,
  YearFacts,
} from '../../app/indicators/facts';
import type { ReliefType } from '../../app/fund/project';
import { USUAL_SCORING } from '../../app/fund/scoring';
import { parseTargetValue, type CountBasis, type Metric } from '../../app/fund/target';

/** Facts of a project-year 2019 for the tables of the indicators, with the windows of the domain. */

const YEAR: YearFacts = {
  asOf: '2019-12-31',
  project: { id: 'project', year: 2019, startOn: '2019-01-01', endOn: '2019-12-31', currentFen: 100_000_00 },
  scoring: USUAL_SCORING,
  indicators: [],
  programmes: [
    { type: 'living', windowStartOn: '2019-01-01', windowEndOn: '2019-12-31' },
    { type: 'schooling', windowStartOn: '2019-10-01', windowEndOn: '2019-10-31' },
    { type: 'medical', windowStartOn: '2019-06-01', windowEndOn: '2019-12-31' },
  ],
  adjustments: [],
  receipts: [],
  awards: [],
  payments: [],
  files: [],
  answers: [],
  services: [],
};

export function aYear(facts: Partial<YearFacts> = {}): YearFacts {
  return { ...YEAR, ...facts };
}

interface Whom {
  type?: ReliefType;
  /** The person, and the file it happens in: both named after the person where only that is given. */
  person?: string;
  family?: string;
}

/** An award of 600 yuan, approved on 1 March. */
export function anAward(id: string, given: Partial<AwardFact> & Whom = {}): AwardFact {
  const { person = 'wang', family = person, ...rest } = given;
  return {
    id,
    type: 'living',
    familyId: family,
    memberId: `${family}/${person}`,
    personId: person,
    amountFen: 600_00,
    approvedOn: '2019-03-01',
    releasedOn: null,
    isTakenBack: false,
    endedReleases: [],
    ...rest,
  };
}

/** A payment of 600 yuan on 5 March. */
export function aPayment(id: string, given: Partial<PaymentFact> & Whom = {}): PaymentFact {
  const { person = 'wang', family = person, ...rest } = given;
  return {
    id,
    awardId: `award of ${id}`,
    type: 'living',
    familyId: family,
    memberId: `${family}/${person}`,
    personId: person,
    kind: 'payment',
    originalId: id,
    amountFen: 600_00,
    paidOn: '2019-03-05',
    ...rest,
  };
}

/** The year 2019 in its middle: two awards of 600 yuan are paid, the second of them two days ago, of ten that are aimed at. */
export function aHalfYear(): YearFacts {
  return aYear({
    asOf: '2019-06-30',
    indicators: [anIndicator('people_helped.living', '=10人', { basis: 'person_times' })],
    awards: [anAward('a1'), anAward('a2', { person: 'li' })],
    payments: [
      aPayment('p1', { awardId: 'a1' }),
      aPayment('p2', { awardId: 'a2', person: 'li', paidOn: '2019-06-28' }),
    ],
  });
}

/** A payment with the rows that correct it, each with its date and the amount it changes. */
export function aCorrected(
  payment: PaymentFact,
  ...corrections: [paidOn: string, amountFen: number][]
): PaymentFact[] {
  const rows = corrections.map(([paidOn, amountFen], index): PaymentFact => ({
    ...payment,
    id: `${payment.id} correction ${index + 1}`,
    kind: index === 0 ? 'return' : 'reversal',
    amountFen,
    paidOn,
  }));
  return [payment, ...rows];
}

/** A file on the register all the year. */
export function aFile(
  person: string,
  given: Partial<FileFact> & { family?: string; pupils?: string[] } = {},
): FileFact {
  const { family = person, pupils = [], ...rest } = given;
  return {
    familyId: family,
    registeredOn: '2018-05-01',
    exitedOn: null,
    main: { memberId: `${family}/${person}`, personId: person },
    students: pupils.map((pupil) => ({ memberId: `${family}/${pupil}`, personId: pupil })),
    ...rest,
  };
}

/** A rating of 2 December, by default a good one. */
export function anAnswer(id: string, given: Partial<AnswerFact> & { person?: string } = {}): AnswerFact {
  const { person = id, ...rest } = given;
  return {
    id,
    roundId: 'round',
    familyId: person,
    memberId: `${person}/${person}`,
    personId: person,
    answeredOn: '2019-12-02',
    outcome: 'satisfied',
    isWithdrawn: false,
    ...rest,
  };
}

/** A row of the tree with its target as it stands on the form, weighing 10 points. */
export function anIndicator(
  metric: Metric | null,
  target: string,
  given: Partial<IndicatorFact> & { basis?: CountBasis } = {},
): IndicatorFact {
  const { basis = null, ...rest } = given;
  return {
    id: metric ?? 'graded',
    position: 1,
    level1: '产出目标',
    level2: '数量',
    level3: metric ?? '制度健全性',
    kind: metric ? 'quantitative' : 'qualitative',
    metric,
    countBasis: basis,
    target: parseTargetValue(target),
    weightHundredths: 1000,
    assessment: null,
    ...rest,
  };
}
