import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { storedResult } from './bankResults.server';
import { openContradictionsOfResult } from './contradictions.server';

/** 作废: a file that was sent in by mistake is taken away again, and what it held with it. */

interface ResultIds {
  batchId: string;
  resultId: string;
}

/**
 * A file that may be taken away: nothing was entered from it, and nothing that it says against what is booked is open.
 * @throws Refusal batch.not_found, result.not_found, result.voided, result.erased, result.in_use,
 * result.contradicts {count, lineNumber}
 */
export async function voidableResult(read: Read, ids: ResultIds) {
  const { batch, result, file } = await storedResult(read, ids);
  if (result.appliedAt) throw new Refusal('result.in_use');
  const [first, ...more] = await openContradictionsOfResult(read, result.id);
  if (first)
    throw new Refusal('result.contradicts', { count: 1 + more.length, lineNumber: first.lineNumber });
  const { id, fileName, sha256, uploadedAt } = result;
  return { batch, file: { id, fileName, sha256, uploadedAt, rows: file.rows.length } };
}

/**
 * Takes a file away. Its name, its hash, who did it and why are kept; what was settled of its rows stays as it is.
 * @throws Refusal as `voidableResult`
 */
export async function voidResult(
  { store, actor }: Desk,
  { reason, ...ids }: ResultIds & { reason: string },
): Promise<void> {
  await store.write(async (write) => {
    const { batch, file } = await voidableResult(write, ids);
    await write
      .update(bankResults)
      .set({
        contentSealed: '',
        voidedBy: actor.staffId,
        voidedAt: new Date().toISOString(),
        voidReason: reason,
      })
      .where(eq(bankResults.id, file.id));
    await audit(write, actor, {
      action: 'batch.result_voided',
      subject: { type: 'batch', id: batch.id },
      detail: { number: batch.number, fileName: file.fileName, sha256: file.sha256, reason },
    });
  });
}
