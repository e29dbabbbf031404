/** The columns of the national system and what a comparison finds; the Chinese terms stand in app/zh/national.ts. */

/** There but not here, here but not there, different, and rows that could not be read. */
export const NATIONAL_LISTS = ['theirs_only', 'ours_only', 'differing', 'refused'] as const;
export type NationalList = (typeof NATIONAL_LISTS)[number];

/** What belongs to each person. */
export const PERSON_FIELDS = [
  'relation',
  'name',
  'idNumber',
  'sex',
  'birthOn',
  'ethnicGroup',
  'politicalStatus',
  'maritalStatus',
  'employment',
  'health',
  'illness',
  'disabilityKind',
  'disabilityGrade',
  'educationStage',
  'enrolmentYear',
  'school',
  'insurance',
  'monthlyIncome',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** What belongs to the family: it stands, and is compared, on the main person's row. */
export const FILE_FIELDS = [
  'category',
  'mainCause',
  'secondCause',
  'thirdCause',
  'fourthCause',
  'phone',
  'otherContact',
  'address',
  'postcode',
  'division',
  'hukouKind',
  'housingKind',
  'housingArea',
  'workUnit',
  'unitKind',
  'enterpriseState',
  'industry',
  'workingSinceOn',
  'modelWorker',
  'singleParent',
  'canSelfHelp',
  'zeroEmployment',
  'unionMember',
  'registeredOn',
  'bankName',
  'accountHolder',
  'account',
] as const;
export type FileField = (typeof FILE_FIELDS)[number];

/** Of the national form (domain §2); the file number stands on every row and keeps the rows of a family together. */
export const NATIONAL_FIELDS = ['fileNumber', ...PERSON_FIELDS, ...FILE_FIELDS] as const;
export type NationalField = (typeof NATIONAL_FIELDS)[number];

/** Without these a sheet cannot be compared. */
export const NEEDED_NATIONAL_FIELDS = [
  'relation',
  'name',
  'idNumber',
] as const satisfies readonly NationalField[];

export interface NationalColumn {
  field: NationalField;
  /** As the national system heads it. */
  title: string;
  /** Whether a difference counts; the other system may number its files its own way. */
  isCompared: boolean;
}

/** Texts as a sheet shows them, by field; what is missing is empty. */
export type NationalTexts = Partial<Record<NationalField, string>>;

/** What a difference lies in: a field, or the household that a person stands in, which no one column says. */
export type DifferingField = NationalField | 'household';

export interface FieldDifference {
  field: DifferingField;
  ours: string;
  theirs: string;
}

/** How many people and rows a comparison found. */
export interface NationalCounts {
  rows: number;
  agreeing: number;
  lists: Record<NationalList, number>;
  /** How many rows do not tell their household, which was not compared; unsaid by comparisons of before. */
  untold?: number;
}

const PERSON: readonly string[] = PERSON_FIELDS;

export function isPersonField(field: NationalField): boolean {
  return PERSON.includes(field);
}

/** Which needed columns a layout lacks. */
export function lackingNational(columns: readonly Pick<NationalColumn, 'field'>[]): NationalField[] {
  return NEEDED_NATIONAL_FIELDS.filter((needed) => !columns.some(({ field }) => field === needed));
}
