import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../calendar/date';
import { workingDaysBetween } from '../calendar/workingDays';
import { daysLeft, deskStays, deskTotals, type Desk, type DeskEvent } from './desk';

const day = businessDate;
const at = (on: string, desk: Desk | null): DeskEvent => ({ on: day(on), desk });

describe('working days between', () => {
  it.each([
    ['2019-03-04', '2019-03-04', 0],
    ['2019-03-04', '2019-03-05', 1],
    ['2019-03-01', '2019-03-04', 1],
    ['2019-03-05', '2019-03-04', 0],
    // The week of the National Day, with the working Sunday before and the working Saturday after it.
    ['2019-09-27', '2019-10-14', 8],
    // Two working weekend days before the Spring Festival.
    ['2019-02-01', '2019-02-11', 3],
  ])('%s and %s are %i', (from, to, count) => {
    expect(workingDaysBetween(day(from), day(to))).toBe(count);
  });
});

describe('the stays of a case', () => {
  it.each<[string, DeskEvent[], [Desk, number, boolean][]]>([
    ['nothing was done', [], []],
    ['one desk holds it', [at('2019-03-04', 'review')], [['review', 9, true]]],
    [
      'it went through',
      [
        at('2019-03-04', 'review'),
        at('2019-03-06', 'decision'),
        at('2019-03-06', 'payment'),
        at('2019-03-12', null),
      ],
      [
        ['review', 2, false],
        ['decision', 0, false],
        ['payment', 4, false],
      ],
    ],
    [
      'it was returned and came again',
      [
        ...[at('2019-03-04', 'review'), at('2019-03-05', 'drafting'), at('2019-03-07', 'review')],
        at('2019-03-08', 'decision'),
      ],
      [
        ['review', 2, false],
        ['drafting', 2, false],
        ['decision', 5, true],
      ],
    ],
    [
      'money came back after it was paid',
      [at('2019-03-04', 'payment'), at('2019-03-06', null), at('2019-03-13', 'payment')],
      [['payment', 4, true]],
    ],
    [
      'a day was entered as earlier than one before it',
      [at('2019-03-15', 'drafting'), at('2019-03-04', 'visit'), at('2019-03-06', null)],
      [
        ['drafting', 0, false],
        ['visit', 2, false],
      ],
    ],
  ])('when %s', (_, events, totals) => {
    expect(
      deskTotals(deskStays(events, day('2019-03-15'))).map(({ desk, days, isCurrent }) => [
        desk,
        days,
        isCurrent,
      ]),
    ).toEqual(totals);
  });

  it('follow each other without a gap, whatever was entered in which order', () => {
    const anEvent = fc.record({
      on: fc.integer({ min: 0, max: 60 }).map((count) => addDays(day('2019-01-01'), count)),
      desk: fc.constantFrom<Desk>('review', 'decision', 'payment'),
    });
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 8 }), (events) => {
        const stays = deskStays(events, day('2019-03-15'));
        stays.forEach(({ from, until }, index) => {
          expect(until === null || from <= until).toBe(true);
          expect(until).toBe(stays[index + 1]?.from ?? null);
        });
        const first = events.map(({ on }) => on).sort()[0];
        expect(stays[0]?.from).toBe(first);
      }),
    );
  });
});

describe('the time that is left', () => {
  it.each([
    ['2019-03-15', 0],
    ['2019-03-18', 1],
    ['2019-03-14', -1],
    ['2019-03-08', -5],
  ])('until %s is %i', (dueOn, left) => {
    expect(daysLeft(day(dueOn), day('2019-03-15'))).toBe(left);
  });
});
