import { eq, inArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, awards } from '../../db/schema';
import { audit, auditAll } from '../audit/audit.server';
import type { AuditAction } from '../audit/audit';
import type { BusinessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { projectOfYear, requireBudget } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import { newId } from '../ids.server';
import type { Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { staffMember, type Desk } from '../staff/staff.server';
import { amountOf, caseById, projectOfCases, totalOf, type ReliefCase } from './cases.server';
import { requireDay } from './days';
import { requireEligible, type ApplicationInput } from './eligibility.server';
import { obstaclesTo, refuseObstacles } from './obstacles.server';
import { selectedCases, type CaseSelection } from './selectedCases.server';
import { stepFrom, type ApplicationAction, type DecisionOutcome, type ReviewOutcome } from './workflow';

export { applicationPage, listApplications, reliefOfFamily } from './applicationQueries.server';

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
 * command.changed
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
  await requireEligible(write, { ...input, project, id: null });
  const id = newId();
  await write.insert(applications).values({
    id,
    projectId: project.id,
    type,
    campaignId: null,
    familyId,
    ...applicationColumns(input),
    status: 'submitted',
    recordedBy: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  await audit(write, actor, {
    action: 'application.submitted',
    subject: { type: 'application', id },
    detail: { year: project.year, type, familyId, ...applicationColumns(input) },
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
    await requireEligible(write, { ...input, project, id, type: before.type, familyId: before.familyId });
    await write
      .update(applications)
      .set({ ...applicationColumns(input), ...NOT_YET_REVIEWED, status: 'submitted' })
      .where(eq(applications.id, id));
    const { memberId, appliedOn, requestedFen, medicalTotalFen, medicalReimbursedFen } = before;
    await audit(write, actor, {
      action: 'application.changed',
      subject: { type: 'application', id },
      detail: {
        before: { memberId, appliedOn, requestedFen, medicalTotalFen, medicalReimbursedFen },
        after: applicationColumns(input),
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
 * relief.date_before, application.one_amount, application.review_above_request
 */
export async function reviewApplications({ store, actor }: Desk, review: Review): Promise<{ count: number }> {
  const { on, outcome, note, amountFen } = review;
  requireDay(on);
  return store.write(async (write) => {
    const { staffId } = actor;
    const seenFor = { action: 'pass', on, staffId } as const;
    const cases = await selectedCases(write, review, { status: 'submitted', seenFor });
    refuseObstacles(cases, await obstaclesTo(write, cases, { action: outcome, on, staffId }));
    if (amountFen !== undefined) requireReviewedAmount(cases, amountFen);
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
};

export interface DecisionResult {
  count: number;
  /** How many awards were made; 0 for a return or rejection. */
  approved: number;
  amountFen: number;
}

const DECISION_ACTIONS = {
  approve: 'approve',
  return: 'send_back',
  reject: 'refuse',
} as const satisfies Record<Decision['outcome'], ApplicationAction>;

/**
 * Decides applications (审批), all of them or none. Approval makes the awards and commits their money; the amount is
 * the reviewed one, else the requested one.
 * @throws Refusal as selectedCases; command.changed, application.wrong_status, application.own_record,
 * application.own_review, relief.date_in_future, relief.date_before, relief.date_outside, relief.other_project,
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
      const cases = await selectedCases(write, decision, { status: 'reviewed', seenFor });
      const project = await projectOfCases(write, cases);
      requireDay(on, outcome === 'approve' ? { project } : {});
      refuseObstacles(cases, await obstaclesTo(write, cases, { action, on, staffId }));
      const approved = outcome === 'approve' ? cases : [];
      const amountFen = totalOf(approved);
      if (approved.length > 0) await requireBudget(write, { projectId: project.id, amountFen });
      await takeStep(write, cases, {
        action,
        values: { decidedBy: actor.staffId, decidedOn: on, decisionNote: note },
      });
      await insertAwards(write, approved, { approvedOn: on, approvedBy: actor.staffId });
      await auditSteps({ write, actor }, cases, {
        action: DECISION_AUDIT[outcome],
        detail: { on, step: 'decision', note },
      });
      return { count: cases.length, approved: approved.length, amountFen };
    }),
  );
}

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
  decisionNote: null,
} as const;

function applicationColumns({ memberId, appliedOn, requestedFen, medical, reason }: ApplicationInput) {
  return {
    memberId,
    appliedOn,
    requestedFen,
    medicalTotalFen: medical?.totalFen ?? null,
    medicalReimbursedFen: medical?.reimbursedFen ?? null,
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

function requireReviewedAmount(cases: readonly ReliefCase[], amountFen: Fen): void {
  const [one, ...others] = cases;
  if (others.length > 0) throw new Refusal('application.one_amount', {}, 'amountFen');
  const requestedFen = one!.requestedFen;
  if (amountFen > requestedFen)
    throw new Refusal('application.review_above_request', { requestedFen }, 'amountFen');
}

interface StepTaken {
  action: ApplicationAction;
  values: Partial<typeof applications.$inferInsert>;
}

async function takeStep(
  write: Write,
  cases: readonly ReliefCase[],
  { action, values }: StepTaken,
): Promise<void> {
  const { to } = stepFrom(cases[0]!.status, action)!;
  for (const chunk of chunksOf(cases)) {
    await write
      .update(applications)
      .set({ ...values, status: to })
      .where(
        inArray(
          applications.id,
          chunk.map(({ id }) => id),
        ),
      );
  }
}

async function insertAwards(
  write: Write,
  cases: readonly ReliefCase[],
  approval: { approvedOn: string; approvedBy: string },
): Promise<void> {
  const recordedAt = new Date().toISOString();
  for (const chunk of chunksOf(cases)) {
    await write.insert(awards).values(
      chunk.map((one) => ({
        id: newId(),
        applicationId: one.id,
        projectId: one.projectId,
        type: one.type,
        familyId: one.familyId,
        memberId: one.memberId,
        amountFen: amountOf(one),
        ...approval,
        recordedAt,
      })),
    );
  }
}

async function auditSteps(
  { write, actor }: { write: Write; actor: Desk['actor'] },
  cases: readonly ReliefCase[],
  { action, detail }: { action: AuditAction; detail: Record<string, unknown> },
): Promise<void> {
  await auditAll(
    write,
    actor,
    cases.map((one) => ({
      action,
      subject: { type: 'application', id: one.id },
      detail: { before: one.status, ...detail, amountFen: amountOf(one) },
    })),
  );
}
