import { describe, expect, it } from 'vitest';
import { aCorrected, anAward, aPayment, aYear } from '../../tests/factories/yearFacts';
import type { AwardFact, PaymentFact } from './facts';
import { timedAwards, timelinessOf } from './timeliness';

/** Approved on Friday 1 March 2019: the 10th working day after it is 15 March. */
const DUE = '2019-03-15';

interface Case {
  name: string;
  award?: Partial<AwardFact>;
  payments?: PaymentFact[];
  asOf?: string;
  verdict: string;
}

const paid = (paidOn: string, given: Partial<PaymentFact> = {}) =>
  aPayment(`on ${paidOn}`, { awardId: 'award', paidOn, ...given });

const cases: Case[] = [
  { name: 'unpaid on the due date', asOf: DUE, verdict: 'left_out not_due_yet' },
  { name: 'unpaid the day after the due date', asOf: '2019-03-16', verdict: 'late overdue' },
  { name: 'approved on the day', asOf: '2019-03-01', verdict: 'left_out not_due_yet' },
  { name: 'approved after the day', asOf: '2019-02-28', verdict: '' },
  { name: 'paid on the due date', payments: [paid(DUE)], verdict: 'on_time paid_in_time' },
  { name: 'paid the day after the due date', payments: [paid('2019-03-16')], verdict: 'late paid_late' },
  {
    name: 'paid after the day',
    payments: [paid('2019-03-12')],
    asOf: '2019-03-11',
    verdict: 'left_out not_due_yet',
  },
  {
    name: 'paid in two parts in time',
    payments: [paid('2019-03-05', { amountFen: 200_00 }), paid('2019-03-06', { amountFen: 400_00 })],
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'paid in two parts, the second late',
    payments: [paid('2019-03-05', { amountFen: 200_00 }), paid('2019-03-18', { amountFen: 400_00 })],
    verdict: 'late paid_late',
  },
  {
    name: 'a part paid, the due date not over',
    payments: [paid('2019-03-05', { amountFen: 599_99 })],
    asOf: DUE,
    verdict: 'left_out not_due_yet',
  },
  {
    name: 'a part paid, the due date over',
    payments: [paid('2019-03-05', { amountFen: 599_99 })],
    verdict: 'late overdue',
  },
  {
    name: 'returned, not due yet',
    payments: aCorrected(paid('2019-03-05'), ['2019-03-08', -600_00]),
    asOf: DUE,
    verdict: 'left_out not_due_yet',
  },
  {
    name: 'returned on the day',
    payments: aCorrected(paid('2019-03-05'), ['2019-06-30', -600_00]),
    asOf: '2019-06-30',
    verdict: 'late overdue',
  },
  {
    name: 'returned after the day',
    payments: aCorrected(paid('2019-03-05'), ['2019-07-01', -600_00]),
    asOf: '2019-06-30',
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'returned and issued again in time',
    payments: [...aCorrected(paid('2019-03-05'), ['2019-03-08', -600_00]), paid('2019-03-14')],
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'returned and issued again too late',
    payments: [...aCorrected(paid('2019-03-05'), ['2019-03-08', -600_00]), paid('2019-03-18')],
    verdict: 'late paid_late',
  },
  {
    name: 'a part of it recovered',
    payments: aCorrected(paid('2019-03-05'), ['2019-05-08', -1]),
    verdict: 'late overdue',
  },
  {
    name: 'a return that was itself reversed',
    payments: aCorrected(paid('2019-03-05'), ['2019-03-08', -600_00], ['2019-05-08', 600_00]),
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'a return of which a part was reversed',
    payments: aCorrected(paid('2019-03-05'), ['2019-03-08', -600_00], ['2019-05-08', 599_99]),
    verdict: 'late overdue',
  },
  { name: 'released on the due date', award: { releasedOn: DUE }, verdict: 'left_out released' },
  {
    name: 'released the day after the due date',
    award: { releasedOn: '2019-03-16' },
    verdict: 'late overdue',
  },
  {
    name: 'a part recovered, the rest released',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: aCorrected(paid('2019-03-05'), ['2019-04-17', -250_00]),
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'a part recovered and released before the due date',
    award: { releasedOn: '2019-03-10', isTakenBack: true },
    payments: aCorrected(paid('2019-03-05'), ['2019-03-10', -250_00]),
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'a part recovered after the day',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: aCorrected(paid('2019-03-05'), ['2019-04-17', -250_00]),
    asOf: '2019-04-16',
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'a part recovered of what was paid late',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: aCorrected(paid('2019-03-18'), ['2019-04-17', -250_00]),
    verdict: 'late paid_late',
  },
  {
    name: 'of two parts, the late one recovered',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: [
      paid('2019-03-05', { amountFen: 200_00 }),
      ...aCorrected(paid('2019-03-18', { amountFen: 400_00 }), ['2019-04-17', -400_00]),
    ],
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'of two parts, the late one recovered in part',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: [
      paid('2019-03-05', { amountFen: 200_00 }),
      ...aCorrected(paid('2019-03-18', { amountFen: 400_00 }), ['2019-04-17', -399_99]),
    ],
    verdict: 'late paid_late',
  },
  {
    name: 'recovered as a whole and released',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: aCorrected(paid('2019-03-05'), ['2019-04-17', -600_00]),
    verdict: 'left_out recovered',
  },
  {
    name: 'paid late, recovered as a whole and released',
    award: { releasedOn: '2019-04-17', isTakenBack: true },
    payments: aCorrected(paid('2019-03-18'), ['2019-04-17', -600_00]),
    verdict: 'left_out recovered',
  },
  {
    name: 'recovered, the release undone',
    award: { isTakenBack: true },
    payments: aCorrected(paid('2019-03-05'), ['2019-04-17', -250_00]),
    verdict: 'late overdue',
  },
  ...(
    [
      ['2019-04-16', 'on_time paid_in_time'],
      ['2019-04-17', 'left_out recovered'],
      ['2019-05-19', 'left_out recovered'],
      ['2019-05-20', 'on_time paid_in_time'],
    ] as const
  ).map(([asOf, verdict]) => ({
    name: `recovered on 17 April and undone on 20 May, as of ${asOf}`,
    award: { isTakenBack: true, endedReleases: [['2019-04-17', '2019-05-20'] as const] },
    payments: aCorrected(paid('2019-03-05'), ['2019-04-17', -600_00], ['2019-05-20', 600_00]),
    asOf,
    verdict,
  })),
  {
    name: 'released after the day',
    award: { releasedOn: '2019-03-12' },
    asOf: '2019-03-11',
    verdict: 'left_out not_due_yet',
  },
];

const windows: Case[] = [
  {
    name: 'paid on the first day of the window',
    award: { approvedOn: '2019-09-25' },
    payments: [paid('2019-10-01')],
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'paid the day before the window',
    award: { approvedOn: '2019-09-25' },
    payments: [paid('2019-09-30')],
    asOf: '2019-09-30',
    verdict: 'late paid_before_window',
  },
  {
    name: 'a part paid before the window, the rest in it',
    award: { approvedOn: '2019-09-25' },
    payments: [paid('2019-09-30', { amountFen: 1 }), paid('2019-10-09', { amountFen: 599_99 })],
    verdict: 'late paid_before_window',
  },
  {
    name: 'the end of the window comes before the 10th working day',
    award: { approvedOn: '2019-10-25' },
    payments: [paid('2019-10-31')],
    verdict: 'on_time paid_in_time',
  },
  {
    name: 'paid after the end of the window, within 10 working days',
    award: { approvedOn: '2019-10-31' },
    payments: [paid('2019-11-01')],
    verdict: 'late paid_late',
  },
  {
    name: 'approved after the end of the window, paid on the 10th working day',
    award: { approvedOn: '2019-11-01' },
    payments: [paid('2019-11-15')],
    verdict: 'on_time paid_in_time out',
  },
  {
    name: 'approved after the end of the window, paid on the 11th working day',
    award: { approvedOn: '2019-11-01' },
    payments: [paid('2019-11-18')],
    verdict: 'late paid_late out',
  },
];

describe('timeliness', () => {
  it.each(cases)('$name', (one) => check(one));
  it.each(windows)('schooling: $name', (one) =>
    check({ ...one, award: { type: 'schooling', ...one.award } }),
  );

  it('counts payments after the end of the project for an award that was due then', () => {
    check({
      name: '',
      award: { approvedOn: '2020-01-02' },
      payments: [paid('2020-01-06')],
      asOf: '2020-06-30',
      verdict: 'on_time paid_in_time out',
    });
  });

  it('counts only what is on time or late', () => {
    const awards = [anAward('paid'), anAward('late'), anAward('new', { approvedOn: '2019-06-28' })];
    const payments = [aPayment('1', { awardId: 'paid' })];
    expect(timelinessOf(timedAwards(aYear({ awards, payments, asOf: '2019-06-30' })))).toEqual({
      numerator: 1,
      denominator: 2,
    });
  });
});

function check({ award, payments = [], asOf = '2019-12-31', verdict }: Case): void {
  const timings = timedAwards(aYear({ asOf, awards: [anAward('award', award)], payments }));
  const said = timings.map(
    ({ state, reason, outOfWindow }) => `${state} ${reason}${outOfWindow ? ' out' : ''}`,
  );
  expect(said.join()).toBe(verdict);
}
