import type { BusinessDate } from '../calendar/date';

/** What a home visit found. */
export interface Visit {
  on: BusinessDate;
  /** Two people go. */
  visitors: readonly [string, string];
  housing: string;
  /** Who lives there. */
  residents: string;
  /** Whether what was seen agrees with the income that the family stated. */
  incomeAgrees: boolean;
  note: string;
}

/** Stands between the visitors' names where they are one text. */
export const VISITOR_SEPARATOR = '\u3001';
