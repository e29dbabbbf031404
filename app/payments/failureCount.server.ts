import { and, countDistinct, count, eq, isNull, notExists, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awardSums, batches, instructions } from '../../db/schema';
import { restIn } from '../relief/awardHistory';
import { together } from '../together';

/**
 * How many failures of a project wait, as `listFailures` lists them, counted without reading one: over the lines that
 * failed in its batches, and over its awards of an unusual course (whatever came back is one).
 */
export async function waitingFailureCount(read: Read, projectId: string): Promise<number> {
  const { failed, after } = await together({
    failed: unpaidAfterFailing(read, projectId),
    after: unpaidAfterAll(read, projectId),
  });
  return failed + after;
}

const stillDue = (projectId: string) =>
  and(eq(awardSums.projectId, projectId), isNull(awardSums.releasedOn), notAtTheBank());

/** Awards that were never paid, after a line of theirs failed. */
async function unpaidAfterFailing(read: Read, projectId: string): Promise<number> {
  const [found] = await read
    .select({ awards: countDistinct(instructions.awardId) })
    .from(batches)
    .innerJoin(instructions, and(eq(instructions.batchId, batches.id), eq(instructions.status, 'failed')))
    .innerJoin(awardSums, eq(awardSums.awardId, instructions.awardId))
    .where(
      and(
        eq(batches.projectId, projectId),
        stillDue(projectId),
        eq(awardSums.isPlain, true),
        isNull(awardSums.paidOn),
      ),
    );
  return found!.awards;
}

/** Awards that were paid in part or lost what was paid, and that a line failed of or something came back of. */
async function unpaidAfterAll(read: Read, projectId: string): Promise<number> {
  const hasFailed =
    sql`exists (select 1 from ${instructions} as line where line.award_id = award_sums.award_id and line.status = 'failed')`.mapWith(
      Boolean,
    );
  // Many awards took the same course: each is read once.
  const courses = await read
    .select({ history: awardSums.history, hasFailed, awards: count() })
    .from(awardSums)
    .where(and(stillDue(projectId), eq(awardSums.isPlain, false)))
    .groupBy(awardSums.history, hasFailed);
  let awards = 0;
  for (const course of courses) {
    const { isOpen, isSentBack } = restIn(course.history!);
    if (isOpen && (isSentBack || course.hasFailed)) awards += course.awards;
  }
  return awards;
}

function notAtTheBank() {
  return notExists(
    sql`(select 1 from ${instructions} as waiting where waiting.award_id = ${awardSums.awardId} and waiting.status in ('queued', 'sent'))`,
  );
}
