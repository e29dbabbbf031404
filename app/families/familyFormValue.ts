import type { Fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import type { FamilyPage } from './familyQueries.server';

/** A file as the values of its form: texts as people type them, ID numbers and account left empty. */
export function formValue(family: FamilyPage) {
  return {
    ...contactValue(family),
    bank: { bankName: family.bankName, accountHolder: family.accountHolder },
    appliedOn: family.appliedOn,
    division: family.division,
    hukouKind: family.hukouKind,
    unionMember: ticked(family.unionMember),
    mainCause: family.mainCause ?? undefined,
    secondCause: family.secondCause ?? undefined,
    thirdCause: family.thirdCause ?? undefined,
    fourthCause: family.fourthCause ?? undefined,
    certificateNumber: family.certificateNumber,
    modelWorker: family.modelWorker ?? undefined,
    housingKind: family.housingKind ?? undefined,
    housingArea: areaText(family.housingArea) ?? undefined,
    postcode: family.postcode,
    otherContact: family.otherContact,
    workingSinceOn: family.workingSinceOn ?? undefined,
    industry: family.industry,
    unitKind: family.unitKind ?? undefined,
    enterpriseState: family.enterpriseState ?? undefined,
    singleParent: ticked(family.singleParent),
    canSelfHelp: ticked(family.canSelfHelp),
    zeroEmployment: ticked(family.zeroEmployment),
    contractYear: ticked(family.contractYear),
    income: Object.fromEntries(
      Object.entries<Fen>({ ...family.income }).map(([item, amount]) => [item, plainYuan(amount)]),
    ),
    exclusions: Object.fromEntries(family.exclusions.map(({ kind, evidence }) => [kind, evidence])),
    remarks: family.remarks,
    members: family.members.map(memberValue),
  };
}

function memberValue(member: FamilyPage['members'][number]) {
  return {
    memberId: member.id,
    relation: member.relation,
    name: member.name,
    employment: member.employment,
    health: member.health,
    educationStage: member.educationStage ?? undefined,
    school: member.school,
    monthlyIncomeFen: statedText(member.monthlyIncomeFen),
    ethnicGroup: member.ethnicGroup,
    politicalStatus: member.politicalStatus ?? undefined,
    maritalStatus: member.maritalStatus ?? undefined,
    illness: member.illness,
    disabilityKind: member.disabilityKind ?? undefined,
    disabilityGrade: member.disabilityGrade ?? undefined,
    enrolmentYear: member.enrolmentYear === null ? undefined : String(member.enrolmentYear),
    insurance: member.insurance ?? undefined,
  };
}

/** A monthly income as it is typed; nothing where nobody stated it. */
export function statedText(amountFen: Fen | null): string {
  return amountFen === null ? '' : plainYuan(amountFen);
}

function ticked(isTrue: boolean): 'on' | undefined {
  return isTrue ? 'on' : undefined;
}

/** Tenths of a square metre as people write them: 62.5. */
export function areaText(tenths: number | null): string | null {
  return tenths === null ? null : String(tenths / 10);
}

/** How a family is reached, as the values of a form. */
export function contactValue({ version, address, phone, workUnit }: FamilyPage) {
  return { version: String(version), address, phone, workUnit };
}

/** What the form needs of the file besides its values: what stays when a field is left empty, masked. */
export function knownOnFile({
  id,
  version,
  members,
  accountLast4,
  accountDoubts,
  otherBank,
  category,
  proposal,
}: FamilyPage) {
  return {
    familyId: id,
    version,
    account: accountLast4 && { last4: accountLast4, doubts: accountDoubts, otherBank },
    category: category ?? proposal.category,
    people: Object.fromEntries(
      members.map(({ id, idMasked, sex, birthOn }) => [id, { idMasked, sex, birthOn }]),
    ),
  };
}
export type KnownOnFile = ReturnType<typeof knownOnFile>;
