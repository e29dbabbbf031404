import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { storedResult } from './bankResults.server';
import { compareResults } from './comparedResults.server';
import { endedWithout } from './contradictions.server';

/** 作废: a file that was sent in by mistake is taken away again, and what it held with it. */

interface ResultIds {
  batchId: string;
  resultId: string;
}

/**
 * A file that may be taken away: nothing was entered from it. With it what it alone says against what is booked.
 * @throws Refusal batch.not_found, result.not_found, result.voided, result.erased, result.in_use
 */
export async function voidableResult(read: Read, ids: ResultIds) {
  const { batch, result, file } = await storedResult(read, ids);
  if (result.appliedAt) throw new Refusal('result.in_use');
  const { id, fileName, sha256, uploadedAt } = result;
  const open = await endedWithout(read, ids);
  return { batch, file: { id, fileName, sha256, uploadedAt, rows: file.rows.length }, open };
}

/**
 * Takes a file away. Its name, its hash, who did it and why are kept; what it alone says against what is booked is asked
 * no more, by whoever has seen how many rows do.
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
