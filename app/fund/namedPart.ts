import type { Division } from '../identity/division';
import {
  divisionNames,
  exceptNames,
  reliefTypeNames,
  serviceNames,
  sourceNames,
  sourceWords,
} from '../zh/metricNames';
import { filterColumns, filterOf, type FilterPart, type IndicatorFilter } from './indicatorFilter';
import type { ReceiptSource, ReliefType, ServiceKind } from './project';
import { compactOf, type Metric } from './target';

/** What part of its records an indicator is meant to count, as its name tells. */

/**
 * What part a metric is meant to count by the indicator's name; null for all of it, and where the name does not say. One
 * division, type or source is taken up where it is the only one named; which of several is meant is for the head to say.
 */
export function filterOfName(name: string, metric: Metric | null): IndicatorFilter | null {
  const compact = compactOf(name);
  const named = <Code extends string>(names: Names<Code>) =>
    names.find(([, pattern]) => pattern.test(compact))?.[0] ?? null;
  const isExcepting = exceptNames.test(compact);
  const only = <Code extends string>(names: Names<Code>) => {
    const found = codesIn(compact, names);
    return found.length === 1 && !isExcepting ? found[0]! : null;
  };
  const columns = {
    ...filterColumns(null),
    filterType: only<ReliefType>(reliefTypeNames),
    filterDivision: only<Division>(divisionNames),
    filterSource: named<ReceiptSource>(sourceNames),
    filterServiceKind: named<ServiceKind>(serviceNames),
  };
  return filterOf(columns, metric);
}

type Names<Code extends string> = readonly (readonly [Code, RegExp])[];

/**
 * The words of an indicator's name that tell of a part, as they stand there, while the figure counts all of it: by that
 * part nothing is chosen, or its metric cannot be narrowed so. None where nobody computes the figure.
 */
export function uncountedParts(
  name: string,
  { metric, filter }: { metric: Metric | null; filter?: IndicatorFilter | null },
): string[] {
  if (metric === null) return [];
  const compact = compactOf(name);
  const types = wordsOf(compact, reliefTypeNames);
  const isAllTypes = types.length === reliefTypeNames.length;
  const found: Partial<Record<FilterPart, string[]>> = {
    division: wordsOf(compact, divisionNames),
    type: isAllTypes || isOfOneType(metric) ? [] : types,
    source: wordsOf(compact, sourceWords),
  };
  return Object.entries(found).flatMap(([part, words]) => (filter?.[part as FilterPart] ? [] : words));
}

/** A count of the people of one type has it in itself. */
function isOfOneType(metric: Metric): boolean {
  return metric.startsWith('people_helped.') && metric !== 'people_helped.all';
}

function codesIn<Code extends string>(compact: string, names: Names<Code>): Code[] {
  return names.filter(([, pattern]) => pattern.test(compact)).map(([code]) => code);
}

function wordsOf(compact: string, names: Names<string>): string[] {
  return names.flatMap(([, pattern]) => pattern.exec(compact)?.[0] ?? []);
}
