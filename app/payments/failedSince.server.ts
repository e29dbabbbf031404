import { and, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { bankContradictions, bankResults, batches, instructions } from '../../db/schema';
import { Refusal } from '../refusal';
import { isStillSaid } from './bankWords.server';
import type { RecipientLine } from './exitedLines.server';
import { isBeforeFailing, type FailedDay } from './failure';

/** A payment whose line is booked as failed, with the bank's last day: what was paid before that came back, as a rule. */
export interface FailedLine extends RecipientLine, FailedDay {
  lineNumber: number;
  batch: { id: string; number: string };
}

/** Of some payments those that a batch has failed to make, each with the latest day, in their order. */
export async function failedLines(read: Read, lines: readonly RecipientLine[]): Promise<FailedLine[]> {
  const failures = new Map<string, Failure>();
  for (const chunk of chunksOf(lines.map(({ awardId }) => awardId)))
    for (const one of [...(await bookedFailures(read, chunk)), ...(await toldFailures(read, chunk))]) {
      const known = failures.get(one.awardId);
      if (!known || known.failedOn <= one.failedOn) failures.set(one.awardId, one);
    }
  return lines.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const failure = failures.get(awardId);
    return failure ? [{ familyId, name, fileNumber, ...failure }] : [];
  });
}

type Failure = Omit<FailedLine, 'familyId' | 'name' | 'fileNumber'>;

const LINE = {
  awardId: instructions.awardId,
  lineNumber: instructions.lineNumber,
  batch: { id: batches.id, number: batches.number },
} as const;

async function bookedFailures(read: Read, awardIds: readonly string[]): Promise<Failure[]> {
  const rows = await read
    .select({ ...LINE, failedOn: instructions.resultOn })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        inArray(instructions.awardId, awardIds),
        eq(instructions.status, 'failed'),
        isNotNull(instructions.resultOn),
      ),
    );
  return rows.map((row) => ({ ...row, failedOn: row.failedOn!, isTold: false }));
}

/** What a file tells of such lines of a later day than is booked, and nobody has cleared up. */
async function toldFailures(read: Read, awardIds: readonly string[]): Promise<Failure[]> {
  const rows = await read
    .select({ ...LINE, failedOn: bankContradictions.saidOn })
    .from(bankContradictions)
    .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
    .innerJoin(instructions, eq(instructions.id, bankContradictions.lineId))
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        inArray(instructions.awardId, awardIds),
        eq(instructions.status, 'failed'),
        eq(bankContradictions.outcome, 'failed'),
        gt(bankContradictions.saidOn, instructions.resultOn),
        isNull(bankContradictions.settledAt),
        isStillSaid(),
      ),
    );
  return rows.map((row) => ({ ...row, failedOn: row.failedOn!, isTold: true }));
}

/**
 * Holds what is recorded by hand until whoever does it has seen each payment whose line is booked as failed on a later day, or
 * of which a file tells that it failed then, or on the day itself.
 * @param on the day of the payment
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal payment.failed_since {count, name, fileNumber, failedOn}
 */
export async function requireFailuresSeen(
  read: Read,
  { lines, on, seen }: { lines: readonly RecipientLine[]; on: string; seen: number | undefined },
): Promise<{ failedSince?: number }> {
  const since = (await failedLines(read, lines)).filter((line) => isBeforeFailing(on, line));
  const { length: count, 0: first } = since;
  if (seen !== undefined && seen !== count) {
    const { name = null, fileNumber = null, failedOn = null } = first ?? {};
    throw new Refusal('payment.failed_since', { count, name, fileNumber, failedOn }, 'failedSeen');
  }
  return count > 0 ? { failedSince: count } : {};
}
