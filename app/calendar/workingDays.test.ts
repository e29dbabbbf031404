import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, businessDate, isAfter, yearOf } from './date';
import type { BusinessDate } from './date';
import { addWorkingDays, isWorkingDay, isYearCovered, latestStart, workingDaysBetween } from './workingDays';
import type { WorkingDayOverrides } from './workingDays';

afterEach(() => vi.unstubAllEnvs());

function daysOf(year: number): BusinessDate[] {
  const days: BusinessDate[] = [];
  for (let day = businessDate(`${year}-01-01`); yearOf(day) === year; day = addDays(day, 1)) days.push(day);
  return days;
}

describe('isWorkingDay', () => {
  it('counts 250 working days in 2019', () => {
    expect(daysOf(2019).filter((day) => isWorkingDay(day))).toHaveLength(250);
  });
  it('knows the weekend working days of 2019 and no others', () => {
    const weekend = daysOf(2019).filter((day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
    expect(weekend.filter((day) => isWorkingDay(day))).toEqual([
      '2019-02-02',
      '2019-02-03',
      '2019-04-28',
      '2019-05-05',
      '2019-09-29',
      '2019-10-12',
    ]);
  });
  it('rests from 1 to 7 October 2019', () => {
    const week = daysOf(2019).filter((day) => day >= '2019-09-30' && day <= '2019-10-08');
    expect(week.map((day) => isWorkingDay(day))).toEqual([true, ...Array<boolean>(7).fill(false), true]);
  });
  it('lets the office decide otherwise', () => {
    const overrides: WorkingDayOverrides = new Map([
      [businessDate('2019-10-01'), 'work'],
      [businessDate('2019-10-08'), 'off'],
    ]);
    expect(isWorkingDay(businessDate('2019-10-01'), overrides)).toBe(true);
    expect(isWorkingDay(businessDate('2019-10-08'), overrides)).toBe(false);
    expect(isWorkingDay(businessDate('2019-10-09'), overrides)).toBe(true);
  });
  it.each(['Asia/Shanghai', 'UTC', 'America/Los_Angeles', 'America/Sao_Paulo', 'Pacific/Kiritimati'])(
    'does not depend on the machine being in %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      expect(daysOf(2019).filter((day) => isWorkingDay(day))).toHaveLength(250);
      expect(
        ['2019-10-11', '2019-10-12', '2019-10-13'].map((day) => isWorkingDay(businessDate(day))),
      ).toEqual([true, true, false]);
    },
  );
});

describe('addWorkingDays', () => {
  it.each([
    ['2019-09-30', 1, '2019-10-08'],
    ['2019-09-27', 1, '2019-09-29'],
    ['2019-09-20', 10, '2019-10-10'],
    ['2019-10-08', 5, '2019-10-14'],
    ['2019-10-11', 1, '2019-10-12'],
    ['2019-10-12', 1, '2019-10-14'],
    ['2019-10-05', 1, '2019-10-08'],
    ['2019-10-05', 0, '2019-10-05'],
    ['2019-12-31', 1, '2020-01-02'],
  ])('%s + %d is %s', (date, count, due) => expect(addWorkingDays(businessDate(date), count)).toBe(due));

  it('obeys the overrides', () => {
    const overrides: WorkingDayOverrides = new Map([[businessDate('2019-10-08'), 'off']]);
    expect(addWorkingDays(businessDate('2019-09-30'), 1, overrides)).toBe('2019-10-09');
  });
  it.each([-1, 1.5, NaN])('refuses %d', (count) =>
    expect(() => addWorkingDays(businessDate('2019-10-05'), count)).toThrow(RangeError),
  );
  it('ends on a working day with exactly that many working days passed', () => {
    const date = fc.integer({ min: 0, max: 7000 }).map((days) => addDays(businessDate('2005-01-01'), days));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const due = addWorkingDays(from, count);
        let worked = 0;
        for (let day = addDays(from, 1); !isAfter(day, due); day = addDays(day, 1))
          worked += isWorkingDay(day) ? 1 : 0;
        expect([worked, isWorkingDay(due)]).toEqual([count, true]);
      }),
    );
  });
});

describe('latestStart', () => {
  it('is in time, and no later day is', () => {
    const aDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays(businessDate('2019-01-01'), days));
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 15 }), (horizon, count) => {
        const start = latestStart(count, horizon);
        expect(addWorkingDays(start, count) <= horizon).toBe(true);
        expect(addWorkingDays(addDays(start, 1), count) > horizon || start === horizon).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('workingDaysBetween', () => {
  it('counts what one counts day by day, over years and with what the office decided', () => {
    const aDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(businessDate('2015-12-20'), days));
    const decided = fc.array(fc.tuple(aDay, fc.constantFrom<'work' | 'off'>('work', 'off')), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(aDay, aDay, decided, (from, to, pairs) => {
        const overrides = new Map(pairs);
        let worked = 0;
        for (let day = addDays(from, 1); !isAfter(day, to); day = addDays(day, 1))
          worked += isWorkingDay(day, overrides) ? 1 : 0;
        expect(workingDaysBetween(from, to, overrides)).toBe(worked);
      }),
    );
  });
});

describe('isYearCovered', () => {
  it('covers 2004 to 2026', () => {
    const years = Array.from({ length: 40 }, (_, index) => 2000 + index);
    expect(years.filter(isYearCovered)).toEqual(years.filter((year) => year >= 2004 && year <= 2026));
  });
});
