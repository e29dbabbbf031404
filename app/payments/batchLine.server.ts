import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { instructions } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';
import { batchRow, sentOnOf, type Batch, type Instruction } from './batchRows.server';

export interface BatchLinePage {
  batch: Pick<Batch, 'id' | 'number' | 'title' | 'status'>;
  line: Pick<
    Instruction,
    'id' | 'lineNumber' | 'accountHolder' | 'accountLast4' | 'bankName' | 'amountFen' | 'status'
  >;
  /** When the first file for the bank was made; null before that. */
  sentOn: BusinessDate | null;
}

/**
 * One line of a batch, as whoever answers it by hand sees it.
 * @throws Refusal batch.not_found, batch.line_not_found
 */
export async function batchLinePage(
  read: Read,
  { batchId, lineId }: { batchId: string; lineId: string },
): Promise<BatchLinePage> {
  const { id, number, title, status } = await batchRow(read, batchId);
  const [line] = await read.select().from(instructions).where(eq(instructions.id, lineId));
  if (!line || line.batchId !== batchId) throw new Refusal('batch.line_not_found');
  const { lineNumber, accountHolder, accountLast4, bankName, amountFen } = line;
  return {
    batch: { id, number, title, status },
    line: { id: line.id, lineNumber, accountHolder, accountLast4, bankName, amountFen, status: line.status },
    sentOn: await sentOnOf(read, id),
  };
}
