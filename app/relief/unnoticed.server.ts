import { count, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, awards, campaigns } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { Refusal } from '../refusal';
import { noticeGap, type NoticeGap } from './noticeGap';

/** How many awards are of each campaign; null for those of none. */
export type CampaignCounts = ReadonlyMap<string | null, number>;

/** A campaign whose recipients have not been public for as long as they must. */
export interface UnnoticedCampaign {
  campaignId: string;
  name: string;
  gap: NoticeGap;
  /** The first day on which a notice that hangs may come down. */
  endsOn: string | null;
  /** How many of the awards that were asked about are of it. */
  count: number;
}

/** Of which campaigns some awards are. */
export async function campaignCounts(read: Read, awardIds: readonly string[]): Promise<CampaignCounts> {
  const counts = new Map<string | null, number>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({ campaignId: applications.campaignId, count: count() })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .where(inArray(awards.id, chunk))
      .groupBy(applications.campaignId);
    for (const row of rows) counts.set(row.campaignId, (counts.get(row.campaignId) ?? 0) + row.count);
  }
  return counts;
}

/** Of some campaigns those whose notice of recipients is missing today, or not over. */
export async function unnoticedCampaigns(read: Read, counts: CampaignCounts): Promise<UnnoticedCampaign[]> {
  const today = todayInChina(new Date());
  const found: UnnoticedCampaign[] = [];
  for (const chunk of chunksOf([...counts.keys()].filter((id) => id !== null))) {
    const rows = await read.select().from(campaigns).where(inArray(campaigns.id, chunk));
    for (const { id, name, noticedOn, noticeEndsOn: endsOn } of rows) {
      const gap = noticeGap({ noticedOn, noticeEndsOn: endsOn }, today);
      if (gap) found.push({ campaignId: id, name, gap, endsOn, count: counts.get(id)! });
    }
  }
  return found;
}

/**
 * Holds a batch until whoever makes or approves it has seen how many of its payments come before the public notice of their
 * campaign is over: they may be paid, but not unseen.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @param code of the refusal, by what is held
 * @throws Refusal batch.unnoticed, batch.unnoticed_at_approval {count, name}
 */
export async function requireNoticesSeen(
  read: Read,
  {
    counts,
    seen,
    code,
  }: {
    counts: CampaignCounts;
    seen: number | undefined;
    code: 'batch.unnoticed' | 'batch.unnoticed_at_approval';
  },
): Promise<{ unnoticed?: number }> {
  const found = await unnoticedCampaigns(read, counts);
  const total = found.reduce((sum, one) => sum + one.count, 0);
  if (seen !== undefined && seen !== total)
    throw new Refusal(code, { count: total, name: found[0]?.name ?? null }, 'noticeSeen');
  return total > 0 ? { unnoticed: total } : {};
}
