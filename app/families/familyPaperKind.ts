/** The papers of the national register that a file prints. */
export const FAMILY_PAPER_KINDS = ['file', 'approval'] as const;
export type FamilyPaperKind = (typeof FAMILY_PAPER_KINDS)[number];

/** The paper that an address names; null when it is none. */
export function familyPaperKindOf(text: string | undefined): FamilyPaperKind | null {
  return FAMILY_PAPER_KINDS.find((kind) => kind === text) ?? null;
}
