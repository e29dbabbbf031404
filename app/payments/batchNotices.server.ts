import type { Read } from '../../db/client.server';
import {
  campaignCounts,
  requireNoticesSeen,
  unnoticedCampaigns,
  type UnnoticedCampaign,
} from '../relief/unnoticed.server';
import { batchLines } from './batchRows.server';

/** The campaigns of a batch whose recipients have not been public long enough today; lines taken out are left out. */
export async function unnoticedOfBatch(read: Read, batchId: string): Promise<UnnoticedCampaign[]> {
  return unnoticedCampaigns(read, await countsOfBatch(read, batchId));
}

/**
 * Holds a batch until whoever approves it has seen how many of its payments come before the public notice of their
 * campaign is over: the maker's tick is of another day and another person.
 * @throws Refusal batch.unnoticed_at_approval {count, name}
 */
export async function requireBatchNoticed(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ unnoticed?: number }> {
  const counts = await countsOfBatch(read, batchId);
  return requireNoticesSeen(read, { counts, seen, code: 'batch.unnoticed_at_approval' });
}

async function countsOfBatch(read: Read, batchId: string) {
  const lines = await batchLines(read, batchId);
  return campaignCounts(
    read,
    lines.map(({ awardId }) => awardId),
  );
}
