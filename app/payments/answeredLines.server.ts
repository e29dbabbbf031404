import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { instructions, payments } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import type { Instruction } from './batchRows.server';
import type { FittingLine } from './severalLines';

/** The lines of a batch as the files of the bank are held against them. */

/** A line that is booked one way or the other, or was taken out and never sent. */
export interface Line {
  id: string;
  lineNumber: number;
  accountLast4: string;
  amountFen: number;
  /** As what it is booked: what was paid and taken back again is not paid. */
  isPaid: boolean;
  isTakenOut: boolean;
  /** The bank's day of a line that failed; null where it has none, and of other lines. */
  failedOn: string | null;
  /** When what was booked as paid was last reversed, in whole or in part: as if it had not been made. */
  reversedAt: string | null;
}

/** A line and those of its batch to accounts that end alike. */
export async function linesLike(read: Read, lineId: string): Promise<string[]> {
  const one = alias(instructions, 'one');
  const rows = await read
    .select({ id: instructions.id })
    .from(instructions)
    .innerJoin(
      one,
      and(eq(one.batchId, instructions.batchId), eq(one.accountLast4, instructions.accountLast4)),
    )
    .where(eq(one.id, lineId));
  return rows.map(({ id }) => id);
}

/** The lines that do not wait for the bank, without what is sealed. */
export async function answeredLines(
  read: Read,
  { batchId, lineIds }: { batchId: string; lineIds?: readonly string[] },
): Promise<Line[]> {
  const corrected = await correctedIn(read, batchId);
  const lines = await read
    .select({
      id: instructions.id,
      lineNumber: instructions.lineNumber,
      accountLast4: instructions.accountLast4,
      amountFen: instructions.amountFen,
      status: instructions.status,
      resultOn: instructions.resultOn,
    })
    .from(instructions)
    .where(
      and(
        eq(instructions.batchId, batchId),
        inArray(instructions.status, ['succeeded', 'failed', 'withdrawn']),
        lineIds ? inArray(instructions.id, lineIds) : undefined,
      ),
    );
  return lines.map(({ status, resultOn, ...line }) => ({
    ...line,
    isTakenOut: status === 'withdrawn',
    isPaid: status === 'succeeded' && corrected.get(line.id)?.leftFen !== 0,
    failedOn: status === 'failed' ? resultOn : null,
    reversedAt: corrected.get(line.id)?.reversedAt ?? null,
  }));
}

/** Of the lines whose payments were corrected what is left of them, and when they were last reversed. */
async function correctedIn(
  read: Read,
  batchId: string,
): Promise<Map<string, { leftFen: number; reversedAt: string | null }>> {
  const isReversal = sql`${payments.kind} = 'reversal'`;
  const rows = await read
    .select({
      id: instructions.id,
      leftFen: sql`sum(${payments.amountFen})`.mapWith(Number),
      reversedFen: sql`sum(case when ${isReversal} then ${payments.amountFen} else 0 end)`.mapWith(Number),
      reversedAt: sql<string>`max(case when ${isReversal} then ${payments.recordedAt} end)`,
    })
    .from(instructions)
    .innerJoin(payments, eq(payments.originalId, instructions.paymentId))
    .where(eq(instructions.batchId, batchId))
    .groupBy(instructions.id);
  return new Map(
    rows.map(({ id, leftFen, reversedFen, reversedAt }) => [
      id,
      { leftFen, reversedAt: reversedFen < 0 ? reversedAt : null },
    ]),
  );
}

/** A line with when its payment was recorded. */
export type BookedLine = FittingLine & { recordedAt: string | null };

/** The lines of a batch to accounts that end alike: what a row does not tell apart. */
export async function sentLike(
  read: Read,
  { batchId, near }: { batchId: string; near: readonly Pick<Line, 'accountLast4'>[] },
): Promise<BookedLine[]> {
  const found: { line: Instruction; on: string | null; reference: string | null; at: string | null }[] = [];
  for (const chunk of chunksOf([...new Set(near.map(({ accountLast4 }) => accountLast4))])) {
    const rows = await read
      .select({
        line: instructions,
        on: payments.paidOn,
        reference: payments.bankReference,
        at: payments.recordedAt,
      })
      .from(instructions)
      .leftJoin(payments, eq(payments.id, instructions.paymentId))
      .where(and(eq(instructions.batchId, batchId), inArray(instructions.accountLast4, chunk)));
    found.push(...rows);
  }
  return found.map(({ line: { accountSealed, accountHolder: holder, ...line }, on, reference, at }) => ({
    ...line,
    holder,
    account: unseal(accountSealed),
    booked: line.paymentId === null ? null : { on, reference: reference ?? '' },
    failedOn: line.status === 'failed' ? line.resultOn : null,
    recordedAt: at,
  }));
}
