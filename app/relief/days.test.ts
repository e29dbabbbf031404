import { describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../calendar/date';
import { Refusal } from '../refusal';
import { proposedDay, requireDay, workingYear, type DayLimits } from './days';

const project = { startOn: '2019-01-01', endOn: '2019-12-31' };

function refused(on: string, limits: DayLimits = {}) {
  try {
    requireDay(on, limits);
    return null;
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.field] : error;
  }
}

describe('the day of a step', () => {
  const today = todayInChina(new Date());
  it.each<[string, string, DayLimits, [string, string] | null]>([
    ['today', today, {}, null],
    ['tomorrow', addDays(today, 1), {}, ['relief.date_in_future', 'on']],
    ['the day of the step before', '2019-03-01', { earliestOn: '2019-03-01' }, null],
    ['the day before it', '2019-02-28', { earliestOn: '2019-03-01' }, ['relief.date_before', 'on']],
    ['the first day of the project', '2019-01-01', { project }, null],
    ['the day before the project', '2018-12-31', { project }, ['relief.date_outside', 'on']],
    ['the last day of the project', '2019-12-31', { project }, null],
    ['the day after the project', '2020-01-01', { project }, ['relief.date_outside', 'on']],
    ['another field', '2020-01-01', { project, field: 'paidOn' }, ['relief.date_outside', 'paidOn']],
    ['no step before', '2019-03-01', { earliestOn: null }, null],
  ])('%s', (_, on, limits, expected) => expect(refused(on, limits)).toEqual(expected));
});

describe('the day that a form proposes', () => {
  it.each([
    ['today within the year', '2019-06-15', null, '2019-06-15'],
    ['the last day of a past year', '2026-11-25', null, '2019-12-31'],
    ['the first day of a year to come', '2018-11-25', null, '2019-01-01'],
    ['not before the step before', '2019-06-15', '2019-06-20', '2019-06-20'],
    ['today after the step before', '2019-06-15', '2019-06-10', '2019-06-15'],
  ])('%s', (_, today, earliestOn, proposed) =>
    expect(proposedDay(businessDate(today), { earliestOn, project })).toBe(proposed),
  );
});

describe('the year that a page works in', () => {
  const today = businessDate('2026-11-25');
  it.each<[string, number[], string | null, number | null]>([
    ['the one asked for', [2027, 2026, 2019], '2019', 2019],
    ["this year's, though the next is there already", [2027, 2026, 2019], null, 2026],
    ['the latest where this year has none', [2021, 2019], null, 2021],
    ['the latest where the one asked for has none', [2021, 2019], '1999', 2021],
    ['the latest begun, though the next is there already', [2027, 2021, 2019], null, 2021],
    ['the next one where none has begun', [2028, 2027], null, 2027],
    ['one to come that is asked for', [2027, 2026], '2027', 2027],
    ['none without a project', [], '2019', null],
  ])('is %s', (_, years, asked, expected) => expect(workingYear(years, { asked, today })).toBe(expected));
});
