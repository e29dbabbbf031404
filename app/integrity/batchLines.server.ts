import { and, asc, count, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, batches, instructions, payments } from '../../db/schema';
import { fingerprint, unseal } from '../identity/sealing.server';
import { OPEN_INSTRUCTION_STATUSES } from '../payments/batch';
import { linesDigest, type Instruction } from '../payments/batchRows.server';
import type { Finding } from './invariants.server';

/** What must hold of the lines that were sent to a bank. */

const isOpen = inArray(instructions.status, [...OPEN_INSTRUCTION_STATUSES]);

/** An award that waits for the bank has that much left to be paid, and waits once. */
export async function openLinesUnpaid(read: Read): Promise<Finding> {
  const paidFen = sql`(select coalesce(sum(${payments.amountFen}), 0) from ${payments} where ${payments.awardId} = ${awards.id})`;
  const overpaying = await read
    .select({ id: instructions.id })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        isOpen,
        or(
          isNotNull(awards.releasedOn),
          ne(awards.projectId, batches.projectId),
          inArray(batches.status, ['closed', 'cancelled']),
          sql`${instructions.amountFen} + ${paidFen} > ${awards.amountFen}`,
        ),
      ),
    );
  const twice = await read
    .select({ id: instructions.awardId })
    .from(instructions)
    .where(isOpen)
    .groupBy(instructions.awardId)
    .having(sql`count(*) > 1`);
  return { count: await lineCount(read, isOpen), offending: [...overpaying, ...twice].map(({ id }) => id) };
}

/** A line that the bank has paid stands for the payment record that names it, and no other line for the same. */
export async function paidLinesRecorded(read: Read): Promise<Finding> {
  const isPaid = eq(instructions.status, 'succeeded');
  const offending = await read
    .select({ id: instructions.id })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .leftJoin(payments, eq(payments.id, instructions.paymentId))
    .where(
      and(
        or(isPaid, isNotNull(instructions.paymentId)),
        or(
          ne(instructions.status, 'succeeded'),
          isNull(payments.id),
          ne(payments.kind, 'payment'),
          ne(payments.awardId, instructions.awardId),
          ne(payments.amountFen, instructions.amountFen),
          isNull(batches.approvedBy),
          eq(batches.approvedBy, batches.madeBy),
        ),
      ),
    );
  return { count: await lineCount(read, isPaid), offending: offending.map(({ id }) => id) };
}

/** An approved batch is what was approved, and each account opens to what was approved. */
export async function batchesAsApproved(read: Read): Promise<Finding> {
  const all = await read
    .select({ id: batches.id, approvedDigest: batches.approvedDigest })
    .from(batches)
    .orderBy(asc(batches.id));
  const offending: string[] = [];
  for (const { id, approvedDigest } of all) {
    const lines = await read
      .select()
      .from(instructions)
      .where(and(eq(instructions.batchId, id), ne(instructions.status, 'withdrawn')))
      .orderBy(asc(instructions.lineNumber));
    // A family that was erased after the years of keeping left a line that tells nothing any more.
    if (lines.some(({ accountSealed }) => accountSealed === '')) continue;
    const isDigested = approvedDigest === null || linesDigest(lines) === approvedDigest;
    if (!isDigested || !lines.every(isCounted) || !lines.every(isSealed)) offending.push(id);
  }
  return { count: all.length, offending };
}

function isCounted({ lineNumber }: Instruction, index: number): boolean {
  return lineNumber === index + 1;
}

function isSealed({ accountSealed, accountFingerprint }: Instruction): boolean {
  try {
    return fingerprint(unseal(accountSealed)) === accountFingerprint;
  } catch {
    return false;
  }
}

async function lineCount(read: Read, where: SQL): Promise<number> {
  const [row] = await read.select({ count: count() }).from(instructions).where(where);
  return row!.count;
}
