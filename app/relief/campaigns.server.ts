import { and, count, eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, campaignCandidates, campaigns } from '../../db/schema';
import { auditAll, type AuditEvent } from '../audit/audit.server';
import type { Category } from '../families/family';
import { once } from '../fund/commands.server';
import { fundBalance, projectOfYear, type Project } from '../fund/fund.server';
import { newId } from '../ids.server';
import { sumFen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { LEFT_OUT_REASONS, type LeftOutReason, type PreviewPart } from './campaign';
import { draw, listMark, type CampaignDraft, type Drawn } from './campaignDraw.server';
import type { StoredRule } from './campaignRule';
import { requireDay } from './days';
import { countOnSampleLines, overCapAmong } from './caps.server';
import { pagingOf, type Paging } from './paging';
import type { PayWindow } from './payWindow';
import { payWindows } from './payWindows.server';

export { campaignPage, listCampaigns } from './campaignQueries.server';

export type CampaignPlan = CampaignDraft & { projectYear: number };

export interface CampaignPreview {
  startedOn: string;
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
  /** Of those drawn, how many have a cap that rests on an example line. */
  onSampleLines: number;
  /** When those drawn are to be paid. */
  windows: PayWindow[];
  /** Of those drawn. */
  byCategory: { category: Category | null; count: number; amountFen: number }[];
  byDivision: { division: string; count: number; amountFen: number }[];
  /** Names the very list that was looked at. */
  mark: string;
  /** One page of those in or out. */
  list: PreviewList;
}

export interface PreviewView {
  part?: PreviewPart;
  page?: number;
}

export interface PreviewList extends Omit<Paging, 'limit' | 'offset'> {
  part: PreviewPart;
  total: number;
  rows: PreviewRow[];
}

export interface PreviewRow {
  memberId: string;
  familyId: string;
  name: string;
  fileNumber: string;
  category: Category | null;
  division: string;
  amountFen: number;
  reason: LeftOutReason | null;
  overCap: boolean;
  withoutAccount: boolean;
}

/**
 * Whom a campaign would draw and what it would cost, before it is started.
 * @throws Refusal project.not_found, relief.date_in_future, relief.date_outside
 */
export async function campaignPreview(
  read: Read,
  { projectYear, ...draft }: CampaignPlan,
  view: PreviewView = {},
): Promise<CampaignPreview> {
  const project = await projectOfYear(read, projectYear);
  requireDay(draft.startedOn, { project, field: 'startedOn' });
  const looked = await draw(read, project, draft);
  const drawn = looked.filter(({ reason }) => !reason);
  const { availableFen } = await fundBalance(read, { projectId: project.id });
  const prospects = drawn.map((one) => ({
    ...one,
    id: one.memberId,
    projectId: project.id,
    type: draft.type,
  }));
  const overCap = await overCapAmong(read, prospects, draft.startedOn);
  return {
    startedOn: draft.startedOn,
    count: drawn.length,
    families: new Set(drawn.map(({ familyId }) => familyId)).size,
    totalFen: sumFen(drawn.map(({ amountFen }) => amountFen)),
    availableFen,
    leftOut: leftOutCounts(looked),
    overCap: overCap.size,
    withoutAccount: drawn.filter(({ accountLast4 }) => !accountLast4).length,
    onSampleLines: await countOnSampleLines(read, prospects, draft.startedOn),
    windows: await payWindows(read, prospects),
    byCategory: grouped(drawn, ({ category }) => category).map(({ key, ...sums }) => ({
      category: key,
      ...sums,
    })),
    byDivision: grouped(drawn, ({ division }) => division).map(({ key, ...sums }) => ({
      division: key,
      ...sums,
    })),
    mark: listMark(looked),
    list: previewList(looked, { overCap, view }),
  };
}

function leftOutCounts(looked: readonly Drawn[]): Record<LeftOutReason, number> {
  const counts = Object.fromEntries(LEFT_OUT_REASONS.map((reason) => [reason, 0])) as Record<
    LeftOutReason,
    number
  >;
  for (const { reason } of looked) if (reason) counts[reason] += 1;
  return counts;
}

/** Most people first. */
function grouped<Key>(drawn: readonly Drawn[], keyOf: (one: Drawn) => Key) {
  const groups = new Map<Key, { count: number; amountFen: number }>();
  for (const one of drawn) {
    const { count, amountFen } = groups.get(keyOf(one)) ?? { count: 0, amountFen: 0 };
    groups.set(keyOf(one), { count: count + 1, amountFen: amountFen + one.amountFen });
  }
  return [...groups].map(([key, sums]) => ({ key, ...sums })).sort((left, right) => right.count - left.count);
}

function previewList(
  looked: readonly Drawn[],
  { overCap, view }: { overCap: ReadonlySet<string>; view: PreviewView },
): PreviewList {
  const { part = 'in' } = view;
  const shown = looked.filter((one) => {
    if (part === 'out' || one.reason) return part === 'out' && one.reason !== null;
    if (part === 'over_cap') return overCap.has(one.memberId);
    return part === 'in' || !one.accountLast4;
  });
  const { page, pageCount, limit, offset } = pagingOf(shown.length, view.page, NAMES_A_PAGE);
  const rows = shown.slice(offset, offset + limit).map((one): PreviewRow => {
    const { memberId, familyId, name, fileNumber, category, division, amountFen, reason } = one;
    const flags = { overCap: overCap.has(memberId), withoutAccount: !one.accountLast4 };
    return { memberId, familyId, name, fileNumber, category, division, amountFen, reason, ...flags };
  });
  return { part, total: shown.length, page, pageCount, rows };
}

const NAMES_A_PAGE = 50;

interface NamedCampaign extends CampaignPlan {
  name: string;
  /** How many the preview showed, and the mark of its list; a list that has changed since is refused. */
  expectedCount?: number;
  expectedMark?: string;
}

export interface CampaignStart extends NamedCampaign {
  commandId: string;
}

/**
 * Starts a campaign: freezes the list of everybody the rule looked at, and hands in one application for the main person
 * (living) or each student (schooling) that it draws. Students who have or await schooling relief are left out.
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
      const looked = await draw(write, project, start);
      const drawn = looked.filter(({ reason }) => !reason);
      requireList(looked, start);
      const id = await insertCampaign({ write, actor }, project, start);
      await insertCandidates(write, id, looked);
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

function requireList(looked: readonly Drawn[], { expectedCount, expectedMark }: NamedCampaign): void {
  const found = looked.filter(({ reason }) => !reason).length;
  if (found === 0) throw new Refusal('campaign.nobody');
  const isSeen = expectedMark === undefined || expectedMark === listMark(looked);
  if (expectedCount !== undefined && (expectedCount !== found || !isSeen)) {
    throw new Refusal('campaign.list_changed', { expected: expectedCount, found });
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
    rule: JSON.stringify(ruleOf(start)),
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  return id;
}

function ruleOf(start: NamedCampaign): StoredRule {
  const { categories, causes, divisions, stages, registeredBefore, steps } = start;
  const { onlyUnionMembers, onlyMigrants, onlyUnhelped } = start;
  return {
    categories,
    causes,
    divisions,
    stages,
    registeredBefore,
    steps,
    onlyUnionMembers,
    onlyMigrants,
    onlyUnhelped,
  };
}

async function insertCandidates(write: Write, campaignId: string, looked: readonly Drawn[]): Promise<void> {
  const rows = looked.map(({ familyId, memberId, reason, amountFen }, index) => ({
    id: newId(),
    campaignId,
    position: index + 1,
    familyId,
    memberId,
    isIn: reason === null,
    reason,
    amountFen,
  }));
  for (const chunk of chunksOf(rows)) await write.insert(campaignCandidates).values(chunk);
}

async function insertApplications(
  { write, actor }: Desktop,
  drawn: readonly Drawn[],
  campaign: NamedCampaign & { id: string; project: Project },
): Promise<void> {
  const recordedAt = new Date().toISOString();
  const { type, name, amountFen, startedOn } = campaign;
  const rows = drawn.map(({ familyId, memberId, amountFen: requestedFen }) => ({
    id: newId(),
    projectId: campaign.project.id,
    type,
    campaignId: campaign.id,
    familyId,
    memberId,
    status: 'submitted' as const,
    appliedOn: startedOn,
    requestedFen,
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
        ...auditedRule(campaign),
        count: rows.length,
      },
    },
    ...rows.map((row): AuditEvent => ({
      action: 'application.submitted',
      subject: { type: 'application', id: row.id },
      detail: {
        campaignId: campaign.id,
        familyId: row.familyId,
        memberId: row.memberId,
        amountFen: row.requestedFen,
      },
    })),
  ]);
}

/** What the audit tells of a rule. */
function auditedRule({ categories, causes, divisions, stages, steps }: NamedCampaign) {
  return {
    category: categories ?? [],
    mainCause: causes ?? [],
    division: divisions ?? [],
    educationStage: stages ?? [],
    steps: (steps ?? []).map(({ category, stage, amountFen }) => ({
      category: category ?? null,
      educationStage: stage ?? null,
      amountFen,
    })),
  };
}
