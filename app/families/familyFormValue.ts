import type { Fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import type { FamilyPage } from './familyQueries.server';

/** A file as the values of its form: texts as people type them, ID numbers and account left empty. */
export function formValue(family: FamilyPage) {
  return {
    ...contactValue(family),
    appliedOn: family.appliedOn,
    division: family.division,
    hukouKind: family.hukouKind,
    unionMember: family.unionMember ? 'on' : undefined,
    mainCause: family.mainCause ?? undefined,
    income: Object.fromEntries(
      Object.entries<Fen>({ ...family.income }).map(([item, amount]) => [item, plainYuan(amount)]),
    ),
    remarks: family.remarks,
    members: family.members.map((member) => ({
      memberId: member.id,
      relation: member.relation,
      name: member.name,
      employment: member.employment,
      health: member.health,
      educationStage: member.educationStage ?? undefined,
      school: member.school,
      monthlyIncomeFen: plainYuan(member.monthlyIncomeFen),
    })),
  };
}

/** How a family is reached and paid, as the values of a form. */
export function contactValue({ version, address, phone, workUnit, bankName, accountHolder }: FamilyPage) {
  return { version: String(version), address, phone, workUnit, bank: { bankName, accountHolder } };
}

/** What the form keeps when a field is left empty, masked. */
export function knownOnFile({ version, members, accountLast4 }: FamilyPage) {
  return {
    version,
    accountLast4,
    idMasked: Object.fromEntries(members.map(({ id, idMasked }) => [id, idMasked])),
  };
}
