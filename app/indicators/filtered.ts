import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { ReliefType } from '../fund/project';
import type { IndicatorFact, YearFacts } from './facts';

/** A year as an indicator sees it that counts only a part: the same definitions, over fewer records. */

/** Tells filters apart. */
export function filterKey({ type, division, source, serviceKind }: IndicatorFilter): string {
  return [type, division, source, serviceKind].join('|');
}

/** Each filter that some indicator has, once. */
export function filtersOf(indicators: readonly Pick<IndicatorFact, 'filter'>[]): IndicatorFilter[] {
  const filters = indicators.flatMap(({ filter }) => filter ?? []);
  return [...new Map(filters.map((filter) => [filterKey(filter), filter])).values()];
}

/** The divisions that some indicator counts by itself. */
export function divisionsAsked(indicators: readonly Pick<IndicatorFact, 'filter'>[]): string[] {
  return [...new Set(filtersOf(indicators).flatMap(({ division }) => division ?? []))];
}

/**
 * The records of a year that a filter leaves. A record is of a division by its file, as that stands now: a person with
 * files in two divisions is in each with what is of it. Who is due is kept of every type, and told apart by type. Who was
 * served without a file is of no division.
 */
export function narrowed(
  facts: YearFacts,
  { type, division, source, serviceKind }: IndicatorFilter,
): YearFacts {
  const isOf = (row: { type: ReliefType }) => type === null || row.type === type;
  const isIn = ({ familyId }: { familyId: string | null }) =>
    division === null || (familyId !== null && facts.divisions?.get(familyId) === division);
  return {
    ...facts,
    awards: facts.awards.filter((row) => isOf(row) && isIn(row)),
    payments: facts.payments.filter((row) => isOf(row) && isIn(row)),
    files: facts.files.filter(isIn),
    answers: facts.answers.filter(isIn),
    receipts: facts.receipts.filter((row) => source === null || row.source === source),
    services: facts.services.filter((row) => (serviceKind === null || row.kind === serviceKind) && isIn(row)),
  };
}
