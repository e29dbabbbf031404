import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { commands, payments } from '../../db/schema';

/** A payment as it was written down, beside which the bank's word is held. */
export interface Booking {
  paymentId: string;
  reference: string;
  on: string;
  recordedAt: string;
  /** Not from a file of the bank. */
  isByHand: boolean;
}

/** What was written down as paid of some awards, by award, whatever became of it later. */
export async function bookingsOf(read: Read, awardIds: readonly string[]): Promise<Map<string, Booking[]>> {
  const found = new Map<string, Booking[]>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({ payment: payments, command: commands.name })
      .from(payments)
      .leftJoin(commands, eq(commands.id, payments.commandId))
      .where(and(inArray(payments.awardId, chunk), eq(payments.kind, 'payment')));
    for (const { payment, command } of rows) {
      const { id: paymentId, awardId, bankReference: reference, paidOn: on, recordedAt } = payment;
      const isByHand = command !== 'batch.result_apply';
      found.set(awardId, [...(found.get(awardId) ?? []), { paymentId, reference, on, recordedAt, isByHand }]);
    }
  }
  return found;
}
