import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  applications,
  awards,
  families,
  familyMembers,
  ledgerAwards,
  payments,
  programmes,
} from '../../db/schema';
import { businessDate, todayInChina } from '../calendar/date';
import { completeFiles, type FileCompleteness } from '../families/completeFiles.server';
import { lineOn } from '../families/families.server';
import { projectOfYear, type Project } from '../fund/fund.server';
import { fen } from '../money/fen';
import { ledgerFlagsOf, overridesIn, type LedgerFlag } from '../relief/ledgerFlags.server';
import { pagingOf } from '../relief/paging';
import { confirmedStandards } from '../relief/standardSets.server';
import {
  complianceCases,
  complianceCounts,
  type CheckedAward,
  type CheckedPayment,
  type ComplianceCase,
  type ComplianceCheck,
  type ComplianceFacts,
} from './compliance';
import { windowOf } from './facts';
import { suggestionFor, type Suggestion } from './suggestion';
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
 * How many cases each check has in a year up to a day, and how many of the files on the register on it are complete.
 * @throws Refusal project.not_found
 */
async function complianceSummary(read: Read, question: Question): Promise<ComplianceSummary> {
  const cases = complianceCases(await complianceFacts(read, question));
  return { counts: complianceCounts(cases), files: await completeFiles(read, { on: question.asOf }) };
}

/** What the records suggest for an indicator that the head grades; null where they say nothing. */
export async function suggestionOf(
  read: Read,
  {
    indicator,
    asOf,
  }: { indicator: { id: string; year: number; level3: string; isGraded: boolean }; asOf: string },
): Promise<Suggestion | null> {
  if (!indicator.isGraded) return null;
  const { sources } = await sourcesOf(read, indicator);
  if (sources.length === 0) return null;
  const summary = await complianceSummary(read, { year: indicator.year, asOf });
  return suggestionFor(sources, { ...summary, isPast: asOf < todayInChina(new Date()) });
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
  return {
    awards: await checkedAwards(read, { project, asOf }),
    payments: await checkedPayments(read, { project, asOf }),
    standards: await confirmedStandards(read),
    windowOf: (type) => windowOf({ programmes: windows, project }, type),
  };
}

async function checkedAwards(
  read: Read,
  { project, asOf }: { project: Project; asOf: string },
): Promise<CheckedAward[]> {
  const rows = await read
    .select({
      award: awards,
      application: applications,
      family: families,
      person: familyMembers.idFingerprint,
      overrides: ledgerAwards.overrides,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(ledgerAwards, eq(ledgerAwards.awardId, awards.id))
    .where(and(eq(awards.projectId, project.id), lte(awards.approvedOn, asOf)))
    .orderBy(asc(awards.approvedOn), asc(awards.id));
  const lines = linesOf(read);
  const checked: CheckedAward[] = [];
  for (const { award, application, family, person, overrides } of rows) {
    const { id, type, familyId, memberId, amountFen, approvedOn, releasedOn } = award;
    checked.push({
      id,
      type,
      familyId,
      memberId,
      personId: person,
      amountFen,
      approvedOn,
      releasedOn: releasedOn !== null && releasedOn <= asOf ? releasedOn : null,
      makers: application,
      isApproved: application.status === 'approved',
      medical: billOf(application),
      lineMonthlyFen: type === 'medical' ? null : await lines(family, approvedOn),
      flags: overridesIn(overrides ?? ''),
      family: { ...family, isImported: family.importId !== null },
    });
  }
  return checked;
}

function billOf({ medicalTotalFen, medicalReimbursedFen }: typeof applications.$inferSelect) {
  if (medicalTotalFen === null || medicalReimbursedFen === null) return null;
  return { totalFen: fen(medicalTotalFen), reimbursedFen: fen(medicalReimbursedFen) };
}

/** The subsistence line of a family on a day, each looked up once. */
function linesOf(read: Read) {
  const known = new Map<string, number | null>();
  return async ({ division, hukouKind }: typeof families.$inferSelect, on: string) => {
    const key = `${division} ${hukouKind} ${on}`;
    if (!known.has(key)) {
      const line = await lineOn(read, { division, hukouKind, on: businessDate(on) });
      known.set(key, line?.monthlyFen ?? null);
    }
    return known.get(key) ?? null;
  };
}

const corrections = alias(payments, 'corrections');

async function checkedPayments(
  read: Read,
  { project, asOf }: { project: Project; asOf: string },
): Promise<CheckedPayment[]> {
  return read
    .select({
      id: payments.id,
      awardId: payments.awardId,
      paidOn: payments.paidOn,
      netFen: sql<number>`sum(${corrections.amountFen})`.mapWith(Number),
    })
    .from(payments)
    .innerJoin(corrections, and(eq(corrections.originalId, payments.id), lte(corrections.paidOn, asOf)))
    .where(and(eq(payments.projectId, project.id), eq(payments.kind, 'payment'), lte(payments.paidOn, asOf)))
    .groupBy(payments.id, payments.awardId, payments.paidOn)
    .orderBy(asc(payments.paidOn), asc(payments.id));
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
