import type { Read } from '../../db/client.server';
import { awards, familyMembers, payments, services, surveyPeople } from '../../db/schema';
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
import { isOfDivision } from './ofDivision.server';
import { paymentSource } from './paymentRuns.server';
import { serviceFacts } from './services.server';
import { isPaidBefore } from './sumCounts.server';
import { timingSource } from './timingRuns.server';

/**
 * How the rows of a figure are counted and read: in SQL, by the sums beside the records, so that no more than a page is
 * held. The oracle tests compare them with `evidenceRows` over all records of the year.
 */
export async function evidenceSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { filter, metric, counted } = asked;
  if (HELD.includes(metric)) return heldSource(read, await heldFacts(read, asked), asked);
  const isCounted = !(await isPaidBefore(read, counted));
  if (filter && filter.division !== null && !(isCounted && IN_DIVISION.includes(metric))) {
    return heldSource(read, await divisionFacts(read, asked), asked);
  }
  const source = isCounted ? await countedSource(read, asked) : await recordsSource(read, asked);
  const type = filter?.type ?? null;
  return type === null ? source : narrowedSource(source, (group) => group.type === type);
}

/** What is read in SQL of a division too. Who is due is held: what a division's register and payments say of it. */
const IN_DIVISION: readonly Metric[] = [
  'people_helped.living',
  'people_helped.schooling',
  'people_helped.medical',
  'people_helped.all',
  'paid_amount',
  'timeliness',
];

/** Rows that are read together; those of a division's families alone, where one is asked for. */
function heldSource(read: Read, facts: YearFacts, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { filter } = asked;
  const rows = evidenceRows(filter ? narrowed(facts, { ...filter, division: null }) : facts, asked);
  return knownSource(read, filter?.type ? rows.filter(({ type }) => type === filter.type) : rows, asked);
}

const NOTHING = { awards: [], payments: [], files: [], answers: [], services: [] };

/** What stands on the receipts, answers and services of a year, which are few enough to be held. */
const HELD: readonly Metric[] = ['funds_in_place', 'received_amount', 'satisfaction', 'services_count'];

async function heldFacts(read: Read, asked: EvidenceAsked): Promise<YearFacts> {
  const { head, metric } = asked;
  const { project } = head;
  if (metric === 'satisfaction') {
    const isOwn = isOfDivision(read, asked, surveyPeople.familyId);
    return { ...head, ...NOTHING, answers: await answerFacts(read, project.id, isOwn) };
  }
  if (metric !== 'services_count') return { ...head, ...NOTHING };
  const isOwn = isOfDivision(read, asked, services.familyId);
  return { ...head, ...NOTHING, services: await serviceFacts(read, project, isOwn) };
}

/** The records of a year that are of a division's families. */
async function divisionFacts(read: Read, asked: EvidenceAsked): Promise<YearFacts> {
  const { head } = asked;
  const projectId = head.project.id;
  return {
    ...head,
    ...NOTHING,
    awards: await awardFacts(read, { projectId, fits: isOfDivision(read, asked, awards.familyId)! }),
    payments: await paymentFacts(read, { projectId, fits: isOfDivision(read, asked, payments.familyId)! }),
    files: await fileFacts(read, isOfDivision(read, asked, familyMembers.familyId)),
  };
}

async function recordsSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { year } = asked.head.project;
  const facts = await yearFacts(read, { year, asOf: asked.head.asOf });
  return knownSource(read, evidenceRows(facts, asked), asked);
}

/** Of all that the metric counts, or of what of it is a division's. */
async function countedSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { head, metric } = asked;
  const helped = typeOfMetric(metric);
  if (helped === 'all') return allHelpedSource(read, asked);
  if (helped) return helpedSource(read, { ...asked, type: helped });
  if (metric === 'coverage') return coverageSource(read, asked);
  if (metric === 'timeliness') return timingSource(read, asked);
  const paid = paymentSource(read, asked);
  if (metric === 'paid_amount') return paid;
  return joinedSources([paid, await knownSource(read, budgetRows(head), asked)]);
}
