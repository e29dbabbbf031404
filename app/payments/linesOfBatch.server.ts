import { and, count, eq, lte, ne, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, partOf, type KeyOrder, type Part } from '../../db/engine/keyset';
import { auditEntries, awards, batches, families, familyMembers, instructions } from '../../db/schema';
import type { Cursor, KeyPage } from '../cursor';
import type { ReliefType } from '../fund/project';
import { PAGE_SIZE } from '../relief/paging';
import type { InstructionStatus } from './batch';
import { batchRow, type Batch } from './batchRows.server';
import { comingBack, type ComingBack } from './ledger';
import { ledgersOf } from './payables.server';

/** The lines of batches as screens show them. */

export interface BatchLineRow {
  id: string;
  lineNumber: number;
  awardId: string;
  name: string;
  fileNumber: string;
  type: ReliefType;
  accountHolder: string;
  bankName: string;
  accountLast4: string;
  amountFen: number;
  status: InstructionStatus;
  resultOn: string | null;
  failureText: string | null;
  paymentId: string | null;
  /** After which correction it is paid again (补发); null for a first payment. */
  comingBack: ComingBack | null;
}

const LINE_ORDER: KeyOrder = { columns: [instructions.lineNumber], shape: ['number'], direction: 'asc' };

/**
 * One page of the lines of a batch.
 * @throws Refusal batch.not_found
 */
export async function pageOfBatchLines(
  read: Read,
  { id, ...asked }: Omit<LinesOfBatch, 'batch'> & { id: string },
): Promise<KeyPage<BatchLineRow>> {
  return pageOfLines(read, { batch: await batchRow(read, id), ...asked });
}

interface LinesOfBatch extends Cursor {
  batch: Pick<Batch, 'id' | 'status'>;
  status?: InstructionStatus | null | undefined;
  size?: number;
}

export async function pageOfLines(
  read: Read,
  { batch, status, size = PAGE_SIZE, ...cursor }: LinesOfBatch,
): Promise<KeyPage<BatchLineRow>> {
  const where = await linesWhere(read, batch, status);
  return pageByKey({
    cursor,
    order: LINE_ORDER,
    size,
    fetch: (part) => lineRows(read, { ...part, where: and(where, part.where) }),
    keyOf: ({ lineNumber }) => [lineNumber],
  });
}

/** The lines of a batch in some status; without one those of the batch: what was taken out is not among them. */
export async function linesWhere(
  read: Read,
  batch: Pick<Batch, 'id' | 'status'>,
  status?: InstructionStatus | null,
): Promise<SQL | undefined> {
  const ofBatch = eq(instructions.batchId, batch.id);
  if (status) return and(ofBatch, eq(instructions.status, status));
  if (batch.status !== 'cancelled') return and(ofBatch, ne(instructions.status, 'withdrawn'));
  // All of a cancelled batch is withdrawn; what was taken out before stands behind the others, and was audited.
  const [all] = await read.select({ count: count() }).from(instructions).where(ofBatch);
  const [takenOut] = await read
    .select({ count: count() })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, 'batch'),
        eq(auditEntries.subjectId, batch.id),
        eq(auditEntries.action, 'batch.line_removed'),
      ),
    );
  return and(ofBatch, lte(instructions.lineNumber, all!.count - takenOut!.count));
}

/** The lines after so many others, without those taken out: they are numbered without gaps. */
export async function linesAfter(
  read: Read,
  batch: Pick<Batch, 'id' | 'status'>,
  { offset, limit }: { offset: number; limit: number },
): Promise<BatchLineRow[]> {
  const { where, ...part } = partOf(LINE_ORDER, { from: [offset], isBackwards: false, limit });
  return lineRows(read, { ...part, where: and(await linesWhere(read, batch), where) });
}

async function lineRows(read: Read, { where, orderBy, limit }: Part): Promise<BatchLineRow[]> {
  const rows = await read
    .select({
      id: instructions.id,
      lineNumber: instructions.lineNumber,
      awardId: instructions.awardId,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      type: awards.type,
      accountHolder: instructions.accountHolder,
      bankName: instructions.bankName,
      accountLast4: instructions.accountLast4,
      amountFen: instructions.amountFen,
      status: instructions.status,
      resultOn: instructions.resultOn,
      failureText: instructions.failureText,
      paymentId: instructions.paymentId,
      madeAt: batches.madeAt,
    })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
  const ledgers = await ledgersOf(
    read,
    rows.map(({ awardId }) => awardId),
  );
  return rows.map(({ madeAt, ...line }) => {
    // What came back later is no reason of this line.
    const before = (ledgers.get(line.awardId) ?? []).filter(({ recordedAt }) => recordedAt <= madeAt);
    return { ...line, comingBack: comingBack(before) };
  });
}
