import type { Read } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';
import { isBeforeSending } from './bankResult';
import type { Verdict } from './bankResultMatch';
import { sentOnOf } from './batchRows.server';
import { answeredBefore, toldBefore, type OtherAnswer } from './otherAnswers.server';

/** Rows that would be entered with a day on which the bank did not have the batch yet: mostly the answer to another one. */
export interface EarlyRows {
  count: number;
  /** Where the first of them stand in the file. */
  rowNumbers: number[];
  /** When the first file for the bank was made, null before that. */
  sentOn: BusinessDate | null;
  /** Another batch of which all of this was told before; then all rows are early. */
  otherBatch: OtherAnswer | null;
}

const NAMED_ROWS = 20;

interface JudgedFile {
  batchId: string;
  sha256: string;
  /** The day of the rows that have none of their own. */
  defaultOn: string | null;
  verdicts: readonly Verdict[];
}

/** The early rows among those that would be entered. */
export async function earlyRows(
  read: Read,
  { batchId, sha256, defaultOn, verdicts }: JudgedFile,
): Promise<EarlyRows> {
  const sentOn = await sentOnOf(read, batchId);
  const answers = verdicts.filter(({ kind }) => kind === 'succeeded' || kind === 'failed');
  const otherBatch =
    (await answeredBefore(read, { batchId, sha256 })) ??
    (await toldBefore(read, { batchId, defaultOn, answers }));
  const early = answers.filter(({ row }) => otherBatch !== null || isBeforeSending(row.on, sentOn));
  return {
    count: early.length,
    rowNumbers: early.slice(0, NAMED_ROWS).map(({ row }) => row.rowNumber),
    ...{ sentOn, otherBatch },
  };
}

/**
 * Holds a file until whoever enters it has seen each of these rows.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal result.early_days {count, sentOn}
 */
export function requireEarlySeen(
  { count, sentOn }: EarlyRows,
  seen: number | undefined,
): { earlyRows?: number } {
  if (seen !== undefined && seen !== count)
    throw new Refusal('result.early_days', { count, sentOn }, 'earlySeen');
  return count > 0 ? { earlyRows: count } : {};
}
