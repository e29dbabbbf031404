/** Old violations of policy that a head may let in, flagged; money, ledger and budget are never bent. */
export const OVERRIDABLE = [
  'relief.not_on_register',
  'relief.duplicate_schooling',
  'relief.over_cap',
] as const;
export type OverridableCode = (typeof OVERRIDABLE)[number];

export function isOverridable(code: string): code is OverridableCode {
  return (OVERRIDABLE as readonly string[]).includes(code);
}

/** What the rules cannot ask of an old ledger: it holds no bills, and the line of its day may not be on record. */
export const UNASKABLE: readonly string[] = ['relief.no_line', 'relief.no_standard', 'relief.no_bill'];
