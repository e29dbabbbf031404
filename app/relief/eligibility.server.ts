import { and, eq, notInArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { applications, familyMembers } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { isOnRegister } from '../families/families.server';
import type { Project } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import type { Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { isBeneficiary } from './beneficiary';
import { requireDay } from './days';
import { schoolingAward } from './obstacles.server';
import type { MedicalBill } from './standards';

type Member = typeof familyMembers.$inferSelect;

export interface ApplicationInput {
  /** The beneficiary: the main person (living), a student (schooling) or the patient (medical). */
  memberId: string;
  appliedOn: BusinessDate;
  /** Above 0. */
  requestedFen: Fen;
  /** Medical only. */
  medical?: MedicalBill;
  reason: string;
}

interface Eligibility extends ApplicationInput {
  project: Project;
  type: ReliefType;
  familyId: string;
  /** Of the application that is being changed. */
  id: string | null;
}

/**
 * Refuses an application that could never be approved: the wrong person, a family that is not on the register that
 * day, a second one for schooling in a year.
 * @throws Refusal as submitApplication
 */
export async function requireEligible(write: Write, input: Eligibility): Promise<void> {
  const { project, type, familyId, appliedOn } = input;
  requireDay(appliedOn, { field: 'appliedOn' });
  if (appliedOn > project.endOn)
    throw new Refusal('relief.applied_late', { endOn: project.endOn }, 'appliedOn');
  const member = await memberOfFamily(write, input);
  if (!isBeneficiary(type, member)) throw new Refusal('application.not_beneficiary', { type }, 'memberId');
  if (type === 'medical' && !input.medical)
    throw new Refusal('application.bill_missing', {}, 'medicalTotalFen');
  if (!(await isOnRegister(write, { familyId, on: appliedOn }))) {
    throw new Refusal('relief.not_on_register', { on: appliedOn }, 'appliedOn');
  }
  if (type === 'schooling') await requireFirstSchooling(write, input, member);
}

async function memberOfFamily(read: Read, { memberId, familyId }: Eligibility): Promise<Member> {
  const [member] = await read.select().from(familyMembers).where(eq(familyMembers.id, memberId));
  if (member?.familyId !== familyId) throw new Refusal('application.member_missing', {}, 'memberId');
  return member;
}

async function requireFirstSchooling(write: Write, input: Eligibility, member: Member): Promise<void> {
  const student = {
    projectId: input.project.id,
    familyId: input.familyId,
    fingerprint: member.idFingerprint,
  };
  const award = await schoolingAward(write, { ...student, id: input.id ?? '' });
  if (award) {
    const { approvedOn, amountFen } = award;
    throw new Refusal('relief.duplicate_schooling', { approvedOn, amountFen }, 'memberId');
  }
  const open = await openSchooling(write, student);
  const other = open.find(({ id }) => id !== input.id);
  if (other) throw new Refusal('relief.open_schooling', { appliedOn: other.appliedOn }, 'memberId');
}

async function openSchooling(read: Read, student: { projectId: string; fingerprint: string }) {
  return read
    .select({ id: applications.id, appliedOn: applications.appliedOn })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(
      and(
        eq(applications.projectId, student.projectId),
        eq(applications.type, 'schooling'),
        notInArray(applications.status, ['approved', 'rejected', 'withdrawn']),
        eq(familyMembers.idFingerprint, student.fingerprint),
      ),
    );
}
