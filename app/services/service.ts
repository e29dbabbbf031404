import type { ServiceKind } from '../fund/project';

/** How many services there were in a year. */
export interface ServiceCounts {
  total: number;
  byKind: Record<ServiceKind, number>;
  /** By month 1 to 12, in order; each by kind. */
  months: { month: number; total: number; byKind: Record<ServiceKind, number> }[];
}
