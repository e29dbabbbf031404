import { index, int, table, text } from '../engine/kit';

/** Append-only (triggers refuse UPDATE and DELETE), each row's hash covering the row and the hash before it. */
export const auditEntries = table(
  'audit_entries',
  {
    sequence: int('sequence').primaryKey(),
    recordedAt: text('recorded_at').notNull(),
    staffId: text('staff_id'),
    staffName: text('staff_name').notNull(),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    /** JSON: what changed, before and after, never a secret, an ID number or an account. */
    detail: text('detail').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (self) => [
    index('audit_by_subject').on(self.subjectType, self.subjectId),
    index('audit_by_staff').on(self.staffId),
    index('audit_by_time').on(self.recordedAt),
  ],
);
