import { check, table, text } from '../engine/kit';
import { sql } from 'drizzle-orm';
import { staff } from './staff';

/** 银行文件格式 that finance defined. A row never changes: another version is another row, and the old one is retired. */
export const bankLayouts = table(
  'bank_layouts',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** Columns in their order, JSON. */
    columns: text('columns').notNull(),
    definedBy: text('defined_by')
      .notNull()
      .references(() => staff.id),
    definedAt: text('defined_at').notNull(),
    retiredBy: text('retired_by').references(() => staff.id),
    retiredAt: text('retired_at'),
  },
  (self) => [check('bank_layouts_retired', sql`(${self.retiredBy} is null) = (${self.retiredAt} is null)`)],
);

/** 付款账户: the centre's own account, which some banks want named in every line; the latest row counts. */
export const payingAccounts = table('paying_accounts', {
  id: text('id').primaryKey(),
  accountHolder: text('account_holder').notNull(),
  bankName: text('bank_name').notNull(),
  accountSealed: text('account_sealed').notNull(),
  accountLast4: text('account_last4').notNull(),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});
