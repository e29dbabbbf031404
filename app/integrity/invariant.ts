/** The invariants that `verify` recomputes; what each says stands in app/zh/invariants.ts. */
export const INVARIANT_CODES = [
  'payment.within_award',
  'payment.net_not_negative',
  'payment.matches_award',
  'payment.inside_project',
  'correction.names_payment',
  'correction.not_before',
  'award.matches_application',
  'application.has_award',
  'application.three_people',
  'fund.within_budget',
  'fund.within_receipts',
  'receipt.correction',
  'project.components',
  'project.weights',
  'family.maker_checker',
  'family.one_active_file',
  'family.main_person',
  'member.sealed',
  'money.as_audited',
  'audit.chain',
] as const;
export type InvariantCode = (typeof INVARIANT_CODES)[number];
