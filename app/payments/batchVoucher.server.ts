import { and, asc, count, eq, inArray, ne, sum } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { batches, instructions, projects } from '../../db/schema';
import type { PrintedPaper } from '../families/printedPaper';
import { namesOfStaff } from '../relief/people.server';
import { centreName } from '../staff/staff.server';
import { bankPapersOf } from './bankPapers.server';
import type { InstructionStatus } from './batch';
import { batchRow } from './batchRows.server';
import { batchVoucherPaper, type BatchVoucherFacts } from './batchVoucher';

/** A batch that the bank has or had, by its number. */
export interface SentBatch {
  id: string;
  number: string;
  title: string;
}

/** The batches of a project that went to the bank, in the order of their numbers. */
export async function sentBatches(read: Read, projectId: string): Promise<SentBatch[]> {
  return read
    .select({ id: batches.id, number: batches.number, title: batches.title })
    .from(batches)
    .where(and(eq(batches.projectId, projectId), inArray(batches.status, ['exported', 'closed'])))
    .orderBy(asc(batches.number));
}

/**
 * 批次付款凭证 of a batch that went to the bank, for what tells the audit itself.
 * @throws Refusal batch.not_found
 */
export async function batchVoucherOf(read: Read, batchId: string): Promise<PrintedPaper> {
  const batch = await batchRow(read, batchId);
  const [project] = await read
    .select({ year: projects.year })
    .from(projects)
    .where(eq(projects.id, batch.projectId));
  const names = await namesOfStaff(
    read,
    [batch.madeBy, batch.approvedBy].filter((id) => id !== null),
  );
  const { number, title, madeAt, approvedOn, approvedDigest } = batch;
  const facts: BatchVoucherFacts = {
    ...{ number, title, madeAt, year: project!.year },
    madeBy: names[batch.madeBy] ?? '',
    approvedBy: names[batch.approvedBy ?? ''] ?? '',
    approvedOn: approvedOn ?? '',
    approvedDigest: approvedDigest ?? '',
    sums: await sumsOfLines(read, batchId),
    files: await bankPapersOf(read, [batchId]),
  };
  return batchVoucherPaper(facts, { centreName: await centreName(read) });
}

const PARTS = {
  paid: ['succeeded'],
  failed: ['failed'],
  open: ['queued', 'sent'],
} as const satisfies Record<string, readonly InstructionStatus[]>;

async function sumsOfLines(read: Read, batchId: string): Promise<BatchVoucherFacts['sums']> {
  const rows = await read
    .select({
      status: instructions.status,
      count: count(),
      amountFen: sum(instructions.amountFen).mapWith(Number),
    })
    .from(instructions)
    .where(and(eq(instructions.batchId, batchId), ne(instructions.status, 'withdrawn')))
    .groupBy(instructions.status);
  const of = (statuses: readonly InstructionStatus[]) =>
    rows
      .filter(({ status }) => statuses.includes(status))
      .reduce((all, row) => ({ count: all.count + row.count, amountFen: all.amountFen + row.amountFen }), {
        count: 0,
        amountFen: 0,
      });
  return {
    whole: of([...PARTS.paid, ...PARTS.failed, ...PARTS.open]),
    paid: of(PARTS.paid),
    failed: of(PARTS.failed),
    open: of(PARTS.open),
  };
}
