import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { applications } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { AuditAction } from '../audit/audit';
import type { BusinessDate } from '../calendar/date';
import type { EducationStage } from '../families/family';
import { once } from '../fund/commands.server';
import { projectOfYear, requireBudget } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import { newId } from '../ids.server';
import type { Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { staffMember, type Desk } from '../staff/staff.server';
import { auditSteps, insertAwards, takeStep } from './applicationWrites.server';
import { amountOf, caseById, projectOfCases, totalOf, type ReliefCase } from './cases.server';
import { requireDay } from './days';
import { requireEligible, type ApplicationInput } from './eligibility.server';
import { obstaclesTo, refuseObstacles } from './obstacles.server';
import { extraLevel } from './reliefSettings.server';
import { selectedCases, type CaseSelection } from './selectedCases.server';
import {
  stepFrom,
  type ApplicationAction,
  type ConfirmationOutcome,
  type DecisionOutcome,
  type ReviewOutcome,
} from './workflow';

export { listApplications } from './applicationList.server';
export { applicationPage, reliefOfFamily } from './applicationQueries.server';

export interface NewApplication extends ApplicationInput {
  /** Left out where nobody can press twice: the demo, an import. */
  commandId?: string | undefined;
  projectYear: number;
  type: ReliefType;
  familyId: string;
}

/**
 * Hands in an application for relief: it waits for review.
 * @returns its id
 * @throws Refusal project.not_found, application.member_missing, application.not_beneficiary, application.bill_missing,
 * relief.date_in_future, relief.applied_late, relief.not_on_register, relief.duplicate_schooling, relief.open_schooling,
 * application.look_again, command.changed
 */
export async function submitApplication(
  { store, actor }: Desk,
  { commandId = newId(), ...input }: NewApplication,
): Promise<string> {
  const command = { id: commandId, name: 'application.submit', content: input };
  return store.write((write) => once(write, actor, command, () => insertApplication(write, actor, input)));
}

async function insertApplication(
  write: Write,
  actor: Desk['actor'],
  input: Omit<NewApplication, 'commandId'>,
): Promise<string> {
  const project = await projectOfYear(write, input.projectYear);
  const { type, familyId } = input;
  const member = await requireEligible(write, { ...input, project, id: null });
  const columns = applicationColumns(input, member);
  const id = newId();
  await write.insert(applications).values({
    id,
    projectId: project.id,
    type,
    campaignId: null,
    familyId,
    ...columns,
    status: 'submitted',
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  await audit(write, actor, {
    action: 'application.submitted',
    subject: { type: 'application', id },
    detail: { year: project.year, type, familyId, ...columns },
  });
  return id;
}

/**
 * Changes a returned application and hands it in again; what was said about it before is in the audit.
 * @throws Refusal application.not_found, application.wrong_status, application.not_recorder, and as submitApplication
 */
export async function changeApplication(
  { store, actor }: Desk,
  { id, ...input }: ApplicationInput & { id: string },
): Promise<void> {
  await store.write(async (write) => {
    const before = await caseById(write, id);
    requireStep(before, 'change');
    if (before.recordedBy !== actor.staffId) throw await notRecorder(write, before);
    const project = await projectOfCases(write, [before]);
    const { type, familyId } = before;
    const member = await requireEligible(write, { ...input, project, id, type, familyId });
    const columns = applicationColumns({ ...input, type }, member);
    await write
      .update(applications)
      .set({ ...columns, ...NOT_YET_REVIEWED, status: 'submitted' })
      .where(eq(applications.id, id));
    const { memberId, appliedOn, requestedFen, medicalTotalFen, medicalReimbursedFen } = before;
    await audit(write, actor, {
      action: 'application.changed',
      subject: { type: 'application', id },
      detail: {
        before: { memberId, appliedOn, requestedFen, medicalTotalFen, medicalReimbursedFen },
        after: columns,
      },
    });
  });
}

/**
 * Takes back an application that nobody has reviewed, or that was returned.
 * @throws Refusal application.not_found, application.wrong_status
 */
export async function withdrawApplication(
  { store, actor }: Desk,
  { id, reason = '' }: { id: string; reason?: string },
): Promise<void> {
  await store.write(async (write) => {
    const before = await caseById(write, id);
    requireStep(before, 'withdraw');
    await write.update(applications).set({ status: 'withdrawn' }).where(eq(applications.id, id));
    await audit(write, actor, {
      action: 'application.withdrawn',
      subject: { type: 'application', id },
      detail: { before: before.status, reason },
    });
  });
}

export type Review = CaseSelection & {
  on: BusinessDate;
  outcome: ReviewOutcome;
  note: string;
  /** One application only: what the reviewer finds right, at most what was asked for. */
  amountFen?: Fen;
};

/**
 * Reviews applications (审核), all of them or none.
 * @throws Refusal as selectedCases; application.wrong_status, application.own_record, relief.date_in_future,
 * relief.date_before, application.one_amount, application.review_above_request, relief.over_cap,
 * relief.duplicate_schooling
 */
export async function reviewApplications({ store, actor }: Desk, review: Review): Promise<{ count: number }> {
  const { on, outcome, note, amountFen } = review;
  requireDay(on);
  return store.write(async (write) => {
    const { staffId } = actor;
    const seenFor = { action: 'pass', on, staffId } as const;
    const cases = await selectedCases(write, review, { status: 'submitted', seenFor });
    if (amountFen !== undefined) requireOwnAmount(cases, amountFen, 'application.review_above_request');
    // The cap is asked for what the reviewer finds right, so that an amount above it can be cut here.
    const asReviewed = cases.map((one) => ({ ...one, reviewedFen: amountFen ?? null }));
    refuseObstacles(cases, await obstaclesTo(write, asReviewed, { action: outcome, on, staffId }));
    const reviewedFen = outcome === 'pass' ? (amountFen ?? null) : null;
    const values = { reviewedBy: actor.staffId, reviewedOn: on, reviewedFen, reviewNote: note };
    await takeStep(write, cases, { action: outcome, values });
    await auditSteps({ write, actor }, cases, {
      action: REVIEW_AUDIT[outcome],
      detail: { on, step: 'review', note, ...(amountFen === undefined ? {} : { reviewedFen: amountFen }) },
    });
    return { count: cases.length };
  });
}

export type Decision = CaseSelection & {
  commandId: string;
  on: BusinessDate;
  outcome: DecisionOutcome;
  note: string;
  /** One application only: what the head finds right, at most what was asked for; the note says why it is another. */
  amountFen?: Fen | undefined;
};

export interface DecisionResult {
  count: number;
  /** How many awards were made; 0 for a return or rejection. */
  approved: number;
  /** How many are above the extra level and wait for a second head. */
  putUp: number;
  /** What was committed. */
  amountFen: number;
}

const DECISION_ACTIONS = {
  approve: 'approve',
  return: 'send_back',
  reject: 'refuse',
} as const satisfies Record<Decision['outcome'], ApplicationAction>;

/**
 * Decides applications (审批), all of them or none. Approval makes the awards and commits their money; the amount is
 * the one that is given, else the reviewed one, else the requested one. What is above the extra level is put up to a second head instead.
 * @throws Refusal as selectedCases; command.changed, application.wrong_status, application.own_record,
 * application.own_review, application.one_amount, application.decision_above_request, application.decision_reason,
 * relief.date_in_future, relief.date_before, relief.date_outside, relief.other_project,
 * relief.not_on_register, relief.duplicate_schooling, relief.over_cap, relief.no_line, relief.no_standard,
 * relief.no_bill, fund.over_budget {shortFen, availableFen}
 */
export async function decideApplications(
  { store, actor }: Desk,
  { commandId, ...decision }: Decision,
): Promise<DecisionResult> {
  const { on, outcome, note } = decision;
  const action = DECISION_ACTIONS[outcome];
  const { staffId } = actor;
  const seenFor = { action: 'approve', on, staffId } as const;
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'applications.decide', content: decision }, async () => {
      const asReviewed = await selectedCases(write, decision, { status: 'reviewed', seenFor });
      const decidedFen = outcome === 'approve' ? (decision.amountFen ?? null) : null;
      const cases = withAmount(asReviewed, decidedFen);
      const project = await projectOfCases(write, cases);
      requireDay(on, outcome === 'approve' ? { project } : {});
      refuseObstacles(cases, await obstaclesTo(write, cases, { action, on, staffId }));
      if (!note) refuseUnexplained(asReviewed, decidedFen);
      const putUp = outcome === 'approve' ? await aboveLevel(write, project.id, cases) : [];
      const settled = cases.filter((one) => !putUp.includes(one));
      const approved = outcome === 'approve' ? settled : [];
      const amountFen = totalOf(approved);
      if (approved.length > 0) await requireBudget(write, { projectId: project.id, amountFen });
      const values = { decidedBy: actor.staffId, decidedOn: on, decidedFen, decisionNote: note };
      await takeStep(write, settled, { action, values });
      await takeStep(write, putUp, { action: 'put_up', values });
      await insertAwards(write, approved, { approvedOn: on, approvedBy: () => staffId });
      const detail = { on, step: 'decision', note, ...(decidedFen === null ? {} : { decidedFen }) };
      await auditSteps({ write, actor }, settled, { action: DECISION_AUDIT[outcome], detail });
      await auditSteps({ write, actor }, putUp, { action: 'application.put_up', detail });
      return { count: cases.length, approved: approved.length, putUp: putUp.length, amountFen };
    }),
  );
}

/** Applications at the amount that the head finds right; without one they stay as they were reviewed. */
function withAmount(cases: ReliefCase[], decidedFen: Fen | null): ReliefCase[] {
  if (decidedFen === null) return cases;
  requireOwnAmount(cases, decidedFen, 'application.decision_above_request');
  return cases.map((one) => ({ ...one, decidedFen }));
}

/** Whoever reads the papers later sees why the head decided otherwise than the reviewer. */
function refuseUnexplained([one]: readonly ReliefCase[], decidedFen: Fen | null): void {
  const amountFen = amountOf(one!);
  if (decidedFen !== null && decidedFen !== amountFen)
    throw new Refusal('application.decision_reason', { amountFen }, 'note');
}

async function aboveLevel(
  read: Read,
  projectId: string,
  cases: readonly ReliefCase[],
): Promise<ReliefCase[]> {
  const { levelFen } = await extraLevel(read, projectId);
  return levelFen === null ? [] : cases.filter((one) => amountOf(one) > levelFen);
}

export type Confirmation = CaseSelection & {
  commandId: string;
  on: BusinessDate;
  outcome: ConfirmationOutcome;
  note: string;
};

const CONFIRMATION_ACTIONS = {
  confirm: 'confirm',
  return: 'give_back',
  reject: 'overrule',
} as const satisfies Record<ConfirmationOutcome, ApplicationAction>;

/**
 * A second head's word on approvals above the extra level (二级审批), all of them or none; only now are the awards
 * made and their money committed.
 * @throws Refusal as decideApplications; application.own_decision
 */
export async function confirmApplications(
  { store, actor }: Desk,
  { commandId, ...confirmation }: Confirmation,
): Promise<DecisionResult> {
  const { on, outcome, note } = confirmation;
  const { staffId } = actor;
  const action = CONFIRMATION_ACTIONS[outcome];
  const seenFor = { action: 'confirm', on, staffId } as const;
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'applications.confirm', content: confirmation }, async () => {
      const cases = await selectedCases(write, confirmation, { status: 'confirming', seenFor });
      const project = await projectOfCases(write, cases);
      requireDay(on, outcome === 'confirm' ? { project } : {});
      refuseObstacles(cases, await obstaclesTo(write, cases, { action, on, staffId }));
      const approved = outcome === 'confirm' ? cases : [];
      const amountFen = totalOf(approved);
      if (approved.length > 0) await requireBudget(write, { projectId: project.id, amountFen });
      const values = { confirmedBy: staffId, confirmedOn: on, confirmationNote: note };
      await takeStep(write, cases, { action, values });
      await insertAwards(write, approved, { approvedOn: on, approvedBy: (one) => one.decidedBy! });
      await auditSteps({ write, actor }, cases, {
        action: CONFIRMATION_AUDIT[outcome],
        detail: { on, step: 'confirmation', note },
      });
      return { count: cases.length, approved: approved.length, putUp: 0, amountFen };
    }),
  );
}

const CONFIRMATION_AUDIT: Record<ConfirmationOutcome, AuditAction> = {
  confirm: 'application.confirmed',
  return: 'application.returned',
  reject: 'application.rejected',
};

const REVIEW_AUDIT: Record<Review['outcome'], AuditAction> = {
  pass: 'application.reviewed',
  return: 'application.returned',
  reject: 'application.rejected',
};

const DECISION_AUDIT: Record<Decision['outcome'], AuditAction> = {
  approve: 'application.approved',
  return: 'application.returned',
  reject: 'application.rejected',
};

const NOT_YET_REVIEWED = {
  reviewedBy: null,
  reviewedOn: null,
  reviewedFen: null,
  reviewNote: null,
  decidedBy: null,
  decidedOn: null,
  decidedFen: null,
  decisionNote: null,
  confirmedBy: null,
  confirmedOn: null,
  confirmationNote: null,
} as const;

function applicationColumns(
  { medical, schooling, ...input }: ApplicationInput & { type: ReliefType },
  { educationStage, school }: { educationStage: EducationStage | null; school: string },
) {
  const { type, memberId, appliedOn, requestedFen, reason } = input;
  const isSchooling = type === 'schooling';
  return {
    memberId,
    appliedOn,
    requestedFen,
    medicalTotalFen: medical?.totalFen ?? null,
    medicalReimbursedFen: medical?.reimbursedFen ?? null,
    // What the form leaves open stands in the file; it is kept here, because the file goes on.
    schoolStage: isSchooling ? (schooling?.stage ?? educationStage) : null,
    school: isSchooling ? schooling?.school || school || null : null,
    tuitionFen: isSchooling ? (schooling?.tuitionFen ?? null) : null,
    reason,
  };
}

function requireStep({ status }: ReliefCase, action: ApplicationAction): void {
  if (!stepFrom(status, action)) throw new Refusal('application.wrong_status', { status });
}

async function notRecorder(read: Read, { recordedBy }: ReliefCase): Promise<Refusal> {
  const recorder = await staffMember(read, recordedBy);
  return new Refusal('application.not_recorder', { recorder: recorder.name });
}

function requireOwnAmount(
  cases: readonly ReliefCase[],
  amountFen: Fen,
  code: 'application.review_above_request' | 'application.decision_above_request',
): void {
  const [one, ...others] = cases;
  if (others.length > 0) throw new Refusal('application.one_amount', {}, 'amountFen');
  const requestedFen = one!.requestedFen;
  if (amountFen > requestedFen) throw new Refusal(code, { requestedFen }, 'amountFen');
}
