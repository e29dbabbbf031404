import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { payments } from '../../db/schema';
import { Refusal } from '../refusal';

export type Payment = typeof payments.$inferSelect;

/**
 * One row.
 * @throws Refusal payment.not_found
 */
export async function paymentRow(read: Read, id: string): Promise<Payment> {
  const [row] = await read.select().from(payments).where(eq(payments.id, id));
  if (!row) throw new Refusal('payment.not_found');
  return row;
}
