import { FAMILY_STATUSES, type FamilyStatus } from './family';
import { familyFilters, type FamilyFilters } from './familyFilter';
import { reviewQuestion, type ReviewQuestion } from './review';
import { isAllowed } from './workflow';

/** What can be done with many files at once; each goes through the same rules as one by itself. */
export const BULK_ACTS = ['submit', 'publicise', 'approve', 'review'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

const ACTS_BY_ANOTHER: readonly BulkAct[] = ['approve', 'review'];

/** Whether nobody takes a file through an act that they recorded or changed themselves. */
export function isByAnother(act: BulkAct): boolean {
  return ACTS_BY_ANOTHER.includes(act);
}

/** Why a file that fits is left out of all that the filter of a list leaves. */
export const LEFT_OUT = ['own', 'notice_running', 'objected', 'not_due'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
/** How many were, by why; a reason that holds of none is not there. */
export type LeftOutCounts = Partial<Record<LeftOut, number>>;

/** As many files as one request works through. */
export const MOST_AT_ONCE = 200;

/** Which files are meant: those ticked, by file number, or all that the filter of a list leaves. */
export type BulkSelection = { fileNumbers: string[] } | { matching: FamilyFilters } | { due: ReviewQuestion };

/** Under this name the form around the list of annual reviews says that it is that one. */
export const REVIEW_LIST = 'reviews';

/** The selection that the form around a list sends. */
export function bulkSelection(given: URLSearchParams): BulkSelection {
  if (given.get('all') === 'yes') {
    return given.get('list') === REVIEW_LIST
      ? { due: reviewQuestion(given) }
      : { matching: familyFilters(given) };
  }
  return { fileNumbers: [...new Set(given.getAll('family'))] };
}

/** The act that an address names; null when it is none. */
export function bulkActOf(text: string | undefined): BulkAct | null {
  return BULK_ACTS.find((act) => act === text) ?? null;
}

/** The statuses in which a file can be taken through an act. */
export function statusesFor(act: BulkAct): FamilyStatus[] {
  return FAMILY_STATUSES.filter((status) => isAllowed(status, act));
}
