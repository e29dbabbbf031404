import { and, desc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { jobs, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { keptFileName } from '../identity/fileName';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { may } from '../staff/permission';
import type { Desk, StaffActor } from '../staff/staff.server';
import type { NationalFailureCode } from '../zh/national';
import { isFinished, type JobPhase } from './job';
import { keepJobFile } from './jobFiles.server';
import { insertJob, jobRow, type JobRow } from './jobs.server';
import type { NationalField } from './national';
import type { ComparisonOutcome } from './nationalRuns.server';

/** A comparison as its page shows it, to everybody who works with the national system. */
export interface ComparisonView {
  id: string;
  status: JobRow['status'];
  phase: JobPhase | null;
  fileName: string;
  done: number;
  createdAt: string;
  staffName: string;
  isCancelling: boolean;
  outcome: ComparisonOutcome | null;
  failure: { problem: NationalFailureCode; columns: NationalField[] } | null;
  mayCancel: boolean;
}

const LATEST = 10;

/**
 * Asks for the register in the columns of the national system, with whole numbers.
 * @returns the job's id
 * @throws Refusal national.not_whole for who may not see whole numbers: masked ones are of no use there
 */
export async function orderNationalExport(
  { store, actor }: Desk,
  { reason, fileName }: { reason: string; fileName: string },
): Promise<string> {
  if (!may(actor.roles, 'identity.reveal')) throw new Refusal('national.not_whole');
  const id = newId();
  await store.write(async (write) => {
    await insertJob(write, actor, { id, kind: 'national.export', fileName, input: {} });
    const subject = { type: 'job' as const, id };
    await audit(write, actor, { action: 'national.exported', subject, detail: { fileName, reason } });
  });
  return id;
}

/** Takes a download of the national system in to be compared. @returns the job's id */
export async function orderComparison(
  { store, actor }: Desk,
  { bytes, fileName: sentName }: { bytes: Uint8Array; fileName: string },
): Promise<string> {
  const id = newId();
  const fileName = keptFileName(sentName);
  await keepJobFile(id, 'in', bytes);
  await store.write(async (write) => {
    await insertJob(write, actor, { id, kind: 'national.compare', fileName, input: {} });
    const subject = { type: 'job' as const, id };
    await audit(write, actor, { action: 'national.compare_started', subject, detail: { fileName } });
  });
  return id;
}

/** @throws Refusal record.not_found, also for a job of another kind */
export async function comparisonView(read: Read, actor: StaffActor, id: string): Promise<ComparisonView> {
  const row = await jobRow(read, id);
  if (row.kind !== 'national.compare') throw new Refusal('record.not_found');
  const [asker] = await read.select({ name: staff.name }).from(staff).where(eq(staff.id, row.staffId));
  return viewOf(row, { staffName: asker!.name, actor });
}

/** The latest comparisons, newest first. */
export async function latestComparisons(read: Read, actor: StaffActor): Promise<ComparisonView[]> {
  const rows = await read
    .select({ job: jobs, staffName: staff.name })
    .from(jobs)
    .innerJoin(staff, eq(staff.id, jobs.staffId))
    .where(eq(jobs.kind, 'national.compare'))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(LATEST);
  return rows.map(({ job, staffName }) => viewOf(job, { staffName, actor }));
}

/** The latest exports that somebody asked for, newest first: nobody else may have their files. */
export async function ownExports(
  read: Read,
  { staffId }: StaffActor,
): Promise<Pick<JobRow, 'id' | 'fileName' | 'status' | 'createdAt'>[]> {
  const { id, fileName, status, createdAt } = jobs;
  return read
    .select({ id, fileName, status, createdAt })
    .from(jobs)
    .where(and(eq(jobs.kind, 'national.export'), eq(jobs.staffId, staffId)))
    .orderBy(desc(createdAt), desc(id))
    .limit(LATEST);
}

function viewOf(row: JobRow, { staffName, actor }: { staffName: string; actor: StaffActor }): ComparisonView {
  const { id, status, phase, fileName, done, createdAt } = row;
  const result: unknown = row.result === null ? null : JSON.parse(row.result);
  const isOpen = !isFinished(status);
  return {
    ...{ id, status, phase, fileName, done, createdAt, staffName },
    isCancelling: isOpen && row.cancelRequestedAt !== null,
    outcome: status === 'done' ? (result as ComparisonOutcome) : null,
    failure: status === 'failed' ? (result as ComparisonView['failure']) : null,
    mayCancel: isOpen && row.cancelRequestedAt === null && row.staffId === actor.staffId,
  };
}
