import { and, desc, eq, notInArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { applications, families, familyMembers } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { isOnRegister } from '../families/families.server';
import type { EducationStage } from '../families/family';
import type { Project } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import type { Fen } from '../money/fen';
import { Refusal, type RefusalData } from '../refusal';
import { isBeneficiary } from './beneficiary';
import { requireDay } from './days';
import { capFor } from './caps.server';
import { schoolingAward } from './earlierAwards.server';
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
  /** Schooling only. */
  schooling?: SchoolFacts;
  reason: string;
  /** Whether somebody looked twice at what is unusual; nobody is asked where it is left out. */
  confirmed?: boolean | undefined;
}

export interface SchoolFacts {
  stage: EducationStage | null;
  school: string | null;
  tuitionFen: Fen | null;
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
 * @returns the beneficiary
 * @throws Refusal as submitApplication
 */
export async function requireEligible(write: Write, input: Eligibility): Promise<Member> {
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
  if (input.confirmed === false) await askAgain(write, input, member);
  return member;
}

/** Asks once more about an amount above the cap, and about relief that the same person had before in the year. */
async function askAgain(write: Write, input: Eligibility, member: Member): Promise<void> {
  const { type, requestedFen, medical, familyId } = input;
  const [family] = await write.select().from(families).where(eq(families.id, familyId));
  const answer = await capFor(
    write,
    {
      id: input.id ?? '',
      projectId: input.project.id,
      type,
      familyId,
      fingerprint: member.idFingerprint,
      division: family!.division,
      hukouKind: family!.hukouKind,
      reviewedFen: null,
      decidedFen: null,
      requestedFen,
      medicalTotalFen: medical?.totalFen ?? null,
      medicalReimbursedFen: medical?.reimbursedFen ?? null,
    },
    input.appliedOn,
  );
  const over = answer.ok && answer.cap.overFen > 0 ? answer.cap : null;
  const same = await sameCauseBefore(write, input, member);
  if (!over && !same) return;
  const data: RefusalData = {
    type,
    capFen: over?.capFen ?? null,
    earlierFen: over?.earlierFen ?? null,
    overFen: over?.overFen ?? null,
    sameOn: same?.appliedOn ?? null,
    sameFen: same?.requestedFen ?? null,
  };
  throw new Refusal('application.look_again', data, 'confirmed');
}

/** Living relief repeats by its nature; a second illness or school year of one person within a year is looked at. */
async function sameCauseBefore(write: Write, input: Eligibility, { idFingerprint }: Member) {
  if (input.type === 'living') return null;
  const rows = await write
    .select({
      id: applications.id,
      appliedOn: applications.appliedOn,
      requestedFen: applications.requestedFen,
    })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(
      and(
        eq(applications.projectId, input.project.id),
        eq(applications.type, input.type),
        notInArray(applications.status, ['rejected', 'withdrawn']),
        eq(familyMembers.idFingerprint, idFingerprint),
      ),
    )
    .orderBy(desc(applications.appliedOn));
  return rows.find(({ id }) => id !== input.id) ?? null;
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
