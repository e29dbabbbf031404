import type { Store } from '../../db/client.server';
import { eq } from 'drizzle-orm';
import { staff } from '../../db/schema';
import { audit, type Actor } from '../audit/audit.server';
import { importFamilies, type FamiliesImportResult, type ImportWatch } from './familiesImport.server';
import { exportFamilies } from './familiesExport.server';
import { FileRefused, readFamilyFile, requireOneWrite, type FamilyFile } from './familyFile.server';
import { refusedWorkbook } from './familyWorkbook.server';
import type { JobPhase } from './job';
import { ledgerKindOf } from './ledgerJobs.server';
import { runLedgerJob } from './ledgerRuns.server';
import { runNationalComparison, runNationalExport } from './nationalRuns.server';
import { dropJobFile, jobFile, keepJobFile } from './jobFiles.server';
import {
  advanceJob,
  endJob,
  failureOf,
  isCancelRequested,
  takeJob,
  type ExportInput,
  type ImportInput,
  type ImportOutcome,
  type JobRow,
} from './jobs.server';

const MOST_PROBLEMS_KEPT = 500;
const TELL_EVERY_MS = 1_000;

/** Does the jobs that wait, one after the other, until there are no more. */
export async function runJobs(store: Store): Promise<void> {
  for (let job = await takeJob(store); job; job = await takeJob(store)) await runJob(store, job);
}

/** Does one job that was taken. What goes wrong with it is its outcome, never that of whoever runs it. */
export async function runJob(store: Store, job: JobRow): Promise<void> {
  try {
    await doJob(store, job);
  } catch (error) {
    const failure =
      error instanceof FileRefused ? failureOf(error.problem, error.columns, error.most) : failureOf('error');
    await store.write((write) => endJob(write, job.id, { status: 'failed', result: failure }));
    await dropJobFile(job.id, 'in');
    if (!(error instanceof FileRefused)) throw error;
  }
}

function doJob(store: Store, job: JobRow): Promise<void> {
  switch (job.kind) {
    case 'payments.import':
    case 'receipts.import':
      return runLedgerJob(store, job, ledgerKindOf(job.kind)!);
    case 'families.import':
      return runImport(store, job);
    case 'families.export':
      return runExport(store, job);
    case 'national.export':
      return runNationalExport(store, job);
    case 'national.compare':
      return runNationalComparison(store, job);
  }
}

async function runImport(store: Store, job: JobRow): Promise<void> {
  const bytes = await jobFile(job.id, 'in');
  if (!bytes) {
    await store.write((write) => endJob(write, job.id, { status: 'failed', result: failureOf('file_gone') }));
    return;
  }
  const input = JSON.parse(job.input) as ImportInput;
  const watch = watchOf(store, job.id);
  const file = await readFamilyFile(bytes, (done) => watch.told('reading', done));
  if (!input.isCheckOnly) requireOneWrite(file, input.mode);
  await store.write((write) =>
    advanceJob(write, job.id, { phase: 'checking', done: 0, total: file.rowCount }),
  );
  const order = { store, file, mode: input.mode, fileName: job.fileName, watch };
  const actor = await actorOf(store, job.staffId);
  const approvedBy = job.releasedBy === null ? null : await actorOf(store, job.releasedBy);
  if (!approvedBy) {
    const check = await importFamilies({ ...order, actor, importId: null, approvedBy: null });
    // Whoever records a family does not take it onto the register: a file that does so waits for another person.
    if (input.isCheckOnly || check.isCancelled || check.decidedFamilies > 0) {
      const waits = !input.isCheckOnly && !check.isCancelled && mayGoIn(check, input);
      await finishImport(store, { job, actor, file, result: check, waits });
      return;
    }
  }
  const result = await importFamilies({
    ...order,
    actor,
    importId: job.id,
    approvedBy: approvedBy && { id: approvedBy.staffId, name: approvedBy.name },
  });
  await finishImport(store, { job, actor, file, result, waits: false });
}

function mayGoIn(check: FamiliesImportResult, { mode }: ImportInput): boolean {
  return mode === 'good_families' || check.refused === 0;
}

async function finishImport(
  store: Store,
  {
    job,
    actor,
    file,
    result,
    waits,
  }: { job: JobRow; actor: Actor; file: FamilyFile; result: FamiliesImportResult; waits: boolean },
): Promise<void> {
  const hasFile = result.problems.length > 0;
  if (hasFile) {
    await watchOf(store, job.id).told('writing', result.rows);
    await keepJobFile(job.id, 'out', await refusedWorkbook(file, result.problems));
  }
  const outcome: ImportOutcome = {
    ...result,
    problems: result.problems.slice(0, MOST_PROBLEMS_KEPT),
    problemCount: result.problems.length,
    hasFile,
  };
  const status = waits ? 'checked' : result.isCancelled ? 'cancelled' : 'done';
  await store.write(async (write) => {
    await endJob(write, job.id, { status, result: outcome });
    if (!result.isApplied) return;
    const { rows, accepted, refused, unchanged } = result;
    await audit(write, actor, {
      action: 'import.finished',
      subject: { type: 'job', id: job.id },
      detail: { fileName: job.fileName, rows, accepted, refused, unchanged },
    });
  });
  if (!waits) await dropJobFile(job.id, 'in');
}

async function runExport(store: Store, job: JobRow): Promise<void> {
  const { filters, isFull } = JSON.parse(job.input) as ExportInput;
  const { name } = await actorOf(store, job.staffId);
  const watch = watchOf(store, job.id);
  const made = await exportFamilies({
    store,
    filters,
    isFull,
    who: name,
    keep: (workbook) => keepJobFile(job.id, 'out', workbook),
    told: (done, total) => watch.told('writing', done, total),
    isCancelled: watch.isCancelled,
  });
  if (!made) await dropJobFile(job.id, 'out');
  const result = { families: made?.families ?? 0, rows: made?.rows ?? 0, hasFile: made !== null };
  await store.write((write) => endJob(write, job.id, { status: made ? 'done' : 'cancelled', result }));
}

type JobWatch = Required<Omit<ImportWatch, 'told'>> & {
  told(phase: JobPhase, done: number, total?: number): Promise<void>;
};

/** How a job is told how far it is: once a second, and with each chunk of families that comes in. */
function watchOf(store: Store, jobId: string): JobWatch {
  let toldAt = 0;
  return {
    advanced: (write, done) => advanceJob(write, jobId, { phase: 'importing', done }),
    told: async (phase, done, total) => {
      if (Date.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = Date.now();
      await store.write((write) => advanceJob(write, jobId, { phase, done, total }));
    },
    isCancelled: () => store.read((read) => isCancelRequested(read, jobId)),
  };
}

async function actorOf(store: Store, staffId: string): Promise<Actor & { staffId: string }> {
  const [row] = await store.read((read) =>
    read.select({ name: staff.name }).from(staff).where(eq(staff.id, staffId)),
  );
  return { staffId, name: row!.name };
}
