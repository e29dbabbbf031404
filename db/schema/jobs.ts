import { sql } from 'drizzle-orm';
import { check, int, table, text } from '../engine/kit';
import { staff } from './staff';
import { JOB_KINDS, JOB_PHASES, JOB_STATUSES } from '../../app/exchange/job';

/** Long work beside the pages: who asked for it, how far it is, and what came of it. */
export const jobs = table(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: JOB_KINDS }).notNull(),
    status: text('status', { enum: JOB_STATUSES }).notNull(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    /** Who let a checked file in, which its maker does not. */
    releasedBy: text('released_by').references(() => staff.id),
    fileName: text('file_name').notNull(),
    /** What was asked for, as JSON. */
    input: text('input').notNull(),
    phase: text('phase', { enum: JOB_PHASES }),
    /** How many rows there are and how many are done. */
    total: int('total').notNull(),
    done: int('done').notNull(),
    /** What came of it, as JSON. */
    result: text('result'),
    createdAt: text('created_at').notNull(),
    startedAt: text('started_at'),
    /** Moves on while somebody works on it: work whose process died is taken over. */
    heartbeatAt: text('heartbeat_at'),
    /** How often it was begun: work that takes its process down with it is given up in the end. */
    attempts: int('attempts').notNull().default(0),
    cancelRequestedAt: text('cancel_requested_at'),
    finishedAt: text('finished_at'),
  },
  (self) => [
    check('jobs_two_people', sql`${self.releasedBy} is null or ${self.releasedBy} <> ${self.staffId}`),
  ],
);
