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

/** Of the rule set of 2015 the first three, of 2020 the others; which rule set knows which stands in classification.ts. */
export const CATEGORIES = [
  'subsistence',
  'marginal',
  'sudden_hardship',
  'deep_hardship',
  'relative_hardship',
  'accidental_hardship',
] as const;
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

/** The two kinds that the subsistence line tells apart. */
export const HUKOU_KINDS = ['urban', 'rural'] as const;
export type HukouKind = (typeof HUKOU_KINDS)[number];

/** What a family's household register says; whose land became town (农转居) lives by the line of the town. */
export const FAMILY_HUKOUS = ['urban', 'rural', 'converted'] as const;
export type FamilyHukou = (typeof FAMILY_HUKOUS)[number];

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

/** The rest of the national form (domain: fields of the file and of its members). */

export const POLITICAL_STATUSES = ['party_member', 'youth_league', 'masses', 'other_party', 'other'] as const;
export type PoliticalStatus = (typeof POLITICAL_STATUSES)[number];

export const DISABILITY_KINDS = [
  'visual',
  'hearing',
  'speech',
  'intellectual',
  'physical',
  'mental',
  'multiple',
] as const;
export type DisabilityKind = (typeof DISABILITY_KINDS)[number];

/** From the gravest, 1 to 4. */
export const DISABILITY_GRADES = ['first', 'second', 'third', 'fourth'] as const;
export type DisabilityGrade = (typeof DISABILITY_GRADES)[number];

export const MARITAL_STATUSES = ['single', 'married', 'divorced', 'widowed'] as const;
export type MaritalStatus = (typeof MARITAL_STATUSES)[number];

export const INSURANCES = ['worker', 'resident', 'none', 'other'] as const;
export type Insurance = (typeof INSURANCES)[number];

export const HOUSING_KINDS = [
  'public_rental',
  'low_rent',
  'owned',
  'homeless',
  'rented',
  'self_built',
  'other',
] as const;
export type HousingKind = (typeof HOUSING_KINDS)[number];

export const UNIT_KINDS = ['state', 'collective', 'private', 'foreign', 'public_body', 'other'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const ENTERPRISE_STATES = ['normal', 'difficult', 'halted', 'bankrupt', 'restructured'] as const;
export type EnterpriseState = (typeof ENTERPRISE_STATES)[number];

export const MODEL_WORKER_RANKS = ['none', 'national', 'provincial', 'municipal'] as const;
export type ModelWorkerRank = (typeof MODEL_WORKER_RANKS)[number];

/** What keeps a family from relief, or makes a person look twice. */
export const EXCLUSION_KINDS = [
  'second_home',
  'business_owner',
  'shareholder',
  'private_school',
  'private_car',
  'refuses_checks',
  'refuses_work',
] as const;
export type ExclusionKind = (typeof EXCLUSION_KINDS)[number];
