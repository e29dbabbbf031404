import { sql } from 'drizzle-orm';
import { check, index, int, table, text, uniqueIndex } from '../engine/kit';
import { families, familyMembers } from './families';
import { indicators, projects } from './fund';
import { staff } from './staff';
import { PAPER_MEDIA_TYPES } from '../../app/families/paperContent';
import { SAMPLE_UNITS, SURVEY_METHODS, SURVEY_OUTCOMES } from '../../app/surveys/survey';
import { SUGGESTION_SOURCES } from '../../app/indicators/suggestion';

/** A round of the satisfaction survey (满意度调查) of a project-year, with how its sample was drawn. */
export const surveyRounds = table(
  'survey_rounds',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    name: text('name').notNull(),
    method: text('method', { enum: SURVEY_METHODS }).notNull(),
    startOn: text('start_on').notNull(),
    endOn: text('end_on').notNull(),
    /** The sample is of the people paid up to this day. */
    paidUntilOn: text('paid_until_on').notNull(),
    sampleWish: int('sample_wish').notNull(),
    sampleUnit: text('sample_unit', { enum: SAMPLE_UNITS }).notNull(),
    seed: int('seed').notNull(),
    /** How many people the sample was drawn from. */
    drawnFrom: int('drawn_from').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [
    index('rounds_by_project').on(self.projectId, self.startOn),
    check('rounds_period', sql`${self.startOn} <= ${self.endOn}`),
  ],
);

/** A round that was drawn or asked wrongly: it stays with its answers, and they count no more. */
export const surveyWithdrawals = table('survey_withdrawals', {
  roundId: text('round_id')
    .primaryKey()
    .references(() => surveyRounds.id),
  reason: text('reason').notNull(),
  withdrawnBy: text('withdrawn_by')
    .notNull()
    .references(() => staff.id),
  withdrawnAt: text('withdrawn_at').notNull(),
});

/** The sample of a round, frozen when it was drawn. */
export const surveyPeople = table(
  'survey_people',
  {
    id: text('id').primaryKey(),
    roundId: text('round_id')
      .notNull()
      .references(() => surveyRounds.id),
    /** In the order of drawing, from 1. */
    position: int('position').notNull(),
    memberId: text('member_id')
      .notNull()
      .references(() => familyMembers.id),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
  },
  (self) => [
    uniqueIndex('survey_people_position').on(self.roundId, self.position),
    index('survey_people_by_member').on(self.memberId),
  ],
);

/** What somebody of a sample said. An answer that was wrong stays and names when another replaced it. */
export const surveyAnswers = table(
  'survey_answers',
  {
    id: text('id').primaryKey(),
    roundId: text('round_id')
      .notNull()
      .references(() => surveyRounds.id),
    personId: text('person_id')
      .notNull()
      .references(() => surveyPeople.id),
    answeredOn: text('answered_on').notNull(),
    method: text('method', { enum: SURVEY_METHODS }).notNull(),
    outcome: text('outcome', { enum: SURVEY_OUTCOMES }).notNull(),
    opinion: text('opinion').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    replacedAt: text('replaced_at'),
  },
  (self) => [
    index('answers_by_round').on(self.roundId, self.answeredOn),
    index('answers_by_person').on(self.personId),
  ],
);

/** A file that proves the grade of an indicator; its bytes lie in the paper store under their hash. */
export const indicatorFiles = table(
  'indicator_files',
  {
    id: text('id').primaryKey(),
    indicatorId: text('indicator_id')
      .notNull()
      .references(() => indicators.id),
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
  (self) => [index('files_by_indicator').on(self.indicatorId)],
);

/** By what the records suggest a grade for an indicator, where the head chose it; a row `nothing` is the choice of none. */
export const indicatorSources = table(
  'indicator_sources',
  {
    id: text('id').primaryKey(),
    indicatorId: text('indicator_id')
      .notNull()
      .references(() => indicators.id),
    source: text('source', { enum: [...SUGGESTION_SOURCES, 'nothing'] }).notNull(),
  },
  (self) => [uniqueIndex('sources_by_indicator').on(self.indicatorId, self.source)],
);
