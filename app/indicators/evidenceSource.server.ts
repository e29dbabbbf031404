import { eq, inArray, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { awards, families, familyMembers, payments, services, surveyPeople } from '../../db/schema';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { Metric } from '../fund/target';
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
import { answerFacts, awardFacts, fileFacts, paymentFacts, yearFacts } from './facts.server';
import { narrowed } from './filtered';
import { allHelpedSource } from './allHelpedRuns.server';
import { helpedSource } from './helpedRuns.server';
import { paymentSource } from './paymentRuns.server';
import { serviceFacts } from './services.server';
import { isPaidBefore } from './sumCounts.server';
import { timingSource } from './timingRuns.server';

/**
 * How the rows of a figure are counted and read: in SQL, by the sums beside the records, so that no more than a page is
 * held. The oracle tests compare them with `evidenceRows` over all records of the year.
 */
export async function evidenceSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { filter, metric } = asked;
  if (HELD.includes(metric)) return heldSource(read, await heldFacts(read, asked), asked);
  if (!filter) return wholeSource(read, asked);
  if (filter.division !== null) return heldSource(read, await divisionFacts(read, asked), asked);
  return narrowedSource(await wholeSource(read, asked), ({ type }) => type === filter.type);
}

/** Rows that are read together; those of a division's families alone, where one is asked for. */
function heldSource(read: Read, facts: YearFacts, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { filter } = asked;
  const rows = evidenceRows(filter ? narrowed(facts, { ...filter, division: null }) : facts, asked);
  return knownSource(read, filter?.type ? rows.filter(({ type }) => type === filter.type) : rows, asked);
}

const NOTHING = { awards: [], payments: [], files: [], answers: [], services: [] };

/** What stands on the receipts, answers and services of a year, which are few enough to be held. */
const HELD: readonly Metric[] = ['funds_in_place', 'received_amount', 'satisfaction', 'services_count'];

async function heldFacts(read: Read, { head, metric, filter }: EvidenceAsked): Promise<YearFacts> {
  const isOwn = ofDivision(read, filter);
  const { project } = head;
  if (metric === 'satisfaction') {
    return {
      ...head,
      ...NOTHING,
      answers: await answerFacts(read, project.id, isOwn(surveyPeople.familyId)),
    };
  }
  if (metric !== 'services_count') return { ...head, ...NOTHING };
  return { ...head, ...NOTHING, services: await serviceFacts(read, project, isOwn(services.familyId)) };
}

/** The records of a year that the metric stands on. */
async function divisionFacts(read: Read, { head, metric, filter }: EvidenceAsked): Promise<YearFacts> {
  const projectId = head.project.id;
  const isOwn = ofDivision(read, filter);
  const isDue = metric === 'coverage';
  const isAwarded = isDue || metric === 'timeliness';
  return {
    ...head,
    ...NOTHING,
    awards: isAwarded ? await awardFacts(read, { projectId, ...fitting(isOwn(awards.familyId)) }) : [],
    payments: await paymentFacts(read, { projectId, ...fitting(isOwn(payments.familyId)) }),
    files: isDue ? await fileFacts(read, isOwn(familyMembers.familyId)) : [],
  };
}

const fitting = (fits: SQL | undefined) => (fits ? { fits } : {});

/** Whether a family is of the division that is asked for. */
function ofDivision(read: Read, filter: IndicatorFilter | null) {
  const division = filter?.division ?? null;
  return (familyId: SQLiteColumn): SQL | undefined =>
    division === null
      ? undefined
      : inArray(
          familyId,
          read.select({ id: families.id }).from(families).where(eq(families.division, division)),
        );
}

/** Of all that the metric counts. */
async function wholeSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { head, counted, metric } = asked;
  if (await isPaidBefore(read, counted)) {
    const facts = await yearFacts(read, { year: head.project.year, asOf: head.asOf });
    return knownSource(read, evidenceRows(facts, asked), asked);
  }
  const helped = typeOfMetric(metric);
  if (helped === 'all') return allHelpedSource(read, asked);
  if (helped) return helpedSource(read, { ...asked, type: helped });
  if (metric === 'coverage') return coverageSource(read, asked);
  if (metric === 'timeliness') return timingSource(read, asked);
  const paid = paymentSource(read, asked);
  if (metric === 'paid_amount') return paid;
  return joinedSources([paid, await knownSource(read, budgetRows(head), asked)]);
}
