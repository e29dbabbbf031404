import { eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import { wholeCount, type Cursor, type KeyPage } from '../cursor';
import type { CountBasis, Metric } from '../fund/target';
import { beneficiarySearch } from '../relief/people.server';
import { USUAL_BASIS } from './compute';
import { evidenceTotals, isMoneyMetric, type EvidenceRow } from './evidence';
import { isWanted, type EvidenceFilter, type EvidenceGroup } from './evidenceGroups';
import { isAlike, type EvidenceAsked, type EvidenceRun } from './evidenceRuns.server';
import { evidenceSource } from './evidenceSource.server';
import { rowsOfUnits } from './evidenceUnits.server';
import type { YearHead } from './facts.server';
import type { IndicatorResult } from './indicator';
import { countBy } from './peopleHelped';
import { pageOfRuns } from './runs.server';
import { countedOf } from './sumCounts.server';
import { resultIn, yearOverview } from './yearFigures.server';

export interface EvidenceQuestion extends Cursor {
  year: number;
  indicatorId: string;
  asOf: string;
  /** Of an indicator of people: which count is looked at; its own one when left out. */
  basis?: CountBasis;
  filter: EvidenceFilter;
  /** A full ID number, or part of a name or file number. */
  search?: string;
  size?: number;
}

/** Who a row is about; only what screens may show. */
export interface EvidencePerson {
  name: string;
  idMasked: string;
  fileNumber: string;
}

export type EvidenceLine = Omit<EvidenceRow, 'unitId'> & { person: EvidencePerson | null };

export interface Evidence extends Omit<KeyPage<EvidenceLine>, 'rows'> {
  metric: Metric;
  basis: CountBasis;
  totals: { numerator: number; denominator: number };
  /** Whether the rows add up to the figure that the indicator shows. */
  agrees: boolean;
  groups: EvidenceGroup[];
  /** Of a rate of people or awards: how many are missing from the numerator, the ones to do something about. */
  missing: number | null;
  /** One page of the rows that the filter leaves. */
  lines: EvidenceLine[];
  /** How many rows the filter leaves; null where somebody is searched for and found on several pages. */
  total: number | null;
}

export interface EvidencePage {
  result: IndicatorResult;
  endOn: string;
  /** null where nothing is computed from records. */
  evidence: Evidence | null;
}

const ROWS_A_PAGE = 50;

/**
 * One indicator as of a day with a page of the rows behind its figure.
 * @throws Refusal project.not_found, indicator.not_found
 */
export async function evidencePage(read: Read, question: EvidenceQuestion): Promise<EvidencePage> {
  const { head, indicators } = await yearOverview(read, question);
  const result = resultIn(indicators, question.indicatorId);
  const { endOn } = head.project;
  const asked = askedOf(head, { result, question });
  return { result, endOn, evidence: asked && (await evidenceOf(read, { asked, result, question })) };
}

function askedOf(
  head: YearHead,
  { result, question }: { result: IndicatorResult; question: Pick<EvidenceQuestion, 'basis' | 'search'> },
): EvidenceAsked | null {
  const { metric, counts, countBasis } = result;
  if (metric === null) return null;
  return {
    head,
    counted: countedOf(head),
    metric,
    basis: (counts && question.basis) ?? countBasis ?? USUAL_BASIS,
    filter: result.filter ?? null,
    search: beneficiarySearch(question.search),
    searchName: question.search,
  };
}

interface Shown {
  asked: EvidenceAsked;
  result: IndicatorResult;
  question: EvidenceQuestion;
}

async function evidenceOf(read: Read, { asked, result, question }: Shown): Promise<Evidence> {
  const { metric, basis, search } = asked;
  const { runs, counted } = await evidenceSource(read, asked);
  const groups = await counted();
  const totals = evidenceTotals(groups);
  const filled = runs.filter(({ group }) => groups.some((one) => isAlike(one, group)));
  const { rows: lines, ...beside } = await pageOf(read, { asked, runs: filled, question });
  return {
    ...{ metric, basis, totals, groups, lines, ...beside },
    agrees: isFigure(totals, result, basis),
    missing: result.counts || isMoneyMetric(metric) ? null : totals.denominator - totals.numerator,
    total: search ? wholeCount({ rows: lines, ...beside }) : rowsIn(groups, question.filter),
  };
}

type Narrowed = Cursor & Pick<EvidenceQuestion, 'filter' | 'size'>;

async function pageOf(
  read: Read,
  { asked, runs, question }: { asked: EvidenceAsked; runs: readonly EvidenceRun[]; question: Narrowed },
): Promise<KeyPage<EvidenceLine>> {
  const { filter, after, before, size = ROWS_A_PAGE } = question;
  const wanted = runs.filter(({ group }) => isWanted(group, filter));
  const page = await pageOfRuns(wanted, { cursor: { after, before }, size });
  return { ...page, rows: await withPeople(read, await rowsOfUnits(read, asked, page.rows)) };
}

/**
 * What is asked of the rows behind a figure, for who goes through them page by page; null where nothing is computed.
 * @throws Refusal project.not_found, indicator.not_found
 */
export async function evidenceAsked(
  read: Read,
  question: Omit<EvidenceQuestion, 'filter' | 'size' | keyof Cursor>,
): Promise<EvidenceAsked | null> {
  const { head, indicators } = await yearOverview(read, question);
  return askedOf(head, { result: resultIn(indicators, question.indicatorId), question });
}

/** One page of the rows behind a figure, without counting them. */
export async function evidenceLines(
  read: Read,
  asked: EvidenceAsked,
  question: Narrowed,
): Promise<KeyPage<EvidenceLine>> {
  const { runs } = await evidenceSource(read, asked);
  return pageOf(read, { asked, runs, question });
}

function rowsIn(groups: readonly EvidenceGroup[], filter: EvidenceFilter): number {
  return groups.reduce((total, group) => (isWanted(group, filter) ? total + group.rows : total), 0);
}

function isFigure(
  totals: Evidence['totals'],
  { counts, numerator, denominator }: IndicatorResult,
  basis: CountBasis,
): boolean {
  if (counts) return totals.numerator === countBy(counts, basis);
  // An amount is no quotient: it has nothing below the line.
  return totals.numerator === numerator && totals.denominator === (denominator ?? 0);
}

async function withPeople(read: Read, rows: readonly EvidenceRow[]): Promise<EvidenceLine[]> {
  const people = await peopleOf(
    read,
    rows.flatMap(({ memberId }) => memberId ?? []),
  );
  return rows.map(({ unitId: _, ...row }) => ({
    ...row,
    person: (row.memberId && people.get(row.memberId)) || null,
  }));
}

/** Whom member rows are about, by their ids. */
export async function peopleOf(
  read: Read,
  memberIds: readonly string[],
): Promise<Map<string, EvidencePerson>> {
  const people = new Map<string, EvidencePerson>();
  for (const chunk of chunksOf([...new Set(memberIds)])) {
    const members = await read
      .select({
        id: familyMembers.id,
        name: familyMembers.name,
        idMasked: familyMembers.idMasked,
        fileNumber: families.fileNumber,
      })
      .from(familyMembers)
      .innerJoin(families, eq(families.id, familyMembers.familyId))
      .where(inArray(familyMembers.id, chunk));
    for (const { id, ...person } of members) people.set(id, person);
  }
  return people;
}
