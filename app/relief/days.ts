import type { BusinessDate } from '../calendar/date';
import { maxDate, minDate, todayInChina } from '../calendar/date';
import { presentYear, yearOfAddress } from '../fund/project';
import { Refusal } from '../refusal';

/** Between which days a step of relief or payment may lie; both included. */
export interface DayLimits {
  /** The day of the step before. */
  earliestOn?: string | null;
  /** The project-year that the day must lie in. */
  project?: { startOn: string; endOn: string };
  field?: string;
}

/**
 * Holds the day of a step between the step before it and today, and within the project-year where that is asked.
 * @throws Refusal relief.date_in_future, relief.date_before {earliestOn}, relief.date_outside {startOn, endOn}
 */
export function requireDay(on: string, { earliestOn, project, field = 'on' }: DayLimits = {}): void {
  if (on > todayInChina(new Date())) throw new Refusal('relief.date_in_future', { on }, field);
  if (earliestOn && on < earliestOn) throw new Refusal('relief.date_before', { earliestOn }, field);
  if (project && (on < project.startOn || on > project.endOn)) {
    throw new Refusal('relief.date_outside', { startOn: project.startOn, endOn: project.endOn }, field);
  }
}

/** The day a form proposes: today, or the day nearest to it that the limits allow, so that a past year can be worked through. */
export function proposedDay(
  today: BusinessDate,
  { earliestOn, project }: { earliestOn?: string | null; project: { startOn: string; endOn: string } },
): BusinessDate {
  const latest = minDate(today, project.endOn as BusinessDate);
  return maxDate(latest, (earliestOn ?? project.startOn) as BusinessDate);
}

/** The bank's date that a form proposes: today, in the year of the money only. It is never guessed for a past year. */
export function proposedBankDay(
  today: BusinessDate,
  project: { startOn: string; endOn: string },
): BusinessDate | null {
  return project.startOn <= today && today <= project.endOn ? today : null;
}

/** The project-year that a page works in: the one asked for, else the present one; null where there is none. */
export function workingYear(
  years: readonly number[],
  { asked, today }: { asked: string | null; today: BusinessDate },
): number | null {
  const known = (year: number) => years.find((one) => one === year);
  return known(yearOfAddress(asked)) ?? presentYear(years, today);
}
