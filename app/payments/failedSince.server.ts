import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions } from '../../db/schema';
import { Refusal } from '../refusal';
import type { RecipientLine } from './exitedLines.server';

/** A payment whose line is booked as failed, with the bank's day: what was paid before that came back, as a rule. */
export interface FailedLine extends RecipientLine {
  failedOn: string;
  lineNumber: number;
  batch: { id: string; number: string };
}

/** Of some payments those that a batch has failed to make, each with the latest day, in their order. */
export async function failedLines(
  read: Read,
  lines: readonly RecipientLine[],
  { after = '' }: { after?: string } = {},
): Promise<FailedLine[]> {
  const failures = new Map<string, Omit<FailedLine, keyof RecipientLine>>();
  for (const chunk of chunksOf(lines.map(({ awardId }) => awardId))) {
    const rows = await read
      .select({
        awardId: instructions.awardId,
        failedOn: instructions.resultOn,
        lineNumber: instructions.lineNumber,
        batch: { id: batches.id, number: batches.number },
      })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(
        and(
          inArray(instructions.awardId, chunk),
          eq(instructions.status, 'failed'),
          gt(instructions.resultOn, after),
        ),
      )
      .orderBy(asc(instructions.resultOn));
    for (const { awardId, failedOn, ...row } of rows) failures.set(awardId, { ...row, failedOn: failedOn! });
  }
  return lines.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const failure = failures.get(awardId);
    return failure ? [{ awardId, familyId, name, fileNumber, ...failure }] : [];
  });
}

/**
 * Holds what is recorded by hand until whoever does it has seen each payment that is booked as failed on a later day.
 * @param on the day of the payment
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal payment.failed_since {count, name, fileNumber, failedOn}
 */
export async function requireFailuresSeen(
  read: Read,
  { lines, on, seen }: { lines: readonly RecipientLine[]; on: string; seen: number | undefined },
): Promise<{ failedSince?: number }> {
  const { length: count, 0: first } = await failedLines(read, lines, { after: on });
  if (seen !== undefined && seen !== count) {
    const { name = null, fileNumber = null, failedOn = null } = first ?? {};
    throw new Refusal('payment.failed_since', { count, name, fileNumber, failedOn }, 'failedSeen');
  }
  return count > 0 ? { failedSince: count } : {};
}
