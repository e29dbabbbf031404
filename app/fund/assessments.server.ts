import { and, eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { indicatorAssessments, indicators, projects, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { isWithinBand, judgedBy, type Judged } from './assessment';
import type { Grade } from './project';
import { gradeBands, type ScoringRules } from './scoring';
import { scoringOf } from './scoring.server';
import type { Metric, TargetValue } from './target';

/** The head's word on an indicator: grade or value of one that is not computed, and the explanation of any. */

export interface Assessment {
  /** Of an indicator that is graded by hand; null of a computed one. */
  grade: Grade | null;
  /** The share of the points within the band of the grade; null takes what is usual for the grade. */
  ratioPercent: number | null;
  /** What was reached, plain decimal text in the unit of the target; null of an indicator that is not entered. */
  actualValue: string | null;
  sentence: string;
}

export interface NewAssessment extends Omit<Assessment, 'actualValue'> {
  actualValue?: string | null;
  indicatorId: string;
  /** The assessment that the form was filled in on, by its `recordedAt`; null when there was none. */
  seen: string | null;
}

/** An indicator as the form shows it. */
export interface AssessedIndicator {
  id: string;
  year: number;
  level1: string;
  level2: string;
  level3: string;
  metric: Metric | null;
  target: TargetValue;
  weightHundredths: number;
  judged: Judged;
  /** By what its year is scored: a grade has its band there. */
  scoring: ScoringRules;
  assessment: (Assessment & { recordedAt: string; recordedBy: string }) | null;
}

/**
 * An indicator of a year with what was said of it.
 * @throws Refusal indicator.not_found, also for a row of the tree that stands without an indicator
 */
export async function assessedIndicator(
  read: Read,
  { id, year }: { id: string; year?: number },
): Promise<AssessedIndicator> {
  const [found] = await read
    .select({ row: indicators, year: projects.year, assessment: indicatorAssessments, by: staff.name })
    .from(indicators)
    .innerJoin(projects, eq(projects.id, indicators.projectId))
    .leftJoin(indicatorAssessments, eq(indicatorAssessments.indicatorId, indicators.id))
    .leftJoin(staff, eq(staff.id, indicatorAssessments.recordedBy))
    .where(and(eq(indicators.id, id), year === undefined ? undefined : eq(projects.year, year)));
  if (!found || found.row.level3 === null) throw new Refusal('indicator.not_found');
  const { row, assessment, by } = found;
  const { operator, targetValue: value, targetUnit: unit, targetText: text } = row;
  const target = { operator, value, unit, text };
  return {
    id,
    year: found.year,
    level1: row.level1,
    level2: row.level2,
    level3: found.row.level3,
    metric: row.metric,
    target,
    weightHundredths: row.weightHundredths,
    judged: judgedBy({ metric: row.metric, target }),
    scoring: await scoringOf(read, row.projectId),
    assessment: assessment && {
      ...contentOf(assessment),
      recordedAt: assessment.recordedAt,
      recordedBy: by!,
    },
  };
}

/**
 * Grades an indicator, says what was reached, or explains a computed one. Saying the same again changes nothing.
 * @returns whether anything is other than it was
 * @throws Refusal indicator.not_found, record.changed when somebody else assessed it since, indicator.computed,
 * indicator.entered, indicator.value_missing, indicator.grade_missing, indicator.ratio_outside_band {grade, from, to}, indicator.sentence_missing
 */
export async function assessIndicator(
  { store, actor }: Desk,
  { indicatorId, seen, actualValue = null, ...given }: NewAssessment,
): Promise<boolean> {
  const after = { ...given, actualValue, sentence: given.sentence.trim() };
  return store.write(async (write) => {
    const { assessment: before, ...indicator } = await assessedIndicator(write, { id: indicatorId });
    if (before && isSame(before, after)) return false;
    if ((before?.recordedAt ?? null) !== seen) throw new Refusal('record.changed');
    requireFitting(after, { indicator, isExplained: Boolean(before?.sentence) });
    await keep(write, { indicatorId, ...after, recordedBy: actor.staffId, recordedAt: instantAfter(seen) });
    await audit(write, actor, {
      action: 'indicator.assessed',
      subject: { type: 'indicator', id: indicatorId },
      detail: {
        year: indicator.year,
        name: indicator.level3,
        before: before && contentOf(before),
        after,
      },
    });
    return true;
  });
}

function requireFitting(
  { grade, ratioPercent, actualValue, sentence }: Assessment,
  {
    indicator,
    isExplained,
  }: { indicator: Pick<AssessedIndicator, 'judged' | 'scoring'>; isExplained: boolean },
): void {
  const { judged, scoring } = indicator;
  const isGrade = grade !== null || ratioPercent !== null;
  if (judged === 'entered' && isGrade) throw new Refusal('indicator.entered');
  if (judged === 'entered' && actualValue === null) {
    throw new Refusal('indicator.value_missing', {}, 'actualValue');
  }
  if (judged === 'computed' && (isGrade || actualValue !== null)) throw new Refusal('indicator.computed');
  if (judged === 'graded') requireGrade({ grade, ratioPercent }, scoring);
  // An explanation that is no longer needed may be taken back; what the head says has its reason always.
  if (sentence === '' && (judged !== 'computed' || !isExplained)) {
    throw new Refusal('indicator.sentence_missing', {}, 'sentence');
  }
}

function requireGrade(
  { grade, ratioPercent }: Pick<Assessment, 'grade' | 'ratioPercent'>,
  scoring: ScoringRules,
): void {
  if (grade === null) throw new Refusal('indicator.grade_missing', {}, 'grade');
  if (ratioPercent === null || isWithinBand({ grade, ratioPercent }, scoring)) return;
  const { from, to } = gradeBands(scoring)[grade];
  throw new Refusal('indicator.ratio_outside_band', { grade, from, to }, 'ratioPercent');
}

async function keep(write: Write, row: typeof indicatorAssessments.$inferInsert): Promise<void> {
  const { indicatorId: target, ...set } = row;
  await write
    .insert(indicatorAssessments)
    .values({ ...set, indicatorId: target })
    .onConflictDoUpdate({ target: indicatorAssessments.indicatorId, set });
}

/** Now, and never the instant that the replaced assessment bears: it is what tells the two apart. */
function instantAfter(seen: string | null): string {
  const now = Date.now();
  return new Date(seen === null ? now : Math.max(now, Date.parse(seen) + 1)).toISOString();
}

function contentOf({ grade, ratioPercent, actualValue, sentence }: Assessment): Assessment {
  return { grade, ratioPercent, actualValue, sentence };
}

function isSame(before: Assessment, after: Assessment): boolean {
  return (
    before.grade === after.grade &&
    before.ratioPercent === after.ratioPercent &&
    before.actualValue === after.actualValue &&
    before.sentence === after.sentence
  );
}
