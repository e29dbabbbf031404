import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { familyExclusions } from '../../db/schema';
import { fingerprint, seal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { fen, ZERO, type Fen } from '../money/fen';
import type { Income } from './classification';
import { EXCLUSION_KINDS, type ExclusionKind } from './family';
import type { FamilyInput, MemberInput } from './family.form';
import { nameKeys } from './nameKeys.server';

/** What a form says, as the columns that keep it. */

export function fileColumns(input: Omit<FamilyInput, 'members' | 'bank'>) {
  const { appliedOn, division, hukouKind, address, phone, workUnit, unionMember, mainCause, remarks } = input;
  return {
    appliedOn,
    division,
    hukouKind,
    address,
    phone,
    workUnit,
    unionMember,
    mainCause,
    ...incomeColumns(input.income),
    remarks,
    secondCause: input.secondCause ?? null,
    thirdCause: input.thirdCause ?? null,
    fourthCause: input.fourthCause ?? null,
    certificateNumber: input.certificateNumber ?? '',
    modelWorker: input.modelWorker ?? null,
    housingKind: input.housingKind ?? null,
    housingArea: input.housingArea ?? null,
    postcode: input.postcode ?? '',
    otherContact: input.otherContact ?? '',
    workingSinceOn: input.workingSinceOn ?? null,
    industry: input.industry ?? '',
    unitKind: input.unitKind ?? null,
    enterpriseState: input.enterpriseState ?? null,
    singleParent: input.singleParent ?? false,
    canSelfHelp: input.canSelfHelp ?? false,
    zeroEmployment: input.zeroEmployment ?? false,
    contractYear: input.contractYear ?? false,
  };
}

export function incomeColumns(income: Income) {
  const { rigidMedicalFen = ZERO, rigidSchoolingFen = ZERO, rigidHousingFen = ZERO, ...rest } = income;
  return { ...rest, rigidMedicalFen, rigidSchoolingFen, rigidHousingFen };
}

/** A monthly income that nobody stated is no 0. */
export function monthlyIncomeColumns(statedFen: Fen | null) {
  return { monthlyIncomeFen: statedFen ?? ZERO, incomeUnstated: statedFen === null };
}

/** What was stated of a monthly income; null where nobody did. */
export function statedIncome(row: { monthlyIncomeFen: number; incomeUnstated: boolean | null }): Fen | null {
  return row.incomeUnstated ? null : fen(row.monthlyIncomeFen);
}

export function memberColumns(member: Omit<MemberInput, 'idNumber'>) {
  const { relation, name, employment, health, educationStage, school, monthlyIncomeFen } = member;
  return {
    relation,
    name,
    ...nameKeys(name),
    employment,
    health,
    educationStage,
    school,
    ...monthlyIncomeColumns(monthlyIncomeFen),
    ethnicGroup: member.ethnicGroup ?? '',
    politicalStatus: member.politicalStatus ?? null,
    maritalStatus: member.maritalStatus ?? null,
    illness: member.illness ?? '',
    disabilityKind: member.disabilityKind ?? null,
    disabilityGrade: member.disabilityGrade ?? null,
    enrolmentYear: member.enrolmentYear ?? null,
    insurance: member.insurance ?? null,
  };
}

export function bankColumns(bank: FamilyInput['bank']) {
  if (!bank.account)
    return { ...bankNames(bank), accountSealed: null, accountFingerprint: null, accountLast4: null };
  return {
    ...bankNames(bank),
    accountSealed: seal(bank.account),
    accountFingerprint: fingerprint(bank.account),
    accountLast4: bank.account.slice(-4),
  };
}

/** The bank columns of a change: an empty account leaves the one on file. */
export function keptOrNewBank(bank: FamilyInput['bank']) {
  return bank.account ? bankColumns(bank) : bankNames(bank);
}

function bankNames({ bankName, accountHolder }: FamilyInput['bank']) {
  return { bankName, accountHolder };
}

export interface Exclusion {
  kind: ExclusionKind;
  evidence: string;
}

/** The exclusions that stand in a file, in the order of the form. */
export async function exclusionsOf(read: Read, familyId: string): Promise<Exclusion[]> {
  const rows = await read
    .select({ kind: familyExclusions.kind, evidence: familyExclusions.evidence })
    .from(familyExclusions)
    .where(eq(familyExclusions.familyId, familyId));
  return EXCLUSION_KINDS.flatMap((kind) => rows.find((row) => row.kind === kind) ?? []);
}

/** Replaces the exclusions of a file by those of a form. */
export async function writeExclusions(
  write: Write,
  { familyId, exclusions = {} }: { familyId: string; exclusions?: FamilyInput['exclusions'] },
): Promise<void> {
  await write.delete(familyExclusions).where(eq(familyExclusions.familyId, familyId));
  const rows = givenExclusions(exclusions).map((one) => ({ id: newId(), familyId, ...one }));
  if (rows.length > 0) await write.insert(familyExclusions).values(rows);
}

/** The exclusions that a form says, in its order. */
export function givenExclusions(exclusions: FamilyInput['exclusions'] = {}): Exclusion[] {
  return EXCLUSION_KINDS.flatMap((kind) => {
    const evidence = exclusions[kind];
    return evidence ? [{ kind, evidence }] : [];
  });
}
