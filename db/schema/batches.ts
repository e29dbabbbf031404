import { sql } from 'drizzle-orm';
import { bool, check, index, int, laterInt, table, text, uniqueIndex } from '../engine/kit';
import { projects } from './fund';
import { payments } from './payments';
import { awards, campaigns } from './relief';
import { staff } from './staff';
import { BATCH_STATUSES, FAILURE_CAUSES, INSTRUCTION_STATUSES } from '../../app/payments/batch';

/** 发放批次: awards that are sent to the bank together. Totals are sums over its instructions, never kept here. */
export const batches = table(
  'batches',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    /** The number that people say (批次号), e.g. `2019-003`. */
    number: text('number').notNull().unique(),
    title: text('title').notNull(),
    /** Where all of it comes from one campaign. */
    campaignId: text('campaign_id').references(() => campaigns.id),
    status: text('status', { enum: BATCH_STATUSES }).notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => staff.id),
    madeAt: text('made_at').notNull(),
    submittedAt: text('submitted_at'),
    approvedBy: text('approved_by').references(() => staff.id),
    approvedOn: text('approved_on'),
    /** SHA-256 over what was approved, line by line: an export of anything else is refused. */
    approvedDigest: text('approved_digest'),
    returnNote: text('return_note'),
    cancelReason: text('cancel_reason'),
    closedAt: text('closed_at'),
    version: int('version').notNull(),
  },
  (self) => [
    index('batches_by_project').on(self.projectId, self.status),
    check('batches_approver', sql`${self.approvedBy} is null or ${self.approvedBy} <> ${self.madeBy}`),
    check(
      'batches_approved',
      sql`(${self.approvedBy} is null) = (${self.approvedDigest} is null) and (${self.status} not in ('approved', 'exported', 'closed') or ${self.approvedBy} is not null)`,
    ),
  ],
);

/** One line to the bank, with the account as it was when the line was made: what is approved is what is exported. */
export const instructions = table(
  'instructions',
  {
    id: text('id').primaryKey(),
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id),
    /** From 1, as in the bank file. */
    lineNumber: int('line_number').notNull(),
    awardId: text('award_id')
      .notNull()
      .references(() => awards.id),
    amountFen: int('amount_fen').notNull(),
    accountHolder: text('account_holder').notNull(),
    accountSealed: text('account_sealed').notNull(),
    accountFingerprint: text('account_fingerprint').notNull(),
    accountLast4: text('account_last4').notNull(),
    bankName: text('bank_name').notNull(),
    status: text('status', { enum: INSTRUCTION_STATUSES }).notNull(),
    /** The bank's own day and words; the payment record where it paid. */
    resultOn: text('result_on'),
    failureCause: text('failure_cause', { enum: FAILURE_CAUSES }),
    failureText: text('failure_text'),
    bankReference: text('bank_reference'),
    paymentId: text('payment_id')
      .unique()
      .references(() => payments.id),
  },
  (self) => [
    uniqueIndex('instructions_line').on(self.batchId, self.lineNumber),
    index('instructions_by_award').on(self.awardId),
    index('instructions_by_account').on(self.accountFingerprint, self.status),
    /** Never twice: an award waits for the bank in one batch at most. */
    uniqueIndex('instructions_open')
      .on(self.awardId)
      .where(sql`status in ('queued', 'sent')`),
    /** What failed in the batches of a year, without walking all that was paid. */
    index('instructions_failed')
      .on(self.batchId, self.awardId)
      .where(sql`status = 'failed'`),
    check('instructions_amount', sql`${self.amountFen} > 0`),
    check('instructions_paid', sql`(${self.status} = 'succeeded') = (${self.paymentId} is not null)`),
    check('instructions_failed', sql`(${self.status} = 'failed') = (${self.failureCause} is not null)`),
  ],
);

/** Files made for the bank: which layout, when, by whom, and the hash of their bytes. */
export const bankFiles = table(
  'bank_files',
  {
    id: text('id').primaryKey(),
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id),
    layout: text('layout').notNull(),
    format: text('format').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    lineCount: int('line_count').notNull(),
    amountFen: int('amount_fen').notNull(),
    exportedBy: text('exported_by')
      .notNull()
      .references(() => staff.id),
    exportedAt: text('exported_at').notNull(),
  },
  (self) => [index('bank_files_by_batch').on(self.batchId)],
);

/** 结果文件: what a bank sent back for a batch, sealed, until and after it is applied. */
export const bankResults = table(
  'bank_results',
  {
    id: text('id').primaryKey(),
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    /** The rows as read, JSON, sealed: they hold names and accounts. */
    contentSealed: text('content_sealed').notNull(),
    /** Which column means what, JSON. */
    mapping: text('mapping'),
    uploadedBy: text('uploaded_by')
      .notNull()
      .references(() => staff.id),
    uploadedAt: text('uploaded_at').notNull(),
    appliedBy: text('applied_by').references(() => staff.id),
    appliedAt: text('applied_at'),
    /** Whether it was held against what is booked; files of before `bank_contradictions` were not. */
    isCompared: bool('is_compared').notNull().default(false),
    /** 作废: a file that is no answer to this batch; what it held is gone. */
    voidedBy: text('voided_by').references(() => staff.id),
    voidedAt: text('voided_at'),
    voidReason: text('void_reason'),
    /**
     * How many rows wait until somebody has looked at them: those that tell another payment than what is booked, and those
     * about answered lines that cannot be read. Null where nothing is left to be read, and before they were counted.
     */
    differingRows: laterInt('differing_rows'),
    unreadRows: laterInt('unread_rows'),
    /** What was looked at of them, JSON: marks of what a row says, which another file may say too. */
    seenWords: text('seen_words'),
  },
  (self) => [
    index('bank_results_by_batch').on(self.batchId),
    index('bank_results_unchecked')
      .on(self.uploadedAt)
      .where(sql`differing_rows > 0 or unread_rows > 0`),
    check(
      'bank_results_voided',
      sql`(${self.voidedBy} is null) = (${self.voidedAt} is null) and (${self.voidedBy} is null) = (${self.voidReason} is null) and (${self.voidedAt} is null or (${self.appliedAt} is null and ${self.contentSealed} = ''))`,
    ),
  ],
);

/**
 * What a result file says of a line against what is booked, or after another file had done so: found when the file is
 * read or the line is answered. Whether it stands against the ledger is asked of the ledger each time; it is settled
 * once somebody has cleared it up with the bank.
 */
export const bankContradictions = table(
  'bank_contradictions',
  {
    id: text('id').primaryKey(),
    resultId: text('result_id')
      .notNull()
      .references(() => bankResults.id),
    lineId: text('line_id')
      .notNull()
      .references(() => instructions.id),
    /** What the bank says; the line is booked as the opposite, or as paid with another amount. */
    outcome: text('outcome', { enum: ['succeeded', 'failed'] }).notNull(),
    /** The bank's day and number, as far as the file has them. */
    saidOn: text('said_on'),
    reference: text('reference').notNull(),
    /** The bank's amount; null where it cannot be read. */
    saidFen: laterInt('said_fen'),
    /** Of how many lines the row may be, where the file does not tell lines to one account and of one amount apart. */
    possibleLines: laterInt('possible_lines').notNull().default(1),
    settledBy: text('settled_by').references(() => staff.id),
    settledAt: text('settled_at'),
    settledReason: text('settled_reason'),
  },
  (self) => [
    uniqueIndex('bank_contradictions_once').on(
      self.lineId,
      self.resultId,
      self.outcome,
      self.saidOn,
      self.reference,
    ),
    index('bank_contradictions_by_result').on(self.resultId),
    check(
      'bank_contradictions_settled',
      sql`(${self.settledBy} is null) = (${self.settledAt} is null) and (${self.settledBy} is null) = (${self.settledReason} is null)`,
    ),
  ],
);
