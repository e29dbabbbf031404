import { memberChanges, type ComparedMember, type MemberChanges } from './memberChanges';

/** Columns whose values the audit tells before and after; of every other one it tells only that it changed. */
const TOLD = [
  'appliedOn',
  'division',
  'hukouKind',
  'unionMember',
  'mainCause',
  'wagesFen',
  'businessFen',
  'propertyFen',
  'transferFen',
  'otherIncomeFen',
  'rigidExpenseFen',
  'rigidMedicalFen',
  'rigidSchoolingFen',
  'rigidHousingFen',
  'secondCause',
  'thirdCause',
  'fourthCause',
  'modelWorker',
  'housingKind',
  'unitKind',
  'enterpriseState',
  'singleParent',
  'canSelfHelp',
  'zeroEmployment',
  'contractYear',
] as const;

const UNTOLD = [
  'address',
  'phone',
  'workUnit',
  'bankName',
  'accountHolder',
  'remarks',
  'certificateNumber',
  'housingArea',
  'postcode',
  'otherContact',
  'workingSinceOn',
  'industry',
] as const;

export type ToldField = (typeof TOLD)[number];
export type ChangedField = ToldField | (typeof UNTOLD)[number] | 'account' | 'members' | 'exclusions';

interface Exclusion {
  kind: string;
  evidence: string;
}

type ChangedFile = Record<ToldField, string | number | boolean | null> &
  Record<(typeof UNTOLD)[number], string | number | null> & {
    accountFingerprint: string | null;
    members: readonly ComparedMember[];
    /** Absent where a change cannot touch them. */
    exclusions?: readonly Exclusion[];
  };

export interface ChangeDetail extends Record<string, unknown> {
  fields: ChangedField[];
  before: Partial<Record<ToldField, string | number | boolean | null>>;
  after: Partial<Record<ToldField, string | number | boolean | null>>;
  people?: MemberChanges;
}

/** What a change did, for the audit: names of fields, and values only of those that point to nobody. */
export function changedFields(before: ChangedFile, after: ChangedFile): ChangeDetail {
  const told = TOLD.filter((field) => before[field] !== after[field]);
  const untold = UNTOLD.filter((field) => before[field] !== after[field]);
  const account = before.accountFingerprint === after.accountFingerprint ? [] : (['account'] as const);
  const people = memberChanges(before.members, after.members);
  const members = people ? (['members'] as const) : [];
  const exclusions = isSameExclusions(before.exclusions, after.exclusions) ? [] : (['exclusions'] as const);
  return {
    fields: [...told, ...untold, ...account, ...members, ...exclusions],
    before: Object.fromEntries(told.map((field) => [field, before[field]])),
    after: Object.fromEntries(told.map((field) => [field, after[field]])),
    ...(people ? { people } : {}),
  };
}

/** Both in the order of the form. */
function isSameExclusions(before: readonly Exclusion[] = [], after: readonly Exclusion[] = []): boolean {
  if (before.length !== after.length) return false;
  return before.every(
    ({ kind, evidence }, index) => kind === after[index]!.kind && evidence === after[index]!.evidence,
  );
}
