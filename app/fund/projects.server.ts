import { isDeepStrictEqual } from 'node:util';
import type { Read } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import { centreName, type Desk, type StaffActor } from '../staff/staff.server';
import type { FundBalance } from './fund.server';
import { fundBalance, projectOfYear, projectYears } from './fund.server';
import { readPlannedHelp } from './plannedHelp';
import { assessedAmong, insertProject, replaceProject, storedProject } from './projectRecords.server';
import type { StoredProject } from './projectRecords.server';
import { nextFreeYear } from './project';
import type { ProjectDraft, ProjectHead } from './projectDraft';
import { copiedTo, totalWeight } from './projectDraft';
import { takeScoringOver } from './scoring.server';
import type { PlanGap, ProgrammePlan } from './programme';
import { planGaps, plannedProgrammes } from './programme';
import type { TargetForm, TargetRow } from './targetForm';
import { compareTargetForms } from './targetFormDifferences';
import type { TargetRowInput } from './targetRow';
import { standardRows, targetRow } from './targetRow';
import type { Write } from '../../db/client.server';

export interface ProjectSummary {
  year: number;
  projectName: string;
  centreName: string;
  currentFen: number;
  balance: FundBalance;
}

/** Every project-year with where its money stands, newest first. */
export async function listProjects(read: Read): Promise<ProjectSummary[]> {
  const summaries: ProjectSummary[] = [];
  for (const year of await projectYears(read)) {
    const { id, projectName, centreName, currentFen } = await projectOfYear(read, year);
    summaries.push({
      year,
      projectName,
      centreName,
      currentFen,
      balance: await fundBalance(read, { projectId: id }),
    });
  }
  return summaries;
}

export interface ProjectIndicator extends TargetRow {
  id: string;
  /** Somebody has graded or explained it. */
  assessed: boolean;
}

export interface ProjectPage {
  id: string;
  version: number;
  draft: Omit<ProjectDraft, 'rows'>;
  indicators: ProjectIndicator[];
  /** Hundredths of a point; null where no row has an indicator. */
  totalWeight: number | null;
  planGaps: PlanGap[];
  balance: FundBalance;
}

/**
 * Everything about one project-year.
 * @throws Refusal project.not_found
 */
export async function projectPage(read: Read, year: number): Promise<ProjectPage> {
  const { project, draft, indicatorIds } = await storedProject(read, year);
  const assessed = new Set(await assessedAmong(read, indicatorIds));
  const { rows, ...rest } = draft;
  return {
    id: project.id,
    version: project.version,
    draft: rest,
    indicators: rows.map((row, index) => ({
      ...row,
      id: indicatorIds[index]!,
      assessed: assessed.has(indicatorIds[index]!),
    })),
    totalWeight: totalWeight(rows),
    planGaps: planGaps(draft),
    balance: await fundBalance(read, { projectId: project.id }),
  };
}

export interface NewProject extends ProjectHead {
  year: number;
  /** Left out: the standard tree, whose numbers are then filled in. */
  rows?: TargetRow[];
  /** Left out: what the plan's text says, else the usual windows. */
  programmes?: ProgrammePlan[];
}

/** What the form of a new project-year begins with: the first free year, named like the one before. */
export async function proposedHead(read: Read, thisYear: number) {
  const years = await projectYears(read);
  const [latest] = years;
  const before = latest === undefined ? null : await projectOfYear(read, latest);
  const year = nextFreeYear(thisYear, years);
  return {
    year,
    centreName: before?.centreName ?? (await centreName(read)),
    projectName: before?.projectName ?? '',
    unitCode: before?.unitCode ?? '',
    useType: before?.useType ?? '',
    startOn: `${year}-01-01`,
    endOn: `${year}-12-31`,
  };
}

/**
 * What a copy is made of, and the year that is proposed for it.
 * @throws Refusal project.not_found
 */
export async function proposedCopy(read: Read, fromYear: number) {
  const { projectName } = await projectOfYear(read, fromYear);
  return { fromYear, projectName, year: nextFreeYear(fromYear + 1, await projectYears(read)) };
}

/**
 * Makes a project-year from scratch.
 * @returns its id
 * @throws Refusal project.year_exists, and those of `requireSound`
 */
export async function createProject(
  { store, actor }: Desk,
  { rows, programmes, ...head }: NewProject,
): Promise<string> {
  const form: TargetForm = {
    ...head,
    planned: readPlannedHelp(head.texts.plan),
    rows: rows ?? standardRows(),
  };
  const draft: ProjectDraft = {
    ...form,
    totalFen: head.totalFen,
    programmes: programmes ?? plannedProgrammes(form),
  };
  return store.write((write) => createdProject(write, actor, { draft, madeFrom: 'scratch' }));
}

/**
 * Copies a project-year into another year: tree, weights, scoring rules, windows and texts; no assessments, receipts or awards.
 * @returns the id of the new one
 * @throws Refusal project.not_found, project.year_exists
 */
export async function copyProject(
  { store, actor }: Desk,
  { fromYear, toYear }: { fromYear: number; toYear: number },
): Promise<string> {
  return store.write(async (write) => {
    const { draft } = await storedProject(write, fromYear);
    const id = await createdProject(write, actor, { draft: copiedTo(toYear, draft), madeFrom: fromYear });
    await takeScoringOver(write, actor, { fromYear, toYear });
    return id;
  });
}

/**
 * Writes and audits a new project-year within a write.
 * @param made.madeFrom the file, the year or the word `scratch` it was made from
 * @returns its id
 * @throws Refusal project.year_exists, and those of `requireSound`
 */
export async function createdProject(
  write: Write,
  actor: StaffActor,
  { draft, madeFrom }: { draft: ProjectDraft; madeFrom: string | number },
): Promise<string> {
  const id = await insertProject(write, actor, draft);
  const { year, projectName, currentFen, startOn, endOn } = draft;
  const detail = { madeFrom, year, projectName, currentFen, startOn, endOn, indicators: draft.rows.length };
  await audit(write, actor, { action: 'project.created', subject: { type: 'project', id }, detail });
  return id;
}

/**
 * Changes what stands on the head of the form: names, dates, amounts, texts and components.
 * @returns whether anything is other than it was
 * @throws Refusal project.not_found, record.changed, fund.below_committed, and those of `requireSound`
 */
export async function changeProject(
  { store, actor }: Desk,
  { year, version, ...head }: ProjectHead & { year: number; version: number },
): Promise<boolean> {
  return store.write(async (write) => {
    const stored = await storedVersion(write, { year, version });
    const draft = { ...stored.draft, ...head, planned: readPlannedHelp(head.texts.plan) };
    return changedProject(write, actor, { stored, draft, ids: stored.indicatorIds });
  });
}

export interface IndicatorChange extends TargetRowInput {
  /** The stored indicator this row continues; null for a new row. */
  id: string | null;
}

/**
 * Changes the tree: names, targets, metrics, count bases, weights, order. Indicators left out are removed together
 * with what was said of them.
 * @returns whether anything is other than it was
 * @throws Refusal project.not_found, record.changed, project.weights_differ
 */
export async function changeIndicators(
  { store, actor }: Desk,
  { year, version, rows }: { year: number; version: number; rows: IndicatorChange[] },
): Promise<boolean> {
  return store.write(async (write) => {
    const stored = await storedVersion(write, { year, version });
    const ids = rows.map(({ id }) => id);
    const given = ids.filter((id) => id !== null);
    const areItsOwn =
      given.every((id) => stored.indicatorIds.includes(id)) && new Set(given).size === given.length;
    if (!areItsOwn) throw new Refusal('record.changed');
    const draft = { ...stored.draft, rows: rows.map((row, index) => targetRow(row, index + 1)) };
    return changedProject(write, actor, { stored, draft, ids });
  });
}

/**
 * Changes when each type of relief is paid, and to how many it is planned.
 * @returns whether anything is other than it was
 * @throws Refusal project.not_found, record.changed, project.window_outside
 */
export async function changeProgrammes(
  { store, actor }: Desk,
  { year, version, programmes }: { year: number; version: number; programmes: ProgrammePlan[] },
): Promise<boolean> {
  return store.write(async (write) => {
    const stored = await storedVersion(write, { year, version });
    const draft = { ...stored.draft, programmes };
    return changedProject(write, actor, { stored, draft, ids: stored.indicatorIds });
  });
}

/**
 * The stored project-year that a person looked at when they began to change it.
 * @throws Refusal project.not_found, record.changed when somebody else changed it since
 */
export async function storedVersion(
  read: Read,
  { year, version }: { year: number; version: number },
): Promise<StoredProject> {
  const stored = await storedProject(read, year);
  if (stored.project.version !== version) throw new Refusal('record.changed');
  return stored;
}

async function changedProject(
  write: Write,
  actor: StaffActor,
  change: { stored: StoredProject; draft: ProjectDraft; ids: readonly (string | null)[] },
): Promise<boolean> {
  const { draft, indicatorIds } = change.stored;
  if (isDeepStrictEqual({ draft, ids: indicatorIds }, { draft: change.draft, ids: change.ids })) return false;
  await replaceProject(write, change);
  await audit(write, actor, {
    action: 'project.changed',
    subject: { type: 'project', id: change.stored.project.id },
    detail: changeDetail(draft, change.draft),
  });
  return true;
}

/** What changed, for the audit: the differences between the two forms, and the programmes where they differ. */
export function changeDetail(before: ProjectDraft, after: ProjectDraft): Record<string, unknown> {
  const differences = compareTargetForms(before, after);
  if (JSON.stringify(before.programmes) === JSON.stringify(after.programmes))
    return { year: before.year, differences };
  return {
    year: before.year,
    differences,
    programmes: { before: before.programmes, after: after.programmes },
  };
}
