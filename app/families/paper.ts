/** Codes of the papers of a file; the Chinese terms stand in app/zh/papers.ts. */

export const PAPER_KINDS = [
  'application',
  'approval_form',
  'id_card',
  'household_book',
  'income_proof',
  'bank_card',
  'check_consent',
  'notice',
  'diagnosis',
  'self_paid_receipts',
  'disability_card',
  'accident_proof',
  'student_proof',
  'schooling_receipts',
  'allowance_certificate',
  'labour_contract',
  'other',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
