import { asc, eq, inArray, min, sql } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import {
  indicatorAssessments,
  indicatorFiles,
  indicatorSources,
  indicators,
  payments,
  programmes,
  projectComponents,
  projects,
} from '../../db/schema';
import { businessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { StaffActor } from '../staff/staff.server';
import { TEXT_FIELDS } from './formFields';
import { fundBalance, projectOfYear, requireCommittedCovered, type Project } from './fund.server';
import { filterColumns, filterOf } from './indicatorFilter';
import { readPlannedHelp } from './plannedHelp';
import { RELIEF_TYPES } from './project';
import { requireSound, type ProjectDraft } from './projectDraft';
import type { ProgrammePlan } from './programme';
import type { TargetRow } from './targetForm';

/** How a project-year lies in its tables: read as one draft, written as one draft. */

export interface StoredProject {
  project: Project;
  draft: ProjectDraft;
  /** The ids of the draft's rows, in their order. */
  indicatorIds: string[];
}

/**
 * A year's project with everything that belongs to it.
 * @throws Refusal project.not_found
 */
export async function storedProject(read: Read, year: number): Promise<StoredProject> {
  const project = await projectOfYear(read, year);
  const components = await read
    .select()
    .from(projectComponents)
    .where(eq(projectComponents.projectId, project.id))
    .orderBy(asc(projectComponents.position));
  const rows = await read
    .select()
    .from(indicators)
    .where(eq(indicators.projectId, project.id))
    .orderBy(asc(indicators.position));
  const plans = await read.select().from(programmes).where(eq(programmes.projectId, project.id));
  return {
    project,
    indicatorIds: rows.map(({ id }) => id),
    draft: {
      ...headOf(project),
      components: components.map(({ subject, amountFen }) => ({ subject, amountFen: fen(amountFen) })),
      rows: rows.map(rowOf),
      programmes: RELIEF_TYPES.flatMap((type) => plans.filter((plan) => plan.type === type).map(programmeOf)),
    },
  };
}

/**
 * Writes a new project-year.
 * @returns its id
 * @throws Refusal project.year_exists, and those of `requireSound`
 */
export async function insertProject(write: Write, actor: StaffActor, draft: ProjectDraft): Promise<string> {
  requireSound(draft);
  await requireFreeYear(write, draft.year);
  const id = newId();
  await write.insert(projects).values({
    id,
    year: draft.year,
    ...columnsOf(draft),
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
    version: 1,
  });
  await insertComponents(write, id, draft);
  await insertProgrammes(write, id, draft);
  for (const row of draft.rows) await insertRow(write, id, row);
  return id;
}

/**
 * Refuses a year that has its project already.
 * @throws Refusal project.year_exists
 */
export async function requireFreeYear(read: Read, year: number): Promise<void> {
  const [taken] = await read.select({ id: projects.id }).from(projects).where(eq(projects.year, year));
  if (taken) throw new Refusal('project.year_exists', { year }, 'year');
}

/**
 * Brings a stored project-year to what the draft says. `ids` names the stored indicator that each row of the draft
 * continues, null for a new one: it keeps its id and so its assessment. Receipts, awards and payments are not touched.
 * @throws Refusal fund.below_committed, project.paid_before {paidOn}, and those of `requireSound`
 */
export async function replaceProject(
  write: Write,
  { stored, draft, ids }: { stored: StoredProject; draft: ProjectDraft; ids: readonly (string | null)[] },
): Promise<void> {
  const { project } = stored;
  requireSound(draft);
  const changeFen = draft.currentFen - project.currentFen;
  const before = await fundBalance(write, { projectId: project.id });
  requireCommittedCovered({ before, changeFen, field: 'currentFen' });
  await requireNothingPaidBefore(write, { id: project.id, startOn: draft.startOn });
  await write
    .update(projects)
    .set({ ...columnsOf(draft), version: project.version + 1 })
    .where(eq(projects.id, project.id));
  await write.delete(projectComponents).where(eq(projectComponents.projectId, project.id));
  await insertComponents(write, project.id, draft);
  await write.delete(programmes).where(eq(programmes.projectId, project.id));
  await insertProgrammes(write, project.id, draft);
  await removeRows(
    write,
    stored.indicatorIds.filter((id) => !ids.includes(id)),
  );
  await placeRows(write, { projectId: project.id, rows: draft.rows, ids });
}

/** What was paid in the year stays in it: by domain definition a payment before its first day would count nowhere. */
async function requireNothingPaidBefore(
  read: Read,
  { id, startOn }: { id: string; startOn: string },
): Promise<void> {
  const [first] = await read
    .select({ paidOn: min(payments.paidOn) })
    .from(payments)
    .where(eq(payments.projectId, id));
  const { paidOn } = first!;
  if (paidOn !== null && paidOn < startOn) throw new Refusal('project.paid_before', { paidOn }, 'startOn');
}

/** The ids, among these, of indicators that somebody has graded or explained, or given a file to. */
export async function assessedAmong(read: Read, indicatorIds: readonly string[]): Promise<string[]> {
  if (indicatorIds.length === 0) return [];
  const rows = await read
    .select({ id: indicatorAssessments.indicatorId })
    .from(indicatorAssessments)
    .where(inArray(indicatorAssessments.indicatorId, [...indicatorIds]));
  const files = await read
    .selectDistinct({ id: indicatorFiles.indicatorId })
    .from(indicatorFiles)
    .where(inArray(indicatorFiles.indicatorId, [...indicatorIds]));
  return [...rows, ...files].map(({ id }) => id);
}

async function removeRows(write: Write, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await write.delete(indicatorAssessments).where(inArray(indicatorAssessments.indicatorId, ids));
  await write.delete(indicatorFiles).where(inArray(indicatorFiles.indicatorId, ids));
  await write.delete(indicatorSources).where(inArray(indicatorSources.indicatorId, ids));
  await write.delete(indicators).where(inArray(indicators.id, ids));
}

async function placeRows(
  write: Write,
  {
    projectId,
    rows,
    ids,
  }: { projectId: string; rows: readonly TargetRow[]; ids: readonly (string | null)[] },
): Promise<void> {
  const stored = await write.select().from(indicators).where(eq(indicators.projectId, projectId));
  // Positions are unique within a project: the old ones step aside before the new ones are given.
  await write
    .update(indicators)
    .set({ position: sql`-${indicators.position}` })
    .where(eq(indicators.projectId, projectId));
  for (const [index, row] of rows.entries()) {
    const id = ids[index] ?? null;
    const placed = { ...row, position: index + 1 };
    const before = stored.find((one) => one.id === id);
    if (!before) await insertRow(write, projectId, placed);
    else
      await write.update(indicators).set(changedColumns(placed, before)).where(eq(indicators.id, before.id));
  }
}

/** What a row is narrowed to stays with its metric; of another one it is what fits of it, else what the name says. */
function changedColumns(row: TargetRow, before: typeof indicators.$inferSelect) {
  if (row.metric === null || row.metric === before.metric) return columnsOfRow(row);
  return { ...columnsOfRow(row), ...filterColumns(filterOf(before, row.metric) ?? row.filter) };
}

function headOf(project: Project): Omit<ProjectDraft, 'components' | 'rows' | 'programmes'> {
  return {
    year: project.year,
    centreName: project.centreName,
    projectName: project.projectName,
    unitCode: project.unitCode || null,
    useType: project.useType || null,
    leader: project.leader || null,
    contact: project.contact || null,
    phone: project.phone || null,
    startOn: businessDate(project.startOn),
    endOn: businessDate(project.endOn),
    totalFen: fen(project.totalFen),
    currentFen: fen(project.currentFen),
    previousTotalFen: project.previousTotalFen === null ? null : fen(project.previousTotalFen),
    previousCurrentFen: project.previousCurrentFen === null ? null : fen(project.previousCurrentFen),
    texts: Object.fromEntries(TEXT_FIELDS.map((field) => [field, project[field]])) as ProjectDraft['texts'],
    planned: readPlannedHelp(project.plan),
  };
}

function columnsOf(draft: ProjectDraft) {
  return {
    centreName: draft.centreName,
    projectName: draft.projectName,
    unitCode: draft.unitCode ?? '',
    useType: draft.useType ?? '',
    leader: draft.leader ?? '',
    contact: draft.contact ?? '',
    phone: draft.phone ?? '',
    startOn: draft.startOn,
    endOn: draft.endOn,
    totalFen: draft.totalFen,
    currentFen: draft.currentFen,
    previousTotalFen: draft.previousTotalFen,
    previousCurrentFen: draft.previousCurrentFen,
    ...draft.texts,
  };
}

function rowOf(row: typeof indicators.$inferSelect): TargetRow {
  const { position, level1, level2, level3, kind, metric, countBasis } = row;
  if (level3 === null) {
    return {
      position,
      level1,
      level2,
      level3,
      target: null,
      kind: null,
      metric: null,
      countBasis: null,
      weight: null,
    };
  }
  const target =
    row.targetText === ''
      ? null
      : { operator: row.operator, value: row.targetValue, unit: row.targetUnit, text: row.targetText };
  const filter = filterOf(row, metric);
  return {
    ...{ position, level1, level2, level3, target, kind, metric, countBasis },
    weight: row.weightHundredths,
    ...(filter ? { filter } : {}),
  };
}

function columnsOfRow(row: TargetRow) {
  return {
    position: row.position,
    level1: row.level1,
    level2: row.level2,
    level3: row.level3,
    kind: row.kind ?? ('qualitative' as const),
    metric: row.metric,
    countBasis: row.countBasis,
    operator: row.target?.operator ?? null,
    targetValue: row.target?.value ?? null,
    targetUnit: row.target?.unit ?? null,
    targetText: row.target?.text ?? '',
    weightHundredths: row.weight ?? 0,
  };
}

function programmeOf(plan: typeof programmes.$inferSelect): ProgrammePlan {
  return {
    type: plan.type,
    windowStartOn: businessDate(plan.windowStartOn),
    windowEndOn: businessDate(plan.windowEndOn),
    plannedPeople: plan.plannedPeople,
    perHeadFen: plan.perHeadFen === null ? null : fen(plan.perHeadFen),
    timelyDays: plan.timelyDays,
  };
}

async function insertRow(write: Write, projectId: string, row: TargetRow): Promise<void> {
  await write
    .insert(indicators)
    .values({ id: newId(), projectId, ...columnsOfRow(row), ...filterColumns(row.filter) });
}

async function insertComponents(
  write: Write,
  projectId: string,
  { components }: ProjectDraft,
): Promise<void> {
  if (components.length === 0) return;
  await write
    .insert(projectComponents)
    .values(
      components.map((component, index) => ({ id: newId(), projectId, position: index + 1, ...component })),
    );
}

async function insertProgrammes(write: Write, projectId: string, draft: ProjectDraft): Promise<void> {
  await write
    .insert(programmes)
    .values(draft.programmes.map((programme) => ({ id: newId(), projectId, ...programme })));
}
