import { asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { instructions } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import type { Booked } from './bankResultMatch';
import type { Batch } from './batchRows.server';
import type { FittingLine } from './severalLines';

export interface BatchLine extends FittingLine {
  awardId: string;
  accountLast4: string;
  paymentId: string | null;
  /** Of a line that failed, what the bank said of it. */
  failure: (Booked & { reason: string }) | null;
}

/** The lines of a batch with their accounts, as rows of a file are held against them; in their order. */
export async function sentLines(
  read: Read,
  { id: batchId, number }: Pick<Batch, 'id' | 'number'>,
): Promise<BatchLine[]> {
  const rows = await read
    .select({
      id: instructions.id,
      awardId: instructions.awardId,
      lineNumber: instructions.lineNumber,
      accountSealed: instructions.accountSealed,
      accountLast4: instructions.accountLast4,
      holder: instructions.accountHolder,
      amountFen: instructions.amountFen,
      status: instructions.status,
      paymentId: instructions.paymentId,
      bankReference: instructions.bankReference,
      resultOn: instructions.resultOn,
      failureText: instructions.failureText,
    })
    .from(instructions)
    .where(eq(instructions.batchId, batchId))
    .orderBy(asc(instructions.lineNumber));
  return rows.map(({ accountSealed, bankReference, resultOn: on, failureText, ...line }) => {
    // The number of the batch stands for a number that the bank did not say.
    const reference = bankReference === number ? '' : (bankReference ?? '');
    const booked = line.paymentId === null ? null : { reference, on };
    const failure = line.status === 'failed' ? { reference, on, reason: failureText ?? '' } : null;
    const failedOn = failure && on;
    return { ...line, account: unseal(accountSealed), booked, failedOn, failure };
  });
}
