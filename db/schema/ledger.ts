import { sql } from 'drizzle-orm';
import { check, index, table, text } from '../engine/kit';
import { payments } from './payments';
import { applications, awards } from './relief';
import { staff } from './staff';

/** What came from an old ledger (历史台账): awards that were decided before this product, and the rows that were read. */

/**
 * An award of an old ledger. Its application names no reviewer and no decider: who they were stands on the paper of
 * that time. Known violations that were let in stay named here, with who let them in and why.
 */
export const ledgerAwards = table(
  'ledger_awards',
  {
    applicationId: text('application_id')
      .primaryKey()
      .references(() => applications.id),
    awardId: text('award_id')
      .notNull()
      .unique()
      .references(() => awards.id),
    /** The import that brought it. */
    importId: text('import_id').notNull(),
    /** Codes of the rules that it breaks, separated by spaces; '' for none. */
    overrides: text('overrides').notNull(),
    overriddenBy: text('overridden_by').references(() => staff.id),
    overrideReason: text('override_reason'),
  },
  (self) => [
    check(
      'ledger_awards_override',
      sql`(${self.overrides} = '') = (${self.overriddenBy} is null) and (${self.overrides} = '') = (${self.overrideReason} is null)`,
    ),
  ],
);

/** A row of an old ledger that is in, by which it is known again. */
export const ledgerRows = table(
  'ledger_rows',
  {
    /** Keyed hash: of the bank's reference, or of person, type, day and amount where there is none. */
    key: text('key').primaryKey(),
    /** Keyed hashes of its columns, so that what differs can be named. */
    digest: text('digest').notNull(),
    awardId: text('award_id')
      .notNull()
      .references(() => awards.id),
    /** Null for a row that only tells of an unpaid award. */
    paymentId: text('payment_id')
      .unique()
      .references(() => payments.id),
    importId: text('import_id').notNull(),
  },
  (self) => [index('ledger_rows_by_award').on(self.awardId)],
);
