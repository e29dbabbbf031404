import { sql } from 'drizzle-orm';
import { bool, check, index, int, laterInt, primaryKey, table, text, uniqueIndex } from '../engine/kit';
import { families, familyMembers } from './families';
import { projects } from './fund';
import { staff } from './staff';
import { CATEGORIES, EDUCATION_STAGES } from '../../app/families/family';
import { RELIEF_TYPES } from '../../app/fund/project';
import { APPLICATION_STATUSES } from '../../app/relief/application';
import { LEFT_OUT_REASONS } from '../../app/relief/campaign';

/** 专项救助活动: relief for many families of the register, drawn by a rule. */
export const campaigns = table('campaigns', {
  id: text('id').primaryKey(),
  projectId: text('project_id')
    .notNull()
    .references(() => projects.id),
  type: text('type', { enum: RELIEF_TYPES }).notNull(),
  name: text('name').notNull(),
  amountFen: int('amount_fen').notNull(),
  startedOn: text('started_on').notNull(),
  /** JSON of the rule and of the amounts that differ from the one above; null where it was started before both were kept. */
  rule: text('rule'),
  /** The public notice of the recipients (公示): from when, and the first day on which it may come down. */
  noticedOn: text('noticed_on'),
  noticeEndsOn: text('notice_ends_on'),
  noticePlace: text('notice_place'),
  /** When it came down, and who put that on record. */
  noticeTakenDownOn: text('notice_taken_down_on'),
  noticeTakenDownBy: text('notice_taken_down_by').references(() => staff.id),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});

/** Everybody a campaign's rule looked at, frozen when it was started: who is in, and why the others are not. */
export const campaignCandidates = table(
  'campaign_candidates',
  {
    id: text('id').primaryKey(),
    campaignId: text('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    position: int('position').notNull(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    memberId: text('member_id')
      .notNull()
      .references(() => familyMembers.id),
    isIn: bool('is_in').notNull(),
    /** Why the rule left somebody out; null for those it drew, and it stays when a person is added by hand. */
    reason: text('reason', { enum: LEFT_OUT_REASONS }),
    amountFen: int('amount_fen').notNull(),
    /** 例外: why a person put somebody in or out against the rule. */
    exceptionReason: text('exception_reason'),
    exceptionBy: text('exception_by').references(() => staff.id),
    exceptionAt: text('exception_at'),
  },
  (self) => [
    uniqueIndex('candidates_once').on(self.campaignId, self.memberId),
    index('candidates_in_order').on(self.campaignId, self.isIn, self.position),
    index('candidates_by_family').on(self.familyId),
    check('candidates_amount', sql`${self.amountFen} > 0`),
  ],
);

export const applications = table(
  'applications',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    campaignId: text('campaign_id').references(() => campaigns.id),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    /** The beneficiary: the main person, the student or the patient. */
    memberId: text('member_id')
      .notNull()
      .references(() => familyMembers.id),
    status: text('status', { enum: APPLICATION_STATUSES }).notNull(),
    appliedOn: text('applied_on').notNull(),
    requestedFen: int('requested_fen').notNull(),
    /** Medical only: the bill and what insurance gave back. */
    medicalTotalFen: int('medical_total_fen'),
    medicalReimbursedFen: int('medical_reimbursed_fen'),
    /** Schooling only: as on the day of application, also when the file changes later. */
    schoolStage: text('school_stage', { enum: EDUCATION_STAGES }),
    school: text('school'),
    tuitionFen: int('tuition_fen'),
    reason: text('reason').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    reviewedBy: text('reviewed_by').references(() => staff.id),
    reviewedOn: text('reviewed_on'),
    reviewedFen: int('reviewed_fen'),
    reviewNote: text('review_note'),
    decidedBy: text('decided_by').references(() => staff.id),
    decidedOn: text('decided_on'),
    /** What the head found right where the application was decided by itself. */
    decidedFen: laterInt('decided_fen'),
    decisionNote: text('decision_note'),
    /** The extra level: a second head confirms an approval above the amount that is set for the year. */
    confirmedBy: text('confirmed_by').references(() => staff.id),
    confirmedOn: text('confirmed_on'),
    confirmationNote: text('confirmation_note'),
  },
  (self) => [
    index('applications_by_status').on(self.projectId, self.status, self.type),
    index('applications_by_day').on(self.projectId, self.appliedOn, self.id),
    index('applications_by_family').on(self.familyId),
    index('applications_by_campaign').on(self.campaignId),
    check('applications_amount', sql`${self.requestedFen} > 0`),
    check(
      'applications_reviewer',
      sql`${self.reviewedBy} is null or ${self.reviewedBy} <> ${self.recordedBy}`,
    ),
    check(
      'applications_decider',
      sql`${self.decidedBy} is null or (${self.decidedBy} <> ${self.recordedBy} and ${self.decidedBy} <> ${self.reviewedBy})`,
    ),
    check(
      'applications_confirmer',
      sql`${self.confirmedBy} is null or (${self.confirmedBy} <> ${self.recordedBy} and ${self.confirmedBy} <> ${self.reviewedBy} and ${self.confirmedBy} <> ${self.decidedBy})`,
    ),
  ],
);

/** 核定: what an approved application is worth. It commits money until it is paid or released. */
export const awards = table(
  'awards',
  {
    id: text('id').primaryKey(),
    applicationId: text('application_id')
      .notNull()
      .unique()
      .references(() => applications.id),
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
    amountFen: int('amount_fen').notNull(),
    approvedOn: text('approved_on').notNull(),
    approvedBy: text('approved_by')
      .notNull()
      .references(() => staff.id),
    /** 撤销: the unpaid rest of the commitment was given back to the fund on this day; one that ended: `endedReleases`. */
    releasedOn: text('released_on'),
    releaseReason: text('release_reason'),
    /** 追回: the recovery (a payment row) that the release came with; it is undone when the recovery was a mistake. */
    takenBackBy: text('taken_back_by'),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [
    index('awards_by_project').on(self.projectId, self.type),
    index('awards_by_day').on(self.projectId, self.approvedOn, self.id),
    // With the year, and the key beside it: what a family was awarded in a year is found without reading its other years.
    index('awards_by_family').on(self.familyId, self.projectId, self.id),
    index('awards_by_member').on(self.memberId),
    check('awards_amount', sql`${self.amountFen} > 0`),
  ],
);

/**
 * A release that came with a recovery and ended when that was undone: from the first day until before the second the
 * award was released. Append-only (triggers).
 */
export const endedReleases = table(
  'ended_releases',
  {
    awardId: text('award_id')
      .notNull()
      .references(() => awards.id),
    releasedOn: text('released_on').notNull(),
    givenBackOn: text('given_back_on').notNull(),
  },
  (self) => [
    primaryKey({ columns: [self.awardId, self.releasedOn] }),
    check('ended_releases_days', sql`${self.releasedOn} < ${self.givenBackOn}`),
  ],
);

/** 救助标准: caps and usual amounts from a day on. One without who confirmed it is a draft and counts for nothing. */
export const reliefStandards = table(
  'relief_standards',
  {
    id: text('id').primaryKey(),
    effectiveOn: text('effective_on').notNull().unique(),
    document: text('document').notNull(),
    /** How many months of the subsistence line a family, and a student, may get in a year. */
    livingMonths: int('living_months').notNull(),
    schoolingMonths: int('schooling_months').notNull(),
    /** What part of what the patient paid is proposed; the cap is all of it. */
    medicalPercent: int('medical_percent'),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    confirmedBy: text('confirmed_by').references(() => staff.id),
    confirmedAt: text('confirmed_at'),
  },
  (self) => [
    check(
      'relief_standards_months',
      sql`${self.livingMonths} between 1 and 36 and ${self.schoolingMonths} between 1 and 36`,
    ),
    check(
      'relief_standards_percent',
      sql`${self.medicalPercent} is null or ${self.medicalPercent} between 1 and 100`,
    ),
  ],
);

/** The usual amount of a standard: living by category, schooling by stage. */
export const reliefStandardAmounts = table(
  'relief_standard_amounts',
  {
    id: text('id').primaryKey(),
    standardId: text('standard_id')
      .notNull()
      .references(() => reliefStandards.id),
    category: text('category', { enum: CATEGORIES }),
    stage: text('stage', { enum: EDUCATION_STAGES }),
    amountFen: int('amount_fen').notNull(),
  },
  (self) => [
    uniqueIndex('relief_standard_amounts_once').on(self.standardId, self.category, self.stage),
    check('relief_standard_amounts_positive', sql`${self.amountFen} > 0`),
    check('relief_standard_amounts_one_key', sql`(${self.category} is null) <> (${self.stage} is null)`),
  ],
);

/** What the head sets for the relief of a project-year. */
export const reliefSettings = table('relief_settings', {
  projectId: text('project_id')
    .primaryKey()
    .references(() => projects.id),
  /** An approval above this needs a second head; null: none does. */
  extraLevelFen: int('extra_level_fen'),
  setBy: text('set_by')
    .notNull()
    .references(() => staff.id),
  setAt: text('set_at').notNull(),
});
