import type { Read } from '../../db/client.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import type { StaffActor } from '../staff/staff.server';
import { familyCourse, type FamilyCourse } from './familyCourse.server';
import { familyView, type FamilyPage } from './familyQueries.server';
import { isMaker } from './familyRows.server';
import { previewReview, type ReviewPreview } from './reviews.server';
import { presently } from './statement';
import { earliestReview } from './workflow';

export interface ReviewPageFacts {
  /** With its present figures. */
  family: FamilyPage;
  course: FamilyCourse;
  today: BusinessDate;
  earliest: BusinessDate | null;
  isOwn: boolean;
  /** What the figures on file lead to today. */
  preview: ReviewPreview;
}

/**
 * What whoever reviews a family has before them.
 * @throws Refusal record.not_found
 */
export async function reviewPage(
  read: Read,
  { familyId, actor }: { familyId: string; actor: StaffActor },
): Promise<ReviewPageFacts> {
  const today = todayInChina(new Date());
  const family = presently(await familyView(read, familyId));
  const course = await familyCourse(read, familyId);
  return {
    family,
    course,
    today,
    earliest: course.reviewDueOn && earliestReview(course.reviewDueOn),
    isOwn: await isMaker(read, { familyId, staffId: actor.staffId }),
    preview: await previewReview(read, { id: familyId, on: today }),
  };
}
