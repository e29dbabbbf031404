import { createHash } from 'node:crypto';
import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { applications, awards, families, familyMembers, payments } from '../../db/schema';
import { onRegisterOn } from '../families/families.server';
import type { Project } from '../fund/fund.server';
import type { Fen } from '../money/fen';
import type { CampaignType, LeftOutReason } from './campaign';
import { amountOfPerson, ruleGap, type CampaignAmounts, type CampaignRule } from './campaignRule';

export type CampaignDraft = CampaignRule & CampaignAmounts;

type Candidate = Awaited<ReturnType<typeof candidatesOf>>[number];

/** Somebody the rule looked at, and why it left the person out; null for those it draws. */
export interface Drawn extends Candidate {
  reason: LeftOutReason | null;
  amountFen: Fen;
}

/**
 * Everybody of the register that a campaign of this type could be for, by file number: the main persons (living) or
 * the students (schooling), each in or out. Nobody is drawn twice, told apart by ID number.
 */
export async function draw(read: Read, project: Project, draft: CampaignDraft): Promise<Drawn[]> {
  const helped = await helpedSoFar(read, project, draft);
  const seen = new Set<string>();
  return (await candidatesOf(read, draft)).map((one) => {
    const gap = ruleGap(draft, one);
    const reason = gap ?? (seen.has(one.fingerprint) ? 'listed_twice' : helped(one));
    if (!gap) seen.add(one.fingerprint);
    return { ...one, reason, amountFen: amountOfPerson(draft, one) };
  });
}

/** A short mark of who is in and with how much: another list has another one. */
export function listMark(drawn: readonly Drawn[]): string {
  const hash = createHash('sha256');
  for (const { memberId, reason, amountFen } of drawn) if (!reason) hash.update(`${memberId} ${amountFen}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function candidatesOf(read: Read, { type, startedOn }: CampaignRule) {
  const main = alias(familyMembers, 'main_person');
  return read
    .select({
      familyId: families.id,
      memberId: familyMembers.id,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      fingerprint: familyMembers.idFingerprint,
      category: families.category,
      mainCause: families.mainCause,
      division: families.division,
      unionMember: families.unionMember,
      mainEmployment: main.employment,
      educationStage: familyMembers.educationStage,
      registeredOn: families.registeredOn,
      hukouKind: families.hukouKind,
      accountLast4: families.accountLast4,
    })
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .innerJoin(main, and(eq(main.familyId, families.id), eq(main.position, 0)))
    .where(
      and(
        onRegisterOn(startedOn),
        type === 'living' ? eq(familyMembers.position, 0) : eq(familyMembers.employment, 'student'),
      ),
    )
    .orderBy(asc(families.fileNumber), asc(familyMembers.position));
}

type Helped = (one: { fingerprint: string; familyId: string }) => LeftOutReason | null;

/** Who has relief of the type this year, or an application for it under way; living relief is the whole family's. */
async function helpedSoFar(
  read: Read,
  project: Project,
  { type, onlyUnhelped }: CampaignRule,
): Promise<Helped> {
  if (type !== 'schooling' && !onlyUnhelped) return () => null;
  const known = new Map<string, LeftOutReason>();
  const note = (row: { fingerprint: string; familyId: string }, reason: LeftOutReason) => {
    for (const key of keysOf(type, row)) known.set(key, reason);
  };
  for (const row of await openApplications(read, project, type)) note(row, 'open_application');
  const awarded = await awardsSoFar(read, project, type);
  for (const row of awarded) if (!row.releasedOn) note(row, 'already_awarded');
  for (const row of awarded) if (row.netFen > 0) note(row, 'already_paid');
  return (one) =>
    keysOf(type, one)
      .map((key) => known.get(key) ?? null)
      .find((reason) => reason !== null) ?? null;
}

function keysOf(type: CampaignType, { fingerprint, familyId }: { fingerprint: string; familyId: string }) {
  return type === 'living' ? [`person ${fingerprint}`, `family ${familyId}`] : [`person ${fingerprint}`];
}

async function openApplications(read: Read, project: Project, type: CampaignType) {
  return read
    .select({ fingerprint: familyMembers.idFingerprint, familyId: applications.familyId })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(
      and(
        eq(applications.projectId, project.id),
        eq(applications.type, type),
        notInArray(applications.status, ['approved', 'rejected', 'withdrawn']),
      ),
    );
}

async function awardsSoFar(read: Read, project: Project, type: CampaignType) {
  return read
    .select({
      fingerprint: familyMembers.idFingerprint,
      familyId: awards.familyId,
      releasedOn: awards.releasedOn,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(payments, eq(payments.awardId, awards.id))
    .where(and(eq(awards.projectId, project.id), eq(awards.type, type)))
    .groupBy(awards.id, awards.familyId, familyMembers.idFingerprint, awards.releasedOn);
}
