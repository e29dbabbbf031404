import type { Read } from '../../db/client.server';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { Refusal } from '../refusal';
import { together } from '../together';
import { figuresOf, indicatorsOf, type Figures } from './compute';
import { decidingDay } from './coverage';
import { totalFen } from './facts';
import {
  countedTimeliness,
  filteredFigures,
  servedFigures,
  type CountedAwards,
} from './filteredFigures.server';
import { yearFacts, yearHead, type YearHead, type YearQuestion } from './facts.server';
import type { Budget, Counts, Heard, IndicatorResult, YearIndicators } from './indicator';
import { adjustedBudgetFen } from './money';
import { satisfactionCounts } from './satisfactionCounts.server';
import type { Measure } from './score';
import { irregularAwards, irregularMoney, irregularTimes, plainGroups } from './sumAwards.server';
import {
  countedOf,
  familiesPaid,
  helpedUnits,
  isPaidBefore,
  medicalCoverage,
  peoplePaid,
  registerCoverage,
  type Counted,
} from './sumCounts.server';
import type { AwardGroup } from './timeliness';

/**
 * The figures of a project-year as of a day, counted in the database by the sums that its triggers keep beside the
 * records (db/schema/sums.ts): no payment is looked at. `computeIndicators(yearFacts)` gives the same from all records; the oracle tests compare both.
 */

export interface YearOverview {
  head: YearHead;
  figures: Figures;
  indicators: YearIndicators;
}

/**
 * Every indicator of a project-year as of a day; without one: today in China.
 * @throws Refusal project.not_found
 */
export async function yearIndicators(read: Read, question: YearQuestion): Promise<YearIndicators> {
  return (await yearOverview(read, question)).indicators;
}

/**
 * The indicators with the figures that they come from.
 * @throws Refusal project.not_found
 */
export async function yearOverview(read: Read, question: YearQuestion): Promise<YearOverview> {
  const ground = await yearGround(read, question);
  return overviewOn(read, ground, ground.head.asOf);
}

/** What a year is counted from whatever the day: whoever asks for several days reads it once. */
export interface YearGround {
  /** As of the day that was asked for first. */
  head: YearHead;
  /** null where the sums say nothing of the year, see `isPaidBefore`. */
  awards: CountedAwards | null;
}

/** @throws Refusal project.not_found */
export async function yearGround(read: Read, question: YearQuestion): Promise<YearGround> {
  const head = await yearHead(read, question);
  const counted = countedOf(head);
  const { isBefore, ...awards } = await together({
    isBefore: isPaidBefore(read, counted),
    plain: plainGroups(read, counted),
    irregular: irregularAwards(read, head),
  });
  return { head, awards: isBefore ? null : awards };
}

/** The year on one of the days that it is asked for. */
export async function overviewOn(
  read: Read,
  { head: first, awards }: YearGround,
  asOf: string,
): Promise<YearOverview> {
  const head = { ...first, asOf };
  const figures = awards
    ? await countedFigures(read, head, onDay(awards, asOf))
    : figuresOf(await yearFacts(read, { year: head.project.year, asOf }));
  return { head, figures, indicators: indicatorsOf(head, figures) };
}

function onDay({ plain, irregular }: CountedAwards, asOf: string): CountedAwards {
  return { plain, irregular: { ...irregular, facts: { ...irregular.facts, asOf } } };
}

/**
 * One indicator as of a day.
 * @throws Refusal project.not_found, indicator.not_found
 */
export async function indicatorResult(
  read: Read,
  { indicatorId, ...question }: YearQuestion & { indicatorId: string },
): Promise<IndicatorResult> {
  return resultIn(await yearIndicators(read, question), indicatorId);
}

/**
 * The one of a year's indicators; a heading without a third level is none.
 * @throws Refusal indicator.not_found
 */
export function resultIn({ rows }: YearIndicators, indicatorId: string): IndicatorResult {
  const result = rows.find(({ id }) => id === indicatorId);
  if (!result || result.level3 === null) throw new Refusal('indicator.not_found');
  return result;
}

async function countedFigures(read: Read, head: YearHead, awards: CountedAwards): Promise<Figures> {
  const counted = countedOf(head);
  const { asOf, project } = head;
  const { paidPeople, ...asked } = await together({
    counts: peopleCounts(read, { head, counted, ...awards }),
    coverage: coverageMeasures(read, { head, counted }),
    satisfaction: satisfactionCounts(read, { projectId: project.id, asOf, division: null }),
    paidPeople: heardOf(read, { head, counted }),
    served: servedFigures(read, { head, counted, filter: null }),
  });
  const figures = {
    ...asked,
    budget: budgetFigures({ head, counted, ...awards }),
    paidFen: paidByType({ counted, ...awards }),
    timeliness: countedTimeliness(head, awards),
    heard: { answers: asked.satisfaction.denominator, paid: paidPeople },
  };
  return { ...figures, filtered: await filteredFigures(read, { head, counted, awards, figures }) };
}

type Awarded = CountedAwards & { counted: Counted };

function budgetFigures({ head, counted, plain, irregular }: Awarded & { head: YearHead }): Budget {
  const { asOf } = head;
  const open = plain.filter(
    ({ approvedOn, releasedOn, paidOn }) =>
      approvedOn <= asOf && (releasedOn === null || releasedOn > asOf) && (paidOn === null || paidOn > asOf),
  );
  const others = irregularMoney(irregular);
  const paidFen = paidByType({ counted, plain, irregular });
  return {
    budgetFen: adjustedBudgetFen(head),
    receivedFen: totalFen(head.receipts.filter(({ receivedOn }) => receivedOn <= asOf)),
    committedFen: totalFen(open) + others.committedFen,
    committedAwards: sum(open.map(({ awards }) => awards)) + others.committedAwards,
    paidFen: RELIEF_TYPES.reduce((total, type) => total + paidFen[type], 0),
  };
}

function paidByType({ counted, plain, irregular }: Awarded): Record<ReliefType, number> {
  const paid = paidGroups(plain, counted);
  const others = irregularMoney(irregular).paidFen;
  return byType((type) => totalFen(paid.filter((group) => group.type === type)) + others[type]);
}

function paidGroups(plain: readonly AwardGroup[], { from, until }: Counted): AwardGroup[] {
  return plain.filter(({ paidOn }) => paidOn !== null && from <= paidOn && paidOn <= until);
}

async function peopleCounts(
  read: Read,
  { head, counted, plain, irregular }: Awarded & { head: YearHead },
): Promise<Figures['counts']> {
  const { persons, families, all } = await together({
    persons: helpedUnits(read, counted, 'persons'),
    families: helpedUnits(read, counted, 'families'),
    all: allHelped(read, { head, counted }),
  });
  const paid = paidGroups(plain, counted);
  const counts = byType((type) => ({
    persons: persons[type],
    personTimes:
      paid.reduce((total, group) => (group.type === type ? total + group.awards : total), 0) +
      irregularTimes(irregular, type),
    families: families[type],
  }));
  const personTimes = RELIEF_TYPES.reduce((total, type) => total + counts[type].personTimes, 0);
  return { ...counts, all: { ...all, personTimes } };
}

/** Over all types, which only an indicator of its own asks for. */
async function allHelped(
  read: Read,
  { head, counted }: { head: YearHead; counted: Counted },
): Promise<Pick<Counts, 'persons' | 'families'>> {
  const isAsked = head.indicators.some(({ metric }) => metric === 'people_helped.all');
  if (!isAsked) return { persons: 0, families: 0 };
  return together({ persons: peoplePaid(read, counted), families: familiesPaid(read, counted) });
}

async function coverageMeasures(
  read: Read,
  { head, counted }: { head: YearHead; counted: Counted },
): Promise<Record<ReliefType, Measure>> {
  const register = (type: 'living' | 'schooling') =>
    registerCoverage(read, counted, { type, day: decidingDay(head, type) });
  const medical = decidingDay(head, 'medical');
  return together({
    living: register('living'),
    schooling: register('schooling'),
    medical: medical.windowOpen
      ? medicalCoverage(read, { counted, asOf: head.asOf, on: medical.on })
      : { numerator: 0, denominator: 0 },
  });
}

/** How many were paid is asked only where somebody's satisfaction stands beside it. */
async function heardOf(
  read: Read,
  { head, counted }: { head: YearHead; counted: Counted },
): Promise<Heard['paid']> {
  const isAsked = head.indicators.some(({ metric }) => metric === 'satisfaction');
  return isAsked ? peoplePaid(read, counted) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function byType<T>(of: (type: ReliefType) => T): Record<ReliefType, T> {
  return Object.fromEntries(RELIEF_TYPES.map((type) => [type, of(type)])) as Record<ReliefType, T>;
}
