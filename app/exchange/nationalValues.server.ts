import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { peopleFirst } from '../peopleFirst.server';
import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  DISABILITY_GRADE_LABELS,
  DISABILITY_KIND_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  ENTERPRISE_STATE_LABELS,
  HEALTH_LABELS,
  HOUSING_KIND_LABELS,
  INSURANCE_LABELS,
  MARITAL_STATUS_LABELS,
  MODEL_WORKER_LABELS,
  POLITICAL_STATUS_LABELS,
  regionLabel,
  RELATION_LABELS,
  UNIT_KIND_LABELS,
} from '../zh/families';
import { sexLabels } from '../zh/identity';
import { NATIONAL_HUKOU_LABELS, YES_NO_LABELS } from '../zh/nationalWords';
import { areaText } from '../families/familyFormValue';
import type { FamilyRow, MemberRow } from '../families/familyRows.server';
import type { FileField, NationalTexts, PersonField } from './national';

const FAMILIES_AT_ONCE = 200;

export interface OurPerson {
  family: FamilyRow;
  member: MemberRow;
}

/** Who a household is told apart by. */
export type MainPerson = Pick<MemberRow, 'familyId' | 'name' | 'idFingerprint'>;

/** What our file says of a person, in the words of a sheet; what belongs to the family on the main person's row. */
export function ourTexts({ family, member }: OurPerson): NationalTexts {
  const { fileNumber } = family;
  return { fileNumber, ...personTexts(member), ...(member.position === 0 ? fileTexts(family) : {}) };
}

function personTexts(member: MemberRow): Record<PersonField, string> {
  return {
    relation: RELATION_LABELS[member.relation],
    name: member.name,
    idNumber: unseal(member.idSealed),
    sex: sexLabels[member.sex],
    birthOn: member.birthOn,
    ethnicGroup: member.ethnicGroup,
    politicalStatus: labelOf(POLITICAL_STATUS_LABELS, member.politicalStatus),
    maritalStatus: labelOf(MARITAL_STATUS_LABELS, member.maritalStatus),
    employment: EMPLOYMENT_LABELS[member.employment],
    health: HEALTH_LABELS[member.health],
    illness: member.illness,
    disabilityKind: labelOf(DISABILITY_KIND_LABELS, member.disabilityKind),
    disabilityGrade: labelOf(DISABILITY_GRADE_LABELS, member.disabilityGrade),
    educationStage: labelOf(EDUCATION_STAGE_LABELS, member.educationStage),
    enrolmentYear: member.enrolmentYear === null ? '' : String(member.enrolmentYear),
    school: member.school,
    insurance: labelOf(INSURANCE_LABELS, member.insurance),
    monthlyIncome: member.incomeUnstated ? '' : plainYuan(fen(member.monthlyIncomeFen)),
  };
}

function fileTexts(file: FamilyRow): Record<FileField, string> {
  return {
    category: labelOf(CATEGORY_LABELS, file.category),
    mainCause: labelOf(CAUSE_LABELS, file.mainCause),
    secondCause: labelOf(CAUSE_LABELS, file.secondCause),
    thirdCause: labelOf(CAUSE_LABELS, file.thirdCause),
    fourthCause: labelOf(CAUSE_LABELS, file.fourthCause),
    phone: file.phone,
    otherContact: file.otherContact,
    address: file.address,
    postcode: file.postcode,
    division: regionLabel(file.division),
    hukouKind: NATIONAL_HUKOU_LABELS[file.hukouKind],
    housingKind: labelOf(HOUSING_KIND_LABELS, file.housingKind),
    housingArea: areaText(file.housingArea) ?? '',
    workUnit: file.workUnit,
    unitKind: labelOf(UNIT_KIND_LABELS, file.unitKind),
    enterpriseState: labelOf(ENTERPRISE_STATE_LABELS, file.enterpriseState),
    industry: file.industry,
    workingSinceOn: file.workingSinceOn ?? '',
    modelWorker: labelOf(MODEL_WORKER_LABELS, file.modelWorker),
    singleParent: yesNo(file.singleParent),
    canSelfHelp: yesNo(file.canSelfHelp),
    zeroEmployment: yesNo(file.zeroEmployment),
    unionMember: yesNo(file.unionMember),
    registeredOn: file.registeredOn ?? '',
    bankName: file.bankName,
    accountHolder: file.accountHolder,
    account: file.accountSealed ? unseal(file.accountSealed) : '',
  };
}

function labelOf<Code extends string>(labels: Record<Code, string>, code: Code | null): string {
  return code === null ? '' : labels[code];
}

function yesNo(isTrue: boolean): string {
  return YES_NO_LABELS[isTrue ? 'true' : 'false'];
}

/** Everybody on the register, family by family, the main person of each first. */
export async function* onTheRegister(store: Store): AsyncGenerator<OurPerson[]> {
  let after = '';
  for (;;) {
    await peopleFirst();
    const people = await store.read((read) => nextPeople(read, after));
    if (people.length === 0) return;
    yield people;
    after = people.at(-1)!.family.id;
  }
}

async function nextPeople(read: Read, after: string): Promise<OurPerson[]> {
  const next = read
    .select({ id: families.id })
    .from(families)
    .where(and(eq(families.status, 'approved'), gt(families.id, after)))
    .orderBy(asc(families.id))
    .limit(FAMILIES_AT_ONCE);
  return read
    .select({ family: families, member: familyMembers })
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .where(inArray(families.id, next))
    .orderBy(asc(families.id), asc(familyMembers.position));
}

/** The files that people stand in, whatever their state, by the keyed hashes of their ID numbers. */
export async function standingOf(
  read: Read,
  fingerprints: readonly string[],
): Promise<Map<string, OurPerson[]>> {
  const found = new Map<string, OurPerson[]>();
  for (const chunk of chunksOf([...fingerprints], 1_000)) {
    const rows = await read
      .select({ family: families, member: familyMembers })
      .from(familyMembers)
      .innerJoin(families, eq(families.id, familyMembers.familyId))
      .where(inArray(familyMembers.idFingerprint, chunk))
      .orderBy(asc(families.recordedAt), asc(families.id));
    for (const row of rows) {
      const { idFingerprint } = row.member;
      found.set(idFingerprint, [...(found.get(idFingerprint) ?? []), row]);
    }
  }
  return found;
}

/** The file on the register among those that somebody stands in. */
export function onRegister(files: readonly OurPerson[] | undefined): OurPerson | undefined {
  return files?.find(({ family }) => family.status === 'approved');
}

/** The main persons of files, by the id of the file. */
export async function mainPersonsOf(
  read: Read,
  familyIds: ReadonlySet<string>,
): Promise<Map<string, MainPerson>> {
  const found = new Map<string, MainPerson>();
  for (const chunk of chunksOf([...familyIds], 1_000)) {
    const { familyId, name, idFingerprint } = familyMembers;
    const rows = await read
      .select({ familyId, name, idFingerprint })
      .from(familyMembers)
      .where(and(inArray(familyId, chunk), eq(familyMembers.position, 0)));
    for (const row of rows) found.set(row.familyId, row);
  }
  return found;
}
