import { and, eq, gt, isNotNull, isNull, lte, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { countWhere } from '../../db/engine/countWhere';
import { pageByKey, type KeyOrder } from '../../db/engine/keyset';
import { campaigns, projects } from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import type { Cursor, KeyPage } from '../cursor';
import { NOTICE_STATES, noticeState, type NoticeState } from '../families/notice';
import type { ReliefType } from '../fund/project';
import { PAGE_SIZE } from './paging';

/** The public notices of recipients, of all campaigns and years: what hangs, what must come down, what is down. */

export interface RecipientNoticeRow {
  campaignId: string;
  name: string;
  type: ReliefType;
  year: number;
  noticedOn: string;
  endsOn: string;
  takenDownOn: string | null;
  place: string;
  state: NoticeState;
}

export interface RecipientNoticeList extends KeyPage<RecipientNoticeRow> {
  total: number;
  counts: Record<NoticeState, number>;
  allCount: number;
}

const ORDER: KeyOrder = {
  columns: [campaigns.noticedOn, campaigns.id],
  shape: ['text', 'text'],
  direction: 'desc',
};

/** One page of the notices in some state, or of all, the latest first. */
export async function listRecipientNotices(
  read: Read,
  { state, size = PAGE_SIZE, ...cursor }: Cursor & { state: NoticeState | null; size?: number },
): Promise<RecipientNoticeList> {
  const today = todayInChina(new Date());
  const counts = await recipientNoticeCounts(read, today);
  const allCount = NOTICE_STATES.reduce((sum, one) => sum + counts[one], 0);
  const ofState = state ? inState(state, today) : isNotNull(campaigns.noticedOn);
  const page = await pageByKey({
    cursor,
    order: ORDER,
    size,
    fetch: ({ where, orderBy, limit }) =>
      read
        .select({
          campaignId: campaigns.id,
          name: campaigns.name,
          type: campaigns.type,
          year: projects.year,
          noticedOn: campaigns.noticedOn,
          endsOn: campaigns.noticeEndsOn,
          takenDownOn: campaigns.noticeTakenDownOn,
          place: campaigns.noticePlace,
        })
        .from(campaigns)
        .innerJoin(projects, eq(projects.id, campaigns.projectId))
        .where(and(ofState, where))
        .orderBy(...orderBy)
        .limit(limit),
    keyOf: ({ noticedOn, campaignId }) => [noticedOn!, campaignId],
  });
  const rows = page.rows.map(({ noticedOn, endsOn, place, ...row }) => {
    const dates = { noticedOn: noticedOn!, endsOn: endsOn! };
    return { ...row, ...dates, place: place ?? '', state: noticeState({ ...dates, ...row }, today) };
  });
  return { ...page, rows, total: state ? counts[state] : allCount, counts, allCount };
}

/** How many notices of recipients are in each state. */
export async function recipientNoticeCounts(
  read: Read,
  today: BusinessDate,
): Promise<Record<NoticeState, number>> {
  const columns = NOTICE_STATES.map((state) => [state, countWhere(inState(state, today))] as const);
  const [counts] = await read
    .select(Object.fromEntries(columns) as Record<NoticeState, SQL<number>>)
    .from(campaigns);
  return counts!;
}

function inState(state: NoticeState, today: BusinessDate): SQL {
  if (state === 'taken_down') return isNotNull(campaigns.noticeTakenDownOn);
  const { noticeEndsOn } = campaigns;
  const isOver = state === 'expired' ? lte(noticeEndsOn, today) : gt(noticeEndsOn, today);
  return and(isNotNull(campaigns.noticedOn), isNull(campaigns.noticeTakenDownOn), isOver)!;
}
