/** Codes of a family file and its members; the Chinese terms stand in app/zh/families.ts. */

export const FAMILY_STATUSES = [
  'draft',
  'submitted',
  'visited',
  'publicised',
  'approved',
  'rejected',
  'returned',
  'exited',
] as const;
export type FamilyStatus = (typeof FAMILY_STATUSES)[number];

export const CATEGORIES = ['subsistence', 'marginal', 'sudden_hardship'] as const;
export type Category = (typeof CATEGORIES)[number];

export const CAUSES = [
  'own_illness',
  'relative_illness',
  'accident',
  'disability',
  'low_income',
  'laid_off',
  'schooling',
  'single_parent',
  'other',
] as const;
export type Cause = (typeof CAUSES)[number];

export const HUKOU_KINDS = ['urban', 'rural'] as const;
export type HukouKind = (typeof HUKOU_KINDS)[number];

export const RELATIONS = [
  'self',
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandchild',
  'grandparent',
  'other',
] as const;
export type Relation = (typeof RELATIONS)[number];

export const SEXES = ['male', 'female'] as const;

export const EMPLOYMENTS = [
  'employed',
  'laid_off',
  'unemployed',
  'retired',
  'sick_leave',
  'early_retired',
  'migrant_worker',
  'student',
  'other',
] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

export const HEALTHS = ['good', 'minor_illness', 'major_illness', 'disabled'] as const;
export type Health = (typeof HEALTHS)[number];

export const EDUCATION_STAGES = [
  'primary',
  'junior',
  'senior',
  'vocational',
  'college',
  'bachelor',
  'graduate',
] as const;
export type EducationStage = (typeof EDUCATION_STAGES)[number];

export const EXIT_REASONS = [
  'out_of_hardship',
  'retired',
  'transferred',
  'deceased',
  'not_eligible',
  'other',
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];
