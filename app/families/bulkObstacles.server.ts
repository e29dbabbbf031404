import type { Read } from '../../db/client.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { Refusal, type RefusalData } from '../refusal';
import type { BulkAct } from './bulk';
import type { Category } from './family';
import {
  familyRow,
  isMaker,
  memberRows,
  proposalOf,
  requireAllowed,
  requireStepDate,
  type FamilyRow,
} from './familyRows.server';
import { requireComplete, requireNoticeStood } from './familySteps.server';
import { objectionAgainstApproval } from './objections.server';
import { requireDue } from './reviews.server';

/** Why an act would be refused, as it would be said then. */
export interface Obstacle {
  code: string;
  data: RefusalData;
}

interface Asked {
  on: BusinessDate;
  /** Who would act. */
  staffId: string;
}

/**
 * What stands against an act today and would on every earlier day; what a review proposes is of its day, and is told
 * with its outcome only.
 * @returns of each file that something stands against, by its id
 */
export async function obstaclesTo(
  read: Read,
  { act, ids, staffId }: { act: BulkAct; ids: readonly string[]; staffId: string },
): Promise<Map<string, Obstacle>> {
  const on = todayInChina(new Date());
  const found = new Map<string, Obstacle>();
  for (const id of ids) {
    const obstacle = await obstacleOf(async () =>
      CHECKS[act](read, await familyRow(read, id), { on, staffId }),
    );
    if (obstacle) found.set(id, obstacle);
  }
  return found;
}

async function obstacleOf(check: () => Promise<unknown>): Promise<Obstacle | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, data: error.data };
    throw error;
  }
}

const CHECKS: Record<BulkAct, (read: Read, row: FamilyRow, asked: Asked) => Promise<unknown>> = {
  submit: async (read, row, { on }) => {
    requireAllowed(row, 'submit');
    requireStepDate(on, { previousOn: row.appliedOn });
    await requireComplete(read, row);
  },
  publicise: async (_, row, { on }) => requirePublicisable(row, on),
  approve: requireApprovable,
  review: async (read, row, { on, staffId }) => {
    requireAllowed(row, 'review');
    await requireOther(read, row, staffId);
    requireDue(row, on);
  },
};

/** @throws Refusal family.not_now, family.in_future, family.before_previous_step */
export function requirePublicisable(row: FamilyRow, on: BusinessDate): void {
  requireAllowed(row, 'publicise');
  requireStepDate(on, { previousOn: row.visitedOn });
}

/**
 * The category in which a file is approved together with others: the one that the rules propose.
 * @throws Refusal family.no_category when they propose none; before that, what approveFamily looks at first
 */
export async function requireApprovable(
  read: Read,
  row: FamilyRow,
  { on, staffId }: Asked,
): Promise<Category> {
  requireAllowed(row, 'approve');
  await requireOther(read, row, staffId);
  requireStepDate(on);
  requireNoticeStood(row, on);
  const objection = await objectionAgainstApproval(read, row.id);
  if (objection) throw new Refusal(objection);
  const { category } = await proposalOf(read, row, await memberRows(read, row.id));
  if (!category) throw new Refusal('family.no_category');
  return category;
}

async function requireOther(read: Read, { id }: FamilyRow, staffId: string): Promise<void> {
  if (await isMaker(read, { familyId: id, staffId })) throw new Refusal('family.maker_checker');
}
