import { cursorOf, type Cursor } from '../cursor';
import { SERVICE_KINDS, type ServiceKind } from '../fund/project';

export interface ServiceQuestion extends Cursor {
  kind?: ServiceKind;
  /** YYYY-MM */
  month?: string;
  search: string;
}

/** What the address of the log asks for; what it does not know is left out. */
export function serviceQuestion(given: URLSearchParams): ServiceQuestion {
  const month = given.get('month');
  return {
    kind: SERVICE_KINDS.find((kind) => kind === given.get('kind')),
    month: month && /^\d{4}-\d{2}$/.test(month) ? month : undefined,
    search: given.get('search')?.trim() ?? '',
    ...cursorOf(given),
  };
}

/** The years that the log is looked at by: this one and those of the projects, the latest first. */
export function logYears(projectYears: readonly number[], thisYear: number): number[] {
  return [...new Set([...projectYears, thisYear])].sort((left, right) => right - left);
}
