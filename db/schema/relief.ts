import { sql } from 'drizzle-orm';
import { check, index, int, table, text } from '../engine/kit';
import { families, familyMembers } from './families';
import { projects } from './fund';
import { staff } from './staff';
import { RELIEF_TYPES } from '../../app/fund/project';
import { APPLICATION_STATUSES } from '../../app/relief/application';

/** 专项救助活动: one fixed amount for many families of the register. */
export const campaigns = table('campaigns', {
  id: text('id').primaryKey(),
  projectId: text('project_id')
    .notNull()
    .references(() => projects.id),
  type: text('type', { enum: RELIEF_TYPES }).notNull(),
  name: text('name').notNull(),
  amountFen: int('amount_fen').notNull(),
  startedOn: text('started_on').notNull(),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});

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
    decisionNote: text('decision_note'),
  },
  (self) => [
    index('applications_by_status').on(self.projectId, self.status, self.type),
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
    /** 撤销: the unpaid rest of the commitment was given back to the fund on this day. */
    releasedOn: text('released_on'),
    releaseReason: text('release_reason'),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [
    index('awards_by_project').on(self.projectId, self.type),
    index('awards_by_family').on(self.familyId),
    index('awards_by_member').on(self.memberId),
    check('awards_amount', sql`${self.amountFen} > 0`),
  ],
);
