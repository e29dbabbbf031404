import type { Read } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import { isBeforeSending } from './bankResult';
import type { Verdict } from './bankResultMatch';
import { sentOnOf } from './batchRows.server';
import { answeredBefore } from './otherBatch.server';

/** Rows that would be entered with a day on which the bank did not have the batch yet: mostly the answer to another one. */
export interface EarlyRows {
  count: number;
  /** Where the first of them stand in the file. */
  rowNumbers: number[];
  /** When the first file for the bank was made, null before that. */
  sentOn: BusinessDate | null;
  /** The number of another batch whose answer this very file was before that; then all rows are early. */
  otherBatch: string | null;
}

const NAMED_ROWS = 20;

/** The early rows among those that would be entered. */
export async function earlyRows(
  read: Read,
  { batchId, sha256, verdicts }: { batchId: string; sha256: string; verdicts: readonly Verdict[] },
): Promise<EarlyRows> {
  const sentOn = await sentOnOf(read, batchId);
  const otherBatch = await answeredBefore(read, { batchId, sha256 });
  const early = verdicts.filter(
    ({ kind, row }) =>
      (kind === 'succeeded' || kind === 'failed') && (otherBatch !== null || isBeforeSending(row.on, sentOn)),
  );
  return {
    count: early.length,
    rowNumbers: early.slice(0, NAMED_ROWS).map(({ row }) => row.rowNumber),
    ...{ sentOn, otherBatch },
  };
}
