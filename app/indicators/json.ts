import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { Metric, TargetOperator } from '../fund/target';
import { isPeopleMetric } from '../fund/target';
import { filterText } from '../zh/indicators';
import type { Budget, IndicatorResult, SomeCounts, YearIndicators } from './indicator';

/** The figures of a year as the command line prints them: a contract that other programs read. */
export interface YearJson {
  year: number;
  asOf: string;
  budget: Budget;
  /** Only rows with an indicator: a second-level row that stands alone has nothing to say here. */
  indicators: IndicatorJson[];
  /** Points. */
  totalScore: number;
}

export interface IndicatorJson {
  level1: string;
  level2: string;
  level3: string;
  metric: Metric | null;
  /** Codes; only where the indicator counts a part of what its metric counts. */
  filter?: IndicatorFilter;
  /** The same in words: `只计：金水区`. */
  filterText?: string;
  target: { operator: TargetOperator | null; value: number | null; unit: string | null; text: string };
  /** A count as a number; a rate as decimal text, unrounded to at least 6 places. */
  actual: { value: number | string | null; text: string };
  counts: SomeCounts | null;
  numerator: number | null;
  denominator: number | null;
  /** Points. */
  weight: number;
  score: number | null;
}

/** Maps the computed figures to the contract of the command line. */
export function yearJson({ year, asOf, budget, rows, totalScoreHundredths }: YearIndicators): YearJson {
  return {
    year,
    asOf,
    budget,
    indicators: rows.flatMap((row) => (row.level3 === null ? [] : [indicatorJson(row, row.level3)])),
    totalScore: totalScoreHundredths / 100,
  };
}

function indicatorJson(row: IndicatorResult, level3: string): IndicatorJson {
  const { operator, value, unit, text } = row.target;
  return {
    level1: row.level1,
    level2: row.level2,
    level3,
    metric: row.metric,
    ...(row.filter ? { filter: row.filter, filterText: filterText(row.filter) } : {}),
    target: { operator, value: value === null ? null : Number(value), unit, text },
    actual: { value: actualValue(row), text: row.actual.text },
    counts: row.counts,
    numerator: row.numerator,
    denominator: row.denominator,
    weight: row.weightHundredths / 100,
    score: row.scoreHundredths === null ? null : row.scoreHundredths / 100,
  };
}

function actualValue({ metric, actual }: IndicatorResult): number | string | null {
  if (actual.value === null) return null;
  return isPeopleMetric(metric) ? Number(actual.value) : actual.value;
}
