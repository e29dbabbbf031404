import { and, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, familyMembers, surveyAnswers, surveyPeople, surveyRounds } from '../../db/schema';
import { isStanding } from '../surveys/rounds.server';
import { isSatisfied, SURVEY_RATINGS } from '../surveys/survey';
import type { Measure } from './score';

/** Which answers are asked about: of a project's surveys up to a day, of one division's families or of all. */
interface Heard {
  projectId: string;
  asOf: string;
  division: string | null;
}

/**
 * The satisfied over all who gave a rating, counted in the database: one rating a person counts, the last up to the
 * day (domain definition, 满意度); `satisfactionOf(judgedAnswers(facts))` says the same of answers that are held.
 */
export async function satisfactionCounts(read: Read, { projectId, asOf, division }: Heard): Promise<Measure> {
  const rated = read
    .select({
      outcome: surveyAnswers.outcome,
      place:
        sql<number>`row_number() over (partition by ${familyMembers.idFingerprint} order by ${desc(surveyAnswers.answeredOn)}, ${desc(surveyAnswers.id)})`.as(
          'place',
        ),
    })
    .from(surveyAnswers)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyAnswers.roundId))
    .innerJoin(surveyPeople, eq(surveyPeople.id, surveyAnswers.personId))
    .innerJoin(familyMembers, eq(familyMembers.id, surveyPeople.memberId))
    .innerJoin(families, eq(families.id, surveyPeople.familyId))
    .where(
      and(
        eq(surveyRounds.projectId, projectId),
        isStanding,
        isNull(surveyAnswers.replacedAt),
        lte(surveyAnswers.answeredOn, asOf),
        inArray(surveyAnswers.outcome, [...SURVEY_RATINGS]),
        division === null ? undefined : eq(families.division, division),
      ),
    )
    .as('rated');
  const satisfied = SURVEY_RATINGS.filter(isSatisfied);
  const [row] = await read
    .select({
      numerator:
        sql<number>`coalesce(sum(case when ${inArray(rated.outcome, satisfied)} then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
      denominator: sql<number>`count(*)`.mapWith(Number),
    })
    .from(rated)
    .where(eq(rated.place, 1));
  return row!;
}
