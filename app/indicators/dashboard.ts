import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { isPeopleMetric, type CountBasis } from '../fund/target';
import { indicatorName } from '../zh/indicators';
import { indicatorsOf, typeOfMetric, USUAL_BASIS, type Figures } from './compute';
import type { YearFacts } from './facts';
import type { Counts, IndicatorResult, YearIndicators } from './indicator';

/** What the head looks at: pure, from figures that are counted elsewhere. */

/** What a type of relief came to and is planned to come to. */
export interface TypePlan {
  type: ReliefType;
  plannedPeople: number | null;
  perHeadFen: number | null;
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
  actual: number;
  /** How many are still missing; 0 once the target is reached. */
  missing: number;
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
    const missing = target === null ? 0 : Math.max(0, Math.ceil(target - actual));
    const eachFen = plan?.perHeadFen ?? (plan && actual > 0 ? Math.round(plan.paidFen / actual) : null);
    return [
      {
        id: row.id,
        name: indicatorName(row),
        basis: row.countBasis ?? USUAL_BASIS,
        target,
        actual,
        missing,
        missingFen: eachFen === null ? null : missing * eachFen,
      },
    ];
  });
}

/**
 * The figures that the year is expected to end with: the money as the outlook of the fund projects it, the people in
 * the same proportion but not beyond the plan (nobody is helped for the first time twice), the rates and grades as
 * they stand. What is received is what has come in.
 */
export function forecastFigures(figures: Figures, plans: readonly TypePlan[]): Figures {
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
  return { ...byType, all: { ...forecastCounts(counts.all, allPlans(plans)), personTimes } };
}

/** The plans of all types as one; how many people are planned is known only where every plan says so. */
function allPlans(plans: readonly TypePlan[]): Pick<TypePlan, 'plannedPeople' | 'paidFen' | 'projectedFen'> {
  const people = plans.map(({ plannedPeople }) => plannedPeople);
  return {
    plannedPeople: people.reduce<number | null>(
      (total, planned) => (total === null || planned === null ? null : total + planned),
      0,
    ),
    paidFen: plans.reduce((total, { paidFen }) => total + paidFen, 0),
    projectedFen: plans.reduce((total, { projectedFen }) => total + projectedFen, 0),
  };
}

function forecastCounts(
  counts: Counts,
  plan: Pick<TypePlan, 'plannedPeople' | 'paidFen' | 'projectedFen'> | undefined,
): Counts {
  if (!plan || plan.projectedFen <= plan.paidFen) return counts;
  const { plannedPeople, paidFen, projectedFen } = plan;
  const grown = (count: number) =>
    paidFen > 0 ? Number((BigInt(count) * BigInt(projectedFen)) / BigInt(paidFen)) : (plannedPeople ?? count);
  const capped = (count: number) => Math.max(count, Math.min(grown(count), plannedPeople ?? grown(count)));
  return {
    persons: capped(counts.persons),
    personTimes: Math.max(counts.personTimes, grown(counts.personTimes)),
    families: capped(counts.families),
  };
}

/** The indicators that the year is expected to end with. */
export function forecastOf(
  head: Pick<YearFacts, 'asOf' | 'project' | 'scoring' | 'indicators'>,
  { figures, plans }: { figures: Figures; plans: readonly TypePlan[] },
): YearIndicators {
  return indicatorsOf(head, forecastFigures(figures, plans));
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
