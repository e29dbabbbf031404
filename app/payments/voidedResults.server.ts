import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { storedResult } from './bankResults.server';
import { placesOfWords } from './bankWords.server';
import { compareResults, differencesIn } from './comparedResults.server';
import { isSameAnswer, type Contradiction } from './contradiction';
import { openWords } from './contradictions.server';
import type { SaidBefore } from './severalLines';

/** 作废: a file that was sent in by mistake is taken away again, and what it held with it. */

interface ResultIds {
  batchId: string;
  resultId: string;
}

/**
 * A file that may be taken away: nothing was entered from it. With it what it says against what is booked, and nobody asks
 * without it.
 * @throws Refusal batch.not_found, result.not_found, result.voided, result.erased, result.in_use
 */
export async function voidableResult(read: Read, ids: ResultIds) {
  const { batch, result, file } = await storedResult(read, ids);
  if (result.appliedAt) throw new Refusal('result.in_use');
  const { id, fileName, sha256, uploadedAt } = result;
  const open = await endedWithout(read, ids);
  return { batch, file: { id, fileName, sha256, uploadedAt, rows: file.rows.length }, open };
}

/** What a file says that is open, and no more once it is taken away: what another says too may count only beside it. */
async function endedWithout(read: Read, { batchId, resultId }: ResultIds): Promise<Contradiction[]> {
  const own = (await placesOfWords(read, { batchId })).filter((word) => word.resultId === resultId);
  if (own.length === 0) return [];
  const { said } = await differencesIn(read, { batchId, withoutId: resultId });
  const open = await openWords(read, [batchId]);
  return open.filter((one) => isAmong(own, one) && !isAmong(said, one));
}

function isAmong(words: readonly SaidBefore[], one: Contradiction): boolean {
  return words.some((word) => word.lineId === one.lineId && isSameAnswer(word, one));
}

/**
 * Takes a file away. Its name, its hash, who did it and why are kept; what it says against what is booked is asked no more
 * without it, by whoever has seen how many rows do.
 * @throws Refusal as `voidableResult`, and result.contradicts {count, lineNumber}
 */
export async function voidResult(
  { store, actor }: Desk,
  { reason, contradictionsSeen, ...ids }: ResultIds & { reason: string; contradictionsSeen: number },
): Promise<void> {
  await store.write(async (write) => {
    const { batch, file, open } = await voidableResult(write, ids);
    if (contradictionsSeen !== open.length) {
      const { lineNumber = null } = open[0] ?? {};
      throw new Refusal('result.contradicts', { count: open.length, lineNumber }, 'contradictionsSeen');
    }
    await write
      .update(bankResults)
      .set({
        contentSealed: '',
        voidedBy: actor.staffId,
        voidedAt: new Date().toISOString(),
        voidReason: reason,
      })
      .where(eq(bankResults.id, file.id));
    // What later files say counts by what this one had said.
    await compareResults(write, { batchId: batch.id });
    await audit(write, actor, {
      action: 'batch.result_voided',
      subject: { type: 'batch', id: batch.id },
      detail: {
        ...{ number: batch.number, fileName: file.fileName, sha256: file.sha256, reason },
        ...(open.length > 0 ? { contradictions: open.length } : {}),
      },
    });
  });
}
