import type { IndicatorFilter } from '../fund/indicatorFilter';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { isPeopleMetric, type CountBasis, type TargetOperator } from '../fund/target';
import { indicatorName } from '../zh/indicators';
import { indicatorsOf, typeOfMetric, USUAL_BASIS, type Figures, type PlainFigures } from './compute';
import type { YearFacts } from './facts';
import { filterKey, filtersOf } from './filtered';
import type { Counts, IndicatorResult, YearIndicators } from './indicator';

/** What the head looks at: pure, from figures that are counted elsewhere. */

/** What a type of relief came to and is planned to come to. */
export interface TypePlan {
  type: ReliefType;
  plannedPeople: number | null;
  perHeadFen: number | null;
  /** By the plan of the year's money. */
  plannedFen: number;
  paidFen: number;
  /** Paid and expected by the end of the year. */
  projectedFen: number;
}

/** A count against its target. */
export interface OutputGap {
  id: string;
  name: string;
  basis: CountBasis;
  target: number | null;
  operator: TargetOperator;
  actual: number;
  isMet: boolean;
  /** How many are still missing; 0 once the target is reached, and where fewer are better. */
  missing: number;
  /** How many are beyond a target that asks for few. */
  beyond: number;
  /** About what the missing ones cost; null where nothing says what one costs. */
  missingFen: number | null;
}

/** The counts of the target tree with what is missing, in people and in money by what one has cost or is planned to. */
export function outputGaps(rows: readonly IndicatorResult[], plans: readonly TypePlan[]): OutputGap[] {
  return rows.flatMap((row) => {
    if (row.level3 === null || !isPeopleMetric(row.metric)) return [];
    const plan = plans.find(({ type }) => type === typeOfMetric(row.metric!));
    const target = row.target.value === null ? null : Number(row.target.value);
    const actual = Number(row.actual.value ?? 0);
    const operator = row.target.operator ?? '>=';
    const [missing, beyond] = target === null ? [0, 0] : gapTo({ operator, value: target }, actual);
    const eachFen = plan?.perHeadFen ?? (plan && actual > 0 ? Math.round(plan.paidFen / actual) : null);
    return [
      {
        id: row.id,
        name: indicatorName(row),
        basis: row.countBasis ?? USUAL_BASIS,
        target,
        operator,
        actual,
        isMet: row.outcome === 'met',
        missing,
        beyond,
        missingFen: eachFen === null ? null : missing * eachFen,
      },
    ];
  });
}

/** How the money of one type, or of all, goes on; `null` people where no plan says how many. */
type Growth = Pick<TypePlan, 'plannedPeople' | 'plannedFen' | 'paidFen' | 'projectedFen'>;

/** How many a count is short of its target, and how many beyond it; one that it must pass or stay under is not reached at the value itself. */
function gapTo(
  { operator, value }: { operator: TargetOperator; value: number },
  actual: number,
): [missing: number, beyond: number] {
  if (operator === '<=' || operator === '<') {
    const most = operator === '<' ? Math.ceil(value) - 1 : Math.floor(value);
    return [0, Math.max(0, actual - most)];
  }
  const least = operator === '>' ? Math.floor(value) + 1 : Math.ceil(value);
  return [Math.max(0, least - actual), 0];
}

/**
 * The figures that the year is expected to end with: the money as the outlook of the fund projects it, the people in
 * the same proportion but not beyond the plan (nobody is helped for the first time twice), the rates and grades as
 * they stand. What is received is what has come in. What an indicator counts by itself grows as its types do.
 */
export function forecastFigures(
  figures: Figures,
  { plans, filters }: { plans: readonly TypePlan[]; filters: readonly IndicatorFilter[] },
): Figures {
  const parts = filters.map((filter) => {
    const part = figures.filtered.get(filterKey(filter))!;
    return [filterKey(filter), forecastPlain(part, plansWithin(filter, { plans, part }))] as const;
  });
  return { ...forecastPlain(figures, plans), filtered: new Map(parts) };
}

/** The plans that a part of the year grows by: of its type as a whole, of a division in the proportion of each type. */
function plansWithin(
  { type, division }: IndicatorFilter,
  { plans, part }: { plans: readonly TypePlan[]; part: PlainFigures },
): TypePlan[] {
  const asked = plans.filter((plan) => type === null || plan.type === type);
  if (division === null) return asked;
  return asked.map((plan) => {
    const paidFen = part.paidFen[plan.type];
    return {
      ...plan,
      ...{ plannedPeople: null, paidFen },
      projectedFen: plan.paidFen > 0 ? proportional(paidFen, plan.projectedFen, plan.paidFen) : paidFen,
    };
  });
}

function forecastPlain<Of extends PlainFigures>(figures: Of, plans: readonly TypePlan[]): Of {
  const paidFen = plans.reduce((total, { projectedFen }) => total + projectedFen, 0);
  return {
    ...figures,
    budget: {
      ...figures.budget,
      committedFen: 0,
      committedAwards: 0,
      paidFen: Math.max(figures.budget.paidFen, paidFen),
    },
    counts: forecastHelped(figures.counts, plans),
    paidFen: Object.fromEntries(
      RELIEF_TYPES.map((type) => [
        type,
        Math.max(figures.paidFen[type], plans.find((plan) => plan.type === type)?.projectedFen ?? 0),
      ]),
    ) as Figures['paidFen'],
  };
}

function forecastHelped(counts: Figures['counts'], plans: readonly TypePlan[]): Figures['counts'] {
  const planOf = (type: ReliefType) => plans.find((plan) => plan.type === type);
  const [living, schooling, medical] = RELIEF_TYPES.map((type) => forecastCounts(counts[type], planOf(type)));
  const byType = { living: living!, schooling: schooling!, medical: medical! };
  const personTimes = RELIEF_TYPES.reduce((total, type) => total + byType[type].personTimes, 0);
  // Each type goes to families of the same register: there are no more of them than the type that reaches most.
  const families = Math.max(counts.all.families, ...RELIEF_TYPES.map((type) => byType[type].families));
  return { ...byType, all: { ...forecastCounts(counts.all, allPlans(plans)), personTimes, families } };
}

/** The plans of all types as one; how many people are planned is known only where every plan says so. */
function allPlans(plans: readonly TypePlan[]): Growth {
  const people = plans.map(({ plannedPeople }) => plannedPeople);
  const total = (key: 'plannedFen' | 'paidFen' | 'projectedFen') =>
    plans.reduce((sum, plan) => sum + plan[key], 0);
  return {
    plannedPeople: people.reduce<number | null>(
      (sum, planned) => (sum === null || planned === null ? null : sum + planned),
      0,
    ),
    plannedFen: total('plannedFen'),
    paidFen: total('paidFen'),
    projectedFen: total('projectedFen'),
  };
}

/** While nothing was paid, the planned people stand for the planned money. */
function forecastCounts(counts: Counts, plan: Growth | undefined): Counts {
  if (!plan || plan.projectedFen <= plan.paidFen) return counts;
  const { plannedPeople, plannedFen, paidFen, projectedFen } = plan;
  const planned =
    plannedPeople === null || plannedFen <= 0 ? null : { people: plannedPeople, fen: plannedFen };
  const grown = (count: number) => {
    if (paidFen > 0) return proportional(count, projectedFen, paidFen);
    return planned ? proportional(planned.people, projectedFen, planned.fen) : count;
  };
  const capped = (count: number) => Math.max(count, Math.min(grown(count), plannedPeople ?? grown(count)));
  return {
    persons: capped(counts.persons),
    personTimes: Math.max(counts.personTimes, grown(counts.personTimes)),
    families: capped(counts.families),
  };
}

/** So much of a whole number, rounded down. */
function proportional(whole: number, numerator: number, denominator: number): number {
  return Number((BigInt(whole) * BigInt(numerator)) / BigInt(denominator));
}

/** The indicators that the year is expected to end with. */
export function forecastOf(
  head: Pick<YearFacts, 'asOf' | 'project' | 'scoring' | 'indicators'>,
  { figures, plans }: { figures: Figures; plans: readonly TypePlan[] },
): YearIndicators {
  const filters = filtersOf(head.indicators);
  return indicatorsOf(head, forecastFigures(figures, { plans, filters }));
}

/** A figure of two days. */
export interface Change {
  id: string;
  name: string;
  before: string;
  now: string;
}

export interface Changes {
  scoreHundredths: number;
  /** Indicators that show another figure now. */
  rows: Change[];
}

/** What each sum of money grew by. */
export type Grown = Record<(typeof MONEY)[number], number>;
const MONEY = ['receivedFen', 'committedFen', 'paidFen'] as const;

export function grownOf(before: Grown, now: Grown): Grown {
  return Object.fromEntries(MONEY.map((key) => [key, now[key] - before[key]])) as Grown;
}

/** What became different between two days of one year. */
export function changesOf(before: YearIndicators, now: YearIndicators): Changes {
  const earlier = new Map(before.rows.map((row) => [row.id, row]));
  return {
    scoreHundredths: now.totalScoreHundredths - before.totalScoreHundredths,
    rows: now.rows.flatMap((row) => {
      const was = earlier.get(row.id);
      if (!was || row.level3 === null || was.actual.text === row.actual.text) return [];
      return [{ id: row.id, name: indicatorName(row), before: was.actual.text, now: row.actual.text }];
    }),
  };
}
