import { inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { MOST_AT_ONCE, statusesFor, type BulkAct, type BulkSelection, type LeftOutCounts } from './bulk';
import { doubtsOn, type DoubtsSeen } from './bulkDoubts';
import { approvalFacts, requireDoubtsSeen } from './bulkDoubts.server';
import { withoutFor } from './bulkLeftOut.server';
import { obstaclesTo, requireApprovable, requirePublicisable, type Obstacle } from './bulkObstacles.server';
import {
  familyLines,
  matchingFamilies,
  type FamilyListRow,
  type MatchingFamilies,
} from './familyList.server';
import { familyRow, requireAllowed } from './familyRows.server';
import { approveFamily, submitFamily, type Approval } from './familySteps.server';
import { publiciseFamilies } from './notices.server';
import { matchingReviews, proposalAtReview, reviewFamily } from './reviews.server';
import { isAllowed } from './workflow';

export interface ChosenFamily extends FamilyListRow {
  /** What stands against the act; null where nothing is known to. */
  obstacle: Obstacle | null;
}

export interface ChosenFamilies {
  /** The files that the act is asked for, at most as many as one request takes. */
  rows: ChosenFamily[];
  /** How many more there are. */
  more: number;
  /** How many of all that a filter leaves were left out, because they cannot be taken through the act now. */
  leftOut: LeftOutCounts;
}

/**
 * The files of a selection, in the order of the list: those ticked, or what a filter leaves in a status that the act
 * fits, but for those that it would be refused of now; and what stands against the act of this person.
 */
export async function chosenFamilies(
  read: Read,
  { act, selection, staffId }: { act: BulkAct; selection: BulkSelection; staffId: string },
): Promise<ChosenFamilies> {
  const { ids, total, leftOut } = await selected(read, { act, selection, staffId });
  const lines = await familyLines(read, { ids });
  const obstacles = await obstaclesTo(read, { act, ids, staffId });
  const rows = lines.map((line) => ({ ...line, obstacle: obstacles.get(line.id) ?? null }));
  return { rows, more: total - rows.length, leftOut };
}

async function selected(
  read: Read,
  { act, selection, staffId }: { act: BulkAct; selection: BulkSelection; staffId: string },
): Promise<MatchingFamilies> {
  const limit = MOST_AT_ONCE;
  const without = withoutFor(read, { act, staffId });
  if ('matching' in selection)
    return matchingFamilies(read, selection.matching, { statuses: statusesFor(act), limit, without });
  if ('due' in selection) return matchingReviews(read, selection.due, { limit, without });
  const { fileNumbers } = selection;
  if (fileNumbers.length === 0) return { ids: [], total: 0, leftOut: {} };
  const rows = await read
    .select({ id: families.id })
    .from(families)
    .where(inArray(families.fileNumber, fileNumbers.slice(0, limit)))
    .orderBy(families.fileYear, families.fileSequence);
  const total = rows.length + Math.max(0, fileNumbers.length - limit);
  return { ids: rows.map(({ id }) => id).reverse(), total, leftOut: {} };
}

export interface BulkStep {
  on: BusinessDate;
  /** Kept with approvals and reviews. */
  note: string;
  /** Where a public notice hangs. */
  place: string;
  /** How many doubtful files were seen before an approval; nobody is asked where it is left out. */
  seen?: DoubtsSeen;
}

export interface BulkOutcome {
  row: FamilyListRow;
  /** Why the file was left as it was; null when it was done. */
  refusal: Refusal | null;
}

/**
 * Takes files through a step: what a rule refuses stays as it was and holds up none of the others. Each file is a
 * write of its own; a public notice is one for all that fit. Files whose ids name none are left out.
 * @throws Refusal family.doubts_not_seen {kind, count, seen} before any file is touched
 */
export async function actOnFamilies(
  desk: Desk,
  { act, ids, step }: { act: BulkAct; ids: readonly string[]; step: BulkStep },
): Promise<BulkOutcome[]> {
  const refusals = await ACTS[act](desk, { ids, step });
  const rows = await desk.store.read((read) => familyLines(read, { ids }));
  return rows.map((row) => ({ row, refusal: refusals.get(row.id) ?? null }));
}

type Refusals = Map<string, Refusal>;
type Acting = (desk: Desk, asked: { ids: readonly string[]; step: BulkStep }) => Promise<Refusals>;

const ACTS: Record<BulkAct, Acting> = {
  submit: (desk, { ids, step: { on } }) => oneByOne(ids, (id) => submitFamily(desk, { id, on })),
  publicise: publiciseFitting,
  approve: approveSeen,
  review: (desk, { ids, step }) => oneByOne(ids, (id) => renewUnchanged(desk, { id, ...step })),
};

async function oneByOne(ids: readonly string[], work: (id: string) => Promise<void>): Promise<Refusals> {
  const refusals: Refusals = new Map();
  for (const id of ids) {
    const refusal = await refusalOf(() => work(id));
    if (refusal) refusals.set(id, refusal);
  }
  return refusals;
}

/** Puts the files that fit on one notice; when the notice is refused as a whole, that is said of each of them. */
async function publiciseFitting(
  desk: Desk,
  { ids, step: { on, place } }: { ids: readonly string[]; step: BulkStep },
): Promise<Refusals> {
  const refusals = await oneByOne(ids, (id) =>
    desk.store.read(async (read) => {
      requirePublicisable(await familyRow(read, id), on);
    }),
  );
  const fitting = ids.filter((id) => !refusals.has(id));
  if (fitting.length === 0) return refusals;
  const refusal = await refusalOf(() => publiciseFamilies(desk, { ids: fitting, on, place }));
  if (refusal) for (const id of fitting) refusals.set(id, refusal);
  return refusals;
}

async function refusalOf(work: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Approves what was seen, as it was seen: a file that has got more to look at since stays as it was. */
async function approveSeen(
  desk: Desk,
  { ids, step: { seen, ...step } }: { ids: readonly string[]; step: BulkStep },
): Promise<Refusals> {
  const lines = await desk.store.read((read) => familyLines(read, { ids }));
  const fitting = lines.filter(({ status }) => isAllowed(status, 'approve'));
  const facts = await desk.store.read((read) => approvalFacts(read, fitting));
  if (seen) requireDoubtsSeen(facts, { on: step.on, seen });
  const papersOf = new Map(facts.map(({ id, papersMissing }) => [id, papersMissing]));
  const early = new Set(doubtsOn(facts, step.on).notice.map(({ id }) => id));
  return oneByOne(ids, (id) =>
    approveAsProposed(desk, {
      id,
      ...step,
      papersSeen: papersOf.get(id),
      noticeSeen: early.has(id) ? 1 : 0,
    }),
  );
}

/**
 * Approves a file in the category that the rules propose.
 * @throws Refusal as requireApprovable and approveFamily
 */
async function approveAsProposed(
  desk: Desk,
  { id, ...step }: Pick<Approval, 'id' | 'on' | 'note' | 'papersSeen' | 'noticeSeen'>,
): Promise<void> {
  const { on } = step;
  const { staffId } = desk.actor;
  const category = await desk.store.read(async (read) =>
    requireApprovable(read, await familyRow(read, id), { on, staffId }),
  );
  await approveFamily(desk, { id, ...step, category, overrideReason: '' });
}

/**
 * Renews a file on the figures that it holds, in the category that it has.
 * @throws Refusal review.category_changes when the rules of the day propose another one, and as reviewFamily
 */
async function renewUnchanged(
  desk: Desk,
  { id, on, note }: { id: string; on: BusinessDate; note: string },
): Promise<void> {
  const { category, proposal } = await desk.store.read(async (read) => {
    const row = await familyRow(read, id);
    requireAllowed(row, 'review');
    return { category: row.category, ...(await proposalAtReview(read, row, { on, figures: {} })) };
  });
  if (!category || (proposal.code !== 'no_line' && proposal.category !== category))
    throw new Refusal('review.category_changes', { category, proposed: proposal.category });
  await reviewFamily(desk, { id, on, category, note, overrideReason: '' });
}
