import { eq, max } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { families, familyReviews } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import { audit } from '../audit/audit.server';
import { businessDate, type BusinessDate } from '../calendar/date';
import { allChecked, Refusal } from '../refusal';
import type { Desk, StaffActor } from '../staff/staff.server';
import type { Category, ExitReason } from './family';
import { categoriesOf, type Proposal } from './classification';
import { missingFields } from './completeness';
import { crossChecks } from './crossChecks';
import { answersOf } from './familyAnswers';
import { duplicatesOf, openDuplicates } from './duplicates.server';
import { exclusionsOf, statedIncome } from './familyColumns.server';
import {
  familyRow,
  isMaker,
  memberRows,
  proposalOf,
  requireAllowed,
  requireStepDate,
  type FamilyRow,
} from './familyRows.server';
import { earliestByEntryOf } from './lateEntries.server';
import { objectionAgainstApproval } from './objections.server';
import { missingOf } from './papers.server';
import { neededToApprove } from './requiredPapers';
import { VISITOR_SEPARATOR, type Visit } from './visit';
import { earliestApproval, FAMILY_STEPS, reviewDueAfter, type FamilyAction } from './workflow';

/** The steps that change the status of one file; a public notice is put up in notices.server.ts. */
type StepAction = Extract<FamilyAction, 'submit' | 'visit' | 'approve' | 'reject' | 'return' | 'exit'>;

/** What a step writes beside the status, and what the audit tells of it. */
interface StepResult {
  columns: Partial<FamilyRow>;
  detail: Record<string, unknown>;
}

const AUDITED: Record<StepAction, AuditAction> = {
  submit: 'family.submitted',
  visit: 'family.visited',
  approve: 'family.approved',
  reject: 'family.rejected',
  return: 'family.returned',
  exit: 'family.exited',
};

/**
 * Hands a draft or returned file in; what an earlier round found out is done anew.
 * @throws Refusal family.not_now, family.in_future, family.before_previous_step, family.incomplete
 */
export async function submitFamily(desk: Desk, { id, on }: { id: string; on: BusinessDate }): Promise<void> {
  await takeStep(desk, { id, action: 'submit' }, async (row, write) => {
    requireStepDate(on, { previousOn: row.appliedOn });
    await requireComplete(write, row);
    const earlierRound = {
      visitedOn: null,
      visitedBy: null,
      visitNote: null,
      visitors: null,
      visitHousing: null,
      visitResidents: null,
      visitIncomeAgrees: null,
      publicisedOn: null,
      noticeId: null,
      decisionNote: null,
    };
    return { columns: { ...earlierRound, submittedOn: on }, detail: { on } };
  });
}

/**
 * Records the home visit.
 * @throws Refusal family.not_now, family.in_future, family.before_previous_step
 */
export async function visitFamily(
  desk: Desk,
  { id, on, visitors, housing, residents, incomeAgrees, note }: Visit & { id: string },
): Promise<void> {
  await takeStep(desk, { id, action: 'visit' }, async (row) => {
    requireStepDate(on, { previousOn: row.submittedOn });
    const found = {
      visitors: visitors.join(VISITOR_SEPARATOR),
      visitHousing: housing,
      visitResidents: residents,
      visitIncomeAgrees: incomeAgrees,
      visitNote: note,
    };
    return {
      columns: { visitedOn: on, visitedBy: desk.actor.staffId, ...found },
      detail: { on, visitors: found.visitors, incomeAgrees },
    };
  });
}

export interface Approval {
  id: string;
  on: BusinessDate;
  category: Category;
  /** Needed when the category is not the proposed one; otherwise not kept. */
  overrideReason: string;
  note: string;
  /** How many missing papers were looked at; unsaid where files are decided on without a page of their own. */
  papersSeen?: number | undefined;
  /** How many files that look like this one were looked at; as with the papers. */
  duplicatesSeen?: number | undefined;
  /** 1 where it was seen that the day is too early for a notice that was entered afterwards; unsaid as above. */
  noticeSeen?: number | undefined;
}

/**
 * Takes a family onto the register, in the category that is proposed or in another one for a reason. What is missing of
 * the reason and of the ticks is refused at once.
 * @throws Refusal family.not_now, family.maker_checker, family.in_future, family.notice_running, family.no_line,
 *   family.objection_open, family.objection_upheld, family.override_reason, family.papers_not_seen {count},
 *   family.duplicates_not_seen {count}, family.notice_not_seen {earliest}
 */
export async function approveFamily(desk: Desk, approval: Approval): Promise<void> {
  await takeStep(desk, { id: approval.id, action: 'approve' }, async (row, write) => {
    const { staffId } = desk.actor;
    if (await isMaker(write, { familyId: row.id, staffId })) throw new Refusal('family.maker_checker');
    requireStepDate(approval.on);
    requireNoticeStood(row, approval.on);
    const objection = await objectionAgainstApproval(write, row.id);
    if (objection) throw new Refusal(objection);
    const proposal = await proposalOf(write, row, await memberRows(write, row.id));
    const { overrideReason, duplicatesOpen, papersMissing, noticeEndsOn } = await allChecked({
      overrideReason: () => requireCategory(row, { proposal, approval }),
      duplicatesOpen: () => requireDuplicatesSeen(write, row, approval.duplicatesSeen),
      papersMissing: () => requirePapersSeen(write, row, approval.papersSeen),
      noticeEndsOn: () => requireNoticeSeen(write, row, approval),
    });
    return {
      columns: {
        registeredOn: approval.on,
        reviewDueOn: reviewDueAfter(approval.on),
        approvedBy: staffId,
        category: approval.category,
        ruleSet: proposal.ruleSet,
        overrideReason,
        decisionNote: approval.note,
      },
      detail: {
        on: approval.on,
        category: approval.category,
        proposed: proposal.category,
        overrideReason,
        ruleSet: proposal.ruleSet,
        figures: proposal.figures,
        ...(papersMissing > 0 ? { papersMissing } : {}),
        ...(duplicatesOpen > 0 ? { duplicatesOpen } : {}),
        ...(noticeEndsOn ? { noticeEndsOn } : {}),
      },
    };
  });
}

/**
 * Decides that a family is not in hardship by the rules; the file is closed.
 * @throws Refusal family.not_now, family.in_future, family.before_previous_step
 */
export async function rejectFamily(
  desk: Desk,
  { id, on, reason }: { id: string; on: BusinessDate; reason: string },
): Promise<void> {
  await takeStep(desk, { id, action: 'reject' }, async (row) => {
    requireStepDate(on, { previousOn: row.publicisedOn ?? row.visitedOn ?? row.submittedOn });
    return { columns: { rejectedOn: on, decisionNote: reason }, detail: { on, reason } };
  });
}

/**
 * Gives a file back to be completed.
 * @throws Refusal family.not_now
 */
export async function returnFamily(
  desk: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await takeStep(desk, { id, action: 'return' }, async () => ({
    columns: { decisionNote: reason },
    detail: { reason },
  }));
}

export interface Exit {
  id: string;
  /** The first day off the register. */
  on: BusinessDate;
  reason: ExitReason;
}

/**
 * Takes a family off the register from a day on, within a write that looks at its relief; `told` is what the audit
 * keeps of that. What an annual review found on its day is not undone by an earlier exit.
 * @throws Refusal family.not_now, family.in_future, family.before_previous_step, family.exit_before_review {reviewedOn}
 */
export async function leaveRegister(
  write: Write,
  actor: StaffActor,
  { id, on, reason, told }: Exit & { told: Record<string, number> },
): Promise<void> {
  await stepWithin(write, actor, { id, action: 'exit' }, async (row) => {
    requireStepDate(on, { previousOn: row.registeredOn });
    await requireAfterReviews(write, { id, on });
    const columns = { exitedOn: on, exitReason: reason, reviewDueOn: null };
    return { columns, detail: { on, reason, ...told } };
  });
}

async function requireAfterReviews(read: Read, { id, on }: { id: string; on: BusinessDate }): Promise<void> {
  const [last] = await read
    .select({ reviewedOn: max(familyReviews.reviewedOn) })
    .from(familyReviews)
    .where(eq(familyReviews.familyId, id));
  const reviewedOn = last?.reviewedOn ?? null;
  if (reviewedOn && on < reviewedOn) throw new Refusal('family.exit_before_review', { reviewedOn }, 'on');
}

interface StepOfFile {
  id: string;
  action: StepAction;
}

async function takeStep(
  { store, actor }: Desk,
  asked: StepOfFile,
  step: (row: FamilyRow, write: Write) => Promise<StepResult>,
): Promise<void> {
  await store.write((write) => stepWithin(write, actor, asked, (row) => step(row, write)));
}

async function stepWithin(
  write: Write,
  actor: StaffActor,
  { id, action }: StepOfFile,
  step: (row: FamilyRow) => Promise<StepResult>,
): Promise<void> {
  const row = await familyRow(write, id);
  requireAllowed(row, action);
  const { columns, detail } = await step(row);
  await write
    .update(families)
    .set({ ...columns, status: FAMILY_STEPS[action].to, version: row.version + 1 })
    .where(eq(families.id, id));
  await audit(write, actor, { action: AUDITED[action], subject: { type: 'family', id }, detail });
}

/**
 * Everything that the national form asks for is there, and nothing in it keeps the family out.
 * @throws Refusal family.incomplete {missing, blocking}
 */
export async function requireComplete(read: Read, row: FamilyRow): Promise<void> {
  const members = await memberRows(read, row.id);
  const stated = members.map((one) => ({ ...one, monthlyIncomeFen: statedIncome(one) }));
  const answers = answersOf({ ...row, members: stated, exclusions: await exclusionsOf(read, row.id) });
  const missing = missingFields(answers);
  const blocking = crossChecks(answers).filter(({ level }) => level === 'block');
  if (missing.length === 0 && blocking.length === 0) return;
  throw new Refusal('family.incomplete', {
    missing: JSON.stringify(missing),
    blocking: JSON.stringify(blocking),
  });
}

/** @throws Refusal family.notice_running {publicisedOn, earliest} */
export function requireNoticeStood({ publicisedOn }: FamilyRow, on: BusinessDate): void {
  const earliest = earliestApproval(businessDate(publicisedOn!));
  if (on < earliest) throw new Refusal('family.notice_running', { publicisedOn, earliest }, 'on');
}

/** @returns how many papers are missing: the file may be decided on all the same, by whoever saw that */
async function requirePapersSeen(read: Read, { id }: FamilyRow, seen: number | undefined): Promise<number> {
  const missing = neededToApprove((await missingOf(read, [id])).get(id) ?? []).length;
  if (missing > 0 && seen !== undefined && seen !== missing)
    throw new Refusal('family.papers_not_seen', { count: missing }, 'papersSeen');
  return missing;
}

/** @returns how many files look like this one and were not told apart from it: as with the papers */
async function requireDuplicatesSeen(
  read: Read,
  { id }: FamilyRow,
  seen: number | undefined,
): Promise<number> {
  const open = openDuplicates(await duplicatesOf(read, id)).length;
  if (open > 0 && seen !== undefined && seen !== open)
    throw new Refusal('family.duplicates_not_seen', { count: open }, 'duplicatesSeen');
  return open;
}

/** @returns when the notice is over by its entry, where the file is decided on before that by whoever saw it */
async function requireNoticeSeen(
  read: Read,
  row: FamilyRow,
  { on, noticeSeen }: Pick<Approval, 'on' | 'noticeSeen'>,
): Promise<BusinessDate | null> {
  const earliest = await earliestByEntryOf(read, row);
  if (!earliest || on >= earliest) return null;
  if (noticeSeen === 0) throw new Refusal('family.notice_not_seen', { earliest }, 'noticeSeen');
  return earliest;
}

/** @returns the reason to keep: null when the decided category is the proposed one */
function requireCategory(
  { appliedOn, division, hukouKind }: FamilyRow,
  { proposal, approval }: { proposal: Proposal; approval: Approval },
): string | null {
  if (proposal.code === 'no_line') throw new Refusal('family.no_line', { appliedOn, division, hukouKind });
  if (!categoriesOf(proposal.ruleSet).includes(approval.category))
    throw new Refusal('family.category_of_other_rules', { ruleSet: proposal.ruleSet }, 'category');
  if (approval.category === proposal.category) return null;
  if (!approval.overrideReason) throw new Refusal('family.override_reason', {}, 'overrideReason');
  return approval.overrideReason;
}
