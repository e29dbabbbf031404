import { inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { MOST_AT_ONCE, statusesFor, type BulkAct, type BulkSelection } from './bulk';
import { familyLines, matchingFamilies, type FamilyListRow } from './familyList.server';
import { familyRow, memberRows, proposalOf, requireAllowed } from './familyRows.server';
import { approveFamily, publiciseFamily, submitFamily } from './familySteps.server';
import { isAllowed } from './workflow';

export interface ChosenFamilies {
  /** The files that the act is asked for, at most as many as one request takes. */
  rows: (FamilyListRow & { isAllowed: boolean })[];
  /** How many more there are. */
  more: number;
}

/** The files of a selection, in the order of the list: those ticked, or what a filter leaves that the act fits. */
export async function chosenFamilies(
  read: Read,
  { act, selection }: { act: BulkAct; selection: BulkSelection },
): Promise<ChosenFamilies> {
  const { ids, total } = await selected(read, { act, selection });
  const lines = await familyLines(read, { ids });
  const rows = lines.map((line) => ({ ...line, isAllowed: isAllowed(line.status, act) }));
  return { rows, more: total - rows.length };
}

async function selected(
  read: Read,
  { act, selection }: { act: BulkAct; selection: BulkSelection },
): Promise<{ ids: string[]; total: number }> {
  const limit = MOST_AT_ONCE;
  if ('matching' in selection) {
    return matchingFamilies(read, selection.matching, { statuses: statusesFor(act), limit });
  }
  const { fileNumbers } = selection;
  if (fileNumbers.length === 0) return { ids: [], total: 0 };
  const rows = await read
    .select({ id: families.id })
    .from(families)
    .where(inArray(families.fileNumber, fileNumbers.slice(0, limit)))
    .orderBy(families.fileYear, families.fileSequence);
  const total = rows.length + Math.max(0, fileNumbers.length - limit);
  return { ids: rows.map(({ id }) => id).reverse(), total };
}

export interface BulkStep {
  on: BusinessDate;
  note: string;
}

export interface BulkOutcome {
  row: FamilyListRow;
  /** Why the file was left as it was; null when it was done. */
  refusal: Refusal | null;
}

/**
 * Takes one file after the other through a step, each in a write of its own: what a rule refuses stays as it was and
 * holds up none of the others. Files whose ids name none are left out.
 */
export async function actOnFamilies(
  desk: Desk,
  { act, ids, step }: { act: BulkAct; ids: readonly string[]; step: BulkStep },
): Promise<BulkOutcome[]> {
  const refusals = new Map<string, Refusal>();
  for (const id of ids) {
    const refusal = await refusalOf(() => ACTS[act](desk, { id, ...step }));
    if (refusal) refusals.set(id, refusal);
  }
  const rows = await desk.store.read((read) => familyLines(read, { ids }));
  return rows.map((row) => ({ row, refusal: refusals.get(row.id) ?? null }));
}

async function refusalOf(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

type Act = (desk: Desk, step: BulkStep & { id: string }) => Promise<void>;

const ACTS: Record<BulkAct, Act> = {
  submit: (desk, { id, on }) => submitFamily(desk, { id, on }),
  publicise: (desk, { id, on }) => publiciseFamily(desk, { id, on }),
  approve: approveAsProposed,
};

/**
 * Approves a file in the category that the rules propose.
 * @throws Refusal family.no_category when they propose none, and as approveFamily
 */
async function approveAsProposed(
  desk: Desk,
  { id, on, note }: { id: string; on: BusinessDate; note: string },
): Promise<void> {
  const category = await desk.store.read(async (read) => {
    const row = await familyRow(read, id);
    requireAllowed(row, 'approve');
    return (await proposalOf(read, row, await memberRows(read, id))).category;
  });
  if (!category) throw new Refusal('family.no_category');
  await approveFamily(desk, { id, on, category, note, overrideReason: '' });
}
