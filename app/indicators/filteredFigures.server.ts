import type { Read } from '../../db/client.server';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import type { Metric } from '../fund/target';
import { typeOfMetric, type PlainFigures } from './compute';
import {
  divisionCoverage,
  divisionHelped,
  divisionPaid,
  divisionPeoplePaid,
  type OfDivision,
} from './divisionCounts.server';
import type { YearHead } from './facts.server';
import { divisionsAsked, filterKey, filtersOf } from './filtered';
import { totalFen } from './facts';
import type { Counts, SomeCounts } from './indicator';
import { satisfactionCounts } from './satisfactionCounts.server';
import type { Measure } from './score';
import { servedCounts } from './services.server';
import {
  divisionGroups,
  irregularAwards,
  irregularTimeliness,
  type IrregularAwards,
} from './sumAwards.server';
import type { Counted } from './sumCounts.server';
import { addedMeasures, groupedTimeliness, type AwardGroup } from './timeliness';

/** The figures of the indicators that count only a part of a year. */

/** The awards that a timeliness is judged by: those of the same days in groups, and the others. */
export interface CountedAwards {
  plain: readonly AwardGroup[];
  irregular: IrregularAwards;
}

interface CountedYear {
  head: YearHead;
  counted: Counted;
  /** null where nobody asks how timely they were paid. */
  awards: CountedAwards | null;
  figures: PlainFigures;
}

/**
 * A part by type is made of what the whole is made of. The sums know no division: its records are counted in
 * the database, once for all indicators that ask for it.
 */
export async function filteredFigures(read: Read, whole: CountedYear): Promise<Map<string, PlainFigures>> {
  const { indicators } = whole.head;
  const years = new Map<string | null, CountedYear>([[null, whole]]);
  for (const division of divisionsAsked(indicators)) {
    years.set(division, await divisionYear(read, whole, division));
  }
  const parts = new Map<string, PlainFigures>();
  for (const filter of filtersOf(indicators)) {
    const part = partOf(years.get(filter.division)!, filter);
    const served = await servedFigures(read, { ...whole, filter });
    parts.set(filterKey(filter), { ...part, served });
  }
  return parts;
}

function partOf({ head, awards, figures }: CountedYear, { type, source }: IndicatorFilter): PlainFigures {
  const ofSource = head.receipts.filter((row) => row.receivedOn <= head.asOf && row.source === source);
  return {
    ...figures,
    ...(source ? { budget: { ...figures.budget, receivedFen: totalFen(ofSource) } } : {}),
    timeliness: awards ? countedTimeliness(head, awards, type) : figures.timeliness,
  };
}

/** 及时性 of the awards of a type, or of all. */
export function countedTimeliness(
  head: YearHead,
  { plain, irregular }: CountedAwards,
  type: ReliefType | null = null,
): Measure {
  const isOf = (row: { type: ReliefType }) => type === null || row.type === type;
  const { facts } = irregular;
  const own = { ...irregular, facts: { ...facts, awards: facts.awards.filter(isOf) } };
  return addedMeasures(groupedTimeliness(head, plain.filter(isOf)), irregularTimeliness(own));
}

/** Who was served is asked only where an indicator counts it, of the part that it counts. */
export async function servedFigures(
  read: Read,
  { head, counted, filter }: { head: YearHead; counted: Counted; filter: IndicatorFilter | null },
): Promise<SomeCounts> {
  const key = filter && filterKey(filter);
  const isAsked = head.indicators.some(
    (one) => one.metric === 'services_count' && (one.filter ? filterKey(one.filter) : null) === key,
  );
  return isAsked ? servedCounts(read, counted, filter) : NOBODY_SERVED;
}

const NOTHING: Measure = { numerator: 0, denominator: 0 };
const NOBODY: Counts = { persons: 0, personTimes: 0, families: 0 };
const NOBODY_SERVED: SomeCounts = { persons: 0, personTimes: 0 };

/** What indicators of a division ask for; what none asks for stays at nothing. Its budget is that of all: none is divided so. */
async function divisionYear(
  read: Read,
  { head, counted, figures }: CountedYear,
  division: string,
): Promise<CountedYear> {
  const metrics = new Set(
    head.indicators.flatMap(({ metric, filter }) => (filter?.division === division ? (metric ?? []) : [])),
  );
  const asked: OfDivision = { counted, division };
  return {
    head,
    counted,
    awards: metrics.has('timeliness')
      ? {
          plain: await divisionGroups(read, asked),
          irregular: await irregularAwards(read, head, division),
        }
      : null,
    figures: {
      budget: figures.budget,
      counts: await divisionCounts(read, asked, metrics),
      paidFen: metrics.has('paid_amount') ? await divisionPaid(read, asked) : UNPAID,
      coverage: metrics.has('coverage') ? await coverageOf(read, head, asked) : NO_COVERAGE,
      timeliness: NOTHING,
      ...(metrics.has('satisfaction') ? await divisionSatisfaction(read, head, asked) : NO_ANSWERS),
      served: figures.served,
    },
  };
}

const UNPAID = { living: 0, schooling: 0, medical: 0 };
const NO_COVERAGE = { living: NOTHING, schooling: NOTHING, medical: NOTHING };
const NO_ANSWERS = { satisfaction: NOTHING, heard: { answers: 0, paid: 0 } };

async function divisionCounts(
  read: Read,
  asked: OfDivision,
  metrics: ReadonlySet<Metric>,
): Promise<PlainFigures['counts']> {
  const counts = { living: NOBODY, schooling: NOBODY, medical: NOBODY, all: NOBODY };
  for (const metric of metrics) {
    const type = typeOfMetric(metric);
    if (type) counts[type] = await divisionHelped(read, asked, type === 'all' ? null : type);
  }
  return counts;
}

async function coverageOf(read: Read, head: YearHead, asked: OfDivision): Promise<PlainFigures['coverage']> {
  const coverage = { ...NO_COVERAGE };
  for (const type of RELIEF_TYPES) coverage[type] = await divisionCoverage(read, head, { type, ...asked });
  return coverage;
}

async function divisionSatisfaction(
  read: Read,
  { asOf }: YearHead,
  asked: OfDivision,
): Promise<Pick<PlainFigures, 'satisfaction' | 'heard'>> {
  const { counted, division } = asked;
  const satisfaction = await satisfactionCounts(read, { projectId: counted.projectId, asOf, division });
  const paid = await divisionPeoplePaid(read, asked);
  return { satisfaction, heard: { answers: satisfaction.denominator, paid } };
}
