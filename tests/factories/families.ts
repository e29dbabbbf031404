import { addDays, businessDate, type BusinessDate } from '../../app/calendar/date';
import { categoriesOf, ruleSetOn } from '../../app/families/classification';
import type { FamilyChange, FamilyInput, MemberInput } from '../../app/families/family.form';
import type { Category } from '../../app/families/family';
import {
  approveFamily,
  familyPage,
  lineOn,
  publiciseFamily,
  recordFamily,
  recordLine,
  submitFamily,
  visitFamily,
} from '../../app/families/families.server';
import { exitFamily } from '../../app/relief/exits.server';
import { CITY_REGION } from '../../app/families/sampleLines';
import type { Visit } from '../../app/families/visit';
import { earliestApproval } from '../../app/families/workflow';
import type { AccountNumber } from '../../app/identity/bankAccount';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { fen } from '../../app/money/fen';
import { Refusal } from '../../app/refusal';
import type { Store } from '../../db/client.server';
import type { Office } from './office';

/** The line that families of the factory are classified by: 600 yuan a month in town, from 2015 on. */
export const SAMPLE_LINE_FEN = fen(60_000);

let people = 0;

/** A valid ID number of nobody: the area 999999 is not assigned. Each call gives another one. */
export function anIdNumber({ birthDate = '1975-01-01', isMale = true } = {}) {
  people += 1;
  const day = addDays(businessDate(birthDate), Math.floor(people / 499));
  return sampleIdNumber({
    areaCode: '999999',
    birthDate: day,
    sequence: (people % 499) * 2 + (isMale ? 1 : 0),
  });
}

/** A bank account of nobody, another one each time. */
export function anAccount(): AccountNumber {
  people += 1;
  return `9999${String(people).padStart(12, '0')}` as AccountNumber;
}

/** The main person unless said otherwise. */
export function aMember(overrides: Partial<MemberInput> = {}): MemberInput {
  return {
    relation: 'self',
    name: '林样本',
    idNumber: anIdNumber(),
    employment: 'employed',
    health: 'good',
    educationStage: null,
    school: '',
    monthlyIncomeFen: fen(0),
    ethnicGroup: '汉族',
    politicalStatus: 'masses',
    maritalStatus: 'married',
    ...overrides,
  };
}

/** A child at school. */
export function aStudent(overrides: Partial<MemberInput> = {}): MemberInput {
  return aMember({
    relation: 'child',
    name: '林学生',
    idNumber: anIdNumber({ birthDate: '2003-05-01', isMale: false }),
    employment: 'student',
    educationStage: 'senior',
    school: '样本中学',
    ...overrides,
  });
}

/** A family below the line of the factory: 400 yuan a head and month, however many there are; three unless said otherwise. */
export function aFamilyInput(overrides: Partial<FamilyInput> = {}): FamilyInput {
  const members = overrides.members ?? [
    aMember(),
    aMember({
      relation: 'spouse',
      name: '何样本',
      idNumber: anIdNumber({ isMale: false }),
      health: 'major_illness',
    }),
    aStudent(),
  ];
  return {
    appliedOn: businessDate('2019-01-07'),
    division: '410105',
    hukouKind: 'urban',
    address: '样本路 1 号',
    phone: '13900000000',
    workUnit: '样本机械厂',
    unionMember: true,
    mainCause: members.slice(1).some(({ health }) => health === 'major_illness')
      ? 'relative_illness'
      : 'other',
    income: {
      wagesFen: fen(400_000 * members.length),
      businessFen: fen(0),
      propertyFen: fen(0),
      transferFen: fen(80_000 * members.length),
      otherIncomeFen: fen(0),
      rigidExpenseFen: fen(0),
    },
    bank: { bankName: '样本银行', accountHolder: members[0]!.name, account: anAccount() },
    remarks: '',
    housingKind: 'rented',
    ...overrides,
    members,
  };
}

/** The form of a file as its edit page posts it: nothing changed, ID numbers and account left empty. */
export async function anUnchangedForm(store: Store, id: string): Promise<FamilyChange & { id: string }> {
  const file = await store.read((read) => familyPage(read, id));
  const { address, phone, workUnit, remarks, hukouKind, unionMember, version, appliedOn, income } = file;
  return {
    id,
    version,
    appliedOn,
    division: file.division as FamilyChange['division'],
    hukouKind,
    address,
    phone,
    workUnit,
    unionMember,
    mainCause: file.mainCause!,
    income,
    bank: { bankName: file.bankName, accountHolder: file.accountHolder, account: '' },
    remarks,
    housingKind: file.housingKind ?? undefined,
    members: file.members.map(({ id: memberId, ...member }) => ({
      memberId,
      relation: member.relation,
      name: member.name,
      employment: member.employment,
      health: member.health,
      educationStage: member.educationStage,
      school: member.school,
      monthlyIncomeFen: member.monthlyIncomeFen,
      ethnicGroup: member.ethnicGroup,
      politicalStatus: member.politicalStatus ?? undefined,
      maritalStatus: member.maritalStatus ?? undefined,
    })),
  };
}

/** A home visit that found things as they were stated. */
export function aVisit(overrides: Partial<Visit> = {}): Visit {
  return {
    on: businessDate('2019-01-07'),
    visitors: ['安样本', '白样本'],
    housing: '自购房约 60 平方米',
    residents: '全家人同住',
    incomeAgrees: true,
    note: '情况属实',
    ...overrides,
  };
}

export const FAMILY_STATES = ['draft', 'submitted', 'visited', 'publicised', 'approved', 'exited'] as const;
export type FamilyState = (typeof FAMILY_STATES)[number];

export interface FamilyOptions extends Partial<FamilyInput> {
  state?: FamilyState;
  /** Decided with a reason when the rules propose another one; the gravest that the rules of the day know when none is said. */
  category?: Category;
  exitedOn?: BusinessDate;
}

export interface MadeFamily {
  id: string;
  fileNumber: string;
  input: FamilyInput;
  /** The first day on the register, when the family got that far. */
  registeredOn: BusinessDate;
}

/**
 * A family in a named state, `approved` when none is said. It is submitted and visited on the day of its application,
 * publicised the day after, and approved on the first day on which that may be. The caseworker records, the head decides.
 */
export async function aFamily(office: Office, options: FamilyOptions = {}): Promise<MadeFamily> {
  const { state = 'approved', category: chosen, exitedOn, ...overrides } = options;
  const { caseworker, head } = office;
  const input = aFamilyInput(overrides);
  const category = chosen ?? categoriesOf(ruleSetOn(input.appliedOn).code)[0]!;
  await theLine(office, input);
  const { id, fileNumber } = await recordFamily(caseworker, input);
  const on = input.appliedOn;
  const publicisedOn = addDays(on, 1);
  const registeredOn = earliestApproval(publicisedOn);
  const steps: (() => Promise<unknown>)[] = [
    async () => {},
    () => submitFamily(caseworker, { id, on }),
    () => visitFamily(caseworker, { id, ...aVisit({ on }) }),
    () => publiciseFamily(caseworker, { id, on: publicisedOn }),
    () => approveFamily(head, { id, on: registeredOn, category, overrideReason: '样本', note: '' }),
    () => exitFamily(head, { id, on: exitedOn ?? addDays(registeredOn, 90), reason: 'out_of_hardship' }),
  ];
  for (const step of steps.slice(0, FAMILY_STATES.indexOf(state) + 1)) await step();
  return { id, fileNumber, input, registeredOn };
}

/** Makes sure that there is a line for the family to be classified by. */
async function theLine({ head }: Office, { division, hukouKind, appliedOn }: FamilyInput): Promise<void> {
  if (await head.store.read((read) => lineOn(read, { division, hukouKind, on: appliedOn }))) return;
  const line = {
    region: CITY_REGION,
    hukouKind: hukouKind === 'rural' ? ('rural' as const) : ('urban' as const),
    effectiveOn: businessDate('2015-01-01'),
    document: '样本文件',
  };
  try {
    await recordLine(head, { ...line, monthlyFen: SAMPLE_LINE_FEN });
  } catch (error) {
    // Families made at the same time want the same line.
    if (!(error instanceof Refusal && error.code === 'line.taken')) throw error;
  }
}
