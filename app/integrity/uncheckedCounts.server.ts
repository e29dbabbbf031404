import { eq, isNotNull, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { recountedFiles } from '../payments/uncheckedFiles.server';
import type { Finding } from './invariants.server';

/**
 * How many rows of each result file nobody has looked at, as the files tell. A count that was made smaller beside the
 * product would leave a second payment of the bank unseen.
 */
export async function uncheckedAsCounted(read: Read): Promise<Finding> {
  const counted = await read
    .select({ id: bankResults.id, batchId: bankResults.batchId })
    .from(bankResults)
    // Those of before this was kept are counted at the next start.
    .where(or(eq(bankResults.isCompared, true), isNotNull(bankResults.unreadRows)));
  const ids = new Set(counted.map(({ id }) => id));
  const offending: string[] = [];
  for (const batchId of new Set(counted.map((file) => file.batchId)))
    for (const { id, kept, now } of await recountedFiles(read, batchId)) {
      const isSame = kept.differingRows === now.differingRows && kept.unreadRows === now.unreadRows;
      if (ids.has(id) && !isSame) offending.push(id);
    }
  return { count: counted.length, offending };
}
