import type { BusinessDate } from '../calendar/date';

/** What a payment of a campaign comes before: its list of recipients was never made public, or still hangs. */
export type NoticeGap = 'missing' | 'running';

interface Notice {
  noticedOn: string | null;
  /** The first day on which it may come down. */
  noticeEndsOn: string | null;
}

/** What is missing of the public notice on a day; null once it has hung long enough. */
export function noticeGap({ noticedOn, noticeEndsOn }: Notice, today: BusinessDate): NoticeGap | null {
  if (!noticedOn || !noticeEndsOn) return 'missing';
  return today < noticeEndsOn ? 'running' : null;
}

/** The gap that a batch of a campaign would be made in; null where nobody waits to be paid. */
export function gapBeforeBatch(
  { awardCount, paidCount, campaign }: { awardCount: number; paidCount: number; campaign: Notice },
  today: BusinessDate,
): NoticeGap | null {
  return awardCount > paidCount ? noticeGap(campaign, today) : null;
}
