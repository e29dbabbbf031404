import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, ne, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { countWhere } from '../../db/engine/countWhere';
import { pageByKey, type KeyOrder } from '../../db/engine/keyset';
import { families, familyMembers, noticeFamilies, objections, publicNotices, staff } from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import type { Cursor } from '../cursor';
import type { Category, FamilyStatus } from './family';
import { NOTICE_VIEWS, noticeState, type NoticeState, type NoticeView } from './notice';
import { countOnNotice, noticeRow, type NoticeRow } from './notices.server';
import { FAMILY_STEPS } from './workflow';

export interface NoticeListRow {
  id: string;
  number: string;
  publishedOn: string;
  endsOn: string;
  takenDownOn: string | null;
  place: string;
  state: NoticeState;
  familyCount: number;
  openObjections: number;
}

export interface NoticeList {
  rows: NoticeListRow[];
  total: number;
  /** Cursors of the pages beside this one; null where there is none. */
  previous: string | null;
  next: string | null;
  counts: Record<NoticeView, number>;
  allCount: number;
}

const PAGE_SIZE = 30;

const ORDER: KeyOrder = {
  columns: [publicNotices.publishedOn, publicNotices.id],
  shape: ['text', 'text'],
  direction: 'desc',
};

/** One page of the notices, the latest first. */
export async function listNotices(
  read: Read,
  { view, size = PAGE_SIZE, ...cursor }: Cursor & { view: NoticeView | null; size?: number },
): Promise<NoticeList> {
  const today = todayInChina(new Date());
  const counts = await noticeCounts(read, today);
  const allCount = counts.running + counts.expired + counts.taken_down;
  const { rows, previous, next } = await pageByKey({
    cursor,
    order: ORDER,
    size,
    fetch: (part) =>
      read
        .select()
        .from(publicNotices)
        .where(and(view ? conditionOf(read, { view, today }) : undefined, part.where))
        .orderBy(...part.orderBy)
        .limit(part.limit),
    keyOf: ({ publishedOn, id }) => [publishedOn, id],
  });
  const total = view ? counts[view] : allCount;
  return { rows: await withCounts(read, { rows, today }), total, previous, next, counts, allCount };
}

/** How many notices each view has. */
export async function noticeCounts(read: Read, today: BusinessDate): Promise<Record<NoticeView, number>> {
  const columns = NOTICE_VIEWS.map((view) => [view, countWhere(conditionOf(read, { view, today }))] as const);
  const [counts] = await read
    .select(Object.fromEntries(columns) as Record<NoticeView, SQL<number>>)
    .from(publicNotices);
  return counts!;
}

/** How many notices have an objection that somebody may answer: none that they took down. */
export async function noticesToAnswer(read: Read, staffId: string): Promise<number> {
  const open = read
    .select({ noticeId: objections.noticeId })
    .from(objections)
    .where(and(isNull(objections.handledOn), ne(objections.recordedBy, staffId)));
  const [row] = await read
    .select({ count: count() })
    .from(publicNotices)
    .where(inArray(publicNotices.id, open));
  return row!.count;
}

function conditionOf(read: Read, { view, today }: { view: NoticeView; today: BusinessDate }): SQL {
  if (view === 'taken_down') return isNotNull(publicNotices.takenDownOn);
  if (view === 'objected') {
    const open = read
      .select({ noticeId: objections.noticeId })
      .from(objections)
      .where(isNull(objections.handledOn));
    return inArray(publicNotices.id, open);
  }
  const isOver = view === 'expired' ? lte(publicNotices.endsOn, today) : gt(publicNotices.endsOn, today);
  return and(isNull(publicNotices.takenDownOn), isOver)!;
}

async function withCounts(
  read: Read,
  { rows, today }: { rows: NoticeRow[]; today: BusinessDate },
): Promise<NoticeListRow[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const lines = await read
    .select({ noticeId: noticeFamilies.noticeId, count: count() })
    .from(noticeFamilies)
    .where(inArray(noticeFamilies.noticeId, ids))
    .groupBy(noticeFamilies.noticeId);
  const open = await read
    .select({ noticeId: objections.noticeId, count: count() })
    .from(objections)
    .where(and(inArray(objections.noticeId, ids), isNull(objections.handledOn)))
    .groupBy(objections.noticeId);
  const countIn = (counted: typeof lines, id: string) =>
    counted.find(({ noticeId }) => noticeId === id)?.count ?? 0;
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    publishedOn: row.publishedOn,
    endsOn: row.endsOn,
    takenDownOn: row.takenDownOn,
    place: row.place,
    state: noticeState(row, today),
    familyCount: countIn(lines, row.id),
    openObjections: countIn(open, row.id),
  }));
}

/** A line of a notice as it was put up, and where the file stands now. */
export interface NoticeLine {
  familyId: string;
  fileNumber: string;
  status: FamilyStatus;
  /** Whether this notice is still the one that its family is decided on. */
  isCurrent: boolean;
  shownName: string;
  workUnit: string;
  category: Category | null;
  division: string;
}

export interface NoticeObjection {
  id: string;
  familyId: string;
  fileNumber: string;
  shownName: string;
  receivedOn: string;
  handledOn: string | null;
  outcome: (typeof objections.$inferSelect)['outcome'];
}

export interface NoticePage {
  id: string;
  number: string;
  publishedOn: string;
  endsOn: string;
  takenDownOn: string | null;
  place: string;
  state: NoticeState;
  recordedByName: string;
  lines: NoticeLine[];
  objections: NoticeObjection[];
  /** Families that are neither decided nor given back. */
  waitingCount: number;
}

/**
 * A notice with its families: of each nothing but what the public may read, its file number and its status.
 * @throws Refusal record.not_found
 */
export async function noticePage(read: Read, id: string): Promise<NoticePage> {
  const notice = await noticeRow(read, id);
  const [maker] = await read.select({ name: staff.name }).from(staff).where(eq(staff.id, notice.recordedBy));
  const { number, publishedOn, endsOn, takenDownOn, place } = notice;
  const lines = await linesOf(read, id);
  return {
    id,
    number,
    publishedOn,
    endsOn,
    takenDownOn,
    place,
    state: noticeState(notice, todayInChina(new Date())),
    recordedByName: maker?.name ?? '',
    lines,
    objections: await objectionsOf(read, { noticeId: id, lines }),
    waitingCount: await countOnNotice(read, id),
  };
}

async function linesOf(read: Read, noticeId: string): Promise<NoticeLine[]> {
  const rows = await read
    .select({
      familyId: noticeFamilies.familyId,
      fileNumber: families.fileNumber,
      status: families.status,
      currentNoticeId: families.noticeId,
      shownName: noticeFamilies.shownName,
      workUnit: noticeFamilies.workUnit,
      category: noticeFamilies.category,
      division: noticeFamilies.division,
    })
    .from(noticeFamilies)
    .innerJoin(families, eq(families.id, noticeFamilies.familyId))
    .where(eq(noticeFamilies.noticeId, noticeId))
    .orderBy(asc(noticeFamilies.position));
  return rows.map(({ currentNoticeId, ...line }) => ({ ...line, isCurrent: currentNoticeId === noticeId }));
}

async function objectionsOf(
  read: Read,
  { noticeId, lines }: { noticeId: string; lines: NoticeLine[] },
): Promise<NoticeObjection[]> {
  const rows = await read
    .select({
      id: objections.id,
      familyId: objections.familyId,
      receivedOn: objections.receivedOn,
      handledOn: objections.handledOn,
      outcome: objections.outcome,
    })
    .from(objections)
    .where(eq(objections.noticeId, noticeId))
    .orderBy(asc(objections.receivedOn), asc(objections.id));
  return rows.map((row) => {
    const { fileNumber, shownName } = lines.find(({ familyId }) => familyId === row.familyId)!;
    return { ...row, fileNumber, shownName };
  });
}

/** A visited family that can be put on notice. */
export interface PubliciseCandidate {
  id: string;
  fileNumber: string;
  name: string;
  workUnit: string;
  category: Category | null;
  division: string;
  visitedOn: string | null;
}

/** The visited families that wait for a notice, the longest waiting first. */
export async function publiciseCandidates(
  read: Read,
  { division, limit }: { division: string | null; limit: number },
): Promise<{ rows: PubliciseCandidate[]; total: number }> {
  const condition = and(
    eq(families.status, FAMILY_STEPS.visit.to),
    division ? eq(families.division, division) : undefined,
  );
  const [counted] = await read.select({ count: count() }).from(families).where(condition);
  const rows = await read
    .select({
      id: families.id,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      workUnit: families.workUnit,
      category: families.category,
      division: families.division,
      visitedOn: families.visitedOn,
    })
    .from(families)
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
    .where(condition)
    .orderBy(asc(families.visitedOn), asc(families.fileYear), asc(families.fileSequence))
    .limit(limit);
  return { rows, total: counted!.count };
}
