import { addDays, businessDate, yearOf, type BusinessDate } from '../calendar/date';
import { earliestApproval } from './workflow';

/**
 * Dates of steps are stated, and may be of days long gone: a year can be worked through from paper. Whoever decides is
 * told of what was entered later than it is dated, and a public notice counts from the day on which it was entered.
 */

/** Days: many a visit is entered the day after. */
export const USUAL_DELAY_DAYS = 1;

export type EnteredStepKind = 'submitted' | 'visited' | 'publicised';

export interface EnteredStep {
  kind: EnteredStepKind;
  /** The stated day. */
  on: string;
  /** The day in China on which it was entered. */
  enteredOn: string;
}

/** The steps that were entered later than is usual; a notice that is entered later than put up always is one. */
export function lateSteps(steps: readonly EnteredStep[]): EnteredStep[] {
  return steps.filter(({ kind, on, enteredOn }) => {
    const delay = kind === 'publicised' ? 0 : USUAL_DELAY_DAYS;
    return enteredOn > addDays(businessDate(on), delay);
  });
}

/** A public notice as it is checked: `enteredOn` is a day in China. */
interface EnteredNotice {
  publicisedOn: string;
  enteredOn: string;
  /** The year in which the office began with this product; null where that is not known. */
  beganIn: number | null;
}

/**
 * From which day the working days of a notice count: nobody can tell afterwards that it hung before it was entered.
 * Notices of the years before the office began are its paper history, and count from the day they state.
 */
export function noticeCountsFrom({ publicisedOn, enteredOn, beganIn }: EnteredNotice): BusinessDate {
  const stated = businessDate(publicisedOn);
  const isHistory = beganIn === null || yearOf(stated) < beganIn;
  return isHistory || enteredOn <= publicisedOn ? stated : businessDate(enteredOn);
}

/** The first day on which an approval is beyond doubt; null where the stated days say the same. */
export function earliestByEntry(notice: EnteredNotice): BusinessDate | null {
  const earliest = earliestApproval(noticeCountsFrom(notice));
  return earliest > earliestApproval(businessDate(notice.publicisedOn)) ? earliest : null;
}
