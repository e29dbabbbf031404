import { sql } from 'drizzle-orm';
import { check, int, table, text } from '../engine/kit';
import { staff } from './staff';

/** Within how many working days each desk is to be done with a case, where the head set it. */
export const deskLimits = table(
  'desk_limits',
  {
    desk: text('desk').primaryKey(),
    days: int('days').notNull(),
    setBy: text('set_by')
      .notNull()
      .references(() => staff.id),
    setAt: text('set_at').notNull(),
  },
  (self) => [check('desk_limits_days', sql`${self.days} between 1 and 90`)],
);
