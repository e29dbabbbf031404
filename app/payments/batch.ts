import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';

/** Codes of payment batches (发放批次) and what may be done with one; the Chinese terms stand in app/zh/batches.ts. */

export const BATCH_STATUSES = ['draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

export const BATCH_ACTIONS = [
  'change',
  'submit',
  'approve',
  'return',
  'export',
  'import_result',
  'close',
  'cancel',
] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];

export interface BatchStep {
  permission: Permission;
  to: BatchStatus;
}

/**
 * Status → what may be done next, by whom, and where it leads. Who made a batch never approves it. Nothing of a batch
 * changes once it is approved; what the bank was told is either answered line by line or the batch stays open.
 */
export const BATCH_WORKFLOW: Record<BatchStatus, Partial<Record<BatchAction, BatchStep>>> = {
  draft: {
    change: { permission: 'batch.make', to: 'draft' },
    submit: { permission: 'batch.make', to: 'submitted' },
    cancel: { permission: 'batch.make', to: 'cancelled' },
  },
  submitted: {
    approve: { permission: 'batch.approve', to: 'approved' },
    return: { permission: 'batch.approve', to: 'draft' },
  },
  approved: {
    export: { permission: 'batch.export', to: 'exported' },
    return: { permission: 'batch.approve', to: 'draft' },
  },
  exported: {
    // The same file again: its content must be what was exported first.
    export: { permission: 'batch.export', to: 'exported' },
    import_result: { permission: 'payment.record', to: 'exported' },
    close: { permission: 'payment.record', to: 'closed' },
  },
  // A file that comes late is looked at; what it says against an earlier answer is left to a person.
  closed: { import_result: { permission: 'payment.record', to: 'closed' } },
  cancelled: {},
};

/** Where an action leads from a status; null where the status does not allow it. */
export function batchStepFrom(status: BatchStatus, action: BatchAction): BatchStep | null {
  return BATCH_WORKFLOW[status][action] ?? null;
}

const LEADS_ON = ['submit', 'approve', 'close', 'export'] as const satisfies readonly BatchAction[];

/** A batch of these still leads somewhere. */
export const OPEN_BATCH_STATUSES = BATCH_STATUSES.filter((status) =>
  LEADS_ON.some((action) => batchStepFrom(status, action)),
);

/** What this person is offered to do with a batch. */
export function batchActionsFor(
  { status, madeBy }: { status: BatchStatus; madeBy: string },
  { staffId, roles }: { staffId: string; roles: readonly Role[] },
): BatchAction[] {
  return BATCH_ACTIONS.filter((action) => {
    const step = batchStepFrom(status, action);
    if (!step || !may(roles, step.permission)) return false;
    return action !== 'approve' || staffId !== madeBy;
  });
}

/**
 * What one line of a batch tells the bank, and what the bank answered: queued (not told yet), sent, succeeded (a payment
 * record stands for it), failed (the award stays committed and can go into another batch), withdrawn (taken out or cancelled).
 */
export const INSTRUCTION_STATUSES = ['queued', 'sent', 'succeeded', 'failed', 'withdrawn'] as const;
export type InstructionStatus = (typeof INSTRUCTION_STATUSES)[number];

/** An award stands in at most one instruction of these at a time: it cannot be paid twice by two batches. */
export const OPEN_INSTRUCTION_STATUSES = ['queued', 'sent'] as const satisfies readonly InstructionStatus[];

/** Instruction status → where it may go. */
export const INSTRUCTION_STEPS: Record<InstructionStatus, readonly InstructionStatus[]> = {
  queued: ['sent', 'withdrawn'],
  sent: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
  withdrawn: [],
};

/** The statuses from which a line may come to another. */
export function statusesBefore(to: InstructionStatus): InstructionStatus[] {
  return INSTRUCTION_STATUSES.filter((from) => INSTRUCTION_STEPS[from].includes(to));
}

/** Why an award cannot go into a batch. */
export const LEFT_OUT_REASONS = ['released', 'taken_back', 'paid', 'in_batch', 'no_account'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What may have become wrong with a line since the batch was made: it has to be taken out. */
export const LINE_FAULTS = ['released', 'above_rest', 'account_missing', 'account_changed'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** Why a bank does not pay. */
export const FAILURE_CAUSES = [
  'name_mismatch',
  'wrong_branch',
  'account_closed',
  'account_frozen',
  'account_inactive',
  'identity_expired',
  'account_unknown',
  'other',
] as const;
export type FailureCause = (typeof FAILURE_CAUSES)[number];

/** The status that an address narrows the list of batches to. */
export function batchStatusOf(given: URLSearchParams): BatchStatus | null {
  return BATCH_STATUSES.find((one) => one === given.get('status')) ?? null;
}

/** The status that an address narrows the lines of a batch to. */
export function lineStatusOf(given: URLSearchParams): InstructionStatus | null {
  return INSTRUCTION_STATUSES.find((one) => one === given.get('status')) ?? null;
}
