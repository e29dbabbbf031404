import type { BusinessDate } from '../calendar/date';
import { businessDate, isAfter, parseDate } from '../calendar/date';
import { Refusal } from '../refusal';

/** Which report is asked for; `refusal` says why another day than the wanted one is shown. */
export interface ReportQuestion {
  year: number;
  asOf: BusinessDate;
  refusal: Refusal | null;
}

/**
 * Reads an address: the year, and the day that the figures are wanted for. Without a day, or with one that is no
 * day or has not come yet, it is today; what is no year is year 0, which has no project.
 */
export function reportQuestion(
  given: { year: string | undefined; asOf: string | null },
  today: BusinessDate,
): ReportQuestion {
  const year = /^\d{4}$/.test(given.year ?? '') ? Number(given.year) : 0;
  return { year, ...readAsOf(given.asOf ?? '', today) };
}

function readAsOf(text: string, today: BusinessDate): Pick<ReportQuestion, 'asOf' | 'refusal'> {
  if (text.trim() === '') return { asOf: today, refusal: null };
  const parsed = parseDate(text);
  if (!parsed.ok) return { asOf: today, refusal: new Refusal('report.as_of_not_a_date', { text }) };
  if (isAfter(parsed.date, today)) {
    return { asOf: today, refusal: new Refusal('report.as_of_in_future', { asOf: parsed.date, today }) };
  }
  return { asOf: parsed.date, refusal: null };
}

/** The days that reports are usually wanted for: mid-year monitoring, the end of the project, today; none to come. */
export function reportDays(
  { year, endOn }: { year: number; endOn: BusinessDate },
  today: BusinessDate,
): BusinessDate[] {
  const days = [businessDate(`${year}-06-30`), endOn, today].filter((day) => !isAfter(day, today));
  return [...new Set(days)];
}

/** The days of mid-year monitoring: the half-year, the end of July, today; none to come. */
export function monitoringDays(year: number, today: BusinessDate): BusinessDate[] {
  const days = [businessDate(`${year}-06-30`), businessDate(`${year}-07-31`), today];
  return [...new Set(days.filter((day) => !isAfter(day, today)))];
}
