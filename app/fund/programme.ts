import type { BusinessDate } from '../calendar/date';
import { firstDayOfMonth, isWithin, lastDayOfMonth, maxDate, minDate } from '../calendar/date';
import type { Fen } from '../money/fen';
import type { PlannedByType } from './plannedHelp';
import type { ReliefType } from './project';
import { RELIEF_TYPES } from './project';
import type { TargetValue } from './target';
import type { TargetRow } from './targetForm';

/** The plan of one type of relief in a project-year: when it is paid (both days included), and to how many. */
export interface ProgrammePlan {
  type: ReliefType;
  windowStartOn: BusinessDate;
  windowEndOn: BusinessDate;
  plannedPeople: number | null;
  /** What the plan reckons for each person. */
  perHeadFen: Fen | null;
  /** Within how many working days after approval an award is to be paid; null for the usual number. */
  timelyDays: number | null;
}

interface PlanSource {
  year: number;
  startOn: BusinessDate;
  endOn: BusinessDate;
  planned: PlannedByType;
}

/** Where the plan names no months: the months (1–12) of the form that the product was made for. */
const USUAL_MONTHS: Record<ReliefType, readonly [first: number, last: number]> = {
  living: [1, 12],
  schooling: [10, 10],
  medical: [6, 12],
};

/** The programmes a form plans: the months and headcounts of its plan, else the usual months, within the project's dates. */
export function plannedProgrammes({ year, startOn, endOn, planned }: PlanSource): ProgrammePlan[] {
  return RELIEF_TYPES.map((type) => {
    const [usualFirst, usualLast] = USUAL_MONTHS[type];
    const first = planned[type]?.firstMonth ?? usualFirst;
    const last = planned[type]?.lastMonth ?? usualLast;
    const window = {
      windowStartOn: firstDayOfMonth(monthText(year, first)),
      windowEndOn: lastDayOfMonth(monthText(year, last)),
    };
    return {
      type,
      ...withinProject(window, { startOn, endOn }),
      plannedPeople: planned[type]?.people ?? null,
      perHeadFen: null,
      timelyDays: null,
    };
  });
}

/** A window cut to the project's dates; the whole project where they do not meet. */
export function withinProject(
  window: Pick<ProgrammePlan, 'windowStartOn' | 'windowEndOn'>,
  { startOn, endOn }: Pick<PlanSource, 'startOn' | 'endOn'>,
): Pick<ProgrammePlan, 'windowStartOn' | 'windowEndOn'> {
  if (window.windowEndOn < startOn || window.windowStartOn > endOn)
    return { windowStartOn: startOn, windowEndOn: endOn };
  return {
    windowStartOn: maxDate(window.windowStartOn, startOn),
    windowEndOn: minDate(window.windowEndOn, endOn),
  };
}

/** Whether a window lies in order and within the project's dates. */
export function isSoundWindow(
  { windowStartOn, windowEndOn }: Pick<ProgrammePlan, 'windowStartOn' | 'windowEndOn'>,
  { startOn, endOn }: Pick<PlanSource, 'startOn' | 'endOn'>,
): boolean {
  return isWithin(windowStartOn, startOn, windowEndOn) && isWithin(windowEndOn, windowStartOn, endOn);
}

/** A type of relief whose plan says another number than its target; both stand, for a person to explain. */
export interface PlanGap {
  type: ReliefType;
  plannedPeople: number;
  targetText: string;
}

/** Where the planned headcount and the target of the same type differ. */
export function planGaps({
  programmes,
  rows,
}: {
  programmes: readonly Pick<ProgrammePlan, 'type' | 'plannedPeople'>[];
  rows: readonly TargetRow[];
}): PlanGap[] {
  return programmes.flatMap(({ type, plannedPeople }) => {
    const target = peopleTarget(rows, type);
    if (plannedPeople === null || !target || Number(target.value) === plannedPeople) return [];
    return [{ type, plannedPeople, targetText: target.text }];
  });
}

/** How many people the tree says are to be helped by this type; null where it gives no number. */
export function peopleTarget(rows: readonly TargetRow[], type: ReliefType): TargetValue | null {
  return rows.find((row) => row.metric === `people_helped.${type}` && row.target?.value)?.target ?? null;
}

function monthText(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
