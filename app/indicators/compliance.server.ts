import { and, eq, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import {
  applications,
  awards,
  families,
  familyMembers,
  ledgerAwards,
  payments,
  programmes,
  publicNotices,
} from '../../db/schema';
import { businessDate, todayInChina } from '../calendar/date';
import { completeFiles, type FileCompleteness } from '../families/completeFiles.server';
import { lineOn } from '../families/families.server';
import { beganIn } from '../families/noticeEnd.server';
import { noticeCountsFrom } from '../families/lateEntry';
import { projectOfYear } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import { fen } from '../money/fen';
import { ledgerFlagsOf, overridesIn, type LedgerFlag } from '../relief/ledgerFlags.server';
import { pagingOf } from '../relief/paging';
import { confirmedStandards } from '../relief/standardSets.server';
import {
  byApproval,
  complianceCases,
  complianceCounts,
  type CheckedAward,
  type CheckedPayment,
  type ComplianceCase,
  type ComplianceCheck,
  type ComplianceFacts,
} from './compliance';
import { complianceSuspects, ofYear, type Suspects } from './complianceSuspects.server';
import type { Judged } from '../fund/assessment';
import type { ScoringRules } from '../fund/scoring';
import { windowOf } from './facts';
import { releasedOnAsOf } from './releases.server';
import { suggestionFor, type Suggestion, type SuggestionSource } from './suggestion';
import { sourcesOf } from './sources.server';
import { peopleOf, type EvidencePerson } from './evidence.server';

/** What a year was checked for, and the share of complete files beside it. */
interface ComplianceSummary {
  counts: Record<ComplianceCheck, number>;
  files: FileCompleteness;
}

interface Question {
  year: number;
  asOf: string;
}

/**
 * How many cases each check has in a year up to a day.
 * @throws Refusal project.not_found
 */
async function countsOf(read: Read, question: Question): Promise<ComplianceSummary['counts']> {
  return complianceCounts(complianceCases(await complianceFacts(read, question)));
}

/** What the records suggest for an indicator that the head grades; null where they say nothing. */
export async function suggestionOf(
  read: Read,
  { indicator, asOf }: { indicator: JudgedIndicator; asOf: string },
): Promise<Suggestion | null> {
  return (await suggestionsOf(read, { indicators: [indicator], asOf })).get(indicator.id) ?? null;
}

type JudgedIndicator = { id: string; year: number; level3: string; judged: Judged; scoring: ScoringRules };

/** The same of many of one year, by id; what they are judged by is counted once. */
export async function suggestionsOf(
  read: Read,
  { indicators, asOf }: { indicators: readonly JudgedIndicator[]; asOf: string },
): Promise<Map<string, Suggestion>> {
  const graded: { indicator: JudgedIndicator; sources: SuggestionSource[] }[] = [];
  for (const indicator of indicators)
    if (indicator.judged === 'graded')
      graded.push({ indicator, sources: (await sourcesOf(read, indicator)).sources });
  const used = new Set(graded.flatMap(({ sources }) => sources));
  if (used.size === 0) return new Map();
  const { year } = graded[0]!.indicator;
  const isChecked = [...used].some((source) => source !== 'files');
  const facts = {
    counts: isChecked ? await countsOf(read, { year, asOf }) : complianceCounts([]),
    files: used.has('files') ? await completeFiles(read, { on: asOf }) : { complete: 0, active: 0 },
    isPast: asOf < todayInChina(new Date()),
  };
  return new Map(
    graded.flatMap(({ indicator: { id, scoring }, sources }) => {
      const suggestion = suggestionFor(sources, { ...facts, scoring });
      return suggestion ? [[id, suggestion] as const] : [];
    }),
  );
}

/** A case with its person, and with who let it in where it came from an old ledger. */
export type ComplianceLine = ComplianceCase & { person: EvidencePerson; flag: LedgerFlag | null };

interface CompliancePage extends ComplianceSummary {
  lines: ComplianceLine[];
  total: number;
  page: number;
  pageCount: number;
}

const ROWS_A_PAGE = 50;

/**
 * The summary and one page of the cases of a check, of all of them without one.
 * @throws Refusal project.not_found
 */
export async function compliancePage(
  read: Read,
  {
    check,
    page: asked,
    size = ROWS_A_PAGE,
    ...question
  }: Question & { check?: ComplianceCheck; page?: number; size?: number },
): Promise<CompliancePage> {
  const cases = complianceCases(await complianceFacts(read, question));
  const wanted = cases.filter((one) => check === undefined || one.check === check);
  const { page, pageCount, limit, offset } = pagingOf(wanted.length, asked, size);
  return {
    counts: complianceCounts(cases),
    files: await completeFiles(read, { on: question.asOf }),
    lines: await withPeople(read, wanted.slice(offset, offset + limit)),
    total: wanted.length,
    page,
    pageCount,
  };
}

/** Of the awards that may be a case, and their payments: the others of the year are not read. */
async function complianceFacts(read: Read, { year, asOf }: Question): Promise<ComplianceFacts> {
  const project = await projectOfYear(read, year);
  const windows = await read
    .select({
      type: programmes.type,
      windowStartOn: programmes.windowStartOn,
      windowEndOn: programmes.windowEndOn,
    })
    .from(programmes)
    .where(eq(programmes.projectId, project.id));
  const rules = {
    standards: await confirmedStandards(read),
    windowOf: (type: ReliefType) => windowOf({ programmes: windows, project }, type),
  };
  const suspects = await complianceSuspects(read, { projectId: project.id, asOf, ...rules });
  const checked = await suspectAwards(read, { projectId: project.id, asOf, suspects });
  return {
    ...rules,
    awards: checked,
    payments: await checkedPayments(read, { awardIds: checked.map(({ id }) => id), asOf }),
  };
}

interface Suspected {
  projectId: string;
  asOf: string;
  suspects: Suspects;
}

/** In the order of approval. */
async function suspectAwards(read: Read, { suspects, ...asked }: Suspected): Promise<CheckedAward[]> {
  const known = new Map<string, CheckedAward>();
  const lines = linesOf(read);
  const began = await beganIn(read);
  for (const [column, ids] of [
    [awards.id, suspects.awards],
    [awards.familyId, suspects.families],
    [familyMembers.idFingerprint, suspects.people],
  ] as const) {
    for (const chunk of chunksOf([...ids])) {
      const rows = await awardRows(read, { ...asked, fits: inArray(column, chunk) });
      for (const row of rows) known.set(row.award.id, await checkedAward(row, { lines, began }));
    }
  }
  return [...known.values()].sort(byApproval);
}

type AwardRow = Awaited<ReturnType<typeof awardRows>>[number];

function awardRows(read: Read, { projectId, asOf, fits }: { projectId: string; asOf: string; fits: SQL }) {
  return read
    .select({
      award: {
        id: awards.id,
        type: awards.type,
        familyId: awards.familyId,
        memberId: awards.memberId,
        amountFen: awards.amountFen,
        approvedOn: awards.approvedOn,
        releasedOn: releasedOnAsOf(asOf),
      },
      application: {
        status: applications.status,
        recordedBy: applications.recordedBy,
        reviewedBy: applications.reviewedBy,
        decidedBy: applications.decidedBy,
        medicalTotalFen: applications.medicalTotalFen,
        medicalReimbursedFen: applications.medicalReimbursedFen,
      },
      family: {
        registeredOn: families.registeredOn,
        exitedOn: families.exitedOn,
        publicisedOn: families.publicisedOn,
        noticeEnteredAt: publicNotices.recordedAt,
        importId: families.importId,
        recordedBy: families.recordedBy,
        approvedBy: families.approvedBy,
        division: families.division,
        hukouKind: families.hukouKind,
      },
      person: familyMembers.idFingerprint,
      overrides: ledgerAwards.overrides,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(publicNotices, eq(publicNotices.id, families.noticeId))
    .leftJoin(ledgerAwards, eq(ledgerAwards.awardId, awards.id))
    .where(and(fits, ofYear({ projectId, asOf })));
}

async function checkedAward(
  { award, application, family, person, overrides }: AwardRow,
  { lines, began }: { lines: LineOf; began: number | null },
): Promise<CheckedAward> {
  const { type, approvedOn } = award;
  return {
    ...award,
    personId: person,
    makers: application,
    isApproved: application.status === 'approved',
    medical: billOf(application),
    lineMonthlyFen: type === 'medical' ? null : await lines(family, approvedOn),
    flags: overridesIn(overrides ?? ''),
    family: { ...family, isImported: family.importId !== null, noticeFrom: noticeFromOf(family, began) },
  };
}

function noticeFromOf(
  { publicisedOn, noticeEnteredAt }: AwardRow['family'],
  began: number | null,
): string | null {
  if (!publicisedOn || !noticeEnteredAt) return null;
  const enteredOn = todayInChina(new Date(noticeEnteredAt));
  return noticeCountsFrom({ publicisedOn, enteredOn, beganIn: began });
}

function billOf({ medicalTotalFen, medicalReimbursedFen }: AwardRow['application']) {
  if (medicalTotalFen === null || medicalReimbursedFen === null) return null;
  return { totalFen: fen(medicalTotalFen), reimbursedFen: fen(medicalReimbursedFen) };
}

type LineOf = (
  family: Pick<AwardRow['family'], 'division' | 'hukouKind'>,
  on: string,
) => Promise<number | null>;

/** The subsistence line of a family on a day, each looked up once. */
function linesOf(read: Read): LineOf {
  const known = new Map<string, number | null>();
  return async ({ division, hukouKind }, on) => {
    const key = `${division} ${hukouKind} ${on}`;
    if (!known.has(key)) {
      const line = await lineOn(read, { division, hukouKind, on: businessDate(on) });
      known.set(key, line?.monthlyFen ?? null);
    }
    return known.get(key) ?? null;
  };
}

const corrections = alias(payments, 'corrections');

/** The payments of some awards, each with what its corrections left of it by the day. */
async function checkedPayments(
  read: Read,
  { awardIds, asOf }: { awardIds: readonly string[]; asOf: string },
): Promise<CheckedPayment[]> {
  const found: (CheckedPayment & { awardId: string })[] = [];
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({
        id: payments.id,
        awardId: payments.awardId,
        paidOn: payments.paidOn,
        netFen: sql<number>`sum(${corrections.amountFen})`.mapWith(Number),
      })
      .from(payments)
      .innerJoin(
        corrections,
        and(
          // The index of payments is led to by the award.
          eq(corrections.awardId, payments.awardId),
          eq(corrections.originalId, payments.id),
          lte(corrections.paidOn, asOf),
        ),
      )
      .where(and(inArray(payments.awardId, chunk), eq(payments.kind, 'payment'), lte(payments.paidOn, asOf)))
      .groupBy(payments.id, payments.awardId, payments.paidOn);
    found.push(...rows);
  }
  return found.sort((one, other) => {
    if (one.paidOn !== other.paidOn) return one.paidOn < other.paidOn ? -1 : 1;
    return one.id < other.id ? -1 : 1;
  });
}

async function withPeople(read: Read, cases: readonly ComplianceCase[]): Promise<ComplianceLine[]> {
  const people = await peopleOf(
    read,
    cases.map(({ memberId }) => memberId),
  );
  const flags = await ledgerFlagsOf(
    read,
    cases.map(({ awardId }) => awardId),
  );
  return cases.map((one) => ({
    ...one,
    person: people.get(one.memberId)!,
    flag: flags.get(one.awardId) ?? null,
  }));
}
