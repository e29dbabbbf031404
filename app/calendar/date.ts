import { toPlainText } from '../plainText';
import { dateWords } from '../zh/calendar';

declare const businessDateBrand: unique symbol;

/** A day of the calendar as text, "YYYY-MM-DD", without a time zone. Sorts and compares as text. */
export type BusinessDate = string & { readonly [businessDateBrand]: true };

export const dateCodes = ['date.empty', 'date.not_a_date', 'date.not_real', 'date.out_of_range'] as const;
export type DateCode = (typeof dateCodes)[number];

export type DateParse = { ok: true; date: BusinessDate } | { ok: false; code: DateCode };

const FIRST_TYPED_YEAR = 1900;
const LAST_TYPED_YEAR = 2100;

const TYPED_DATES = [
  /^(?<year>\d{4})(?<separator>[-./])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  new RegExp(
    `^(?<year>\\d{4})\\s*${dateWords.year}\\s*(?<month>\\d{1,2})\\s*${dateWords.month}` +
      `\\s*(?<day>\\d{1,2})\\s*[${dateWords.day}${dateWords.dayInSpeech}]$`,
  ),
];

const DAY_MS = 24 * 60 * 60 * 1000;
// China has had one zone and no summer time since 1992.
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** Brands "YYYY-MM-DD" text. Throws RangeError when it is written otherwise or is no day of the calendar. */
export function businessDate(text: string): BusinessDate {
  if (!isBusinessDate(text)) throw new RangeError(`not a date of the form YYYY-MM-DD: ${text}`);
  return text;
}

/** Whether a value is "YYYY-MM-DD" text of a real day. */
export function isBusinessDate(value: unknown): value is BusinessDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = Number(value.slice(8));
  return day >= 1 && day <= daysOfMonth(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

/** How many days a month of the Gregorian calendar has; none when there is no such month. */
function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? 29 : 28;
}

/**
 * Reads a date as people and spreadsheets write it: 2019-01-05, 2019-1-5, 2019.1.5, 2019/1/5, 20190105, or with
 * the words for year, month and day; full-width digits too. A text with a time of day is refused, and so is a
 * year outside 1900–2100, which is a slip of the hand.
 */
export function parseDate(text: string): DateParse {
  const plain = toPlainText(text);
  if (plain === '') return refused('date.empty');

  const parts = TYPED_DATES.map((pattern) => pattern.exec(plain)?.groups).find(Boolean);
  if (!parts) return refused('date.not_a_date');
  const { year = '', month = '', day = '' } = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isBusinessDate(date)) return refused('date.not_real');
  if (yearOf(date) < FIRST_TYPED_YEAR || yearOf(date) > LAST_TYPED_YEAR) return refused('date.out_of_range');
  return { ok: true, date };
}

/** A date for people, with the words for year, month and day and no leading zeros. */
export function formatDate(date: BusinessDate): string {
  const [year, month, day] = numbersOf(date);
  return `${year}${dateWords.year}${month}${dateWords.month}${day}${dateWords.day}`;
}

/** The day it is in China at an instant, whatever the time zone of the machine. */
export function todayInChina(now: Date): BusinessDate {
  return dateAtOrThrow(now.getTime() + CHINA_OFFSET_MS);
}

/** The day `count` days later, earlier when negative. Throws RangeError when it leaves the years 0000–9999. */
export function addDays(date: BusinessDate, count: number): BusinessDate {
  return dateAtOrThrow(timeOf(date) + count * DAY_MS);
}

/** The same day `count` months later, or the last day of that month when it is shorter: 2019-01-31 + 1 is 2019-02-28. */
export function addMonths(date: BusinessDate, count: number): BusinessDate {
  const [year, month, day] = numbersOf(date);
  const last = dateAtOrThrow(Date.UTC(year, month + count, 0));
  return day < numbersOf(last)[2] ? businessDate(`${monthOf(last)}${date.slice(7)}`) : last;
}

/** Whole days from one date to another; negative when `to` is the earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (timeOf(to) - timeOf(from)) / DAY_MS;
}

/** The month of a date, "2019-10". */
export function monthOf(date: BusinessDate): string {
  return date.slice(0, 7);
}

/** The year of a date, 2019. */
export function yearOf(date: BusinessDate): number {
  return Number(date.slice(0, 4));
}

/** The first day of a month given as "2019-10". Throws RangeError when it is no month. */
export function firstDayOfMonth(month: string): BusinessDate {
  return businessDate(`${month}-01`);
}

/** The last day of a month given as "2019-10". Throws RangeError when it is no month. */
export function lastDayOfMonth(month: string): BusinessDate {
  const [year, number] = numbersOf(firstDayOfMonth(month));
  return dateAtOrThrow(Date.UTC(year, number, 0));
}

export function isBefore(date: BusinessDate, other: BusinessDate): boolean {
  return date < other;
}

export function isAfter(date: BusinessDate, other: BusinessDate): boolean {
  return date > other;
}

/** Whether a date lies between two others, both included. */
export function isWithin(date: BusinessDate, first: BusinessDate, last: BusinessDate): boolean {
  return first <= date && date <= last;
}

/** Whether a date is a Saturday or a Sunday. */
export function isWeekend(date: BusinessDate): boolean {
  const weekday = new Date(timeOf(date)).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The earliest of its arguments. */
export function minDate(first: BusinessDate, ...others: readonly BusinessDate[]): BusinessDate {
  return others.reduce((earliest, date) => (date < earliest ? date : earliest), first);
}

/** The latest of its arguments. */
export function maxDate(first: BusinessDate, ...others: readonly BusinessDate[]): BusinessDate {
  return others.reduce((latest, date) => (date > latest ? date : latest), first);
}

/**
 * The day of a spreadsheet serial in the 1900 system; a time of day is dropped. Null for what is no day up to
 * 2100: serial 60 is the 29 February 1900 that never was, kept by Excel for Lotus 1-2-3, and shifts all before it.
 */
export function excelSerialToDate(serial: number): BusinessDate | null {
  const whole = Math.floor(serial);
  if (!(whole >= 1) || whole === 60) return null;
  const date = dateAt(Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * DAY_MS);
  return date && yearOf(date) <= LAST_TYPED_YEAR ? date : null;
}

function refused(code: DateCode): DateParse {
  return { ok: false, code };
}

function timeOf(date: BusinessDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function dateAtOrThrow(time: number): BusinessDate {
  const date = dateAt(time);
  if (!date) throw new RangeError(`not an instant of the years 0000 to 9999: ${time}`);
  return date;
}

/** The day of an instant in UTC, or null when it cannot be written with four digits for the year. */
function dateAt(time: number): BusinessDate | null {
  const instant = new Date(time);
  if (Number.isNaN(instant.getTime())) return null;
  const text = instant.toISOString();
  return text.length === 24 ? (text.slice(0, 10) as BusinessDate) : null;
}

function numbersOf(date: BusinessDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
