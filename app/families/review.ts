/** What the list of annual reviews is narrowed to: due by today, due within the time in which one may be done, later. */
export const REVIEW_VIEWS = ['overdue', 'soon', 'later'] as const;
export type ReviewView = (typeof REVIEW_VIEWS)[number];
