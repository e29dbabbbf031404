import type { Readable } from 'node:stream';
import { and, asc, desc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Read, Store, Write } from '../../db/client.server';
import { jobs, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { FamilyFilters } from '../families/familyFilter';
import { refusedFileName } from '../zh/jobs';
import { keptFileName } from '../identity/fileName';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { may } from '../staff/permission';
import type { Desk, StaffActor } from '../staff/staff.server';
import type { FileProblem } from './familyFile.server';
import type { FamiliesImportResult } from './familiesImport.server';
import type { SheetColumn } from './familySheet';
import { isFinished, type ImportMode, type JobKind, type JobPhase } from './job';
import { dropJobFile, openJobFile } from './jobFiles.server';
import type { Upload } from './uploads.server';

export type JobRow = typeof jobs.$inferSelect;

/** What is asked of an import. */
export interface ImportInput {
  mode: ImportMode;
  isCheckOnly: boolean;
}

export interface ExportInput {
  filters: FamilyFilters;
  isFull: boolean;
}

/** What came of an import; of the problems only the first are kept here, all of them in the returned workbook. */
export interface ImportOutcome extends Omit<FamiliesImportResult, 'warnings' | 'warningCount'> {
  /** Imports of before said nothing of them. */
  warnings?: FamiliesImportResult['warnings'];
  warningCount?: number;
  problemCount: number;
  hasFile: boolean;
}

export interface ExportOutcome {
  families: number;
  rows: number;
  hasFile: boolean;
}

/** Why a job came to nothing. */
export interface JobFailure {
  problem: FileProblem | 'interrupted' | 'file_gone' | 'error';
  columns: SheetColumn[];
  /** How many rows it may have, where it has too many for what was asked. */
  most?: number | null;
}

export interface JobView {
  id: string;
  kind: JobRow['kind'];
  status: JobRow['status'];
  phase: JobPhase | null;
  fileName: string;
  total: number;
  done: number;
  createdAt: string;
  finishedAt: string | null;
  isCancelling: boolean;
  staffName: string;
  mode: ImportMode | null;
  isCheckOnly: boolean;
  importOutcome: ImportOutcome | null;
  exportOutcome: ExportOutcome | null;
  failure: JobFailure | null;
  /** What whoever looks may do. */
  offered: { cancel: boolean; release: boolean; file: boolean };
}

/** Old ledgers and comparisons are shown elsewhere. */
const PAGES_OF_THEIR_OWN: readonly JobRow['kind'][] = [
  'payments.import',
  'receipts.import',
  'national.compare',
];
const MOST_ATTEMPTS = 3;
const SILENT_MS = 60_000;

/** Takes a file in to be imported. @returns the job's id */
export async function orderImport(
  { store, actor }: Desk,
  order: { upload: Upload; fileName: string; mode: ImportMode; isCheckOnly: boolean },
): Promise<string> {
  const id = newId();
  const fileName = keptFileName(order.fileName);
  await order.upload.giveTo(id);
  const input: ImportInput = { mode: order.mode, isCheckOnly: order.isCheckOnly };
  await store.write(async (write) => {
    await insertJob(write, actor, { id, kind: 'families.import', fileName, input });
    await audit(write, actor, {
      action: 'import.started',
      subject: { type: 'job', id },
      detail: { fileName },
    });
  });
  return id;
}

/** Asks for the families that a filter leaves as a workbook. @returns the job's id */
export async function orderExport(
  { store, actor }: Desk,
  { reason, fileName, ...input }: ExportInput & { reason: string; fileName: string },
): Promise<string> {
  if (input.isFull && !may(actor.roles, 'identity.reveal'))
    throw new Refusal('export.not_full', {}, 'isFull');
  const id = newId();
  await store.write(async (write) => {
    await insertJob(write, actor, { id, kind: 'families.export', fileName, input });
    await audit(write, actor, {
      action: 'list.exported',
      subject: { type: 'job', id },
      detail: { fileName, reason, isFull: input.isFull },
    });
  });
  return id;
}

/** Keeps a piece of long work to be done. */
export async function insertJob(
  write: Write,
  actor: StaffActor,
  { input, ...job }: Pick<JobRow, 'id' | 'kind' | 'fileName'> & { input: object },
): Promise<void> {
  await write.insert(jobs).values({
    ...job,
    status: 'waiting',
    staffId: actor.staffId,
    input: JSON.stringify(input),
    total: 0,
    done: 0,
    createdAt: new Date().toISOString(),
  });
}

/**
 * Takes the next job to be done: one that waits, or one whose process fell silent. A job that took its process down
 * with it several times is given up.
 */
export async function takeJob(store: Store): Promise<JobRow | null> {
  return store.write(async (write) => {
    for (;;) {
      const [row] = await write.select().from(jobs).where(isOpen()).orderBy(asc(jobs.createdAt)).limit(1);
      if (!row) return null;
      const now = new Date().toISOString();
      if (row.attempts < MOST_ATTEMPTS) {
        const begun = {
          status: 'running' as const,
          startedAt: now,
          heartbeatAt: now,
          attempts: row.attempts + 1,
        };
        await write
          .update(jobs)
          .set({ ...begun, done: 0 })
          .where(eq(jobs.id, row.id));
        return { ...row, ...begun };
      }
      await endJob(write, row.id, { status: 'failed', result: failureOf('interrupted') });
    }
  });
}

/** Whether there is anything to do. */
export async function hasOpenJobs(read: Read): Promise<boolean> {
  const [row] = await read.select({ id: jobs.id }).from(jobs).where(isOpen()).limit(1);
  return row !== undefined;
}

function isOpen() {
  const silentSince = new Date(Date.now() - SILENT_MS).toISOString();
  return or(
    eq(jobs.status, 'waiting'),
    and(eq(jobs.status, 'running'), or(isNull(jobs.heartbeatAt), lt(jobs.heartbeatAt, silentSince))),
  );
}

export async function advanceJob(
  write: Write,
  id: string,
  state: { phase: JobPhase; done: number; total?: number },
): Promise<void> {
  await write
    .update(jobs)
    .set({ ...state, heartbeatAt: new Date().toISOString() })
    .where(eq(jobs.id, id));
}

export async function isCancelRequested(read: Read, id: string): Promise<boolean> {
  const [row] = await read.select({ at: jobs.cancelRequestedAt }).from(jobs).where(eq(jobs.id, id));
  return row?.at !== null;
}

export function failureOf(
  problem: JobFailure['problem'],
  columns: readonly SheetColumn[] = [],
  most: number | null = null,
): JobFailure {
  return { problem, columns: [...columns], most };
}

export async function endJob(
  write: Write,
  id: string,
  { status, result }: { status: JobRow['status']; result: object },
): Promise<void> {
  const finishedAt = isFinished(status) ? new Date().toISOString() : null;
  await write
    .update(jobs)
    .set({ status, result: JSON.stringify(result), phase: null, finishedAt })
    .where(eq(jobs.id, id));
}

/**
 * Stops a job: at once when it waits, after the families it is at when it runs.
 * @throws Refusal record.not_found, job.finished
 */
export async function cancelJob({ store, actor }: Desk, id: string): Promise<void> {
  const wasIdle = await store.write(async (write) => {
    const row = await jobRow(write, id);
    requireOwn(row, actor);
    if (isFinished(row.status)) throw new Refusal('job.finished');
    const now = new Date().toISOString();
    const isIdle = row.status === 'waiting' || row.status === 'checked';
    const ended = isIdle ? { status: 'cancelled' as const, finishedAt: now } : {};
    await write
      .update(jobs)
      .set({ cancelRequestedAt: now, ...ended })
      .where(eq(jobs.id, id));
    const subject = { type: 'job' as const, id };
    await audit(write, actor, { action: 'import.cancelled', subject, detail: { fileName: row.fileName } });
    return isIdle;
  });
  if (wasIdle) await dropJobFile(id, 'in');
}

/**
 * Lets a checked file in: families that come onto the register need a second person to vouch for them.
 * @throws Refusal record.not_found, job.not_checked, job.own_file
 */
export async function releaseImport({ store, actor }: Desk, id: string): Promise<void> {
  await store.write(async (write) => {
    const row = await jobRow(write, id);
    requireSeen(row, actor);
    if (row.status !== 'checked') throw new Refusal('job.not_checked');
    if (row.staffId === actor.staffId) throw new Refusal('job.own_file');
    await write
      .update(jobs)
      .set({ status: 'waiting', releasedBy: actor.staffId, attempts: 0, done: 0 })
      .where(eq(jobs.id, id));
    const subject = { type: 'job' as const, id };
    await audit(write, actor, { action: 'import.released', subject, detail: { fileName: row.fileName } });
  });
}

/**
 * A job as its page shows it, to who asked for it and to who may approve families.
 * @throws Refusal record.not_found
 */
export async function jobView(read: Read, actor: StaffActor, id: string): Promise<JobView> {
  const row = await jobRow(read, id);
  requireSeen(row, actor);
  const [asker] = await read.select({ name: staff.name }).from(staff).where(eq(staff.id, row.staffId));
  return viewOf(row, { staffName: asker!.name, actor });
}

/** The latest imports that somebody may see, newest first. */
export async function latestImports(read: Read, actor: StaffActor, limit = 10): Promise<JobView[]> {
  const rows = await read
    .select({ job: jobs, staffName: staff.name })
    .from(jobs)
    .innerJoin(staff, eq(staff.id, jobs.staffId))
    .where(
      and(
        eq(jobs.kind, 'families.import'),
        may(actor.roles, 'family.approve') ? undefined : eq(jobs.staffId, actor.staffId),
      ),
    )
    .orderBy(desc(jobs.createdAt))
    .limit(limit);
  return rows.map(({ job, staffName }) => viewOf(job, { staffName, actor }));
}

/** How many checked imports of a kind wait to be let in, apart those that somebody sent, who does not let them in. */
export async function checkedImports(
  read: Read,
  { kind, staffId }: { kind: JobKind; staffId: string },
): Promise<{ count: number; others: number }> {
  const rows = await read
    .select({ staffId: jobs.staffId })
    .from(jobs)
    .where(and(eq(jobs.kind, kind), eq(jobs.status, 'checked')));
  const others = rows.filter((row) => row.staffId === staffId).length;
  return { count: rows.length - others, others };
}

/**
 * What a job made, for who asked for it: the refused rows of an import, or an export. Its stream is to be read to its
 * end or destroyed.
 * @throws Refusal record.not_found, export.file_gone
 */
export async function fetchJobFile(
  { store, actor }: Desk,
  id: string,
): Promise<{ stream: Readable; size: number; fileName: string }> {
  const row = await store.read((read) => jobRow(read, id));
  requireOwn(row, actor);
  const file = await openJobFile(id, 'out');
  if (!file) throw new Refusal('export.file_gone');
  const fileName = row.kind === 'families.import' ? refusedFileName(row.fileName) : row.fileName;
  try {
    await store.write((write) =>
      audit(write, actor, { action: 'list.downloaded', subject: { type: 'job', id }, detail: { fileName } }),
    );
  } catch (error) {
    file.content.destroy();
    throw error;
  }
  return { stream: file.content, size: file.size, fileName };
}

/**
 * A job's row.
 * @throws Refusal record.not_found
 */
export async function jobRow(read: Read, id: string): Promise<JobRow> {
  const [row] = await read.select().from(jobs).where(eq(jobs.id, id));
  if (!row) throw new Refusal('record.not_found');
  return row;
}

function requireSeen(row: JobRow, actor: StaffActor): void {
  if (PAGES_OF_THEIR_OWN.includes(row.kind)) throw new Refusal('record.not_found');
  const isVoucher = row.kind === 'families.import' && may(actor.roles, 'family.approve');
  if (!isVoucher) requireOwn(row, actor);
}

/** Whose job it is not does not learn that there is one. */
function requireOwn({ staffId }: JobRow, actor: StaffActor): void {
  if (staffId !== actor.staffId) throw new Refusal('record.not_found');
}

function viewOf(row: JobRow, { staffName, actor }: { staffName: string; actor: StaffActor }): JobView {
  const isOwn = row.staffId === actor.staffId;
  const isImport = row.kind === 'families.import';
  const result: unknown = row.result === null ? null : JSON.parse(row.result);
  const failed = row.status === 'failed';
  const input = isImport ? (JSON.parse(row.input) as ImportInput) : null;
  const importOutcome = isImport && !failed ? (result as ImportOutcome | null) : null;
  const exportOutcome = !isImport && !failed ? (result as ExportOutcome | null) : null;
  const hasFile = importOutcome?.hasFile ?? exportOutcome?.hasFile ?? false;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    phase: row.phase,
    fileName: row.fileName,
    total: row.total,
    done: row.done,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    isCancelling: row.cancelRequestedAt !== null && !isFinished(row.status),
    staffName,
    mode: input?.mode ?? null,
    isCheckOnly: input?.isCheckOnly ?? false,
    importOutcome,
    exportOutcome,
    failure: failed ? (result as JobFailure) : null,
    offered: {
      cancel: isOwn && !isFinished(row.status) && row.cancelRequestedAt === null,
      release: row.status === 'checked' && !isOwn && may(actor.roles, 'family.approve'),
      file: isOwn && hasFile,
    },
  };
}
