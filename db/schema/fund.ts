import { sql } from 'drizzle-orm';
import { check, index, int, table, text, uniqueIndex } from '../engine/kit';
import { staff } from './staff';
import { GRADES, RECEIPT_SOURCES, RELIEF_TYPES } from '../../app/fund/project';
import { COUNT_BASES, INDICATOR_KINDS, METRICS, TARGET_OPERATORS } from '../../app/fund/target';

/** A project-year (项目年度): the head of the performance-target form. */
export const projects = table(
  'projects',
  {
    id: text('id').primaryKey(),
    year: int('year').notNull().unique(),
    centreName: text('centre_name').notNull(),
    projectName: text('project_name').notNull(),
    unitCode: text('unit_code').notNull(),
    useType: text('use_type').notNull(),
    leader: text('leader').notNull(),
    contact: text('contact').notNull(),
    phone: text('phone').notNull(),
    startOn: text('start_on').notNull(),
    endOn: text('end_on').notNull(),
    totalFen: int('total_fen').notNull(),
    currentFen: int('current_fen').notNull(),
    previousTotalFen: int('previous_total_fen'),
    previousCurrentFen: int('previous_current_fen'),
    overview: text('overview').notNull(),
    basis: text('basis').notNull(),
    necessity: text('necessity').notNull(),
    measures: text('measures').notNull(),
    plan: text('plan').notNull(),
    remarks: text('remarks').notNull(),
    overallGoal: text('overall_goal').notNull(),
    annualGoal: text('annual_goal').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    version: int('version').notNull(),
  },
  (self) => [check('projects_dates', sql`${self.startOn} <= ${self.endOn}`)],
);

/** 项目构成: the budget by economic subject; adds up to the year's amount. */
export const projectComponents = table(
  'project_components',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    position: int('position').notNull(),
    subject: text('subject').notNull(),
    amountFen: int('amount_fen').notNull(),
  },
  (self) => [uniqueIndex('components_position').on(self.projectId, self.position)],
);

/** One row of the target tree; level3 is null for a second-level row that stands without an indicator. */
export const indicators = table(
  'indicators',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    position: int('position').notNull(),
    level1: text('level1').notNull(),
    level2: text('level2').notNull(),
    level3: text('level3'),
    kind: text('kind', { enum: INDICATOR_KINDS }).notNull(),
    metric: text('metric', { enum: METRICS }),
    /** Which count an indicator of people uses: 人, 人次 or 户. */
    countBasis: text('count_basis', { enum: COUNT_BASES }),
    operator: text('operator', { enum: TARGET_OPERATORS }),
    /** Decimal text: `100` for 100 %. */
    targetValue: text('target_value'),
    targetUnit: text('target_unit'),
    targetText: text('target_text').notNull(),
    /** Hundredths of a point; a project's rows add up to 10000. */
    weightHundredths: int('weight_hundredths').notNull(),
    /** What the metric counts only a part of (fund/indicatorFilter.ts); null counts all. */
    filterType: text('filter_type'),
    filterDivision: text('filter_division'),
    filterSource: text('filter_source'),
    filterServiceKind: text('filter_service_kind'),
  },
  (self) => [uniqueIndex('indicators_position').on(self.projectId, self.position)],
);

/** What people say of an indicator: the grade of a qualitative one, and the explanation of any. */
export const indicatorAssessments = table('indicator_assessments', {
  indicatorId: text('indicator_id')
    .primaryKey()
    .references(() => indicators.id),
  grade: text('grade', { enum: GRADES }),
  /** Points in hundredths that the head gives within the grade's band; null takes the middle of the band. */
  ratioPercent: int('ratio_percent'),
  /** Plain decimal text in the unit of the target: what was reached, of an indicator that has a number and no metric. */
  actualValue: text('actual_value'),
  sentence: text('sentence').notNull(),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});

/** The plan of one relief type in a project-year: its window of payment and headcount. */
export const programmes = table(
  'programmes',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    windowStartOn: text('window_start_on').notNull(),
    windowEndOn: text('window_end_on').notNull(),
    plannedPeople: int('planned_people'),
    /** What the plan reckons for each person. */
    perHeadFen: int('per_head_fen'),
    /** Within how many working days after approval an award is to be paid; null for the usual number. */
    timelyDays: int('timely_days'),
  },
  (self) => [
    uniqueIndex('programmes_type').on(self.projectId, self.type),
    check('programmes_window', sql`${self.windowStartOn} <= ${self.windowEndOn}`),
  ],
);

/** A target form that was uploaded and read, waiting for its preview to be confirmed. */
export const targetFormUploads = table('target_form_uploads', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  /** JSON of the TargetForm and its doubts. */
  reading: text('reading').notNull(),
  uploadedBy: text('uploaded_by')
    .notNull()
    .references(() => staff.id),
  uploadedAt: text('uploaded_at').notNull(),
  confirmedAt: text('confirmed_at'),
});

/** 预算调整: append-only; the adjusted budget is the year's amount plus these. */
export const budgetAdjustments = table(
  'budget_adjustments',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    adjustedOn: text('adjusted_on').notNull(),
    amountFen: int('amount_fen').notNull(),
    document: text('document').notNull(),
    reason: text('reason').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [
    index('adjustments_by_project').on(self.projectId),
    check('adjustments_not_zero', sql`${self.amountFen} <> 0`),
  ],
);

/** 到账: append-only; a mistaken receipt is taken back by a negative row that names it. */
export const receipts = table(
  'receipts',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    source: text('source', { enum: RECEIPT_SOURCES }).notNull(),
    receivedOn: text('received_on').notNull(),
    amountFen: int('amount_fen').notNull(),
    voucher: text('voucher').notNull(),
    remarks: text('remarks').notNull(),
    correctsId: text('corrects_id').unique(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [
    index('receipts_by_project').on(self.projectId, self.receivedOn),
    check(
      'receipts_sign',
      sql`(${self.correctsId} is null and ${self.amountFen} > 0) or (${self.correctsId} is not null and ${self.amountFen} < 0)`,
    ),
  ],
);

/** 上年结转: receipts that are money of the year before; what they carry is no longer that year's to pay. */
export const carriedReceipts = table(
  'carried_receipts',
  {
    receiptId: text('receipt_id')
      .primaryKey()
      .references(() => receipts.id),
    /** Null where the year before is not kept here. */
    fromProjectId: text('from_project_id').references(() => projects.id),
  },
  (self) => [index('carried_receipts_by_project').on(self.fromProjectId)],
);

/** Every command that moves money, by the id its form was given before it was shown. */
export const commands = table('commands', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** SHA-256 of the content: the same id with other content is refused. */
  fingerprint: text('fingerprint').notNull(),
  /** JSON of the first result, given again to a repetition. */
  result: text('result').notNull(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});
