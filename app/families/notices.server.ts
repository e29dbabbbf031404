import { and, asc, eq, inArray, like, max } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { families, familyMembers, noticeFamilies, publicNotices } from '../../db/schema';
import { audit, auditAll } from '../audit/audit.server';
import { yearOf, type BusinessDate } from '../calendar/date';
import { maskName } from '../identity/personName';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { familyRow, requireAllowed, requireStepDate, type FamilyRow } from './familyRows.server';
import type { NoticeInput } from './notice.form';
import { endOfNoticeEnteredNow } from './noticeEnd.server';
import { FAMILY_STEPS, isAllowed } from './workflow';

export interface MadeNotice {
  id: string;
  number: string;
  /** The first day on which its families may be approved beyond doubt, by the day of its entry. */
  endsOn: BusinessDate;
}

/**
 * Puts one file on a public notice of its own.
 * @throws Refusal family.not_now, family.in_future, family.before_previous_step
 */
export async function publiciseFamily(
  desk: Desk,
  { id, on, place = '' }: { id: string; on: BusinessDate; place?: string },
): Promise<MadeNotice> {
  return desk.store.write(async (write) => {
    const row = await familyRow(write, id);
    requireAllowed(row, 'publicise');
    requireStepDate(on, { previousOn: row.visitedOn });
    return putUp(write, desk, { rows: [row], on, place });
  });
}

/**
 * Puts visited files on one public notice: all of them, or none when one cannot be.
 * @throws Refusal family.in_future, notice.not_visited, notice.before_visit, record.not_found
 */
export async function publiciseFamilies(desk: Desk, { ids, on, place }: NoticeInput): Promise<MadeNotice> {
  requireStepDate(on);
  return desk.store.write(async (write) => {
    const rows = await chosenRows(write, ids);
    for (const { fileNumber, status, visitedOn } of rows) {
      if (!isAllowed(status, 'publicise')) throw new Refusal('notice.not_visited', { fileNumber, status });
      if (visitedOn && on < visitedOn)
        throw new Refusal('notice.before_visit', { fileNumber, visitedOn }, 'on');
    }
    return putUp(write, desk, { rows, on, place });
  });
}

/**
 * Takes a notice down: when it has stood, or before that when none of its families is on notice any more.
 * @throws Refusal notice.down_already, family.in_future, family.before_previous_step, notice.still_running
 */
export async function takeDownNotice(
  { store, actor }: Desk,
  { id, on }: { id: string; on: BusinessDate },
): Promise<void> {
  await store.write(async (write) => {
    const notice = await noticeRow(write, id);
    const { number, publishedOn, endsOn, takenDownOn } = notice;
    if (takenDownOn) throw new Refusal('notice.down_already', { takenDownOn });
    requireStepDate(on, { previousOn: publishedOn });
    if (on < endsOn && (await countOnNotice(write, id)) > 0)
      throw new Refusal('notice.still_running', { endsOn }, 'on');
    await write.update(publicNotices).set({ takenDownOn: on }).where(eq(publicNotices.id, id));
    const lines = await write
      .select({ familyId: noticeFamilies.familyId })
      .from(noticeFamilies)
      .where(eq(noticeFamilies.noticeId, id))
      .orderBy(asc(noticeFamilies.position));
    await auditAll(write, actor, [
      { action: 'notice.taken_down', subject: { type: 'notice', id }, detail: { number, on } },
      ...lines.map(({ familyId }) => ({
        action: 'family.notice_ended' as const,
        subject: { type: 'family' as const, id: familyId },
        detail: { number, on },
      })),
    ]);
  });
}

export type NoticeRow = typeof publicNotices.$inferSelect;

/** @throws Refusal record.not_found */
export async function noticeRow(read: Read, id: string): Promise<NoticeRow> {
  const [row] = await read.select().from(publicNotices).where(eq(publicNotices.id, id));
  if (!row) throw new Refusal('record.not_found');
  return row;
}

/** How many families of a notice are neither decided nor given back. */
export async function countOnNotice(read: Read, id: string): Promise<number> {
  const rows = await read
    .select({ id: families.id })
    .from(families)
    .where(and(eq(families.noticeId, id), eq(families.status, FAMILY_STEPS.publicise.to)));
  return rows.length;
}

async function chosenRows(read: Read, ids: readonly string[]): Promise<FamilyRow[]> {
  const chosen = [...new Set(ids)];
  const rows = await read
    .select()
    .from(families)
    .where(inArray(families.id, chosen))
    .orderBy(asc(families.fileYear), asc(families.fileSequence));
  if (rows.length < chosen.length) throw new Refusal('record.not_found');
  return rows;
}

async function putUp(
  write: Write,
  { actor }: Desk,
  { rows, on, place }: { rows: FamilyRow[]; on: BusinessDate; place: string },
): Promise<MadeNotice> {
  const id = newId();
  const number = await nextNumber(write, yearOf(on));
  const endsOn = await endOfNoticeEnteredNow(write, on);
  await write.insert(publicNotices).values({
    id,
    number,
    publishedOn: on,
    endsOn,
    place,
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  await insertLines(write, { noticeId: id, rows });
  for (const row of rows) await bindToNotice(write, row, { id, on });
  await auditAll(write, actor, [
    {
      action: 'notice.published',
      subject: { type: 'notice', id },
      detail: { number, on, endsOn, place, count: rows.length },
    },
    ...rows.map((row) => ({
      action: 'family.publicised' as const,
      subject: { type: 'family' as const, id: row.id },
      detail: { on, number, endsOn },
    })),
  ]);
  return { id, number, endsOn };
}

async function bindToNotice(
  write: Write,
  { id, version }: FamilyRow,
  notice: { id: string; on: BusinessDate },
): Promise<void> {
  const { to: status } = FAMILY_STEPS.publicise;
  await write
    .update(families)
    .set({ status, publicisedOn: notice.on, noticeId: notice.id, version: version + 1 })
    .where(eq(families.id, id));
}

/** GS2019-00001, one after the other in the year of their first day. */
async function nextNumber(read: Read, year: number): Promise<string> {
  const prefix = `GS${year}-`;
  const [last] = await read
    .select({ number: max(publicNotices.number) })
    .from(publicNotices)
    .where(like(publicNotices.number, `${prefix}%`));
  const sequence = Number(last?.number?.slice(prefix.length) ?? 0) + 1;
  const number = prefix + String(sequence).padStart(5, '0');
  // Looking for it by its key lets PostgreSQL tell two that are put up at once apart, and run one of them again.
  await read.select({ id: publicNotices.id }).from(publicNotices).where(eq(publicNotices.number, number));
  return number;
}

async function insertLines(
  write: Write,
  { noticeId, rows }: { noticeId: string; rows: readonly FamilyRow[] },
): Promise<void> {
  const main = await write
    .select({ familyId: familyMembers.familyId, name: familyMembers.name })
    .from(familyMembers)
    .where(
      and(
        eq(familyMembers.position, 0),
        inArray(
          familyMembers.familyId,
          rows.map(({ id }) => id),
        ),
      ),
    );
  const names = new Map(main.map(({ familyId, name }) => [familyId, name]));
  await write.insert(noticeFamilies).values(
    rows.map(({ id: familyId, workUnit, category, division }, position) => ({
      id: newId(),
      noticeId,
      familyId,
      position,
      shownName: maskName(names.get(familyId)!),
      workUnit,
      category,
      division,
    })),
  );
}

/** Audits that the text of a notice was taken out, on paper or as a file. */
export async function auditNoticeExport(
  { store, actor }: Desk,
  { id, format }: { id: string; format: 'print' | 'docx' },
): Promise<void> {
  await store.write(async (write) => {
    const { number } = await noticeRow(write, id);
    await audit(write, actor, {
      action: 'notice.exported',
      subject: { type: 'notice', id },
      detail: { number, format },
    });
  });
}
