import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  businessDate,
  daysBetween,
  excelSerialToDate,
  firstDayOfMonth,
  formatDate,
  isAfter,
  isBefore,
  isBusinessDate,
  isWeekend,
  isWithin,
  lastDayOfMonth,
  maxDate,
  minDate,
  monthOf,
  parseDate,
  todayInChina,
  yearOf,
} from './date';
import type { BusinessDate } from './date';

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => businessDate(date.toISOString().slice(0, 10)));

describe('businessDate', () => {
  it.each(['2019-10-01', '2020-02-29', '2000-02-29', '1880-01-01'])('accepts %s', (text) =>
    expect(businessDate(text)).toBe(text),
  );
  it.each([
    '2019-02-29',
    '1900-02-29',
    '2019-1-5',
    '2019-13-01',
    '2019-00-01',
    '2019-04-31',
    '20190105',
    '',
    '2019',
  ])('refuses %j', (text) => {
    expect(isBusinessDate(text)).toBe(false);
    expect(() => businessDate(text)).toThrow(RangeError);
  });
  it('knows the same days as the calendar of the machine', () => {
    const part = (most: number, digits: number) =>
      fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(digits, '0'));
    fc.assert(
      fc.property(part(9999, 4), part(13, 2), part(32, 2), (year, month, day) => {
        const text = `${year}-${month}-${day}`;
        const time = Date.parse(`${text}T00:00:00Z`);
        const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
        expect(isBusinessDate(text)).toBe(isDay);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseDate', () => {
  it.each([
    '2019-01-05',
    '2019-1-5',
    '2019.1.5',
    '2019.01.05',
    '2019/1/5',
    '2019年1月5日',
    '2019年01月05日',
    '2019 年 1 月 5 日',
    '2019年1月5号',
    '20190105',
    '２０１９－０１－０５',
    '２０１９．１．５',
    '２０１９年１月５日',
    ' 2019-01-05\u3000',
    "'2019-01-05",
  ])('reads %j', (text) => expect(parseDate(text)).toEqual({ ok: true, date: '2019-01-05' }));

  it.each([
    ['', 'date.empty'],
    ['\u3000', 'date.empty'],
    ['2019', 'date.not_a_date'],
    ['2019-10', 'date.not_a_date'],
    ['19-10-1', 'date.not_a_date'],
    ['2019-1.5', 'date.not_a_date'],
    ['2019-1-5 00:00', 'date.not_a_date'],
    ['2019-1-1 2', 'date.not_a_date'],
    ['1/5/2019', 'date.not_a_date'],
    ['2019年1月5', 'date.not_a_date'],
    ['2019105', 'date.not_a_date'],
    ['43470', 'date.not_a_date'],
    ['=TODAY()', 'date.not_a_date'],
    ['二〇一九年一月五日', 'date.not_a_date'],
    ['2019-02-29', 'date.not_real'],
    ['2019-04-31', 'date.not_real'],
    ['2019-13-01', 'date.not_real'],
    ['2019-00-10', 'date.not_real'],
    ['20190230', 'date.not_real'],
    ['0019-01-05', 'date.out_of_range'],
    ['1899-12-31', 'date.out_of_range'],
    ['2101-01-01', 'date.out_of_range'],
  ])('refuses %j: %s', (text, code) => expect(parseDate(text)).toEqual({ ok: false, code }));

  it.each(['1900-01-01', '2100-12-31', '2020-02-29'])('accepts %s', (date) =>
    expect(parseDate(date)).toEqual({ ok: true, date }),
  );

  it('reads back every printed date', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        for (const text of [date, formatDate(date), date.replace(/-/g, ''), date.replace(/-0?/g, '/')]) {
          expect(parseDate(text)).toEqual({ ok: true, date });
        }
      }),
    );
  });
});

describe('formatDate', () => {
  it.each([
    ['2019-10-01', '2019年10月1日'],
    ['2019-01-31', '2019年1月31日'],
  ])('%s is %s', (date, text) => expect(formatDate(businessDate(date))).toBe(text));
});

describe('todayInChina', () => {
  it.each([
    ['2019-09-30T15:59:59.999Z', '2019-09-30'],
    ['2019-09-30T16:00:00.000Z', '2019-10-01'],
    ['2019-12-31T16:00:00.000Z', '2020-01-01'],
  ])('at %s is %s', (now, date) => expect(todayInChina(new Date(now))).toBe(date));
  it('agrees with the time zone tables', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    const instant = fc.date({
      min: new Date('1992-01-01'),
      max: new Date('2100-12-30'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(instant, (now) => todayInChina(now) === format.format(now)));
  });
});

describe('arithmetic', () => {
  it.each([
    ['2019-12-31', 1, '2020-01-01'],
    ['2020-02-28', 1, '2020-02-29'],
    ['2019-02-28', 1, '2019-03-01'],
    ['2019-03-01', -1, '2019-02-28'],
    ['2019-10-01', 0, '2019-10-01'],
  ])('%s + %d days is %s', (date, count, later) => expect(addDays(businessDate(date), count)).toBe(later));
  it.each([
    ['2019-01-31', 1, '2019-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-02-29', 48, '2024-02-29'],
    ['2019-12-15', 1, '2020-01-15'],
    ['2019-01-15', -1, '2018-12-15'],
    ['2019-03-31', -1, '2019-02-28'],
    ['2019-10-31', 0, '2019-10-31'],
  ])('%s + %d months is %s', (date, count, later) =>
    expect(addMonths(businessDate(date), count)).toBe(later),
  );
  it('refuses what is no date', () => {
    expect(() => addDays(businessDate('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addMonths(businessDate('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(businessDate('2019-01-01'), NaN)).toThrow(RangeError);
  });
  it('counts the days it adds', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, count) => {
        expect(daysBetween(date, addDays(date, count))).toBe(count);
      }),
    );
    expect(Object.is(daysBetween(businessDate('2019-01-01'), businessDate('2019-01-01')), 0)).toBe(true);
  });
  it('adding months moves exactly that many months and never past the day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -240, max: 240 }), (date, count) => {
        const later = addMonths(date, count);
        const monthNumber = (day: BusinessDate) => yearOf(day) * 12 + Number(day.slice(5, 7));
        expect(monthNumber(later) - monthNumber(date)).toBe(count);
        const sameDay = later.slice(8) === date.slice(8);
        expect(sameDay || (later.slice(8) < date.slice(8) && later === lastDayOfMonth(monthOf(later)))).toBe(
          true,
        );
      }),
    );
  });
});

describe('months and years', () => {
  const date = businessDate('2020-02-10');
  it('are parts of the date', () => expect([monthOf(date), yearOf(date)]).toEqual(['2020-02', 2020]));
  it.each([
    ['2020-02', '2020-02-29'],
    ['2019-02', '2019-02-28'],
    ['2019-10', '2019-10-31'],
    ['2019-12', '2019-12-31'],
  ])('%s ends on %s', (month, last) => {
    expect(firstDayOfMonth(month)).toBe(`${month}-01`);
    expect(lastDayOfMonth(month)).toBe(last);
  });
  it('refuse what is no month', () => expect(() => lastDayOfMonth('2019-13')).toThrow(RangeError));
});

describe('isWeekend', () => {
  it.each([
    ['2019-10-04', false],
    ['2019-10-05', true],
    ['2019-10-06', true],
    ['2019-10-07', false],
  ])('%s: %s', (date, weekend) => expect(isWeekend(businessDate(date))).toBe(weekend));
});

describe('order', () => {
  const [early, middle, late] = [
    businessDate('2019-09-30'),
    businessDate('2019-10-01'),
    businessDate('2019-10-02'),
  ];
  it('compares', () => {
    expect([isBefore(early, middle), isBefore(middle, middle), isBefore(late, middle)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isAfter(early, middle), isAfter(middle, middle), isAfter(late, middle)]).toEqual([
      false,
      false,
      true,
    ]);
  });
  it('includes both ends', () => {
    const october = [middle, businessDate('2019-10-31')] as const;
    expect(
      ['2019-09-30', '2019-10-01', '2019-10-31', '2019-11-01'].map((d) =>
        isWithin(businessDate(d), ...october),
      ),
    ).toEqual([false, true, true, false]);
  });
  it('finds the first and the last', () => {
    expect([minDate(late, early, middle), maxDate(middle, late, early), minDate(late)]).toEqual([
      early,
      late,
      late,
    ]);
  });
});

describe('excelSerialToDate', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [60.5, null],
    [61, '1900-03-01'],
    [25569, '1970-01-01'],
    [43470, '2019-01-05'],
    [43470.75, '2019-01-05'],
    [43831, '2020-01-01'],
    [73415, '2100-12-31'],
    [73416, null],
    [0, null],
    [0.5, null],
    [-1, null],
    [NaN, null],
    [Infinity, null],
    [20190105, null],
  ])('%d is %s', (serial, date) => expect(excelSerialToDate(serial)).toBe(date));
});
