import { eq } from 'drizzle-orm';
import { jobs } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { newId } from '../ids.server';
import type { Desk } from '../staff/staff.server';
import type { ImportMode, JobKind } from './job';
import type { ImportInput } from './jobs.server';

/** An import that the command line does itself, kept as a job so that its records name where they came from. */

/** @returns the job's id, under which the records come */
export async function startOwnImport(
  { store, actor }: Desk,
  {
    kind = 'families.import',
    total,
    fileName,
    releasedBy,
    mode,
  }: {
    kind?: JobKind;
    fileName: string;
    mode: ImportMode;
    releasedBy: string | null;
    total: number;
  },
): Promise<string> {
  const id = newId();
  const now = new Date().toISOString();
  const input: ImportInput = { mode, isCheckOnly: false };
  await store.write(async (write) => {
    // It is never waiting: nobody else is to take it up.
    await write.insert(jobs).values({
      id,
      kind,
      status: 'cancelled',
      staffId: actor.staffId,
      releasedBy,
      fileName,
      input: JSON.stringify(input),
      total,
      done: 0,
      createdAt: now,
      startedAt: now,
    });
    await audit(write, actor, {
      action: 'import.started',
      subject: { type: 'job', id },
      detail: { fileName },
    });
  });
  return id;
}

interface ImportCounts {
  rows: number;
  accepted: number;
  refused: number;
  unchanged: number;
}

export async function finishOwnImport(
  { store, actor }: Desk,
  { importId, fileName, result }: { importId: string; fileName: string; result: ImportCounts },
): Promise<void> {
  const { rows, accepted, refused, unchanged } = result;
  await store.write(async (write) => {
    await write
      .update(jobs)
      .set({ status: 'done', done: rows, finishedAt: new Date().toISOString() })
      .where(eq(jobs.id, importId));
    await audit(write, actor, {
      action: 'import.finished',
      subject: { type: 'job', id: importId },
      detail: { fileName, rows, accepted, refused, unchanged },
    });
  });
}
