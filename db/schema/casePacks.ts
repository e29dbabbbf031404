import { bool, index, table, text } from '../engine/kit';
import { staff } from './staff';

/** 抽查资料包 that was asked for: which payments, what for, by whom. The zip is made anew whenever it is taken. */
export const casePacks = table(
  'case_packs',
  {
    id: text('id').primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    reason: text('reason').notNull(),
    isWhole: bool('is_whole').notNull(),
    /** JSON: the ids of the payments in the order of the list, how many people, and the numbers not found, masked. */
    content: text('content').notNull(),
    orderedAt: text('ordered_at').notNull(),
  },
  (self) => [index('case_packs_by_staff').on(self.staffId, self.orderedAt)],
);
