import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { batches, instructions } from '../../db/schema';
import { isBeforeSending } from './bankResult';
import { sentOnOf } from './batchRows.server';
import type { Paper } from './contradiction';

/**
 * By what the awards of some lines are booked as failed in other batches, by line: of days before the batch of the line
 * went to the bank, so that it cannot be the answer to that.
 */
export async function failedBefore(read: Read, lineIds: readonly string[]): Promise<Map<string, Paper[]>> {
  const found = new Map<string, Paper[]>();
  const sentOn = new Map<string, string | null>();
  for (const one of await failedElsewhere(read, lineIds)) {
    const { lineId, batchId, number, on, bankReference } = one;
    if (!sentOn.has(batchId)) sentOn.set(batchId, await sentOnOf(read, batchId));
    if (!isBeforeSending(on, sentOn.get(batchId)!)) continue;
    // The number of the batch stands for a number that the bank did not say.
    const reference = bankReference === number ? '' : (bankReference ?? '');
    found.set(lineId, [...(found.get(lineId) ?? []), { on, reference }]);
  }
  return found;
}

const own = alias(instructions, 'own');

interface FailedElsewhere {
  lineId: string;
  batchId: string;
  number: string;
  on: string | null;
  bankReference: string | null;
}

async function failedElsewhere(read: Read, lineIds: readonly string[]): Promise<FailedElsewhere[]> {
  const found: FailedElsewhere[] = [];
  for (const chunk of chunksOf([...new Set(lineIds)])) {
    const rows = await read
      .select({
        lineId: own.id,
        batchId: own.batchId,
        number: batches.number,
        on: instructions.resultOn,
        bankReference: instructions.bankReference,
      })
      .from(own)
      .innerJoin(instructions, eq(instructions.awardId, own.awardId))
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(
        and(
          inArray(own.id, chunk),
          ne(instructions.batchId, own.batchId),
          eq(instructions.status, 'failed'),
          isNotNull(instructions.resultOn),
        ),
      );
    found.push(...rows);
  }
  return found;
}
