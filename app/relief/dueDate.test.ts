import { describe, expect, it } from 'vitest';
import { businessDate, type BusinessDate } from '../calendar/date';
import type { WorkingDayOverrides } from '../calendar/workingDays';
import { awardDueDate } from './dueDate';

const due = (approvedOn: string, windowEndOn: string, overrides?: WorkingDayOverrides) =>
  awardDueDate({ approvedOn: businessDate(approvedOn), windowEndOn: businessDate(windowEndOn) }, overrides);

describe('the due date of an award', () => {
  it.each([
    ['the 10th working day after approval', '2019-03-01', '2019-12-31', '2019-03-15', false],
    ['the day of approval not counted', '2019-03-04', '2019-12-31', '2019-03-18', false],
    ['over the National Day, with its working weekends', '2019-09-20', '2019-12-31', '2019-10-10', false],
    ['over the spring festival', '2019-01-31', '2019-12-31', '2019-02-19', false],
    ['approved on a day off', '2019-10-05', '2019-12-31', '2019-10-18', false],
    ['the day before the window ends', '2019-10-17', '2019-11-01', '2019-10-31', false],
    ['the day the window ends', '2019-10-17', '2019-10-31', '2019-10-31', false],
    ['the end of the window where that is earlier', '2019-10-18', '2019-10-31', '2019-10-31', false],
    ['approved on the last day of the window', '2019-10-31', '2019-10-31', '2019-10-31', false],
    ['approved a day after the window', '2019-11-01', '2019-10-31', '2019-11-15', true],
    ['over the end of the year', '2019-12-27', '2019-11-30', '2020-01-13', true],
  ])('%s', (_, approvedOn, windowEndOn, dueOn, outOfWindow) =>
    expect(due(approvedOn, windowEndOn)).toEqual({ dueOn, outOfWindow }),
  );

  it.each([
    [1, '2019-03-04'],
    [10, '2019-03-15'],
    [null, '2019-03-15'],
    [15, '2019-03-22'],
  ])('within %s working days, where the plan of the year says so: %s', (timelyDays, dueOn) => {
    const days = { approvedOn: businessDate('2019-03-01'), windowEndOn: businessDate('2019-12-31') };
    expect(awardDueDate({ ...days, timelyDays }).dueOn).toBe(dueOn);
  });

  it('obeys days on which the office decided otherwise', () => {
    const overrides = new Map<BusinessDate, 'work' | 'off'>([[businessDate('2019-03-08'), 'off']]);
    expect(due('2019-03-01', '2019-12-31', overrides).dueOn).toBe('2019-03-18');
  });
});
