import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { refusalText } from '../zh/refusals';
import { reportDays, reportQuestion } from './reportQuestion';

const today = businessDate('2020-01-08');
const asked = (asOf: string | null, year = '2019') => reportQuestion({ year, asOf }, today);

describe('the address of a report', () => {
  it.each([
    [null, '2020-01-08'],
    ['', '2020-01-08'],
    ['2019-06-30', '2019-06-30'],
    ['2019-6-30', '2019-06-30'],
    ['2020-01-08', '2020-01-08'],
  ])('with the day %s asks for %s', (given, asOf) => {
    expect(asked(given)).toEqual({ year: 2019, asOf, refusal: null });
  });

  it.each([
    ['2020-01-09', 'report.as_of_in_future'],
    ['2019-02-29', 'report.as_of_not_a_date'],
    ['abc', 'report.as_of_not_a_date'],
  ])('with the day %s is refused by %s and shows today', (given, code) => {
    const { asOf, refusal } = asked(given);
    expect(asOf).toBe(today);
    expect(refusal?.code).toBe(code);
    expect(refusalText(refusal!)).toContain('请');
  });

  it.each([
    ['2019', 2019],
    ['19', 0],
    ['2019a', 0],
    ['', 0],
  ])('with the year %s asks for %i', (given, year) => {
    expect(asked(null, given).year).toBe(year);
  });
});

describe('the usual days', () => {
  it.each([
    ['2020-01-08', ['2019-06-30', '2019-12-31', '2020-01-08']],
    ['2019-12-31', ['2019-06-30', '2019-12-31']],
    ['2019-05-01', ['2019-05-01']],
  ])('on %s are %j', (day, days) => {
    expect(reportDays({ year: 2019, endOn: businessDate('2019-12-31') }, businessDate(day))).toEqual(days);
  });
});
