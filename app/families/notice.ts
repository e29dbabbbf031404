/** Codes of public notices and the objections to them; the Chinese terms stand in app/zh/notice.ts. */

export const OBJECTION_OUTCOMES = ['upheld', 'dismissed'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];
