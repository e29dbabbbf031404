import { and, asc, count, eq, notInArray, sql } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, awards, campaigns, families, familyMembers, payments } from '../../db/schema';
import { auditAll, type AuditEvent } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import type { Category } from '../families/family';
import { onRegisterOn } from '../families/families.server';
import { once } from '../fund/commands.server';
import { fundBalance, projectOfYear, type Project } from '../fund/fund.server';
import { newId } from '../ids.server';
import { fen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import type { CampaignType, LeftOutReason } from './campaign';
import { requireDay } from './days';
import { countOverCap } from './obstacles.server';

export { campaignPage, listCampaigns } from './campaignQueries.server';

export interface CampaignPlan {
  projectYear: number;
  type: CampaignType;
  /** For each person, above 0. */
  amountFen: Fen;
  startedOn: BusinessDate;
  category?: Category;
  /** A division code. */
  division?: string;
}

export interface CampaignPreview {
  /** How many it would draw. */
  count: number;
  families: number;
  totalFen: number;
  /** What the fund can still carry. */
  availableFen: number;
  leftOut: Record<LeftOutReason, number>;
  /** Of those drawn, how many would be above their cap and could not be approved. */
  overCap: number;
  /** Of those drawn, how many have no bank account on file. */
  withoutAccount: number;
}

/**
 * Whom a campaign would draw and what it would cost, before it is started.
 * @throws Refusal project.not_found, relief.date_in_future, relief.date_outside
 */
export async function campaignPreview(read: Read, plan: CampaignPlan): Promise<CampaignPreview> {
  const project = await projectOfYear(read, plan.projectYear);
  requireDay(plan.startedOn, { project, field: 'startedOn' });
  const { drawn, leftOut } = await draw(read, project, plan);
  const { availableFen } = await fundBalance(read, { projectId: project.id });
  const prospects = drawn.map((one) => ({
    ...one,
    id: one.memberId,
    projectId: project.id,
    type: plan.type,
    amountFen: plan.amountFen,
  }));
  return {
    count: drawn.length,
    families: new Set(drawn.map(({ familyId }) => familyId)).size,
    totalFen: fen(drawn.length * plan.amountFen),
    availableFen,
    leftOut,
    overCap: await countOverCap(read, prospects, plan.startedOn),
    withoutAccount: drawn.filter(({ accountLast4 }) => !accountLast4).length,
  };
}

interface NamedCampaign extends CampaignPlan {
  name: string;
  /** How many the preview showed; a list that has changed since is refused. */
  expectedCount?: number;
}

export interface CampaignStart extends NamedCampaign {
  commandId: string;
}

/**
 * Starts a campaign: one submitted application for the main person (living) or each student (schooling) of every
 * family that is on the register that day and fits. Students who have or await schooling relief this year are left out.
 * @throws Refusal project.not_found, relief.date_in_future, relief.date_outside, campaign.name_taken,
 * campaign.nobody, campaign.list_changed, command.changed
 */
export async function startCampaign(
  { store, actor }: Desk,
  { commandId, ...start }: CampaignStart,
): Promise<{ id: string; count: number }> {
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'campaign.start', content: start }, async () => {
      const project = await projectOfYear(write, start.projectYear);
      requireDay(start.startedOn, { project, field: 'startedOn' });
      await requireNewName(write, project, start.name);
      const { drawn } = await draw(write, project, start);
      requireList(drawn.length, start.expectedCount);
      const id = await insertCampaign({ write, actor }, project, start);
      await insertApplications({ write, actor }, drawn, { ...start, id, project });
      return { id, count: drawn.length };
    }),
  );
}

interface Desktop {
  write: Write;
  actor: Desk['actor'];
}

async function requireNewName(read: Read, project: Project, name: string): Promise<void> {
  const [taken] = await read
    .select({ count: count() })
    .from(campaigns)
    .where(and(eq(campaigns.projectId, project.id), eq(campaigns.name, name)));
  if (taken!.count > 0) throw new Refusal('campaign.name_taken', { name }, 'name');
}

function requireList(found: number, expected: number | undefined): void {
  if (found === 0) throw new Refusal('campaign.nobody');
  if (expected !== undefined && expected !== found) {
    throw new Refusal('campaign.list_changed', { expected, found });
  }
}

async function insertCampaign({ write, actor }: Desktop, project: Project, start: NamedCampaign) {
  const id = newId();
  const { type, name, amountFen, startedOn } = start;
  await write.insert(campaigns).values({
    id,
    projectId: project.id,
    type,
    name,
    amountFen,
    startedOn,
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  return id;
}

async function insertApplications(
  { write, actor }: Desktop,
  drawn: readonly Drawn[],
  campaign: NamedCampaign & { id: string; project: Project },
): Promise<void> {
  const recordedAt = new Date().toISOString();
  const { type, name, amountFen, startedOn, category = null, division = null } = campaign;
  const rows = drawn.map(({ familyId, memberId }) => ({
    id: newId(),
    projectId: campaign.project.id,
    type,
    campaignId: campaign.id,
    familyId,
    memberId,
    status: 'submitted' as const,
    appliedOn: startedOn,
    requestedFen: amountFen,
    reason: name,
    recordedBy: actor.staffId,
    recordedAt,
  }));
  for (const chunk of chunksOf(rows)) await write.insert(applications).values(chunk);
  await auditAll(write, actor, [
    {
      action: 'campaign.started',
      subject: { type: 'campaign', id: campaign.id },
      detail: {
        year: campaign.projectYear,
        type,
        name,
        amountFen,
        startedOn,
        category,
        division,
        count: rows.length,
      },
    },
    ...rows.map((row): AuditEvent => ({
      action: 'application.submitted',
      subject: { type: 'application', id: row.id },
      detail: { campaignId: campaign.id, familyId: row.familyId, memberId: row.memberId, amountFen },
    })),
  ]);
}

type Drawn = Awaited<ReturnType<typeof fitting>>[number];

async function draw(
  read: Read,
  project: Project,
  plan: CampaignPlan,
): Promise<{ drawn: Drawn[]; leftOut: Record<LeftOutReason, number> }> {
  const helped = plan.type === 'schooling' ? await schoolingSoFar(read, project) : new Map();
  const leftOut: Record<LeftOutReason, number> = { already_awarded: 0, open_application: 0, listed_twice: 0 };
  const seen = new Set<string>();
  const drawn = (await fitting(read, plan)).filter(({ fingerprint }) => {
    const reason = (seen.has(fingerprint) ? 'listed_twice' : helped.get(fingerprint)) as
      LeftOutReason | undefined;
    seen.add(fingerprint);
    if (reason) leftOut[reason] += 1;
    return !reason;
  });
  return { drawn, leftOut };
}

/** The people of the register whom the rule of a campaign fits, by file number. */
async function fitting(read: Read, { type, startedOn, category, division }: CampaignPlan) {
  return read
    .select({
      familyId: families.id,
      memberId: familyMembers.id,
      fingerprint: familyMembers.idFingerprint,
      division: families.division,
      hukouKind: families.hukouKind,
      accountLast4: families.accountLast4,
    })
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .where(
      and(
        onRegisterOn(startedOn),
        type === 'living' ? eq(familyMembers.position, 0) : eq(familyMembers.employment, 'student'),
        category ? eq(families.category, category) : undefined,
        division ? eq(families.division, division) : undefined,
      ),
    )
    .orderBy(asc(families.fileNumber), asc(familyMembers.position));
}

/** The students who have schooling relief of the year, or an application for it under way, by ID number. */
async function schoolingSoFar(read: Read, project: Project): Promise<Map<string, LeftOutReason>> {
  const open = await read
    .select({ fingerprint: familyMembers.idFingerprint })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(
      and(
        eq(applications.projectId, project.id),
        eq(applications.type, 'schooling'),
        notInArray(applications.status, ['approved', 'rejected', 'withdrawn']),
      ),
    );
  const awarded = await read
    .select({
      fingerprint: familyMembers.idFingerprint,
      releasedOn: awards.releasedOn,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(payments, eq(payments.awardId, awards.id))
    .where(and(eq(awards.projectId, project.id), eq(awards.type, 'schooling')))
    .groupBy(awards.id, familyMembers.idFingerprint, awards.releasedOn);
  return new Map<string, LeftOutReason>([
    ...open.map(({ fingerprint }) => [fingerprint, 'open_application'] as const),
    ...awarded
      .filter(({ releasedOn, netFen }) => !releasedOn || netFen > 0)
      .map(({ fingerprint }) => [fingerprint, 'already_awarded'] as const),
  ]);
}
