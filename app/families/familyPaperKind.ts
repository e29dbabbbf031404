/** The papers of the national register that a file prints. */
export const FAMILY_PAPER_KINDS = ['file', 'approval'] as const;
export type FamilyPaperKind = (typeof FAMILY_PAPER_KINDS)[number];
