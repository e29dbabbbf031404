import { eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import type { CountBasis, Metric } from '../fund/target';
import { Refusal } from '../refusal';
import { pagingOf } from '../relief/paging';
import { beneficiarySearch } from '../relief/people.server';
import { computeIndicators, USUAL_BASIS } from './compute';
import { evidenceRows, evidenceTotals, isMoneyMetric, type EvidenceRow } from './evidence';
import { evidenceGroups, matchingEvidence, type EvidenceFilter, type EvidenceGroup } from './evidenceGroups';
import { yearFacts } from './facts.server';
import type { IndicatorResult } from './indicator';
import { countBy } from './peopleHelped';

export interface EvidenceQuestion {
  year: number;
  indicatorId: string;
  asOf: string;
  /** Of an indicator of people: which count is looked at; its own one when left out. */
  basis?: CountBasis;
  filter: EvidenceFilter;
  /** A full ID number, or part of a name or file number. */
  search?: string;
  page?: number;
  size?: number;
}

/** Who a row is about; only what screens may show. */
export interface EvidencePerson {
  name: string;
  idMasked: string;
  fileNumber: string;
}

export type EvidenceLine = EvidenceRow & { person: EvidencePerson | null };

export interface Evidence {
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
  total: number;
  page: number;
  pageCount: number;
}

export interface EvidencePage {
  result: IndicatorResult;
  endOn: string;
  /** null where nothing is computed from records. */
  evidence: Evidence | null;
}

const ROWS_A_PAGE = 50;

/**
 * One indicator as of a day with a page of the rows behind its figure. Names are fetched for that page only.
 * @throws Refusal project.not_found, indicator.not_found
 */
export async function evidencePage(read: Read, question: EvidenceQuestion): Promise<EvidencePage> {
  const facts = await yearFacts(read, question);
  const result = computeIndicators(facts).rows.find(({ id }) => id === question.indicatorId);
  if (!result || result.level3 === null) throw new Refusal('indicator.not_found');
  const { endOn } = facts.project;
  const { metric, counts } = result;
  if (metric === null) return { result, endOn, evidence: null };
  const basis = (counts && question.basis) ?? result.countBasis ?? USUAL_BASIS;
  const rows = evidenceRows(facts, { metric, basis });
  const totals = evidenceTotals(rows);
  const found = await searched(read, matchingEvidence(rows, question.filter), question.search);
  const { page, pageCount, limit, offset } = pagingOf(
    found.length,
    question.page,
    question.size ?? ROWS_A_PAGE,
  );
  return {
    result,
    endOn,
    evidence: {
      metric,
      basis,
      totals,
      agrees: isFigure(totals, result, basis),
      groups: evidenceGroups(rows),
      missing: counts || isMoneyMetric(metric) ? null : totals.denominator - totals.numerator,
      lines: await withPeople(read, found.slice(offset, offset + limit)),
      total: found.length,
      page,
      pageCount,
    },
  };
}

function isFigure(
  totals: Evidence['totals'],
  { counts, numerator, denominator }: IndicatorResult,
  basis: CountBasis,
): boolean {
  if (counts) return totals.numerator === countBy(counts, basis);
  return totals.numerator === numerator && totals.denominator === denominator;
}

async function searched(read: Read, rows: EvidenceRow[], search: string | undefined): Promise<EvidenceRow[]> {
  const condition = beneficiarySearch(search);
  if (!condition) return rows;
  const members = await read
    .select({ id: familyMembers.id })
    .from(familyMembers)
    .innerJoin(families, eq(families.id, familyMembers.familyId))
    .where(condition);
  const found = new Set(members.map(({ id }) => id));
  return rows.filter(({ memberId }) => memberId !== null && found.has(memberId));
}

async function withPeople(read: Read, rows: EvidenceRow[]): Promise<EvidenceLine[]> {
  const ids = [...new Set(rows.flatMap(({ memberId }) => memberId ?? []))];
  const people = new Map<string, EvidencePerson>();
  for (const chunk of chunksOf(ids)) {
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
  return rows.map((row) => ({ ...row, person: (row.memberId && people.get(row.memberId)) || null }));
}
