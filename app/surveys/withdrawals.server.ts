import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { projects, reportFreezes, surveyAnswers, surveyRounds, surveyWithdrawals } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { roundView } from './rounds.server';
import { SURVEY_RATINGS } from './survey';

/**
 * Takes a round out of the satisfaction of its year, for a reason; it stays to be seen, and another one may be drawn
 * under its name. Once more changes nothing.
 * @returns the name of the round
 * @throws Refusal record.not_found, survey.in_frozen_report
 */
export async function withdrawRound(
  { store, actor }: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<{ name: string }> {
  return store.write(async (write) => {
    const { round, year, counts, withdrawal } = await roundView(write, id);
    const { name } = round;
    if (withdrawal) return { name };
    if (await isInFrozenReport(write, id)) throw new Refusal('survey.in_frozen_report', { year });
    const withdrawnAt = new Date().toISOString();
    await write
      .insert(surveyWithdrawals)
      .values({ roundId: id, reason, withdrawnBy: actor.staffId, withdrawnAt });
    await audit(write, actor, {
      action: 'survey.withdrawn',
      subject: { type: 'survey', id },
      detail: { year, name, answers: counts.answered, reason },
    });
    return { name };
  });
}

/** Whether a frozen report of the year was made with a rating of a round; one that was replaced by then was not. */
export async function isInFrozenReport(read: Read, roundId: string): Promise<boolean> {
  const [counted] = await read
    .select({ id: surveyAnswers.id })
    .from(surveyAnswers)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyAnswers.roundId))
    .innerJoin(projects, eq(projects.id, surveyRounds.projectId))
    .innerJoin(reportFreezes, eq(reportFreezes.projectId, projects.id))
    .where(
      and(
        eq(surveyAnswers.roundId, roundId),
        inArray(surveyAnswers.outcome, [...SURVEY_RATINGS]),
        lte(surveyAnswers.answeredOn, projects.endOn),
        lte(surveyAnswers.recordedAt, reportFreezes.frozenAt),
        or(isNull(surveyAnswers.replacedAt), gt(surveyAnswers.replacedAt, reportFreezes.frozenAt)),
      ),
    )
    .limit(1);
  return counted !== undefined;
}
