import { bool, check, index, int, table, text, uniqueIndex } from '../engine/kit';
import { sql } from 'drizzle-orm';
import { families, familyMembers, publicNotices } from './families';
import { staff } from './staff';
import { CATEGORIES, EXCLUSION_KINDS } from '../../app/families/family';
import { OBJECTION_OUTCOMES } from '../../app/families/notice';
import { PAPER_KINDS } from '../../app/families/paper';
import { PAPER_MEDIA_TYPES } from '../../app/families/paperContent';
import { DUPLICATE_VERDICTS } from '../../app/families/duplicate';

/** What belongs to a file besides the file itself. */

export const familyExclusions = table(
  'family_exclusions',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    kind: text('kind', { enum: EXCLUSION_KINDS }).notNull(),
    evidence: text('evidence').notNull(),
  },
  (self) => [uniqueIndex('exclusion_once').on(self.familyId, self.kind)],
);

/** A line of a public notice, as it was put up: what a file says may change later. */
export const noticeFamilies = table(
  'notice_families',
  {
    id: text('id').primaryKey(),
    noticeId: text('notice_id')
      .notNull()
      .references(() => publicNotices.id),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    position: int('position').notNull(),
    /** The family name and a sign for each character after it. */
    shownName: text('shown_name').notNull(),
    workUnit: text('work_unit').notNull(),
    category: text('category', { enum: CATEGORIES }),
    division: text('division').notNull(),
  },
  (self) => [
    uniqueIndex('notice_position').on(self.noticeId, self.position),
    index('notices_by_family').on(self.familyId),
  ],
);

/** An objection (异议) to a family that was on public notice. */
export const objections = table(
  'objections',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    noticeId: text('notice_id')
      .notNull()
      .references(() => publicNotices.id),
    receivedOn: text('received_on').notNull(),
    content: text('content').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    handledOn: text('handled_on'),
    outcome: text('outcome', { enum: OBJECTION_OUTCOMES }),
    handling: text('handling').notNull().default(''),
    handledBy: text('handled_by').references(() => staff.id),
  },
  (self) => [
    index('objections_by_family').on(self.familyId),
    index('objections_by_notice').on(self.noticeId),
    check('objections_handler', sql`${self.handledBy} is null or ${self.handledBy} <> ${self.recordedBy}`),
  ],
);

/** An annual review (年审) that kept the family on the register. */
export const familyReviews = table(
  'family_reviews',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    reviewedOn: text('reviewed_on').notNull(),
    categoryBefore: text('category_before', { enum: CATEGORIES }),
    category: text('category', { enum: CATEGORIES }).notNull(),
    /** Why the category differs from the one the rules proposed on that day. */
    overrideReason: text('override_reason'),
    note: text('note').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [index('reviews_by_family').on(self.familyId, self.reviewedOn)],
);

/**
 * What a family stated of its income and rigid expenditure: once with its application, and again at each review. The
 * columns of the file hold the last one.
 */
export const familyStatements = table(
  'family_statements',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    /** Null for the statement of the application. */
    reviewId: text('review_id').references(() => familyReviews.id),
    statedOn: text('stated_on').notNull(),
    wagesFen: int('wages_fen').notNull(),
    businessFen: int('business_fen').notNull(),
    propertyFen: int('property_fen').notNull(),
    transferFen: int('transfer_fen').notNull(),
    otherIncomeFen: int('other_income_fen').notNull(),
    rigidExpenseFen: int('rigid_expense_fen').notNull(),
    rigidMedicalFen: int('rigid_medical_fen').notNull(),
    rigidSchoolingFen: int('rigid_schooling_fen').notNull(),
    rigidHousingFen: int('rigid_housing_fen').notNull(),
  },
  (self) => [index('statements_by_family').on(self.familyId, self.statedOn)],
);

/** The monthly income of one member, as it was stated. */
export const statedIncomes = table(
  'stated_incomes',
  {
    id: text('id').primaryKey(),
    statementId: text('statement_id')
      .notNull()
      .references(() => familyStatements.id),
    memberId: text('member_id')
      .notNull()
      .references(() => familyMembers.id),
    monthlyIncomeFen: int('monthly_income_fen').notNull(),
    incomeUnstated: bool('income_unstated'),
  },
  (self) => [uniqueIndex('stated_income_once').on(self.statementId, self.memberId)],
);

/** An uploaded paper; its bytes lie in the paper store under their hash, also after it was taken out. */
export const papers = table(
  'papers',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    kind: text('kind', { enum: PAPER_KINDS }).notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type', { enum: PAPER_MEDIA_TYPES }).notNull(),
    sizeBytes: int('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    uploadedBy: text('uploaded_by')
      .notNull()
      .references(() => staff.id),
    uploadedAt: text('uploaded_at').notNull(),
    removedBy: text('removed_by').references(() => staff.id),
    removedAt: text('removed_at'),
    removedReason: text('removed_reason'),
  },
  // With what the checklist asks, so that counting complete files reads the index alone.
  (self) => [index('papers_by_family').on(self.familyId, self.kind, self.removedAt)],
);

/** What somebody typed and has not sent yet; sealed, since ID numbers are in it. */
export const formDrafts = table(
  'form_drafts',
  {
    id: text('id').primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    /** Which form: `family.new`, or `family` and the id of the file. */
    form: text('form').notNull(),
    contentSealed: text('content_sealed').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  (self) => [uniqueIndex('draft_once').on(self.staffId, self.form)],
);

/** A filter of a list that somebody keeps under a name. */
export const savedFilters = table(
  'saved_filters',
  {
    id: text('id').primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    list: text('list').notNull(),
    name: text('name').notNull(),
    query: text('query').notNull(),
  },
  (self) => [uniqueIndex('filter_once').on(self.staffId, self.list, self.name)],
);

/** What a person decided of two files that look like one family's. */
export const duplicateVerdicts = table(
  'duplicate_verdicts',
  {
    id: text('id').primaryKey(),
    /** The smaller of the two ids comes first. */
    firstFamilyId: text('first_family_id')
      .notNull()
      .references(() => families.id),
    secondFamilyId: text('second_family_id')
      .notNull()
      .references(() => families.id),
    verdict: text('verdict', { enum: DUPLICATE_VERDICTS }).notNull(),
    reason: text('reason').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [uniqueIndex('verdict_once').on(self.firstFamilyId, self.secondFamilyId)],
);
