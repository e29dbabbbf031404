import type { ExitReason, Category } from '../families/family';
import type { ChangeDetail, ChangedField, ToldField } from '../families/familyChanges';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { AUDIT_LABELS } from './audit';
import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  ENTERPRISE_STATE_LABELS,
  EXIT_REASON_LABELS,
  FAMILY_FIELD_LABELS,
  FAMILY_HUKOU_LABELS,
  HOUSING_KIND_LABELS,
  MODEL_WORKER_LABELS,
  regionLabel,
  UNIT_KIND_LABELS,
} from './families';

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

/** The detail of any family entry; which fields it has depends on the action. */
interface Detail extends Partial<ChangeDetail> {
  fileNumber?: string;
  on?: string;
  reason?: string;
  category?: Category;
  proposed?: Category | null;
  overrideReason?: string | null;
}

const EVENTS: Record<string, (detail: Detail) => string> = {
  'family.recorded': ({ fileNumber }) => `登记档案 ${fileNumber}`,
  'family.changed': ({ fields, before = {}, after = {} }) =>
    fields?.length
      ? `修改${fields.map((field) => changeText(field, { before, after })).join('、')}`
      : '保存，内容没有变化',
  'family.submitted': ({ on }) => `提交（${on}）`,
  'family.visited': ({ on }) => `入户核查（${on}）`,
  'family.publicised': ({ on }) => `开始公示（${on}）`,
  'family.approved': approvalText,
  'family.rejected': ({ on, reason }) => `不予认定（${on}）：${reason}`,
  'family.returned': ({ reason }) => `退回补正：${reason}`,
  'family.exited': ({ on, reason }) => `退出档案（${on}）：${EXIT_REASON_LABELS[reason as ExitReason]}`,
  'family.revealed': ({ reason }) => `查看完整身份证号、电话和银行账号，用途：${reason}`,
};

/** One line of a family's history, from its audit entry. */
export function familyEventText({ action, detail }: { action: string; detail: string }): string {
  const event = EVENTS[action];
  return event ? event(JSON.parse(detail) as Detail) : (AUDIT_LABELS as Record<string, string>)[action]!;
}

function approvalText({ on, category, proposed, overrideReason }: Detail): string {
  const decided = `批准建档，${on} 起在册，类别「${CATEGORY_LABELS[category!]}」`;
  if (!overrideReason) return decided;
  return `${decided}；系统${proposed ? `建议「${CATEGORY_LABELS[proposed]}」` : '没有建议类别'}，改定理由：${overrideReason}`;
}

function changeText(field: ChangedField, { before, after }: Pick<ChangeDetail, 'before' | 'after'>): string {
  if (!(field in before)) return FIELDS[field];
  const told = field as ToldField;
  return `${FIELDS[field]}（${valueText(told, before[told])} → ${valueText(told, after[told])}）`;
}

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
