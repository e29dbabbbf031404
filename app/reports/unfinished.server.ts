import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, batches } from '../../db/schema';
import { yearHead } from '../indicators/facts.server';
import { openAwards } from '../indicators/sumAwards.server';
import { OPEN_BATCH_STATUSES, type BatchStatus } from '../payments/batch';
import { openContradictionsOfProject } from '../payments/contradictions.server';
import { uncheckedFilesOfProject } from '../payments/uncheckedList.server';
import { UNDECIDED_STATUSES } from '../relief/application';

/** What of a year is still on its way when the year is to be closed. */
export interface Unfinished {
  /** Applications that nobody has decided. */
  applications: number;
  batches: { id: string; number: string; status: BatchStatus }[];
  /** Answers of the bank that go against what is booked, not cleared up yet. */
  contradictions: number;
  /** Files of the bank with rows at which nobody has looked. */
  uncheckedFiles: number;
  awards: { count: number; restFen: number };
}

/** Counts what is unfinished in a project-year. */
export async function unfinishedOf(
  read: Read,
  { projectId, year }: { projectId: string; year: number },
): Promise<Unfinished> {
  const [pending] = await read
    .select({ count: count() })
    .from(applications)
    .where(and(eq(applications.projectId, projectId), inArray(applications.status, [...UNDECIDED_STATUSES])));
  const open = await read
    .select({ id: batches.id, number: batches.number, status: batches.status })
    .from(batches)
    .where(and(eq(batches.projectId, projectId), inArray(batches.status, OPEN_BATCH_STATUSES)))
    .orderBy(asc(batches.number));
  return {
    applications: pending!.count,
    batches: open,
    contradictions: await openContradictionsOfProject(read, projectId),
    uncheckedFiles: await uncheckedFilesOfProject(read, projectId),
    awards: await openAwards(read, await yearHead(read, { year })),
  };
}
