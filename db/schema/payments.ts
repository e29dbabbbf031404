import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { check, index, int, table, text } from '../engine/kit';
import { families, familyMembers } from './families';
import { projects } from './fund';
import { awards } from './relief';
import { staff } from './staff';
import { RELIEF_TYPES } from '../../app/fund/project';
import { PAYMENT_KINDS } from '../../app/payments/payment';

/**
 * Payment records: written only when the bank succeeded, dated with the bank's date, append-only (triggers refuse
 * UPDATE and DELETE). A correction is a row of its own with the opposite sign that names the payment it corrects.
 */
export const payments = table(
  'payments',
  {
    id: text('id').primaryKey(),
    awardId: text('award_id')
      .notNull()
      .references(() => awards.id),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    memberId: text('member_id')
      .notNull()
      .references(() => familyMembers.id),
    kind: text('kind', { enum: PAYMENT_KINDS }).notNull(),
    /** The row this one corrects: a payment, or a correction that was itself a mistake. */
    correctsId: text('corrects_id').references((): AnySQLiteColumn => payments.id),
    /** The payment at the root of a chain of corrections; a payment names itself. Its own net is the sum over this. */
    originalId: text('original_id').notNull(),
    /** Positive for a payment; a correction has the opposite sign of what it corrects. */
    amountFen: int('amount_fen').notNull(),
    paidOn: text('paid_on').notNull(),
    bankReference: text('bank_reference').notNull(),
    remarks: text('remarks').notNull(),
    commandId: text('command_id').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [
    // The order of the lists, and the sum of a ledger without reading its rows.
    index('payments_by_day').on(self.projectId, self.paidOn, self.id, self.amountFen),
    index('payments_by_type').on(self.projectId, self.type, self.paidOn, self.id),
    // Corrections are few: what a year's payments come to apart from them is counted by these alone.
    index('payments_corrections')
      .on(self.projectId, self.paidOn, self.id)
      .where(sql`kind <> 'payment'`),
    // What the sums of a year ask of an award, and of a family, without reading the row.
    index('payments_by_award').on(self.awardId, self.paidOn, self.amountFen, self.kind, self.originalId),
    index('payments_in_project').on(
      self.projectId,
      self.familyId,
      self.type,
      self.memberId,
      self.paidOn,
      self.amountFen,
    ),
    index('payments_by_family').on(self.familyId),
    index('payments_by_correction').on(self.correctsId),
    index('payments_by_original').on(self.originalId),
    check(
      'payments_sign',
      sql`(${self.kind} = 'payment' and ${self.amountFen} > 0 and ${self.correctsId} is null) or (${self.kind} <> 'payment' and ${self.amountFen} <> 0 and ${self.correctsId} is not null)`,
    ),
  ],
);
