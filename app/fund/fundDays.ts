import { isAfter, todayInChina, type BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';

/** On which days money may be booked to a project-year. */

interface Booked {
  project: { year: number; startOn: string; endOn: string };
  field: string;
}

/** @throws Refusal fund.date_in_future */
export function requireDateUntilToday(on: BusinessDate, field: string): void {
  if (isAfter(on, todayInChina(new Date()))) throw new Refusal('fund.date_in_future', { on }, field);
}

/** @throws Refusal fund.date_in_future, fund.date_outside */
export function requireDateInProject(on: BusinessDate, { project, field }: Booked): void {
  requireDateUntilToday(on, field);
  const { startOn, endOn } = project;
  if (on < startOn || on > endOn) throw new Refusal('fund.date_outside', { startOn, endOn }, field);
}

/**
 * Money for a year may come before it begins or after it ends; years apart it is a slip of the pen.
 * @throws Refusal fund.date_in_future, fund.date_far
 */
export function requireDateNearYear(on: BusinessDate, { project, field }: Booked): void {
  requireDateUntilToday(on, field);
  if (Math.abs(Number(on.slice(0, 4)) - project.year) > 1)
    throw new Refusal('fund.date_far', { year: project.year }, field);
}
