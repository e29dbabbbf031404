import { sql } from 'drizzle-orm';
import { check, laterEnum, table, text, uniqueIndex } from '../engine/kit';
import { staff } from './staff';
import { ROLE_CHANGE_OCCASIONS, ROLE_CHANGE_STATUSES } from '../../app/staff/roleChange';

/** 角色变更: roles that somebody would give count once a head has confirmed them, neither who gave nor who gets them. */
export const roleChanges = table(
  'role_changes',
  {
    id: text('id').primaryKey(),
    /** Whose roles they are. */
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    status: text('status', { enum: ROLE_CHANGE_STATUSES }).notNull(),
    /** The roles held when it was proposed and those wished for, codes joined by commas. */
    oldRoles: text('old_roles').notNull(),
    newRoles: text('new_roles').notNull(),
    /** Why one person holds roles that are meant for two; null where they do not. */
    rolesReason: text('roles_reason'),
    occasion: laterEnum('occasion', ROLE_CHANGE_OCCASIONS),
    /** Who gave them; a trigger wants it, and that it is not who decides. */
    proposedBy: text('proposed_by').references(() => staff.id),
    proposedAt: text('proposed_at').notNull(),
    decidedBy: text('decided_by').references(() => staff.id),
    decidedAt: text('decided_at'),
    decisionNote: text('decision_note'),
  },
  (self) => [
    uniqueIndex('role_changes_open')
      .on(self.staffId)
      .where(sql`status = 'proposed'`),
    check('role_changes_two_people', sql`${self.decidedBy} is null or ${self.decidedBy} <> ${self.staffId}`),
    check(
      'role_changes_decided',
      sql`(${self.status} in ('confirmed', 'rejected')) = (${self.decidedBy} is not null)`,
    ),
  ],
);
