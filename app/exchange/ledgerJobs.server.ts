import { and, desc, eq } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { jobs, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { keptFileName } from '../identity/fileName';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { may } from '../staff/permission';
import type { Desk, StaffActor } from '../staff/staff.server';
import { ledgerRefusedFileName } from '../zh/ledgerSheet';
import { LedgerRefused, requireLedgerHeader, type LedgerFileProblem } from './ledgerFile.server';
import type { LedgerResult } from './ledgerResult';
import type { LedgerColumn, LedgerKind } from './ledgerSheet';
import { isFinished, type JobPhase } from './job';
import { jobFile, keepJobFile } from './jobFiles.server';
import { insertJob, jobRow, type JobRow } from './jobs.server';

/** Old ledgers that come in by the browser: long work with a page of its own. */

/** What is asked of an import. */
export interface LedgerInput {
  isCheckOnly: boolean;
  /** Why known violations are let in with it; null where they are not. */
  overrideReason: string | null;
  /** Of receipts: whether somebody looked at those above the budget. */
  isAboveBudgetConfirmed?: boolean;
}

/** What came of it; of the problems only the first are kept here, all of them in the returned workbook. */
export interface LedgerOutcome extends LedgerResult {
  problemCount: number;
  hasFile: boolean;
}

interface LedgerFailure {
  problem: LedgerFileProblem | 'interrupted' | 'file_gone' | 'error';
  columns: LedgerColumn[];
}

export interface LedgerJobView {
  id: string;
  kind: LedgerKind;
  status: JobRow['status'];
  phase: JobPhase | null;
  fileName: string;
  total: number;
  done: number;
  createdAt: string;
  isCancelling: boolean;
  staffName: string;
  isCheckOnly: boolean;
  outcome: LedgerOutcome | null;
  failure: LedgerFailure | null;
  /** What whoever looks may do. */
  offered: { cancel: boolean; release: boolean; file: boolean };
}

/** Which kind of ledger a job brings; null for other jobs. */
export function ledgerKindOf(kind: JobRow['kind']): LedgerKind | null {
  if (kind === 'payments.import') return 'payments';
  return kind === 'receipts.import' ? 'receipts' : null;
}

export interface LedgerUpload {
  kind: LedgerKind;
  bytes: Uint8Array;
  fileName: string;
  isCheckOnly: boolean;
  isAboveBudgetConfirmed?: boolean;
}

/**
 * Takes a ledger in to be imported.
 * @returns the job's id
 * @throws Refusal ledger.file_refused {kind, problem, columns} beside the file, where it is no ledger of this kind
 */
export async function orderLedgerImport({ store, actor }: Desk, order: LedgerUpload): Promise<string> {
  const { kind, bytes, isCheckOnly, isAboveBudgetConfirmed = false } = order;
  const fileName = keptFileName(order.fileName);
  await requireLedgerHeader(kind, Buffer.from(bytes)).catch((error: unknown) => {
    throw error instanceof LedgerRefused ? refusedFile(kind, error) : error;
  });
  const id = newId();
  await keepJobFile(id, 'in', bytes);
  const input: LedgerInput = { isCheckOnly, overrideReason: null, isAboveBudgetConfirmed };
  await store.write(async (write) => {
    await insertJob(write, actor, { id, kind: `${kind}.import`, fileName, input });
    const subject = { type: 'job' as const, id };
    await audit(write, actor, { action: 'import.started', subject, detail: { fileName } });
  });
  return id;
}

/**
 * Lets a checked ledger of payments in, by another person than its maker; known violations of policy only with a reason.
 * @throws Refusal record.not_found, job.not_checked, job.own_file
 */
export async function releaseLedger(
  { store, actor }: Desk,
  { id, overrideReason }: { id: string; overrideReason: string | null },
): Promise<void> {
  await store.write(async (write) => {
    const row = await ledgerRow(write, id);
    if (row.status !== 'checked') throw new Refusal('job.not_checked');
    if (row.staffId === actor.staffId) throw new Refusal('job.own_file');
    const input: LedgerInput = { ...(JSON.parse(row.input) as LedgerInput), overrideReason };
    await write
      .update(jobs)
      .set({
        status: 'waiting',
        releasedBy: actor.staffId,
        input: JSON.stringify(input),
        attempts: 0,
        done: 0,
      })
      .where(eq(jobs.id, id));
    await audit(write, actor, {
      action: 'import.released',
      subject: { type: 'job', id },
      detail: { fileName: row.fileName, ...(overrideReason ? { ledgerReason: overrideReason } : {}) },
    });
  });
}

/**
 * An import as its page shows it, to who asked for it and to who may let it in.
 * @throws Refusal record.not_found
 */
export async function ledgerJobView(read: Read, actor: StaffActor, id: string): Promise<LedgerJobView> {
  const row = await ledgerRow(read, id);
  if (!mayLookAt(row, actor)) throw new Refusal('record.not_found');
  const [asker] = await read.select({ name: staff.name }).from(staff).where(eq(staff.id, row.staffId));
  return viewOf(row, { staffName: asker!.name, actor });
}

/** The latest imports of a kind that somebody may see, newest first. */
export async function latestLedgerImports(
  read: Read,
  actor: StaffActor,
  kind: LedgerKind,
): Promise<LedgerJobView[]> {
  const rows = await read
    .select({ job: jobs, staffName: staff.name })
    .from(jobs)
    .innerJoin(staff, eq(staff.id, jobs.staffId))
    .where(
      and(
        eq(jobs.kind, `${kind}.import`),
        may(actor.roles, 'ledger.override') ? undefined : eq(jobs.staffId, actor.staffId),
      ),
    )
    .orderBy(desc(jobs.createdAt))
    .limit(10);
  return rows.map(({ job, staffName }) => viewOf(job, { staffName, actor }));
}

/**
 * The refused rows, for who may see the import.
 * @throws Refusal record.not_found
 */
export async function fetchRefusedLedger(
  { store, actor }: Desk,
  id: string,
): Promise<{ bytes: Buffer; fileName: string }> {
  const row = await store.read((read) => ledgerRow(read, id));
  const bytes = mayLookAt(row, actor) ? await jobFile(id, 'out') : null;
  if (!bytes) throw new Refusal('record.not_found');
  const fileName = ledgerRefusedFileName(row.fileName);
  await keepTrace(store, { actor, id, fileName });
  return { bytes, fileName };
}

function keepTrace(
  store: Store,
  { actor, id, fileName }: { actor: StaffActor; id: string; fileName: string },
): Promise<void> {
  const subject = { type: 'job' as const, id };
  return store.write((write) =>
    audit(write, actor, { action: 'list.downloaded', subject, detail: { fileName } }),
  );
}

function refusedFile(kind: LedgerKind, { problem, columns }: LedgerRefused): Refusal {
  return new Refusal('ledger.file_refused', { kind, problem, columns: columns.join(' ') }, 'file');
}

/** @throws Refusal record.not_found, also for a job of another kind */
async function ledgerRow(read: Read, id: string): Promise<JobRow> {
  const row = await jobRow(read, id);
  if (!ledgerKindOf(row.kind)) throw new Refusal('record.not_found');
  return row;
}

/** Whose job it is not does not learn that there is one. */
function mayLookAt({ staffId }: JobRow, actor: StaffActor): boolean {
  return staffId === actor.staffId || may(actor.roles, 'ledger.override');
}

function viewOf(row: JobRow, { staffName, actor }: { staffName: string; actor: StaffActor }): LedgerJobView {
  const isOwn = row.staffId === actor.staffId;
  const result: unknown = row.result === null ? null : JSON.parse(row.result);
  const outcome = row.status === 'failed' ? null : (result as LedgerOutcome | null);
  const { id, status, phase, fileName, total, done, createdAt } = row;
  return {
    ...{ id, status, phase, fileName, total, done, createdAt, staffName },
    kind: ledgerKindOf(row.kind)!,
    isCancelling: row.cancelRequestedAt !== null && !isFinished(status),
    isCheckOnly: (JSON.parse(row.input) as LedgerInput).isCheckOnly,
    outcome,
    failure: status === 'failed' ? (result as LedgerFailure) : null,
    offered: {
      cancel: isOwn && !isFinished(status) && row.cancelRequestedAt === null,
      release: status === 'checked' && !isOwn && may(actor.roles, 'ledger.override'),
      file: outcome?.hasFile ?? false,
    },
  };
}
