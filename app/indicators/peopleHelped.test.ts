import { describe, expect, it } from 'vitest';
import { aCorrected, aPayment, aYear } from '../../tests/factories/yearFacts';
import type { PaymentFact } from './facts';
import { countsOf, helpedBy } from './peopleHelped';

interface Case {
  name: string;
  payments: PaymentFact[];
  asOf?: string;
  counts: [persons: number, personTimes: number, families: number];
}

const cases: Case[] = [
  { name: 'nobody', payments: [], counts: [0, 0, 0] },
  { name: 'one payment', payments: [aPayment('1')], counts: [1, 1, 1] },
  {
    name: 'one person twice',
    payments: [aPayment('1'), aPayment('2', { paidOn: '2019-09-05' })],
    counts: [1, 2, 1],
  },
  {
    name: 'two people of one family',
    payments: [aPayment('1', { person: 'wang' }), aPayment('2', { person: 'li', family: 'wang' })],
    counts: [2, 2, 1],
  },
  {
    name: 'one person in two files',
    payments: [aPayment('1', { family: 'old file' }), aPayment('2', { family: 'new file' })],
    counts: [1, 2, 2],
  },
  { name: 'another type', payments: [aPayment('1', { type: 'medical' })], counts: [0, 0, 0] },
  {
    name: 'on the day',
    payments: [aPayment('1', { paidOn: '2019-06-30' })],
    asOf: '2019-06-30',
    counts: [1, 1, 1],
  },
  {
    name: 'the day after the day',
    payments: [aPayment('1', { paidOn: '2019-07-01' })],
    asOf: '2019-06-30',
    counts: [0, 0, 0],
  },
  {
    name: 'the first day of the project',
    payments: [aPayment('1', { paidOn: '2019-01-01' })],
    counts: [1, 1, 1],
  },
  {
    name: 'the day before the project',
    payments: [aPayment('1', { paidOn: '2018-12-31' })],
    counts: [0, 0, 0],
  },
  {
    name: 'the last day of the project',
    payments: [aPayment('1', { paidOn: '2019-12-31' })],
    counts: [1, 1, 1],
  },
  {
    name: 'the day after the project',
    payments: [aPayment('1', { paidOn: '2020-01-01' })],
    asOf: '2020-06-30',
    counts: [0, 0, 0],
  },
  { name: 'returned', payments: aCorrected(aPayment('1'), ['2019-03-06', -600_00]), counts: [0, 0, 0] },
  {
    name: 'returned on the day',
    payments: aCorrected(aPayment('1'), ['2019-06-30', -600_00]),
    asOf: '2019-06-30',
    counts: [0, 0, 0],
  },
  {
    name: 'returned after the day',
    payments: aCorrected(aPayment('1'), ['2019-07-01', -600_00]),
    asOf: '2019-06-30',
    counts: [1, 1, 1],
  },
  {
    name: 'returned after the end of the year',
    payments: aCorrected(aPayment('1', { paidOn: '2019-12-30' }), ['2020-01-02', -600_00]),
    asOf: '2020-06-30',
    counts: [1, 1, 1],
  },
  {
    name: 'a part recovered',
    payments: aCorrected(aPayment('1'), ['2019-03-06', -599_99]),
    counts: [1, 1, 1],
  },
  {
    name: 'a return that was itself reversed',
    payments: aCorrected(aPayment('1'), ['2019-03-06', -600_00], ['2019-03-07', 600_00]),
    counts: [1, 1, 1],
  },
  {
    name: 'returned and issued again',
    payments: [
      ...aCorrected(aPayment('1'), ['2019-03-06', -600_00]),
      aPayment('2', { paidOn: '2019-03-20' }),
    ],
    counts: [1, 1, 1],
  },
  {
    name: 'a payment before the project, returned in it',
    payments: aCorrected(aPayment('1', { paidOn: '2018-12-31' }), ['2019-01-03', -600_00]),
    counts: [0, 0, 0],
  },
  {
    name: 'a return before the project, reversed in it: money came, but no payment was made',
    payments: aCorrected(
      aPayment('1', { paidOn: '2018-12-30' }),
      ['2018-12-31', -600_00],
      ['2019-01-02', 600_00],
    ),
    counts: [1, 0, 1],
  },
];

describe('people helped', () => {
  it.each(cases)('$name', ({ payments, asOf, counts }) => {
    const facts = aYear({ payments, ...(asOf && { asOf }) });
    const { persons, personTimes, families } = countsOf(helpedBy(facts, 'living'));
    expect([persons, personTimes, families]).toEqual(counts);
  });
});
