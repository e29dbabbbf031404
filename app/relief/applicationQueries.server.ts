import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  applications,
  awards,
  campaigns,
  families,
  familyMembers,
  payments,
  programmes,
  projects,
} from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import type { ReliefType } from '../fund/project';
import { Refusal } from '../refusal';
import type { ApplicationStatus } from './application';
import { awardStatus, type AwardStatus } from './award';
import { isBeneficiary } from './beneficiary';
import { amountColumn, caseById } from './cases.server';
import { proposedDay } from './days';
import { awardDueDate, type AwardDueDate } from './dueDate';
import { capFor } from './caps.server';
import { namesOfStaff } from './people.server';
import { sameBills, type SameBill } from './sameBills.server';
import { proposalOf, type CapAnswer, type Proposal } from './standards';
import { confirmedStandards } from './standardSets.server';
import { together } from '../together';

/** A line of what a family or person was helped with. */
export interface ReliefRow {
  applicationId: string;
  awardId: string | null;
  year: number;
  type: ReliefType;
  status: ApplicationStatus;
  memberId: string;
  name: string;
  fileNumber: string;
  campaignName: string | null;
  appliedOn: string;
  requestedFen: number;
  /** What it is worth as it stands, see `amountOf`. */
  standingFen: number;
  approvedOn: string | null;
  awardFen: number | null;
  netFen: number;
  awardStatus: AwardStatus | null;
}

/** Everything that was applied for and awarded to a family, the latest first. */
export async function reliefOfFamily(read: Read, familyId: string): Promise<ReliefRow[]> {
  return reliefRows(read, eq(applications.familyId, familyId));
}

async function reliefRows(read: Read, where: SQL | undefined): Promise<ReliefRow[]> {
  const rows = await read
    .select({
      applicationId: applications.id,
      awardId: awards.id,
      year: projects.year,
      type: applications.type,
      status: applications.status,
      memberId: applications.memberId,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      campaignName: campaigns.name,
      appliedOn: applications.appliedOn,
      requestedFen: applications.requestedFen,
      standingFen: amountColumn,
      approvedOn: awards.approvedOn,
      awardFen: awards.amountFen,
      releasedOn: awards.releasedOn,
      takenBackBy: awards.takenBackBy,
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(where)
    .orderBy(desc(applications.appliedOn), desc(applications.id));
  const sums = await paymentSums(
    read,
    rows.map(({ awardId }) => awardId),
  );
  return rows.map(({ releasedOn, takenBackBy, ...row }) => {
    const { netFen = 0, grossFen = 0 } = sums.get(row.awardId ?? '') ?? {};
    const { awardFen } = row;
    const money =
      awardFen === null ? null : { amountFen: awardFen, netFen, grossFen, releasedOn, takenBackBy };
    return { ...row, netFen, awardStatus: money && awardStatus(money) };
  });
}

async function paymentSums(read: Read, awardIds: readonly (string | null)[]) {
  const known = awardIds.filter((id) => id !== null);
  const rows = await read
    .select({
      awardId: payments.awardId,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
      grossFen:
        sql<number>`coalesce(sum(case when ${payments.kind} = 'payment' then ${payments.amountFen} else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(payments)
    .where(inArray(payments.awardId, known))
    .groupBy(payments.awardId);
  return new Map(rows.map((row) => [row.awardId, row]));
}

export interface ApplicationPage {
  application: typeof applications.$inferSelect;
  /** The project-year's number and dates. */
  project: { id: string; year: number; startOn: string; endOn: string };
  family: Pick<
    typeof families.$inferSelect,
    'id' | 'fileNumber' | 'status' | 'division' | 'category' | 'registeredOn' | 'exitedOn'
  >;
  member: Pick<
    typeof familyMembers.$inferSelect,
    'id' | 'name' | 'idMasked' | 'relation' | 'employment' | 'health' | 'educationStage' | 'school'
  >;
  campaign: { id: string; name: string } | null;
  award: (typeof awards.$inferSelect & AwardDueDate & { netFen: number; status: AwardStatus }) | null;
  /** The cap as of the decision, or as of today within the year while there is none. */
  cap: CapAnswer;
  /** What the same person, and the same family, were helped with in the year; this application not among it. */
  earlier: ReliefRow[];
  /** Of medical relief: other applications with the same bill. */
  sameBills: SameBill[];
  /** Names by id of everybody who has acted on it. */
  staffNames: Record<string, string>;
}

/**
 * Everything about one application on one screen.
 * @throws Refusal application.not_found
 */
export async function applicationPage(read: Read, id: string): Promise<ApplicationPage> {
  const [row] = await read
    .select({
      application: applications,
      project: { id: projects.id, year: projects.year, startOn: projects.startOn, endOn: projects.endOn },
      family: families,
      member: familyMembers,
      campaign: { id: campaigns.id, name: campaigns.name },
      award: awards,
      windowEndOn: programmes.windowEndOn,
      timelyDays: programmes.timelyDays,
    })
    .from(applications)
    .innerJoin(projects, eq(projects.id, applications.projectId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .leftJoin(
      programmes,
      and(eq(programmes.projectId, applications.projectId), eq(programmes.type, applications.type)),
    )
    .where(eq(applications.id, id));
  if (!row) throw new Refusal('application.not_found');
  const { application, project, family, member, campaign, award } = row;
  const capOn =
    application.confirmedOn ?? application.decidedOn ?? proposedDay(todayInChina(new Date()), { project });
  const { recordedBy, reviewedBy, decidedBy, confirmedBy } = application;
  const { earlier, ...found } = await together({
    earlier: reliefOfPerson(read, { projectId: project.id, family, member }),
    cap: caseById(read, id).then((one) => capFor(read, one, capOn)),
    sameBills: sameBills(read, application, member),
    staffNames: namesOfStaff(read, [recordedBy, reviewedBy, decidedBy, confirmedBy]),
  });
  const own = earlier.find((one) => one.applicationId === id);
  return {
    ...found,
    application,
    project,
    family: familyFacts(family),
    member: memberFacts(member),
    campaign,
    award: award && {
      ...award,
      ...awardDueDate({
        approvedOn: award.approvedOn as BusinessDate,
        windowEndOn: (row.windowEndOn ?? project.endOn) as BusinessDate,
        timelyDays: row.timelyDays,
      }),
      netFen: own?.netFen ?? 0,
      status: own?.awardStatus ?? 'unpaid',
    },
    earlier: earlier.filter((one) => one.applicationId !== id),
  };
}

/** What a person, told apart by ID number across files, and a family were helped with in a year. */
async function reliefOfPerson(
  read: Read,
  who: {
    projectId: string;
    family: { id: string };
    member: { idFingerprint: string };
  },
): Promise<ReliefRow[]> {
  const { projectId, family, member } = who;
  return reliefRows(
    read,
    and(
      eq(applications.projectId, projectId),
      sql`(${applications.familyId} = ${family.id} or ${familyMembers.idFingerprint} = ${member.idFingerprint})`,
    ),
  );
}

function familyFacts({
  id,
  fileNumber,
  status,
  division,
  category,
  registeredOn,
  exitedOn,
}: typeof families.$inferSelect) {
  return { id, fileNumber, status, division, category, registeredOn, exitedOn };
}

function memberFacts({
  id,
  name,
  idMasked,
  relation,
  employment,
  health,
  educationStage,
  school,
}: typeof familyMembers.$inferSelect) {
  return { id, name, idMasked, relation, employment, health, educationStage, school };
}

export interface Applicant {
  family: ApplicationPage['family'];
  members: (ApplicationPage['member'] & {
    position: number;
    cap: CapAnswer;
    earlierFen: number;
    /** What the standard proposes; null where it names nothing. */
    proposal: Proposal | null;
  })[];
  /** What the family, and each of these people in whatever file, were helped with in the year. */
  earlier: ReliefRow[];
}

/**
 * The family that an application is made for, with the cap of each member it may be made for.
 * @throws Refusal record.not_found
 */
export async function applicantFamily(
  read: Read,
  { familyId, type, projectId, on }: { familyId: string; type: ReliefType; projectId: string; on: string },
): Promise<Applicant> {
  const [family] = await read.select().from(families).where(eq(families.id, familyId));
  if (!family) throw new Refusal('record.not_found');
  const rows = await read
    .select()
    .from(familyMembers)
    .where(eq(familyMembers.familyId, familyId))
    .orderBy(asc(familyMembers.position));
  const members: Applicant['members'] = [];
  const fingerprints: string[] = [];
  const standards = await confirmedStandards(read);
  for (const row of rows.filter((one) => isBeneficiary(type, one))) {
    const prospect = {
      id: row.id,
      projectId,
      type,
      familyId,
      fingerprint: row.idFingerprint,
      division: family.division,
      hukouKind: family.hukouKind,
      reviewedFen: null,
      decidedFen: null,
      requestedFen: 0,
      medicalTotalFen: null,
      medicalReimbursedFen: null,
    };
    const cap = await capFor(read, prospect, on);
    const { category } = family;
    const leftFen = cap.ok ? cap.cap.leftFen : null;
    members.push({
      ...memberFacts(row),
      position: row.position,
      cap,
      earlierFen: cap.ok ? cap.cap.earlierFen : 0,
      proposal: proposalOf(
        { type, on, category, stage: row.educationStage, medical: null, leftFen },
        standards,
      ),
    });
    fingerprints.push(row.idFingerprint);
  }
  const people = or(eq(applications.familyId, familyId), inArray(familyMembers.idFingerprint, fingerprints));
  return {
    family: familyFacts(family),
    members,
    earlier: await reliefRows(read, and(eq(applications.projectId, projectId), people)),
  };
}
