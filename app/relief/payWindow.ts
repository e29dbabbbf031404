import type { ReliefType } from '../fund/project';

/** 发放期: the days between which a programme pays its type of relief, both included, and how many payments it is asked about. */
export interface PayWindow {
  type: ReliefType;
  startOn: string;
  endOn: string;
  count: number;
}

/** A window that a day does not lie in. */
export interface MissedWindow extends PayWindow {
  on: string;
  isOver: boolean;
}

/** The windows that a day does not lie in: what is paid then is a case of the compliance check "outside window". */
export function missedWindows(windows: readonly PayWindow[], on: string | null | undefined): MissedWindow[] {
  if (!on) return [];
  return windows
    .filter(({ startOn, endOn }) => on < startOn || on > endOn)
    .map((window) => ({ ...window, on, isOver: on > window.endOn }));
}

/** How many payments would be dated outside their window. */
export function countMissed(missed: readonly PayWindow[]): number {
  return missed.reduce((sum, { count }) => sum + count, 0);
}
