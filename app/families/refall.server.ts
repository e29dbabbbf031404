import { and, asc, eq, ne } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { families, familyExclusions, familyMembers } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { yearOf, type BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { together } from '../together';
import {
  familyRow,
  memberRows,
  proposalOf,
  requireAllowed,
  requireStepDate,
  type FamilyRow,
} from './familyRows.server';
import { nextFileNumber, requireUniqueIds } from './families.server';
import { reopeningRefused } from './workflow';

/** What a new file does not take over: who and when it was, and everything that was found out and decided. */
const LEFT_BEHIND = {
  status: 'draft',
  overrideReason: null,
  submittedOn: null,
  visitedOn: null,
  visitNote: null,
  visitors: null,
  visitHousing: null,
  visitResidents: null,
  visitIncomeAgrees: null,
  visitedBy: null,
  publicisedOn: null,
  noticeId: null,
  registeredOn: null,
  rejectedOn: null,
  decisionNote: null,
  exitedOn: null,
  exitReason: null,
  approvedBy: null,
  reviewDueOn: null,
  erasedAt: null,
  version: 1,
} as const satisfies Partial<FamilyRow>;

/**
 * A family that left the register is in hardship again (返困): opens a draft with what the old file says, linked to it.
 * @throws Refusal family.not_now, family.erased, family.main_deceased, family.in_future, family.before_previous_step, family.followed,
 *   family.id_elsewhere
 */
export async function reopenFamily(
  { store, actor }: Desk,
  { id: previousFamilyId, on }: { id: string; on: BusinessDate },
): Promise<{ id: string; fileNumber: string }> {
  return store.write(async (write) => {
    const old = await familyRow(write, previousFamilyId);
    requireAllowed(old, 'reopen');
    const refused = reopeningRefused(old);
    if (refused) throw new Refusal(refused);
    requireStepDate(on, { previousOn: old.exitedOn });
    await requireLast(write, old.id);
    const members = await memberRows(write, old.id);
    await requireUniqueIds(write, { members, familyId: null });
    const id = newId();
    const file = await nextFileNumber(write, yearOf(on));
    const proposal = await proposalOf(write, { ...old, appliedOn: on }, members);
    const { ruleSet, category } = proposal;
    await write.insert(families).values({
      ...old,
      ...LEFT_BEHIND,
      ...file,
      id,
      previousFamilyId,
      appliedOn: on,
      ruleSet,
      category,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    await write
      .insert(familyMembers)
      .values(members.map((member) => ({ ...member, id: newId(), familyId: id })));
    await copyExclusions(write, { from: old.id, to: id });
    await audit(write, actor, {
      action: 'family.reopened',
      subject: { type: 'family', id: old.id },
      detail: { on, fileNumber: file.fileNumber },
    });
    await audit(write, actor, {
      action: 'family.recorded',
      subject: { type: 'family', id },
      detail: {
        fileNumber: file.fileNumber,
        previousFileNumber: old.fileNumber,
        members: members.length,
      },
    });
    return { id, fileNumber: file.fileNumber };
  });
}

/** The chain of files has no branches; a rejected follower does not count. */
async function requireLast(read: Read, id: string): Promise<void> {
  const [follower] = await read
    .select({ fileNumber: families.fileNumber })
    .from(families)
    .where(and(eq(families.previousFamilyId, id), ne(families.status, 'rejected')));
  if (follower) throw new Refusal('family.followed', follower);
}

async function copyExclusions(write: Write, { from, to }: { from: string; to: string }): Promise<void> {
  const rows = await write.select().from(familyExclusions).where(eq(familyExclusions.familyId, from));
  if (rows.length === 0) return;
  await write.insert(familyExclusions).values(rows.map((row) => ({ ...row, id: newId(), familyId: to })));
}

export interface LinkedFile {
  id: string;
  fileNumber: string;
  status: FamilyRow['status'];
}

/** The file before this one and those after it. */
export async function linkedFiles(
  read: Read,
  { id, previousFamilyId }: Pick<FamilyRow, 'id' | 'previousFamilyId'>,
): Promise<{ previous: LinkedFile | null; next: LinkedFile[] }> {
  const columns = { id: families.id, fileNumber: families.fileNumber, status: families.status };
  const { before, next } = await together({
    before: previousFamilyId
      ? read.select(columns).from(families).where(eq(families.id, previousFamilyId))
      : [],
    next: read
      .select(columns)
      .from(families)
      .where(eq(families.previousFamilyId, id))
      .orderBy(asc(families.fileYear), asc(families.fileSequence)),
  });
  return { previous: before[0] ?? null, next };
}
