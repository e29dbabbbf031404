import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { families } from '../../db/schema';
import { businessDate, maxDate, type BusinessDate } from '../calendar/date';
import { approveFamily } from '../families/families.server';
import { publiciseFamilies, takeDownNotice } from '../families/notices.server';
import { handleObjection, recordObjection } from '../families/objections.server';
import { reopenFamily } from '../families/refall.server';
import { reviewFamily } from '../families/reviews.server';
import type { Visit } from '../families/visit';
import { DEMO_REGISTER, DEMO_STAFF, VISIT_HOUSINGS, VISIT_NOTES } from '../zh/demo';
import { USUAL_NOTICE_PLACE } from '../zh/notice';
import type { DemoOffice } from './campaigns.server';
import type { Chance } from './random';

/** The workflow of the demo's register: visits, notices of several families, objections, reviews and a re-fall. */

/** A visited family, and when it is put on notice and approved. */
export interface VisitedFamily {
  id: string;
  publicisedOn: BusinessDate;
  approvedOn: BusinessDate;
}

/** What two people of the office found at a visit. */
export function demoVisit(chance: Chance, { on, by }: { on: BusinessDate; by: string }): Visit {
  const note = chance.pick(VISIT_NOTES);
  const other = by === DEMO_STAFF.caseworker ? DEMO_STAFF.secondCaseworker : DEMO_STAFF.caseworker;
  return {
    on,
    visitors: [by, other],
    housing: VISIT_HOUSINGS[note.length % VISIT_HOUSINGS.length]!,
    residents: DEMO_REGISTER.residents,
    incomeAgrees: true,
    note,
  };
}

/** Those of one day hang on one notice; it is taken down when it has stood, and they are approved. */
export async function publiciseAndApprove(
  office: DemoOffice,
  write: Write,
  waiting: readonly VisitedFamily[],
): Promise<void> {
  const days = [...new Set(waiting.map(({ publicisedOn }) => publicisedOn))].sort();
  for (const on of days) {
    const batch = waiting.filter(({ publicisedOn }) => publicisedOn === on);
    const ids = batch.map(({ id }) => id);
    const notice = await publiciseFamilies(office.caseworker, { ids, on, place: USUAL_NOTICE_PLACE });
    await takeDownNotice(office.caseworker, { id: notice.id, on: notice.endsOn });
    const proposed = await write
      .select({ id: families.id, category: families.category })
      .from(families)
      .where(inArray(families.id, ids));
    const categories = new Map(proposed.map(({ id, category }) => [id, category]));
    for (const { id, approvedOn } of batch) {
      const category = categories.get(id)!;
      await approveFamily(office.head, { id, on: approvedOn, category, overrideReason: '', note: '' });
    }
  }
}

/** The notice of the end of the year: one objection waits for an answer, one was dismissed, one upheld. */
export async function noticeWithObjections(office: DemoOffice, ids: readonly string[]): Promise<void> {
  const on = businessDate('2019-12-09');
  await publiciseFamilies(office.caseworker, { ids: [...ids], on, place: USUAL_NOTICE_PLACE });
  const [open, dismissed, upheld] = DEMO_REGISTER.objections;
  const objected = async (place: number, content: string) => {
    const familyId = ids[place]!;
    const { id } = await recordObjection(office.caseworker, {
      id: familyId,
      on: businessDate('2019-12-11'),
      content,
    });
    return { familyId, id };
  };
  await objected(0, open.content);
  await handleObjection(office.secondCaseworker, {
    ...(await objected(1, dismissed.content)),
    on: businessDate('2019-12-13'),
    outcome: 'dismissed',
    handling: dismissed.handling,
  });
  await handleObjection(office.secondCaseworker, {
    ...(await objected(2, upheld.content)),
    on: businessDate('2019-12-13'),
    outcome: 'upheld',
    handling: upheld.handling,
  });
}

const REVIEWED_UNTIL = '2019-12-31';
const MOST_REVIEWED = 60;

/** The first families whose review fell due in the year are renewed; the others wait. */
export async function reviewSome(office: DemoOffice, write: Write): Promise<void> {
  const due = await write
    .select({ id: families.id, category: families.category, dueOn: families.reviewDueOn })
    .from(families)
    .where(and(eq(families.status, 'approved'), lte(families.reviewDueOn, REVIEWED_UNTIL)))
    .orderBy(asc(families.reviewDueOn), asc(families.fileNumber))
    .limit(MOST_REVIEWED);
  for (const { id, category, dueOn } of due) {
    await reviewFamily(office.head, {
      id,
      on: businessDate(dueOn!),
      category: category!,
      overrideReason: DEMO_REGISTER.categoryKept,
      note: DEMO_REGISTER.reviewed,
    });
  }
}

/** One of the families that left in spring is in hardship again. */
export async function reopenOne(office: DemoOffice, write: Write): Promise<void> {
  const [family] = await write
    .select({ id: families.id, exitedOn: families.exitedOn })
    .from(families)
    .where(and(eq(families.status, 'exited'), eq(families.exitReason, 'out_of_hardship')))
    .orderBy(asc(families.exitedOn))
    .limit(1);
  if (!family) return;
  const on = maxDate(businessDate('2019-11-20'), businessDate(family.exitedOn!));
  await reopenFamily(office.caseworker, { id: family.id, on });
}
