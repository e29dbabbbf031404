import type { Read } from '../../db/client.server';
import { latestOf } from '../audit/audit.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { together } from '../together';
import type { Category } from './family';
import { familyRow, type FamilyRow } from './familyRows.server';
import { noticeState, type NoticeState } from './notice';
import { noticeRow } from './notices.server';
import {
  objectionAgainstApproval,
  objectionsOfFamily,
  type FamilyObjection,
  type ObjectionAgainst,
} from './objections.server';
import { linkedFiles, type LinkedFile } from './refall.server';
import { reviewDueOf, reviewsOfFamily, type FamilyReview } from './reviews.server';

export interface FamilyNotice {
  id: string;
  number: string;
  place: string;
  publishedOn: string;
  endsOn: string;
  takenDownOn: string | null;
  state: NoticeState;
}

/** What the approval decided; the file itself says what the last review did. */
export interface Decision {
  category: Category | null;
  overrideReason: string | null;
}

/** What happened around a file beside its own steps. */
export interface FamilyCourse {
  /** The notice that it is, or was, decided on. */
  notice: FamilyNotice | null;
  objections: FamilyObjection[];
  /** Why an objection stands against an approval; null where none does. */
  objectionAgainst: ObjectionAgainst | null;
  decision: Decision;
  /** The latest first. */
  reviews: FamilyReview[];
  /** Of a family on the register. */
  reviewDueOn: BusinessDate | null;
  previous: LinkedFile | null;
  next: LinkedFile[];
}

/**
 * The notice, objections, reviews and linked files of a family.
 * @throws Refusal record.not_found
 */
export async function familyCourse(read: Read, id: string): Promise<FamilyCourse> {
  const { row, reviews, ...objected } = await together({
    row: familyRow(read, id),
    reviews: reviewsOfFamily(read, id),
    objections: objectionsOfFamily(read, id),
    objectionAgainst: objectionAgainstApproval(read, id),
  });
  const { linked, ...decided } = await together({
    notice: row.noticeId ? noticeOf(read, row.noticeId) : null,
    decision: decisionOf(read, { row, reviews }),
    linked: linkedFiles(read, row),
  });
  return {
    ...objected,
    ...decided,
    ...linked,
    reviews,
    reviewDueOn: row.status === 'approved' ? reviewDueOf(row) : null,
  };
}

async function decisionOf(
  read: Read,
  { row, reviews }: { row: FamilyRow; reviews: readonly FamilyReview[] },
): Promise<Decision> {
  const first = reviews.at(-1);
  if (!first) return { category: row.category, overrideReason: row.overrideReason };
  const approval = await latestOf(read, {
    action: 'family.approved',
    subject: { type: 'family', id: row.id },
  });
  const { overrideReason = null } = JSON.parse(approval?.detail ?? '{}') as Partial<Decision>;
  return { category: first.categoryBefore, overrideReason };
}

async function noticeOf(read: Read, noticeId: string): Promise<FamilyNotice> {
  const notice = await noticeRow(read, noticeId);
  const { id, number, place, publishedOn, endsOn, takenDownOn } = notice;
  const state = noticeState(notice, todayInChina(new Date()));
  return { id, number, place, publishedOn, endsOn, takenDownOn, state };
}
