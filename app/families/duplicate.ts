/** Codes of two files that look like one family's, and of what a person decides of them; the Chinese terms stand in app/zh/duplicates.ts. */

/** What two files have in common. */
export const DUPLICATE_SIGNS = ['account', 'phone', 'name_birth', 'id_number'] as const;
export type DuplicateSign = (typeof DUPLICATE_SIGNS)[number];

export const DUPLICATE_VERDICTS = ['same_person', 'other_person'] as const;
export type DuplicateVerdict = (typeof DUPLICATE_VERDICTS)[number];

/** Two files are one pair, whichever of them was looked at. */
export function pairOf(one: string, other: string): { firstFamilyId: string; secondFamilyId: string } {
  return one < other
    ? { firstFamilyId: one, secondFamilyId: other }
    : { firstFamilyId: other, secondFamilyId: one };
}

/** What the pairs of a list have in common, as its address says it. */
export function duplicateSignOf(given: URLSearchParams): DuplicateSign {
  return DUPLICATE_SIGNS.find((one) => one === given.get('sign')) ?? DUPLICATE_SIGNS[0];
}
