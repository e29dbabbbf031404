import { isDivision, type Division } from '../identity/division';
import { RECEIPT_SOURCES, RELIEF_TYPES, type ReceiptSource, type ReliefType } from './project';
import type { Metric } from './target';

/** What an indicator counts only a part of: one type of relief, the families of one division, one source of money. */
export interface IndicatorFilter {
  type: ReliefType | null;
  division: Division | null;
  source: ReceiptSource | null;
}

export const FILTER_PARTS = ['type', 'division', 'source'] as const;
export type FilterPart = (typeof FILTER_PARTS)[number];

/**
 * What each metric can be narrowed by. A count of people of one type has it in its name; the budget is neither divided by
 * type nor by division, and no payment says from which source it came.
 */
const PARTS_OF: Record<Metric, readonly FilterPart[]> = {
  budget_execution: [],
  funds_in_place: ['source'],
  'people_helped.living': ['division'],
  'people_helped.schooling': ['division'],
  'people_helped.medical': ['division'],
  'people_helped.all': ['division'],
  paid_amount: ['type', 'division'],
  coverage: ['type', 'division'],
  timeliness: ['type', 'division'],
  satisfaction: ['division'],
};

export function filterParts(metric: Metric | null): readonly FilterPart[] {
  return metric === null ? [] : PARTS_OF[metric];
}

/** What is stored of a filter. */
export type FilterColumns = Record<'filterType' | 'filterDivision' | 'filterSource', string | null>;

/** The stored filter as far as the metric can be narrowed by it; null where nothing of it is left. */
export function filterOf(
  { filterType, filterDivision, filterSource }: FilterColumns,
  metric: Metric | null,
): IndicatorFilter | null {
  const parts = filterParts(metric);
  const given: IndicatorFilter = {
    type: RELIEF_TYPES.find((one) => one === filterType) ?? null,
    division: filterDivision !== null && isDivision(filterDivision) ? filterDivision : null,
    source: RECEIPT_SOURCES.find((one) => one === filterSource) ?? null,
  };
  const filter: IndicatorFilter = {
    type: parts.includes('type') ? given.type : null,
    division: parts.includes('division') ? given.division : null,
    source: parts.includes('source') ? given.source : null,
  };
  return isFilter(filter) ? filter : null;
}

export function filterColumns(filter: IndicatorFilter | null | undefined): FilterColumns {
  return {
    filterType: filter?.type ?? null,
    filterDivision: filter?.division ?? null,
    filterSource: filter?.source ?? null,
  };
}

function isFilter({ type, division, source }: IndicatorFilter): boolean {
  return type !== null || division !== null || source !== null;
}
