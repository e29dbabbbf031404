// Only the data of the package is used: its functions are a day off on a machine west of Greenwich.
import nationalCalendar from 'chinese-days/dist/chinese-days.json';
import { addDays, businessDate, daysBetween, isWeekend, yearOf } from './date';
import type { BusinessDate } from './date';

/** Days on which the office decided otherwise than the national calendar. */
export type WorkingDayOverrides = ReadonlyMap<BusinessDate, 'work' | 'off'>;

const NO_OVERRIDES: WorkingDayOverrides = new Map();

const holidays: ReadonlySet<string> = new Set(Object.keys(nationalCalendar.holidays));
const workingWeekends: ReadonlySet<string> = new Set(Object.keys(nationalCalendar.workdays));

/**
 * Whether a day is worked, by the holidays and compensatory working weekends the State Council announces for each
 * year. In a year that is not covered every weekday counts as worked: ask `isYearCovered` and say so.
 */
export function isWorkingDay(date: BusinessDate, overrides: WorkingDayOverrides = NO_OVERRIDES): boolean {
  const override = overrides.get(date);
  if (override) return override === 'work';
  return workingWeekends.has(date) || !(isWeekend(date) || holidays.has(date));
}

/**
 * The n-th working day after a date; the date itself is not counted, and n = 0 gives it back.
 * Throws RangeError unless n is a whole number of at least 0.
 */
export function addWorkingDays(
  date: BusinessDate,
  count: number,
  overrides: WorkingDayOverrides = NO_OVERRIDES,
): BusinessDate {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`not a number of working days: ${count}`);
  let day = date;
  for (let worked = 0; worked < count;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, overrides)) worked += 1;
  }
  return day;
}

/** The last day from which the n-th working day is no later than a horizon. */
export function latestStart(count: number, horizon: BusinessDate): BusinessDate {
  let day = horizon;
  while (addWorkingDays(day, count) > horizon) day = addDays(day, -1);
  return day;
}

/** Whether the holidays of a year are known. The National Day is in the data of every year that is. */
export function isYearCovered(year: number): boolean {
  return holidays.has(`${year}-10-01`);
}

/** How many working days come after the first date, up to and with the second; 0 when it is the same day or earlier. */
export function workingDaysBetween(
  from: BusinessDate,
  to: BusinessDate,
  overrides: WorkingDayOverrides = NO_OVERRIDES,
): number {
  if (to <= from) return 0;
  let count = workedUpTo(to) - workedUpTo(from);
  for (let year = yearOf(from); year < yearOf(to); year += 1) count += workedByDay(year).at(-1)!;
  for (const [day, decided] of overrides) {
    if (day <= from || day > to) continue;
    count += Number(decided === 'work') - Number(isWorkingDay(day));
  }
  return count;
}

/** How many working days of its year lie before and on a date, by the national calendar. */
function workedUpTo(date: BusinessDate): number {
  return workedByDay(yearOf(date))[daysBetween(newYear(yearOf(date)), date)]!;
}

const workedByYear = new Map<number, number[]>();

/** For each day of a year, how many were worked up to and with it; computed once: lists ask for it row by row. */
function workedByDay(year: number): number[] {
  const known = workedByYear.get(year);
  if (known) return known;
  const worked: number[] = [];
  for (let day = newYear(year); yearOf(day) === year; day = addDays(day, 1))
    worked.push((worked.at(-1) ?? 0) + Number(isWorkingDay(day)));
  workedByYear.set(year, worked);
  return worked;
}

function newYear(year: number): BusinessDate {
  return businessDate(`${String(year).padStart(4, '0')}-01-01`);
}
