import type { BusinessDate } from '../calendar/date';
import { isAfter, minDate } from '../calendar/date';
import type { WorkingDayOverrides } from '../calendar/workingDays';
import { addWorkingDays } from '../calendar/workingDays';

/** Within how many working days after approval an award is to be paid, where the year's plan says no other number. */
export const USUAL_WORKING_DAYS = 10;

export interface AwardDueDate {
  dueOn: BusinessDate;
  /** Approved after the window of its type had ended. */
  outOfWindow: boolean;
}

interface AwardPlan {
  approvedOn: BusinessDate;
  windowEndOn: BusinessDate;
  /** Of the type in the year's plan. */
  timelyDays?: number | null;
}

/**
 * By when an award is to be paid (timeliness of payment, 补贴发放及时性): the earlier of the 10th working day (调休
 * counted; the plan of the type may say another number) after the day of approval and the end of the type's window;
 * one approved after the window's end is due in as many working days and flagged.
 */
export function awardDueDate(
  { approvedOn, windowEndOn, timelyDays }: AwardPlan,
  overrides?: WorkingDayOverrides,
): AwardDueDate {
  const inTimeOn = addWorkingDays(approvedOn, timelyDays ?? USUAL_WORKING_DAYS, overrides);
  const outOfWindow = isAfter(approvedOn, windowEndOn);
  return { dueOn: outOfWindow ? inTimeOn : minDate(inTimeOn, windowEndOn), outOfWindow };
}
