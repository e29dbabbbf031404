import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { unindexed } from '../../db/engine/keyset';
import {
  awards,
  budgetAdjustments,
  endedReleases,
  families,
  familyMembers,
  indicatorAssessments,
  indicators,
  payments,
  programmes,
  receipts,
  surveyAnswers,
  surveyPeople,
  surveyRounds,
  surveyWithdrawals,
} from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { projectOfYear } from '../fund/fund.server';
import { filterOf } from '../fund/indicatorFilter';
import type { ReliefType } from '../fund/project';
import type { EndedRelease } from '../relief/release';
import { scoringOf } from '../fund/scoring.server';
import { together } from '../together';
import type { FileFact, IndicatorFact, YearFacts } from './facts';
import { divisionsAsked } from './filtered';
import { serviceFacts } from './services.server';

/** Which project-year, as of which day; without one: today in China. */
export interface YearQuestion {
  year: number;
  asOf?: string;
}

/**
 * The records behind the indicators of a project-year, in a handful of queries. People are told apart by the ID
 * number of the member row as it stands now, so that a corrected number corrects every figure.
 * @throws Refusal project.not_found
 */
export async function yearFacts(read: Read, question: YearQuestion): Promise<YearFacts> {
  const head = await yearHead(read, question);
  const { id } = head.project;
  return {
    ...head,
    awards: await awardFacts(read, { projectId: id }),
    payments: await paymentFacts(read, { projectId: id }),
    files: await fileFacts(read),
    answers: await answerFacts(read, id),
    services: await serviceFacts(read, head.project),
    divisions: await divisionsOf(read, head),
  };
}

/** The division of each family, or of those that fit, in one that an indicator counts by itself. */
export async function divisionsOf(
  read: Read,
  { indicators: asked }: Pick<YearHead, 'indicators'>,
  fits?: SQL,
): Promise<Map<string, string>> {
  const divisions = divisionsAsked(asked);
  if (divisions.length === 0) return new Map();
  const rows = await read
    .select({ id: families.id, division: families.division })
    .from(families)
    .where(and(inArray(families.division, divisions), fits));
  return new Map(rows.map(({ id, division }) => [id, division]));
}

/** A project-year without its awards, payments, files, answers and services: what is few however much is paid. */
export type YearHead = Omit<
  YearFacts,
  'awards' | 'payments' | 'files' | 'answers' | 'services' | 'divisions'
>;

/**
 * @throws Refusal project.not_found
 */
export async function yearHead(read: Read, { year, asOf }: YearQuestion): Promise<YearHead> {
  const project = await projectOfYear(read, year);
  const { id, startOn, endOn, currentFen } = project;
  return together({
    asOf: asOf ?? todayInChina(new Date()),
    project: { id, year: project.year, startOn, endOn, currentFen },
    scoring: scoringOf(read, id),
    indicators: indicatorFacts(read, id),
    programmes: read
      .select({
        type: programmes.type,
        windowStartOn: programmes.windowStartOn,
        windowEndOn: programmes.windowEndOn,
        timelyDays: programmes.timelyDays,
      })
      .from(programmes)
      .where(eq(programmes.projectId, id)),
    adjustments: read
      .select({
        id: budgetAdjustments.id,
        adjustedOn: budgetAdjustments.adjustedOn,
        amountFen: budgetAdjustments.amountFen,
      })
      .from(budgetAdjustments)
      .where(eq(budgetAdjustments.projectId, id))
      .orderBy(asc(budgetAdjustments.adjustedOn), asc(budgetAdjustments.id)),
    receipts: read
      .select({
        id: receipts.id,
        source: receipts.source,
        receivedOn: receipts.receivedOn,
        amountFen: receipts.amountFen,
      })
      .from(receipts)
      .where(eq(receipts.projectId, id))
      .orderBy(asc(receipts.receivedOn), asc(receipts.id)),
  });
}

async function indicatorFacts(read: Read, projectId: string): Promise<IndicatorFact[]> {
  const rows = await read
    .select({ indicator: indicators, assessment: indicatorAssessments })
    .from(indicators)
    .leftJoin(indicatorAssessments, eq(indicatorAssessments.indicatorId, indicators.id))
    .where(eq(indicators.projectId, projectId))
    .orderBy(asc(indicators.position));
  return rows.map(({ indicator, assessment }) => indicatorFact(indicator, assessment));
}

function indicatorFact(
  row: typeof indicators.$inferSelect,
  assessment: typeof indicatorAssessments.$inferSelect | null,
): IndicatorFact {
  const { id, position, level1, level2, level3, kind, metric, countBasis, weightHundredths } = row;
  const { operator, targetValue, targetUnit, targetText } = row;
  return {
    id,
    position,
    level1,
    level2,
    level3,
    kind,
    metric,
    countBasis,
    target: { operator, value: targetValue, unit: targetUnit, text: targetText },
    weightHundredths,
    filter: filterOf(row, metric),
    assessment: assessment && {
      grade: assessment.grade,
      ratioPercent: assessment.ratioPercent,
      actualValue: assessment.actualValue,
      sentence: assessment.sentence,
      recordedOn: todayInChina(new Date(assessment.recordedAt)),
    },
  };
}

/** All of a project, of one type of relief in it, or what fits; ids that are of the project need not name it. */
type Wanted = { projectId: string; type?: ReliefType; fits?: SQL } | { fits: SQL };

function wanted(table: typeof awards | typeof payments, asked: Wanted): SQL | undefined {
  if (!('projectId' in asked)) return asked.fits;
  const { projectId, type, fits } = asked;
  // What fits leads to the rows, not the index by type, which would be led through all of the year.
  const typeIs = type && (fits ? eq(unindexed(table.type), type) : eq(table.type, type));
  return and(eq(table.projectId, projectId), typeIs, fits);
}

/** By a day; of a part of the rows not by the index of the days, which would be led through all of the year. */
function byDay(day: typeof awards.approvedOn | typeof payments.paidOn, asked: Wanted): SQL {
  const isWhole = 'projectId' in asked && !asked.type && !asked.fits;
  return isWhole ? asc(day) : unindexed(day);
}

export async function awardFacts(read: Read, asked: Wanted): Promise<YearFacts['awards']> {
  const rows = await read
    .select({
      id: awards.id,
      type: awards.type,
      familyId: awards.familyId,
      memberId: awards.memberId,
      personId: familyMembers.idFingerprint,
      amountFen: awards.amountFen,
      approvedOn: awards.approvedOn,
      releasedOn: awards.releasedOn,
      takenBackBy: awards.takenBackBy,
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(wanted(awards, asked))
    .orderBy(byDay(awards.approvedOn, asked), asc(awards.id));
  const ended = await endedReleaseFacts(read, asked);
  return rows.map(({ takenBackBy, ...row }) => ({
    ...row,
    isTakenBack: takenBackBy !== null,
    endedReleases: ended.get(row.id) ?? [],
  }));
}

/** By award; few awards have one. */
async function endedReleaseFacts(read: Read, asked: Wanted): Promise<Map<string, EndedRelease[]>> {
  const rows = await read
    .select({
      awardId: endedReleases.awardId,
      releasedOn: endedReleases.releasedOn,
      givenBackOn: endedReleases.givenBackOn,
    })
    .from(endedReleases)
    .innerJoin(awards, eq(awards.id, endedReleases.awardId))
    .where(wanted(awards, asked))
    .orderBy(asc(endedReleases.awardId), asc(endedReleases.releasedOn));
  const found = new Map<string, EndedRelease[]>();
  for (const { awardId, releasedOn, givenBackOn } of rows) {
    found.set(awardId, [...(found.get(awardId) ?? []), [releasedOn, givenBackOn]]);
  }
  return found;
}

export function paymentFacts(read: Read, asked: Wanted): Promise<YearFacts['payments']> {
  return read
    .select({
      id: payments.id,
      awardId: payments.awardId,
      type: payments.type,
      familyId: payments.familyId,
      memberId: payments.memberId,
      personId: familyMembers.idFingerprint,
      kind: payments.kind,
      originalId: payments.originalId,
      amountFen: payments.amountFen,
      paidOn: payments.paidOn,
    })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(wanted(payments, asked))
    .orderBy(byDay(payments.paidOn, asked), asc(payments.id));
}

/** Of the year's surveys. */
export async function answerFacts(read: Read, projectId: string, fits?: SQL): Promise<YearFacts['answers']> {
  const rows = await read
    .select({
      id: surveyAnswers.id,
      roundId: surveyAnswers.roundId,
      familyId: surveyPeople.familyId,
      memberId: surveyPeople.memberId,
      personId: familyMembers.idFingerprint,
      answeredOn: surveyAnswers.answeredOn,
      outcome: surveyAnswers.outcome,
      withdrawnAt: surveyWithdrawals.withdrawnAt,
    })
    .from(surveyAnswers)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyAnswers.roundId))
    .innerJoin(surveyPeople, eq(surveyPeople.id, surveyAnswers.personId))
    .innerJoin(familyMembers, eq(familyMembers.id, surveyPeople.memberId))
    .leftJoin(surveyWithdrawals, eq(surveyWithdrawals.roundId, surveyRounds.id))
    .where(and(eq(surveyRounds.projectId, projectId), isNull(surveyAnswers.replacedAt), fits))
    .orderBy(asc(surveyAnswers.answeredOn), asc(surveyAnswers.id));
  return rows.map(({ withdrawnAt, ...row }) => ({ ...row, isWithdrawn: withdrawnAt !== null }));
}

/** Every file that ever was on the register, or those with a member that fits, with main person and students. */
export async function fileFacts(read: Read, fits?: SQL): Promise<FileFact[]> {
  const theirs = read.select({ id: familyMembers.familyId }).from(familyMembers).where(fits);
  const rows = await read
    .select({
      familyId: families.id,
      registeredOn: families.registeredOn,
      exitedOn: families.exitedOn,
      memberId: familyMembers.id,
      personId: familyMembers.idFingerprint,
      position: familyMembers.position,
      employment: familyMembers.employment,
    })
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .where(
      and(
        isNotNull(families.registeredOn),
        fits ? inArray(families.id, theirs) : undefined,
        or(eq(familyMembers.position, 0), eq(familyMembers.employment, 'student')),
      ),
    )
    .orderBy(asc(families.fileNumber), asc(familyMembers.position));
  const files = new Map<string, FileFact>();
  for (const { familyId, registeredOn, exitedOn, position, employment, ...member } of rows) {
    // The main person comes first and makes the file.
    if (position === 0) {
      files.set(familyId, { familyId, registeredOn: registeredOn!, exitedOn, main: member, students: [] });
    }
    if (employment === 'student') files.get(familyId)?.students.push(member);
  }
  return [...files.values()];
}
