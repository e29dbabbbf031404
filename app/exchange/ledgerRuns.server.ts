import { eq } from 'drizzle-orm';
import type { Store } from '../../db/client.server';
import { staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { StaffActor } from '../staff/staff.server';
import { dropJobFile, jobFile, keepJobFile } from './jobFiles.server';
import { advanceJob, endJob, isCancelRequested, type JobRow } from './jobs.server';
import { LedgerRefused, readLedgerFile, type LedgerFile } from './ledgerFile.server';
import { importLedger, type LedgerOrder } from './ledgerImport.server';
import type { LedgerInput, LedgerOutcome } from './ledgerJobs.server';
import type { LedgerResult } from './ledgerResult';
import type { LedgerKind } from './ledgerSheet';
import { refusedLedger } from './ledgerWorkbook.server';

/** The work behind an import of an old ledger, done by the process beside the pages. */

const MOST_PROBLEMS_KEPT = 500;

/** Does one job; a file that is no ledger is its outcome. */
export async function runLedgerJob(store: Store, job: JobRow, kind: LedgerKind): Promise<void> {
  const bytes = await jobFile(job.id, 'in');
  if (!bytes) return failed(store, job.id, { problem: 'file_gone', columns: [] });
  try {
    await run(store, { job, file: await readLedgerFile(kind, bytes) });
  } catch (error) {
    if (!(error instanceof LedgerRefused)) throw error;
    await failed(store, job.id, { problem: error.problem, columns: error.columns });
  }
}

interface Work {
  job: JobRow;
  file: LedgerFile;
}

async function run(store: Store, { job, file }: Work): Promise<void> {
  await store.write((write) =>
    advanceJob(write, job.id, { phase: 'checking', done: 0, total: file.rowCount }),
  );
  const input = JSON.parse(job.input) as LedgerInput;
  const actor = await actorOf(store, job.staffId);
  const releaser = job.releasedBy === null ? null : await actorOf(store, job.releasedBy);
  const order = orderOf(store, { job, file, actor, releaser, reason: input.overrideReason });
  // Receipts are the maker's own to record; decisions of then need another person to vouch for them.
  const goesIn = !input.isCheckOnly && (file.kind === 'receipts' || releaser !== null);
  const result = await importLedger({ ...order, importId: goesIn ? job.id : null });
  const waits = !goesIn && !input.isCheckOnly && result.accepted + result.overridable > 0;
  await finish(store, { job, file, actor, result, waits });
}

function orderOf(
  store: Store,
  {
    job,
    file,
    actor,
    releaser,
    reason,
  }: Work & { actor: StaffActor; releaser: StaffActor | null; reason: string | null },
): Omit<LedgerOrder, 'importId'> {
  const by = releaser ?? actor;
  return {
    store,
    file,
    fileName: job.fileName,
    isAboveBudgetConfirmed: (JSON.parse(job.input) as LedgerInput).isAboveBudgetConfirmed ?? false,
    actorIn: () => Promise.resolve(actor),
    approvedBy: { id: by.staffId, name: by.name },
    override: releaser && reason ? { id: releaser.staffId, name: releaser.name, reason } : null,
    watch: {
      advanced: (write, done) => advanceJob(write, job.id, { phase: 'importing', done }),
      isCancelled: () => store.read((read) => isCancelRequested(read, job.id)),
    },
  };
}

async function finish(
  store: Store,
  { job, file, actor, result, waits }: Work & { actor: StaffActor; result: LedgerResult; waits: boolean },
): Promise<void> {
  const hasFile = result.problems.length > 0;
  if (hasFile) await keepJobFile(job.id, 'out', await refusedLedger(file, result.problems));
  const outcome: LedgerOutcome = {
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

async function failed(store: Store, id: string, result: object): Promise<void> {
  await store.write((write) => endJob(write, id, { status: 'failed', result }));
  await dropJobFile(id, 'in');
}

async function actorOf(store: Store, staffId: string): Promise<StaffActor> {
  const [row] = await store.read((read) =>
    read.select({ name: staff.name, username: staff.username }).from(staff).where(eq(staff.id, staffId)),
  );
  return { staffId, ...row!, roles: [] };
}
