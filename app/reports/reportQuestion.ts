import type { BusinessDate } from '../calendar/date';
import { businessDate, isAfter, minDate, parseDate } from '../calendar/date';
import { yearOfAddress } from '../fund/project';
import { Refusal } from '../refusal';

/** Which report is asked for; `refusal` says why another day than the wanted one is shown. */
export interface ReportQuestion {
  year: number;
  asOf: BusinessDate;
  refusal: Refusal | null;
}

/** An address as it was written. */
export interface ReportAddress {
  year: string | undefined;
  asOf: string | null;
}

/**
 * Reads an address: the year, and the day that the figures are wanted for. Without a day, or with one that is no
 * day or has not come yet, it is the usual one, today unless said otherwise; what is no year is year 0, which has no
 * project.
 */
export function reportQuestion(
  { year, asOf }: ReportAddress,
  today: BusinessDate,
  usual: BusinessDate = today,
): ReportQuestion {
  return { year: yearOfAddress(year), ...readAsOf(asOf ?? '', { today, usual }) };
}

function readAsOf(
  text: string,
  { today, usual }: { today: BusinessDate; usual: BusinessDate },
): Pick<ReportQuestion, 'asOf' | 'refusal'> {
  if (text.trim() === '') return { asOf: usual, refusal: null };
  const parsed = parseDate(text);
  if (!parsed.ok) return { asOf: usual, refusal: new Refusal('report.as_of_not_a_date', { text }) };
  if (isAfter(parsed.date, today)) {
    return { asOf: usual, refusal: new Refusal('report.as_of_in_future', { asOf: parsed.date, today }) };
  }
  return { asOf: parsed.date, refusal: null };
}

/**
 * The day of all papers of a year unless another one is asked for: today, and once the project is over its last day,
 * as of which the year is frozen.
 */
export function dayOfPapers({ endOn }: { endOn: string }, today: BusinessDate): BusinessDate {
  return minDate(today, businessDate(endOn));
}

/** The days that reports are usually wanted for: mid-year monitoring, the end of the project, today; none to come. */
export function reportDays(
  { year, endOn }: { year: number; endOn: BusinessDate },
  today: BusinessDate,
): BusinessDate[] {
  const days = [businessDate(`${year}-06-30`), endOn, today].filter((day) => !isAfter(day, today));
  return [...new Set(days)];
}

/** The days of mid-year monitoring: the half-year, the end of July, and the usual day of the papers; none after it. */
export function monitoringDays(year: number, usual: BusinessDate): BusinessDate[] {
  const days = [businessDate(`${year}-06-30`), businessDate(`${year}-07-31`), usual];
  return [...new Set(days.filter((day) => !isAfter(day, usual)))];
}
