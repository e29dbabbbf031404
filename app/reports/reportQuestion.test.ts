import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { refusalText } from '../zh/refusals';
import { dayOfPapers, monitoringDays, reportDays, reportQuestion } from './reportQuestion';

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

describe('the day of all papers of a year', () => {
  const endOn = '2019-12-31';

  it.each([
    ['2019-12-30', '2019-12-30'],
    ['2019-12-31', '2019-12-31'],
    ['2020-01-01', '2019-12-31'],
  ])('is on %s %s', (day, papers) => {
    expect(dayOfPapers({ endOn }, businessDate(day))).toBe(papers);
  });

  it.each([
    [null, null],
    ['', null],
    ['2020-01-09', 'report.as_of_in_future'],
    ['abc', 'report.as_of_not_a_date'],
  ])('is taken where the address has %s', (given, code) => {
    const usual = dayOfPapers({ endOn }, today);
    const { asOf, refusal } = reportQuestion({ year: '2019', asOf: given }, today, usual);
    expect([asOf, refusal?.code ?? null]).toEqual([endOn, code]);
  });

  it('gives way to a later day that is asked for', () => {
    const usual = dayOfPapers({ endOn }, today);
    expect(reportQuestion({ year: '2019', asOf: '2020-01-08' }, today, usual).asOf).toBe('2020-01-08');
  });
});

describe('the usual days of monitoring', () => {
  it.each([
    ['2019-12-31', ['2019-06-30', '2019-07-31', '2019-12-31']],
    ['2019-07-31', ['2019-06-30', '2019-07-31']],
    ['2019-06-29', ['2019-06-29']],
  ])('with the papers of %s are %j', (usual, days) => {
    expect(monitoringDays(2019, businessDate(usual))).toEqual(days);
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
