import { isDivision, type Division } from '../identity/division';
import {
  RECEIPT_SOURCES,
  RELIEF_TYPES,
  SERVICE_KINDS,
  type ReceiptSource,
  type ReliefType,
  type ServiceKind,
} from './project';
import type { Metric } from './target';

/**
 * What an indicator counts only a part of: one type of relief, the families of one division, the money of one source,
 * the services of one kind.
 */
export interface IndicatorFilter {
  type: ReliefType | null;
  division: Division | null;
  source: ReceiptSource | null;
  serviceKind: ServiceKind | null;
}

export const FILTER_PARTS = ['type', 'serviceKind', 'source', 'division'] as const;
export type FilterPart = (typeof FILTER_PARTS)[number];

/**
 * What each metric can be narrowed by. A count of people of one type has it in its name. The budget is neither divided
 * by type nor by division nor by source: the target form plans by economic subject, so that nothing says what of a
 * source should have come in; what did come in of one is told as an amount. No payment says from which source it came.
 */
const PARTS_OF: Record<Metric, readonly FilterPart[]> = {
  budget_execution: [],
  funds_in_place: [],
  'people_helped.living': ['division'],
  'people_helped.schooling': ['division'],
  'people_helped.medical': ['division'],
  'people_helped.all': ['division'],
  paid_amount: ['type', 'division'],
  received_amount: ['source'],
  services_count: ['serviceKind', 'division'],
  coverage: ['type', 'division'],
  timeliness: ['type', 'division'],
  satisfaction: ['division'],
};

export function filterParts(metric: Metric | null): readonly FilterPart[] {
  return metric === null ? [] : PARTS_OF[metric];
}

/** What is stored of a filter. */
export type FilterColumns = Record<
  'filterType' | 'filterDivision' | 'filterSource' | 'filterServiceKind',
  string | null
>;

/** The source that 资金到位率 was narrowed by while it could be; it counts all now. */
export function formerSource({ filterSource }: FilterColumns, metric: Metric | null): ReceiptSource | null {
  return metric === 'funds_in_place' ? (RECEIPT_SOURCES.find((one) => one === filterSource) ?? null) : null;
}

/** The stored filter as far as the metric can be narrowed by it; null where nothing of it is left. */
export function filterOf(
  { filterType, filterDivision, filterSource, filterServiceKind }: FilterColumns,
  metric: Metric | null,
): IndicatorFilter | null {
  const parts = filterParts(metric);
  const given: IndicatorFilter = {
    type: RELIEF_TYPES.find((one) => one === filterType) ?? null,
    division: filterDivision !== null && isDivision(filterDivision) ? filterDivision : null,
    source: RECEIPT_SOURCES.find((one) => one === filterSource) ?? null,
    serviceKind: SERVICE_KINDS.find((one) => one === filterServiceKind) ?? null,
  };
  const filter: IndicatorFilter = {
    type: parts.includes('type') ? given.type : null,
    division: parts.includes('division') ? given.division : null,
    source: parts.includes('source') ? given.source : null,
    serviceKind: parts.includes('serviceKind') ? given.serviceKind : null,
  };
  return FILTER_PARTS.some((part) => filter[part]) ? filter : null;
}

export function filterColumns(filter: Partial<IndicatorFilter> | null | undefined): FilterColumns {
  return {
    filterType: filter?.type ?? null,
    filterDivision: filter?.division ?? null,
    filterSource: filter?.source ?? null,
    filterServiceKind: filter?.serviceKind ?? null,
  };
}
