import type { ChangeDetail, ChangedField, ToldField } from '../families/familyChanges';
import type { MemberChange, MemberColumn, MemberChanges } from '../families/memberChanges';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import {
  CAUSE_LABELS,
  ENTERPRISE_STATE_LABELS,
  FAMILY_FIELD_LABELS,
  FAMILY_HUKOU_LABELS,
  HOUSING_KIND_LABELS,
  MEMBER_FIELD_LABELS,
  MODEL_WORKER_LABELS,
  regionLabel,
  UNIT_KIND_LABELS,
} from './families';
import { memberTitle } from './familyForm';

const FIELDS: Record<ChangedField, string> = {
  appliedOn: FAMILY_FIELD_LABELS.appliedOn,
  division: FAMILY_FIELD_LABELS.division,
  hukouKind: FAMILY_FIELD_LABELS.hukouKind,
  unionMember: FAMILY_FIELD_LABELS.unionMember,
  mainCause: FAMILY_FIELD_LABELS.mainCause,
  wagesFen: FAMILY_FIELD_LABELS['income.wagesFen'],
  businessFen: FAMILY_FIELD_LABELS['income.businessFen'],
  propertyFen: FAMILY_FIELD_LABELS['income.propertyFen'],
  transferFen: FAMILY_FIELD_LABELS['income.transferFen'],
  otherIncomeFen: FAMILY_FIELD_LABELS['income.otherIncomeFen'],
  rigidExpenseFen: FAMILY_FIELD_LABELS['income.rigidExpenseFen'],
  rigidMedicalFen: FAMILY_FIELD_LABELS['income.rigidMedicalFen'],
  rigidSchoolingFen: FAMILY_FIELD_LABELS['income.rigidSchoolingFen'],
  rigidHousingFen: FAMILY_FIELD_LABELS['income.rigidHousingFen'],
  secondCause: FAMILY_FIELD_LABELS.secondCause,
  thirdCause: FAMILY_FIELD_LABELS.thirdCause,
  fourthCause: FAMILY_FIELD_LABELS.fourthCause,
  modelWorker: FAMILY_FIELD_LABELS.modelWorker,
  housingKind: FAMILY_FIELD_LABELS.housingKind,
  unitKind: FAMILY_FIELD_LABELS.unitKind,
  enterpriseState: FAMILY_FIELD_LABELS.enterpriseState,
  singleParent: FAMILY_FIELD_LABELS.singleParent,
  canSelfHelp: FAMILY_FIELD_LABELS.canSelfHelp,
  zeroEmployment: FAMILY_FIELD_LABELS.zeroEmployment,
  contractYear: FAMILY_FIELD_LABELS.contractYear,
  certificateNumber: FAMILY_FIELD_LABELS.certificateNumber,
  housingArea: FAMILY_FIELD_LABELS.housingArea,
  postcode: FAMILY_FIELD_LABELS.postcode,
  otherContact: FAMILY_FIELD_LABELS.otherContact,
  workingSinceOn: FAMILY_FIELD_LABELS.workingSinceOn,
  industry: FAMILY_FIELD_LABELS.industry,
  exclusions: FAMILY_FIELD_LABELS.exclusions,
  address: FAMILY_FIELD_LABELS.address,
  phone: FAMILY_FIELD_LABELS.phone,
  workUnit: FAMILY_FIELD_LABELS.workUnit,
  bankName: FAMILY_FIELD_LABELS['bank.bankName'],
  accountHolder: FAMILY_FIELD_LABELS['bank.accountHolder'],
  remarks: FAMILY_FIELD_LABELS.remarks,
  account: FAMILY_FIELD_LABELS['bank.account'],
  members: FAMILY_FIELD_LABELS.members,
};

/**
 * What a change did to a file, from the detail of its audit entry: the names of the fields, and the values only of those
 * that point to nobody. The record of the file and the log say it alike.
 */
export function familyChangeText({
  fields = [],
  before = {},
  after = {},
  people,
}: Partial<ChangeDetail>): string {
  if (fields.length === 0) return '保存，内容没有变化';
  return `修改${fields.map((field) => changeText(field, { before, after, people })).join('、')}`;
}

function changeText(
  field: ChangedField,
  { before, after, people }: Pick<ChangeDetail, 'before' | 'after' | 'people'>,
): string {
  if (field === 'members' && people) return `${FIELDS.members}（${peopleText(people)}）`;
  if (!(field in before)) return FIELDS[field];
  const told = field as ToldField;
  return `${FIELDS[field]}（${valueText(told, before[told])} → ${valueText(told, after[told])}）`;
}

function peopleText({ changed, added, removed }: MemberChanges): string {
  const told = changed.map((one) => `${memberTitle(one.place)}：${memberText(one)}`);
  if (added > 0) told.push(`增加 ${added} 人`);
  if (removed > 0) told.push(`移除 ${removed} 人`);
  return told.join('；');
}

function memberText({ fields, monthlyIncomeFen }: MemberChange): string {
  const told = fields.map((field) => MEMBER_COLUMN_LABELS[field]);
  if (monthlyIncomeFen) {
    const [before, after] = monthlyIncomeFen.map((amount) =>
      amount === null ? '未填写' : `${formatYuan(fen(amount))} 元`,
    );
    told.push(`${MEMBER_FIELD_LABELS.monthlyIncomeFen} ${before} → ${after}`);
  }
  return told.join('、');
}

const MEMBER_COLUMN_LABELS: Record<MemberColumn, string> = {
  ...MEMBER_FIELD_LABELS,
  idFingerprint: MEMBER_FIELD_LABELS.idNumber,
};

function valueText(field: ToldField, value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return `${formatYuan(fen(value))} 元`;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return field === 'division' ? regionLabel(value) : (CODES[field]?.[value] ?? value);
}

/** The words of fields whose values are codes. */
const CODES: Partial<Record<ToldField, Record<string, string>>> = {
  mainCause: CAUSE_LABELS,
  secondCause: CAUSE_LABELS,
  thirdCause: CAUSE_LABELS,
  fourthCause: CAUSE_LABELS,
  hukouKind: FAMILY_HUKOU_LABELS,
  modelWorker: MODEL_WORKER_LABELS,
  housingKind: HOUSING_KIND_LABELS,
  unitKind: UNIT_KIND_LABELS,
  enterpriseState: ENTERPRISE_STATE_LABELS,
};
