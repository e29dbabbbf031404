import type { Read } from '../../db/client.server';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { indicatorsOf, type Figures } from './compute';
import { coverageOf, decidingDay, groupedCoverage, registerUnits } from './coverage';
import { countedPayments, totalFen, type YearFacts } from './facts';
import { answerFacts, yearHead, type YearHead, type YearQuestion } from './facts.server';
import type { Budget, Counts, Sample, YearIndicators } from './indicator';
import { adjustedBudgetFen, committedFen } from './money';
import { helpedBy } from './peopleHelped';
import { judgedAnswers, satisfactionOf } from './satisfaction';
import type { Measure } from './score';
import {
  dueGroups,
  helpedUnits,
  irregularDue,
  medicalCoverage,
  peoplePaid,
  type Counted,
} from './sumCounts.server';
import { awardGroups, irregularAwards } from './sumAwards.server';
import { isThinSample } from '../surveys/survey';
import { groupedTimeliness, timedAwards, timelinessOf, type AwardGroup } from './timeliness';

/**
 * The figures of a project-year as of a day, counted in the database by the sums that its triggers keep beside the
 * records (db/schema/sums.ts). Only where something was taken back, or somebody has several files, are the records
 * themselves looked at. `computeIndicators(yearFacts)` gives the same from all records; the oracle tests compare both.
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
  const head = await yearHead(read, question);
  const figures = await yearFigures(read, head);
  return { head, figures, indicators: indicatorsOf(head, { figures }) };
}

async function yearFigures(read: Read, head: YearHead): Promise<Figures> {
  const counted = countedOf(head);
  const plain = await awardGroups(read, counted);
  const irregular = await irregularFacts(read, head);
  const answers = await answerFacts(read, head.project.id);
  const satisfaction = satisfactionOf(judgedAnswers({ answers, asOf: head.asOf }));
  return {
    budget: budgetFigures({ head, counted, plain, irregular }),
    counts: await peopleCounts(read, { counted, plain, irregular }),
    coverage: await coverageMeasures(read, { head, counted }),
    timeliness: added(groupedTimeliness(head, plain), timelinessOf(timedAwards(irregular))),
    satisfaction,
    sample: await sampleFigures(read, { head, counted, answers: satisfaction.denominator }),
  };
}

function countedOf({ project, asOf }: YearHead): Counted {
  const until = asOf < project.endOn ? asOf : project.endOn;
  return { projectId: project.id, from: project.startOn, until };
}

/** The year with nothing but its awards that are not plain. */
async function irregularFacts(read: Read, head: YearHead): Promise<YearFacts> {
  const { awards, payments } = await irregularAwards(read, head.project.id);
  return { ...head, awards, payments, files: [], answers: [] };
}

interface Awarded {
  counted: Counted;
  plain: readonly AwardGroup[];
  irregular: YearFacts;
}

function budgetFigures({ head, counted, plain, irregular }: Awarded & { head: YearHead }): Budget {
  const { asOf } = head;
  const open = plain.filter(
    ({ approvedOn, releasedOn, paidOn }) =>
      approvedOn <= asOf && (releasedOn === null || releasedOn > asOf) && (paidOn === null || paidOn > asOf),
  );
  return {
    budgetFen: adjustedBudgetFen(head),
    receivedFen: totalFen(head.receipts.filter(({ receivedOn }) => receivedOn <= asOf)),
    committedFen: totalFen(open) + committedFen(irregular),
    paidFen: totalFen(paidGroups(plain, counted)) + totalFen(countedPayments(irregular)),
  };
}

function paidGroups(plain: readonly AwardGroup[], { from, until }: Counted): AwardGroup[] {
  return plain.filter(({ paidOn }) => paidOn !== null && from <= paidOn && paidOn <= until);
}

async function peopleCounts(
  read: Read,
  { counted, plain, irregular }: Awarded,
): Promise<Record<ReliefType, Counts>> {
  const persons = await helpedUnits(read, counted, 'persons');
  const families = await helpedUnits(read, counted, 'families');
  const paid = paidGroups(plain, counted);
  return byType((type) => ({
    persons: persons[type],
    personTimes:
      paid.reduce((total, group) => (group.type === type ? total + group.awards : total), 0) +
      [...helpedBy(irregular, type).personTimes.values()].filter((net) => net > 0).length,
    families: families[type],
  }));
}

async function coverageMeasures(
  read: Read,
  { head, counted }: { head: YearHead; counted: Counted },
): Promise<Record<ReliefType, Measure>> {
  const register = async (type: 'living' | 'schooling') => {
    const day = decidingDay(head, type);
    const { files, payments } = await irregularDue(read, counted, type);
    const facts: YearFacts = { ...head, awards: [], payments, files, answers: [] };
    const units = registerUnits(facts, { type, payments: countedPayments(facts) });
    const groups = await dueGroups(read, counted, type);
    return added(groupedCoverage(day, { ...groups, until: counted.until }), coverageOf(units));
  };
  const medical = decidingDay(head, 'medical');
  return {
    living: await register('living'),
    schooling: await register('schooling'),
    medical: medical.windowOpen
      ? await medicalCoverage(read, { counted, asOf: head.asOf, on: medical.on })
      : { numerator: 0, denominator: 0 },
  };
}

/** How many were paid is asked only where somebody's satisfaction stands beside it. */
async function sampleFigures(
  read: Read,
  { head, counted, answers }: { head: YearHead; counted: Counted; answers: number },
): Promise<Sample> {
  const isAsked = head.indicators.some(({ metric }) => metric === 'satisfaction');
  const paid = isAsked ? await peoplePaid(read, counted) : 0;
  return { answers, paid, isThin: isThinSample({ answers, paid }) };
}

function added(one: Measure, other: Measure): Measure {
  return {
    numerator: one.numerator + other.numerator,
    denominator: one.denominator + other.denominator,
  };
}

function byType<T>(of: (type: ReliefType) => T): Record<ReliefType, T> {
  return Object.fromEntries(RELIEF_TYPES.map((type) => [type, of(type)])) as Record<ReliefType, T>;
}
