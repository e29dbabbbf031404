import { desc, eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { scoringRules, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk, StaffActor } from '../staff/staff.server';
import { scoringAudit } from '../zh/scoring';
import { isClosed } from './closedYears.server';
import { projectOfYear } from './fund.server';
import { isSameScoring, SCORING_FIELDS, scoringFaults, USUAL_SCORING, type ScoringRules } from './scoring';

/** 评分规则 of a project-year: the head sets them while the year is open, and every figure of the year is scored by them. */

/** By what a project-year is scored. */
export async function scoringOf(read: Read, projectId: string): Promise<ScoringRules> {
  return (await latest(read, projectId))?.rules ?? USUAL_SCORING;
}

export interface ScoringPage {
  /** How often rules were set; 0 while the usual ones count. */
  version: number;
  rules: ScoringRules;
  /** Who set them, and when (an instant); null while the usual ones count. */
  set: { by: string; at: string } | null;
  isClosed: boolean;
}

/**
 * The rules of a year, and who set them.
 * @throws Refusal project.not_found
 */
export async function scoringPage(read: Read, year: number): Promise<ScoringPage> {
  const { id } = await projectOfYear(read, year);
  const found = await latest(read, id);
  return {
    version: found?.position ?? 0,
    rules: found?.rules ?? USUAL_SCORING,
    set: found && { by: found.setBy, at: found.setAt },
    isClosed: await isClosed(read, id),
  };
}

/**
 * Sets by what a year is scored; not any more once its report is frozen. The same again changes nothing.
 * @returns whether it is other than it was
 * @throws Refusal project.not_found, record.changed, scoring.closed {year}, scoring.unsound {field, fault, other}
 */
export async function setScoring(
  { store, actor }: Desk,
  { year, version, rules }: { year: number; version: number; rules: ScoringRules },
): Promise<boolean> {
  return store.write(async (write) => {
    const project = await projectOfYear(write, year);
    const before = await latest(write, project.id);
    if ((before?.position ?? 0) !== version) throw new Refusal('record.changed');
    if (await isClosed(write, project.id)) throw new Refusal('scoring.closed', { year });
    requireSound(rules);
    const had = before?.rules ?? USUAL_SCORING;
    if (isSameScoring(had, rules)) return false;
    const detail = { year, before: scoringAudit(had), after: scoringAudit(rules) };
    await insertScoring(write, actor, { projectId: project.id, position: version + 1, rules, detail });
    return true;
  });
}

function requireSound(rules: ScoringRules): void {
  const [found] = scoringFaults(rules);
  if (!found) return;
  const { field, fault, other = '' } = found;
  throw new Refusal('scoring.unsound', { field, fault, other }, field);
}

/** A new year is scored as the one that it is made from. */
export async function takeScoringOver(
  write: Write,
  actor: StaffActor,
  { fromYear, toYear }: { fromYear: number; toYear: number },
): Promise<void> {
  const from = await latest(write, (await projectOfYear(write, fromYear)).id);
  if (!from || isSameScoring(from.rules, USUAL_SCORING)) return;
  const { id: projectId } = await projectOfYear(write, toYear);
  const { rules } = from;
  const detail = { year: toYear, madeFrom: fromYear, after: scoringAudit(rules) };
  await insertScoring(write, actor, { projectId, position: 1, rules, detail });
}

async function insertScoring(
  write: Write,
  actor: StaffActor,
  {
    projectId,
    position,
    rules,
    detail,
  }: { projectId: string; position: number; rules: ScoringRules; detail: Record<string, unknown> },
): Promise<void> {
  await write.insert(scoringRules).values({
    id: newId(),
    projectId,
    position,
    ...rules,
    setBy: actor.staffId,
    setAt: new Date().toISOString(),
  });
  await audit(write, actor, {
    action: 'project.scoring_set',
    subject: { type: 'project', id: projectId },
    detail,
  });
}

async function latest(read: Read, projectId: string) {
  const [row] = await read
    .select({ rules: scoringRules, by: staff.name })
    .from(scoringRules)
    .innerJoin(staff, eq(staff.id, scoringRules.setBy))
    .where(eq(scoringRules.projectId, projectId))
    .orderBy(desc(scoringRules.position))
    .limit(1);
  if (!row) return null;
  const { position, setAt } = row.rules;
  const rules = Object.fromEntries(
    SCORING_FIELDS.map((field) => [field, row.rules[field] ?? USUAL_SCORING[field]]),
  ) as ScoringRules;
  return { position, rules, setBy: row.by, setAt };
}
