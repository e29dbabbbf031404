import { sql } from 'drizzle-orm';
import { check, index, table, text, uniqueIndex } from '../engine/kit';
import { families } from './families';
import { papers } from './register';
import { staff } from './staff';
import { ACCOUNT_CHANGE_STATUSES } from '../../app/families/accountChange';

/** 账户变更: the account of a family on the register changes when a second person has confirmed it. */
export const accountChanges = table(
  'account_changes',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    status: text('status', { enum: ACCOUNT_CHANGE_STATUSES }).notNull(),
    bankName: text('bank_name').notNull(),
    accountHolder: text('account_holder').notNull(),
    accountSealed: text('account_sealed').notNull(),
    accountFingerprint: text('account_fingerprint').notNull(),
    accountLast4: text('account_last4').notNull(),
    /** What stood in the file when the change was proposed; it is confirmed against this and nothing else. */
    oldBankName: text('old_bank_name').notNull(),
    oldAccountHolder: text('old_account_holder').notNull(),
    oldAccountFingerprint: text('old_account_fingerprint'),
    oldAccountLast4: text('old_account_last4'),
    reason: text('reason').notNull(),
    /** Why two families are paid to one account, as who proposed it and who confirmed it say; null where it is no one else's. */
    sharedReason: text('shared_reason'),
    sharedConfirmed: text('shared_confirmed'),
    /** The paper of the file that shows the new account. */
    paperId: text('paper_id').references(() => papers.id),
    /** Why there is none, as who proposed it says. */
    noPaperReason: text('no_paper_reason'),
    proposedBy: text('proposed_by')
      .notNull()
      .references(() => staff.id),
    proposedAt: text('proposed_at').notNull(),
    decidedBy: text('decided_by').references(() => staff.id),
    decidedAt: text('decided_at'),
    decisionNote: text('decision_note'),
  },
  (self) => [
    index('account_changes_by_family').on(self.familyId, self.status),
    uniqueIndex('account_changes_open')
      .on(self.familyId)
      .where(sql`status = 'proposed'`),
    check(
      'account_changes_two_people',
      sql`${self.decidedBy} is null or ${self.decidedBy} <> ${self.proposedBy}`,
    ),
    check('account_changes_decided', sql`(${self.status} = 'proposed') = (${self.decidedBy} is null)`),
  ],
);
