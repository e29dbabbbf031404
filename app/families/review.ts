import { divisions } from '../identity/division';

/** What the list of annual reviews is narrowed to: due by today, due within the time in which one may be done, later. */
export const REVIEW_VIEWS = ['overdue', 'soon', 'later'] as const;
export type ReviewView = (typeof REVIEW_VIEWS)[number];

export interface ReviewQuestion {
  view: ReviewView;
  division: string | null;
}

/** What an address of the list asks for; what it does not know is left out. */
export function reviewQuestion(given: URLSearchParams): ReviewQuestion {
  return {
    view: REVIEW_VIEWS.find((view) => view === given.get('view')) ?? REVIEW_VIEWS[0],
    division: divisions.find((division) => division === given.get('division')) ?? null,
  };
}
