import { eq, inArray, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { awards, families, familyMembers, payments, surveyPeople } from '../../db/schema';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import { isAmountMetric } from '../fund/target';
import { typeOfMetric } from './compute';
import { coverageSource } from './coverageRuns.server';
import { budgetRows, evidenceRows } from './evidence';
import {
  joinedSources,
  knownSource,
  narrowedSource,
  type EvidenceAsked,
  type EvidenceSource,
} from './evidenceRuns.server';
import type { YearFacts } from './facts';
import { answerFacts, awardFacts, fileFacts, paymentFacts, yearFacts, type YearHead } from './facts.server';
import { narrowed } from './filtered';
import { allHelpedSource } from './allHelpedRuns.server';
import { helpedSource } from './helpedRuns.server';
import { paymentSource } from './paymentRuns.server';
import { isPaidBefore } from './sumCounts.server';
import { timingSource } from './timingRuns.server';

/**
 * How the rows of a figure are counted and read: in SQL, by the sums beside the records, so that no more than a page is
 * held. The oracle tests compare them with `evidenceRows` over all records of the year.
 */
export async function evidenceSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { head, filter, search } = asked;
  if (!filter) return wholeSource(read, asked);
  if (filter.division === null) {
    return narrowedSource(await wholeSource(read, asked), ({ type }) => type === filter.type);
  }
  const rows = evidenceRows(await partFacts(read, head, filter), asked);
  const own = rows.filter(({ type }) => filter.type === null || type === filter.type);
  return knownSource(read, own, search);
}

/** What a filter leaves of a year; without a division no record is read for it. */
async function partFacts(read: Read, head: YearHead, filter: IndicatorFilter): Promise<YearFacts> {
  const whole =
    filter.division === null
      ? { ...head, awards: [], payments: [], files: [], answers: [] }
      : await divisionFacts(read, head, filter.division);
  return narrowed(whole, filter);
}

/** All records of a year that are of a division's families. */
async function divisionFacts(read: Read, head: YearHead, division: string): Promise<YearFacts> {
  const projectId = head.project.id;
  const own = read.select({ id: families.id }).from(families).where(eq(families.division, division));
  const isOwn = (familyId: SQLiteColumn): SQL => inArray(familyId, own);
  const facts = {
    ...head,
    awards: await awardFacts(read, { projectId, fits: isOwn(awards.familyId) }),
    payments: await paymentFacts(read, { projectId, fits: isOwn(payments.familyId) }),
    files: await fileFacts(read, isOwn(familyMembers.familyId)),
    answers: await answerFacts(read, projectId, isOwn(surveyPeople.familyId)),
  };
  const all = [facts.awards, facts.payments, facts.files, facts.answers].flat();
  return { ...facts, divisions: new Map(all.map(({ familyId }) => [familyId, division])) };
}

/** Of all that the metric counts. */
async function wholeSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { head, counted, metric, search } = asked;
  if (await isPaidBefore(read, counted)) {
    const facts = await yearFacts(read, { year: head.project.year, asOf: head.asOf });
    return knownSource(read, evidenceRows(facts, asked), search);
  }
  const helped = typeOfMetric(metric);
  if (helped === 'all') return allHelpedSource(read, asked);
  if (helped) return helpedSource(read, { ...asked, type: helped });
  if (isAmountMetric(metric)) return paymentSource(read, asked);
  if (metric === 'coverage') return coverageSource(read, asked);
  if (metric === 'timeliness') return timingSource(read, asked);
  if (metric === 'budget_execution') {
    const paid = paymentSource(read, asked);
    const budget = await knownSource(read, budgetRows(head), search);
    return joinedSources([paid, budget]);
  }
  const answers = metric === 'satisfaction' ? await answerFacts(read, head.project.id) : [];
  const facts = { ...head, awards: [], payments: [], files: [], answers };
  return knownSource(read, evidenceRows(facts, asked), search);
}
