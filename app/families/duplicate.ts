/** Codes of what a person decides of two files that look like one family's; the Chinese terms stand in app/zh/duplicates.ts. */

export const DUPLICATE_VERDICTS = ['same_person', 'other_person'] as const;
export type DuplicateVerdict = (typeof DUPLICATE_VERDICTS)[number];
