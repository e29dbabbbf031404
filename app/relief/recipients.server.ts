import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { campaigns } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import type { Cursor, KeyPage } from '../cursor';
import type { PrintedPaper } from '../families/printedPaper';
import { printedPaperDocx } from '../families/printedPaperDocx.server';
import { endOfNoticeEnteredNow } from '../families/noticeEnd.server';
import { maskName } from '../identity/personName';
import { Refusal } from '../refusal';
import { centreName, type Desk } from '../staff/staff.server';
import { campaignPage, type CampaignRow } from './campaignQueries.server';
import { requireDay } from './days';
import { PAGE_SIZE, pagingOf, type Paging } from './paging';
import { namesOfStaff } from './people.server';
import { recipientsPaper, type Recipient } from './recipientsPaper';
import {
  isAllPaid,
  pageOfStanding,
  partOfStanding,
  standingTotals,
  type StandingAward,
} from './standingAwards.server';

/** 公示受助名单: the public notice of those whose relief a campaign approved. */

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** As many lines as one page of the screen prints, and as one Word document takes: more would be slow to make and to open. */
const LINES_A_PART = 250;
const LINES_A_FILE = 2_000;

export interface RecipientsPage extends CampaignRow {
  /** Who put on record that the notice came down; null before. */
  takenDownByName: string | null;
  count: number;
  amountFen: number;
  /** The day of the last approval: a notice goes up after it. Null without one. */
  earliestOn: string | null;
  /** One page of the list, as it is published. */
  lines: KeyPage<Recipient>;
  /** How many Word documents it takes. */
  fileCount: number;
}

/**
 * What the page of a campaign's notice shows.
 * @throws Refusal campaign.not_found
 */
export async function recipientsPage(
  read: Read,
  { campaignId, size = PAGE_SIZE, ...cursor }: Cursor & { campaignId: string; size?: number },
): Promise<RecipientsPage> {
  const campaign = await campaignPage(read, campaignId);
  const totals = await totalsOf(read, campaignId);
  const { rows, ...beside } = await pageOfStanding(read, { campaignId, size, ...cursor });
  const { pageCount: fileCount } = pagingOf(totals.count, 1, LINES_A_FILE);
  const { noticeTakenDownBy } = campaign.campaign;
  const names = await namesOfStaff(read, [noticeTakenDownBy]);
  const takenDownByName = noticeTakenDownBy && (names[noticeTakenDownBy] ?? '');
  return {
    ...campaign,
    ...totals,
    takenDownByName,
    lines: { rows: rows.map(recipient), ...beside },
    fileCount,
  };
}

/**
 * Puts on record that the list of a campaign's recipients was published.
 * @returns the first day on which it may come down
 * @throws Refusal campaign.not_found, campaign.nobody_awarded, campaign.already_noticed, relief.date_in_future,
 * relief.date_before
 */
export async function publishRecipients(
  { store, actor }: Desk,
  { campaignId, on, place }: { campaignId: string; on: BusinessDate; place: string },
): Promise<{ endsOn: BusinessDate }> {
  return store.write(async (write) => {
    const { campaign } = await campaignPage(write, campaignId);
    const { count: total, earliestOn } = await totalsOf(write, campaignId);
    if (total === 0) throw new Refusal('campaign.nobody_awarded');
    if (campaign.noticedOn) throw new Refusal('campaign.already_noticed', { noticedOn: campaign.noticedOn });
    requireDay(on, { earliestOn });
    const endsOn = await endOfNoticeEnteredNow(write, on);
    await write
      .update(campaigns)
      .set({ noticedOn: on, noticeEndsOn: endsOn, noticePlace: place })
      .where(eq(campaigns.id, campaignId));
    await audit(write, actor, {
      action: 'campaign.noticed',
      subject: { type: 'campaign', id: campaignId },
      detail: { name: campaign.name, on, endsOn, place, count: total },
    });
    return { endsOn };
  });
}

/**
 * Puts on record that the list of recipients came down (domain.md: a notice comes down when its time is over).
 * @throws Refusal campaign.not_found, campaign.not_noticed, campaign.notice_down, campaign.notice_running,
 * relief.date_in_future
 */
export async function takeDownRecipients(
  { store, actor }: Desk,
  { campaignId, on }: { campaignId: string; on: BusinessDate },
): Promise<{ name: string }> {
  return store.write(async (write) => {
    const { campaign } = await campaignPage(write, campaignId);
    const { name, noticedOn, noticeEndsOn: endsOn, noticeTakenDownOn: takenDownOn } = campaign;
    if (!noticedOn || !endsOn) throw new Refusal('campaign.not_noticed');
    if (takenDownOn) throw new Refusal('campaign.notice_down', { takenDownOn });
    requireDay(on);
    if (on < endsOn) throw new Refusal('campaign.notice_running', { endsOn }, 'on');
    await write
      .update(campaigns)
      .set({ noticeTakenDownOn: on, noticeTakenDownBy: actor.staffId })
      .where(eq(campaigns.id, campaignId));
    await audit(write, actor, {
      action: 'campaign.notice_taken_down',
      subject: { type: 'campaign', id: campaignId },
      detail: { name, on },
    });
    return { name };
  });
}

/**
 * One part of the notice, to be printed from the screen; audited like an export.
 * @throws Refusal campaign.not_found, campaign.nobody_awarded
 */
export async function printRecipients(
  desk: Desk,
  { campaignId, part }: { campaignId: string; part?: number | undefined },
): Promise<{ name: string; paper: PrintedPaper; part: number; partCount: number }> {
  const found = await desk.store.read((read) =>
    paperOf(read, campaignId, (total) => pagingOf(total, part, LINES_A_PART)),
  );
  await auditExport(desk, { campaignId, name: found.name, format: 'print' });
  return { name: found.name, paper: found.paper, part: found.paging.page, partCount: found.paging.pageCount };
}

/**
 * The notice as a Word document, or one part of a long one.
 * @throws Refusal campaign.not_found, campaign.nobody_awarded
 */
export async function exportRecipients(
  desk: Desk,
  { campaignId, part }: { campaignId: string; part?: number | undefined },
) {
  const { name, paper, paging } = await desk.store.read((read) =>
    paperOf(read, campaignId, (total) => pagingOf(total, part, LINES_A_FILE)),
  );
  await auditExport(desk, { campaignId, name, format: 'docx' });
  const bytes = await printedPaperDocx(paper, { centreName: await desk.store.read(centreName) });
  const suffix = paging.pageCount > 1 ? ` ${paging.page}` : '';
  return { bytes, fileName: `${paper.fileName}${suffix}.docx`, mediaType: DOCX };
}

async function paperOf(read: Read, campaignId: string, pagingFor: (total: number) => Paging) {
  const { campaign } = await campaignPage(read, campaignId);
  const totals = await totalsOf(read, campaignId);
  if (totals.count === 0) throw new Refusal('campaign.nobody_awarded');
  const paging = pagingFor(totals.count);
  const paper = recipientsPaper(
    {
      name: campaign.name,
      type: campaign.type,
      noticedOn: campaign.noticedOn as BusinessDate | null,
      noticeEndsOn: campaign.noticeEndsOn as BusinessDate | null,
      place: campaign.noticePlace ?? '',
      count: totals.count,
      amountFen: totals.amountFen,
      isPaid: await isAllPaid(read, campaignId),
      firstPlace: paging.offset + 1,
      part: paging.page,
      partCount: paging.pageCount,
      lines: (await partOfStanding(read, { campaignId, ...paging })).map(recipient),
    },
    { centreName: await centreName(read) },
  );
  return { name: campaign.name, paper, paging };
}

async function totalsOf(read: Read, campaignId: string) {
  const { lastApprovedOn: earliestOn, ...totals } = await standingTotals(read, campaignId);
  return { ...totals, earliestOn };
}

function recipient({ name, workUnit, category, amountFen }: StandingAward): Recipient {
  return { shownName: maskName(name), workUnit, category, amountFen };
}

async function auditExport(
  { store, actor }: Desk,
  { campaignId, ...detail }: { campaignId: string; name: string; format: 'print' | 'docx' },
): Promise<void> {
  await store.write((write) =>
    audit(write, actor, {
      action: 'notice.exported',
      subject: { type: 'campaign', id: campaignId },
      detail,
    }),
  );
}
