import type { ReliefType } from '../fund/project';

/**
 * Which records an act is about: those ticked, or everything that a filter matched when it was looked at. A filter
 * carries the count and sum that were seen, so that nothing is done to records nobody has seen.
 */
export type Selection = { ids: readonly string[] } | { matching: Matching };

export interface Matching extends SelectionFilter {
  /** Left out of what the filter matches. */
  except: readonly string[];
  /** How many there were, those left out not counted. */
  count: number;
  amountFen: number;
}

export interface SelectionFilter {
  year: number;
  type?: ReliefType;
  campaignId?: string;
}
