import { eq } from 'drizzle-orm';
import type { Store } from '../../db/client.server';
import { staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import { parseYuan } from '../money/yuan';
import { NATIONAL_ORIGIN_SHEET, NATIONAL_SHEET, nationalFooter } from '../zh/national';
import { dropJobFile, jobFile, keepJobFile } from './jobFiles.server';
import {
  advanceJob,
  endJob,
  failureOf,
  isCancelRequested,
  type ExportOutcome,
  type JobRow,
} from './jobs.server';
import { compareNational } from './nationalComparison.server';
import type { NationalTexts, NationalColumn, NationalCounts, NationalField } from './national';
import { nationalLayout } from './nationalLayouts.server';
import { onTheRegister, ourTexts } from './nationalValues.server';
import type { TableCell } from './tableColumn';
import { tableWorkbook } from './tableWorkbook.server';

/** What came of a comparison. */
export interface ComparisonOutcome extends NationalCounts {
  unknownColumns: string[];
  missingFields: NationalField[];
}

/** Writes everybody on the register in the columns of the national system. */
export async function runNationalExport(store: Store, job: JobRow): Promise<void> {
  const { columns } = await store.read(nationalLayout);
  const passage = { families: 0, isCancelled: false };
  async function* rows(): AsyncGenerator<TableCell[]> {
    for await (const people of onTheRegister(store)) {
      passage.isCancelled = await store.read((read) => isCancelRequested(read, job.id));
      if (passage.isCancelled) return;
      for (const person of people) yield cellsOf(columns, ourTexts(person));
      passage.families += people.filter(({ member }) => member.position === 0).length;
      await store.write((write) => advanceJob(write, job.id, { phase: 'writing', done: passage.families }));
    }
  }
  const who = await actorOf(store, job.staffId);
  let people = 0;
  const bytes = await tableWorkbook({
    name: NATIONAL_SHEET,
    columns: columns.map(({ title }) => title),
    rows: rows(),
    origin: {
      name: NATIONAL_ORIGIN_SHEET,
      text: (count) => {
        people = count;
        return nationalFooter(who.name, formatInstant(new Date().toISOString()), count);
      },
    },
  });
  const { families, isCancelled } = passage;
  if (!isCancelled) await keepJobFile(job.id, 'out', bytes);
  const result: ExportOutcome = { families, rows: people, hasFile: !isCancelled };
  const status = isCancelled ? 'cancelled' : 'done';
  await store.write((write) => endJob(write, job.id, { status, result }));
}

function cellsOf(columns: readonly NationalColumn[], texts: NationalTexts): TableCell[] {
  return columns.map(({ field }) => {
    const text = texts[field] ?? '';
    if (field !== 'monthlyIncome' || text === '') return text;
    const parsed = parseYuan(text);
    return parsed.ok ? { fen: parsed.fen } : text;
  });
}

/** Compares a download with the register; what it finds is kept with the job, and found anew when it is begun again. */
export async function runNationalComparison(store: Store, job: JobRow): Promise<void> {
  const bytes = await jobFile(job.id, 'in');
  if (!bytes) {
    await store.write((write) => endJob(write, job.id, { status: 'failed', result: failureOf('file_gone') }));
    return;
  }
  const actor = await actorOf(store, job.staffId);
  const outcome = await compareNational(store, {
    jobId: job.id,
    bytes,
    isCancelled: () => store.read((read) => isCancelRequested(read, job.id)),
  });
  await store.write(async (write) => {
    if (!outcome) return endJob(write, job.id, { status: 'cancelled', result: {} });
    await endJob(write, job.id, { status: 'done', result: outcome });
    const { rows, agreeing, lists } = outcome;
    await audit(write, actor, {
      action: 'national.compared',
      subject: { type: 'job', id: job.id },
      detail: {
        ...{ fileName: job.fileName, rows, agreeing, theirsOnly: lists.theirs_only },
        ...{ oursOnly: lists.ours_only, differing: lists.differing, refused: lists.refused },
      },
    });
  });
  await dropJobFile(job.id, 'in');
}

async function actorOf(store: Store, staffId: string) {
  const [row] = await store.read((read) =>
    read.select({ name: staff.name }).from(staff).where(eq(staff.id, staffId)),
  );
  return { staffId, name: row!.name };
}
