import { FAMILY_STATUSES } from '../families/family';
import { ALLOWED_ACTIONS, FAMILY_STEPS } from '../families/workflow';
import { APPLICATION_STATUSES } from '../relief/application';
import { AWARD_STATUSES, AWARD_WORKFLOW } from '../relief/award';
import { APPLICATION_WORKFLOW } from '../relief/workflow';
import { PERMISSIONS, type Permission } from '../staff/permission';
import { BATCH_ACTION_LABELS, BATCH_STATUS_LABELS, INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import { FAMILY_ACTION_LABELS, FAMILY_STATUS_LABELS } from '../zh/families';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import { APPLICATION_STATUS_LABELS, AWARD_STATUS_LABELS } from '../zh/relief';
import { ROLE_LABELS } from '../zh/staff';
import {
  APPLICATION_ACTION_LABELS,
  AWARD_ACTION_LABELS,
  AWARD_STATUS_MEANINGS,
  BY_BANK,
  BY_BATCH,
  CORRECTION_MEANINGS,
  listed,
  SAME_STATUS,
  WORKFLOW_TITLES,
} from '../zh/workflow';
import { BATCH_STATUSES, BATCH_WORKFLOW, INSTRUCTION_STATUSES, INSTRUCTION_STEPS } from './batch';
import { CORRECTION_KINDS, CORRECTION_RULES } from './payment';

/** The tables by which the rules decide, as text: what may be done in a status, by whom, and where it leads. */

export interface WorkflowRow {
  status: string;
  /** In Chinese; empty where nothing more can be done. */
  action: string;
  by: string;
  to: string;
}

export const familyRows = (): WorkflowRow[] =>
  FAMILY_STATUSES.flatMap((status) =>
    orNothing(
      FAMILY_STATUS_LABELS[status],
      ALLOWED_ACTIONS[status].map((action) => {
        const { permission, to } = FAMILY_STEPS[action];
        return {
          action: FAMILY_ACTION_LABELS[action],
          by: rolesOf(permission),
          to: to ? FAMILY_STATUS_LABELS[to] : SAME_STATUS,
        };
      }),
    ),
  );

export const applicationRows = (): WorkflowRow[] =>
  APPLICATION_STATUSES.flatMap((status) =>
    orNothing(
      APPLICATION_STATUS_LABELS[status],
      entriesOf(APPLICATION_WORKFLOW[status]).map(([action, { permission, to }]) => ({
        action: APPLICATION_ACTION_LABELS[action],
        by: rolesOf(permission),
        to: APPLICATION_STATUS_LABELS[to],
      })),
    ),
  );

export const awardRows = (): WorkflowRow[] =>
  AWARD_STATUSES.flatMap((status) =>
    orNothing(
      AWARD_STATUS_LABELS[status],
      entriesOf(AWARD_WORKFLOW[status]).map(([action, permission]) => ({
        action: AWARD_ACTION_LABELS[action],
        by: rolesOf(permission),
        to: AWARD_STATUS_MEANINGS[status],
      })),
    ),
  );

export const batchRows = (): WorkflowRow[] =>
  BATCH_STATUSES.flatMap((status) =>
    orNothing(
      BATCH_STATUS_LABELS[status],
      entriesOf(BATCH_WORKFLOW[status]).map(([action, { permission, to }]) => ({
        action: BATCH_ACTION_LABELS[action],
        by: rolesOf(permission),
        to: to === status ? SAME_STATUS : BATCH_STATUS_LABELS[to],
      })),
    ),
  );

export const instructionRows = (): WorkflowRow[] =>
  INSTRUCTION_STATUSES.flatMap((status) =>
    orNothing(
      INSTRUCTION_STATUS_LABELS[status],
      INSTRUCTION_STEPS[status].map((to) => ({
        action: INSTRUCTION_STATUS_LABELS[to],
        by: status === 'sent' ? BY_BANK : BY_BATCH,
        to: INSTRUCTION_STATUS_LABELS[to],
      })),
    ),
  );

export const correctionRows = (): WorkflowRow[] =>
  CORRECTION_KINDS.flatMap((kind) =>
    CORRECTION_RULES[kind].corrects.map((corrected) => ({
      status: PAYMENT_KIND_LABELS[corrected],
      action: PAYMENT_KIND_LABELS[kind],
      by: rolesOf('payment.record'),
      to: CORRECTION_MEANINGS[kind],
    })),
  );

function orNothing(status: string, rows: Omit<WorkflowRow, 'status'>[]): WorkflowRow[] {
  if (rows.length === 0) return [{ status, action: '', by: '', to: '' }];
  return rows.map((row) => ({ status, ...row }));
}

function rolesOf(permission: Permission): string {
  return listed(PERMISSIONS[permission].map((role) => ROLE_LABELS[role]));
}

function entriesOf<Key extends string, Value>(table: Partial<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(table) as [Key, Value][];
}

export interface WorkflowTable {
  title: string;
  description: string;
  rows: WorkflowRow[];
  heads?: Partial<Record<keyof WorkflowRow, string>>;
}

/** All tables in the order of the work: what the screen shows and what WORKFLOW.md prints. */
export const WORKFLOW_TABLES: readonly WorkflowTable[] = [
  { ...WORKFLOW_TITLES.families, rows: familyRows() },
  { ...WORKFLOW_TITLES.applications, rows: applicationRows() },
  { ...WORKFLOW_TITLES.awards, rows: awardRows() },
  { ...WORKFLOW_TITLES.batches, rows: batchRows() },
  { ...WORKFLOW_TITLES.instructions, rows: instructionRows() },
  { ...WORKFLOW_TITLES.corrections, rows: correctionRows() },
];
