import { describe, expect, it } from 'vitest';
import { aCorrected, aFile, anAward, aPayment, aYear } from '../../tests/factories/yearFacts';
import { coverageOf, coverageUnits } from './coverage';
import type { YearFacts } from './facts';

interface Case {
  name: string;
  facts: Partial<YearFacts>;
  paidOfDue: [paid: number, due: number];
  /** Reasons of those who are left out. */
  excluded?: string[];
}

const living: Case[] = [
  { name: 'nobody', facts: {}, paidOfDue: [0, 0] },
  { name: 'on the register, unpaid', facts: { files: [aFile('wang')] }, paidOfDue: [0, 1] },
  {
    name: 'on the register, paid',
    facts: { files: [aFile('wang')], payments: [aPayment('1')] },
    paidOfDue: [1, 1],
  },
  {
    name: 'paid and returned',
    facts: { files: [aFile('wang')], payments: aCorrected(aPayment('1'), ['2019-04-01', -600_00]) },
    paidOfDue: [0, 1],
  },
  {
    name: 'returned after the end of the year',
    facts: {
      asOf: '2020-03-01',
      files: [aFile('wang')],
      payments: aCorrected(aPayment('1'), ['2020-01-02', -600_00]),
    },
    paidOfDue: [1, 1],
  },
  {
    name: 'paid relief of another type',
    facts: { files: [aFile('wang')], payments: [aPayment('1', { type: 'medical' })] },
    paidOfDue: [0, 1],
    excluded: ['paid_not_due'],
  },
  {
    name: 'registered on the last day of the window',
    facts: { files: [aFile('wang', { registeredOn: '2019-12-31' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'registered after the window',
    facts: { asOf: '2020-03-01', files: [aFile('wang', { registeredOn: '2020-01-01' })] },
    paidOfDue: [0, 0],
  },
  {
    name: 'registered on the day',
    facts: { asOf: '2019-06-30', files: [aFile('wang', { registeredOn: '2019-06-30' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'registered after the day',
    facts: { asOf: '2019-06-30', files: [aFile('wang', { registeredOn: '2019-07-01' })] },
    paidOfDue: [0, 0],
  },
  {
    name: 'unpaid, on the day of exit',
    facts: { asOf: '2019-06-30', files: [aFile('wang', { exitedOn: '2019-06-30' })] },
    paidOfDue: [0, 0],
    excluded: ['exited_unpaid'],
  },
  {
    name: 'unpaid, on the day before the exit',
    facts: { asOf: '2019-06-29', files: [aFile('wang', { exitedOn: '2019-06-30' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'paid, then exited',
    facts: { files: [aFile('wang', { exitedOn: '2019-06-30' })], payments: [aPayment('1')] },
    paidOfDue: [1, 1],
  },
  {
    name: 'exited unpaid after the end of the window',
    facts: { asOf: '2020-06-30', files: [aFile('wang', { exitedOn: '2020-01-01' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'gone before the year began',
    facts: { files: [aFile('wang', { exitedOn: '2018-12-31' })] },
    paidOfDue: [0, 0],
  },
  {
    name: 'paid without being on the register',
    facts: { payments: [aPayment('1')] },
    paidOfDue: [0, 0],
    excluded: ['paid_not_due'],
  },
  {
    name: 'an old file that was paid and a new one that was not',
    facts: {
      files: [
        aFile('wang', { family: 'old', exitedOn: '2019-06-30' }),
        aFile('wang', { family: 'new', registeredOn: '2019-09-01' }),
      ],
      payments: [aPayment('1', { family: 'old' })],
    },
    paidOfDue: [1, 1],
  },
  {
    name: 'an old file left unpaid and a new one that was paid',
    facts: {
      files: [
        aFile('wang', { family: 'old', exitedOn: '2019-06-30' }),
        aFile('wang', { family: 'new', registeredOn: '2019-09-01' }),
      ],
      payments: [aPayment('1', { family: 'new', paidOn: '2019-10-08' })],
    },
    paidOfDue: [1, 1],
  },
  {
    name: 'paid to another member of the family',
    facts: { files: [aFile('wang')], payments: [aPayment('1', { person: 'li', family: 'wang' })] },
    paidOfDue: [1, 1],
  },
];

const schoolFile = aFile('wang', { pupils: ['xiao'] });
const pupil = { type: 'schooling', person: 'xiao', family: 'wang', paidOn: '2019-10-10' } as const;
const noLiving = { type: 'living', windowStartOn: '2021-01-01', windowEndOn: '2021-12-31' } as const;
const schooling: Case[] = [
  {
    name: 'the day before the window',
    facts: { asOf: '2019-09-30', files: [schoolFile] },
    paidOfDue: [0, 0],
    excluded: ['window_not_open'],
  },
  {
    name: 'the first day of the window',
    facts: { asOf: '2019-10-01', files: [schoolFile] },
    paidOfDue: [0, 1],
  },
  {
    name: 'paid before the window opens',
    facts: {
      asOf: '2019-09-30',
      files: [schoolFile],
      payments: [aPayment('1', { ...pupil, paidOn: '2019-09-10' })],
    },
    paidOfDue: [0, 0],
    excluded: ['window_not_open'],
  },
  { name: 'paid', facts: { files: [schoolFile], payments: [aPayment('1', pupil)] }, paidOfDue: [1, 1] },
  {
    name: 'two students of one family, one paid',
    facts: { files: [aFile('wang', { pupils: ['xiao', 'da'] })], payments: [aPayment('1', pupil)] },
    paidOfDue: [1, 2],
  },
  {
    name: 'one student in two files',
    facts: {
      files: [aFile('wang', { pupils: ['xiao'] }), aFile('li', { pupils: ['xiao'] })],
      payments: [aPayment('1', pupil)],
    },
    paidOfDue: [1, 1],
  },
  {
    name: 'the family registered on the last day of the window',
    facts: { files: [aFile('wang', { pupils: ['xiao'], registeredOn: '2019-10-31' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'the family registered the day after the window',
    facts: { files: [aFile('wang', { pupils: ['xiao'], registeredOn: '2019-11-01' })] },
    paidOfDue: [0, 0],
    excluded: ['registered_later'],
  },
  {
    name: 'the family left on the last day of the window',
    facts: { files: [aFile('wang', { pupils: ['xiao'], exitedOn: '2019-10-31' })] },
    paidOfDue: [0, 0],
    excluded: ['exited_unpaid'],
  },
  {
    name: 'the family left the day after the window',
    facts: { files: [aFile('wang', { pupils: ['xiao'], exitedOn: '2019-11-01' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'paid to somebody who is no student',
    facts: { files: [schoolFile], payments: [aPayment('1', { ...pupil, person: 'wang' })] },
    paidOfDue: [0, 1],
    excluded: ['paid_not_due'],
  },
];

const patient = { type: 'medical', person: 'wang', approvedOn: '2019-07-01' } as const;
const medical: Case[] = [
  { name: 'approved, unpaid', facts: { awards: [anAward('1', patient)] }, paidOfDue: [0, 1] },
  {
    name: 'approved on the day',
    facts: { asOf: '2019-07-01', awards: [anAward('1', patient)] },
    paidOfDue: [0, 1],
  },
  {
    name: 'approved after the day',
    facts: { asOf: '2019-06-30', awards: [anAward('1', patient)] },
    paidOfDue: [0, 0],
  },
  {
    name: 'approved before the window opens',
    facts: { asOf: '2019-05-31', awards: [anAward('1', { ...patient, approvedOn: '2019-05-20' })] },
    paidOfDue: [0, 0],
    excluded: ['window_not_open'],
  },
  {
    name: 'paid',
    facts: {
      awards: [anAward('1', patient)],
      payments: [aPayment('1', { type: 'medical', paidOn: '2019-07-05' })],
    },
    paidOfDue: [1, 1],
  },
  {
    name: 'one patient approved twice',
    facts: {
      awards: [anAward('1', patient), anAward('2', { ...patient, approvedOn: '2019-09-01' })],
      payments: [aPayment('1', { type: 'medical', paidOn: '2019-07-05' })],
    },
    paidOfDue: [1, 1],
  },
  {
    name: 'an award released on the day',
    facts: { asOf: '2019-08-01', awards: [anAward('1', { ...patient, releasedOn: '2019-08-01' })] },
    paidOfDue: [0, 0],
    excluded: ['award_released'],
  },
  {
    name: 'an award released after the day',
    facts: { asOf: '2019-07-31', awards: [anAward('1', { ...patient, releasedOn: '2019-08-01' })] },
    paidOfDue: [0, 1],
  },
  {
    name: 'one award released, another standing',
    facts: {
      awards: [anAward('1', { ...patient, releasedOn: '2019-08-01' }), anAward('2', patient)],
    },
    paidOfDue: [0, 1],
  },
  {
    name: 'the family left unpaid',
    facts: { awards: [anAward('1', patient)], files: [aFile('wang', { exitedOn: '2019-08-01' })] },
    paidOfDue: [0, 0],
    excluded: ['exited_unpaid'],
  },
  {
    name: 'the family leaves on the day, unpaid',
    facts: {
      asOf: '2019-08-01',
      awards: [anAward('1', patient)],
      files: [aFile('wang', { exitedOn: '2019-08-01' })],
    },
    paidOfDue: [0, 0],
    excluded: ['exited_unpaid'],
  },
  {
    name: 'the family leaves the day after, unpaid',
    facts: {
      asOf: '2019-07-31',
      awards: [anAward('1', patient)],
      files: [aFile('wang', { exitedOn: '2019-08-01' })],
    },
    paidOfDue: [0, 1],
  },
  {
    name: 'the family left unpaid after the window',
    facts: {
      asOf: '2020-03-01',
      awards: [anAward('1', patient)],
      files: [aFile('wang', { exitedOn: '2020-01-01' })],
    },
    paidOfDue: [0, 1],
  },
  {
    name: 'the family left after it was paid',
    facts: {
      awards: [anAward('1', patient)],
      payments: [aPayment('1', { type: 'medical', paidOn: '2019-07-05' })],
      files: [aFile('wang', { exitedOn: '2019-08-01' })],
    },
    paidOfDue: [1, 1],
  },
];

/** Every file would be due living relief as well; its window lies elsewhere in these tables. */
function apart(cases: Case[], type: string) {
  return cases.map((one) => ({ ...one, type, facts: withoutLiving(one.facts) }));
}

function withoutLiving(facts: Partial<YearFacts>): Partial<YearFacts> {
  const others = aYear().programmes.filter(({ type }) => type !== 'living');
  return { ...aYear(facts), programmes: [noLiving, ...others] };
}

describe('coverage', () => {
  it.each(living.map((one) => ({ ...one, type: 'living' })))('living: $name', check);
  it.each(apart(schooling, 'schooling'))('schooling: $name', check);
  it.each(apart(medical, 'medical'))('medical: $name', check);

  it('adds the three types up', () => {
    const facts = aYear({
      files: [schoolFile, aFile('li')],
      awards: [anAward('1', patient)],
      payments: [aPayment('1'), aPayment('2', pupil)],
    });
    expect(coverageOf(coverageUnits(facts))).toEqual({ numerator: 2, denominator: 4 });
  });

  it('pays a type without a programme all the year', () => {
    const facts = aYear({ programmes: [], files: [aFile('wang')], asOf: '2019-01-01' });
    expect(coverageOf(coverageUnits(facts))).toEqual({ numerator: 0, denominator: 1 });
  });
});

function check({ facts, type, paidOfDue, excluded = [] }: Case & { type: string }): void {
  const all = coverageUnits(aYear(facts));
  const units = type === 'living' ? all : all.filter((unit) => unit.type === type);
  const { numerator, denominator } = coverageOf(units);
  expect([numerator, denominator]).toEqual(paidOfDue);
  expect(units.filter(({ state }) => state === 'excluded').map(({ reason }) => reason)).toEqual(excluded);
}
