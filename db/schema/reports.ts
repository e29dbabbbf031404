import { sql } from 'drizzle-orm';
import { check, int, table, text, uniqueIndex } from '../engine/kit';
import { projects } from './fund';
import { staff } from './staff';
import { CHAPTERS } from '../../app/reports/chapter';
import { FROZEN_FILE_KINDS } from '../../app/reports/frozen';
import { REPORT_LAYOUTS } from '../../app/reports/layout';

/**
 * 年终定稿: the report of a project-year as the head froze it (position 0), and the supplements after it. Added to,
 * never changed: the database itself refuses.
 */
export const reportFreezes = table(
  'report_freezes',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    position: int('position').notNull(),
    /** What a supplement is for; empty for the closing itself. */
    reason: text('reason').notNull(),
    /** JSON of the FrozenModel: the page is printed from it again and again. */
    model: text('model').notNull(),
    modelSha256: text('model_sha256').notNull(),
    frozenBy: text('frozen_by')
      .notNull()
      .references(() => staff.id),
    frozenAt: text('frozen_at').notNull(),
  },
  (self) => [
    uniqueIndex('freezes_position').on(self.projectId, self.position),
    check('freezes_not_negative', sql`${self.position} >= 0`),
  ],
);

/** The files of a frozen report; their bytes lie in the store of papers, under their SHA-256. */
export const reportFiles = table(
  'report_files',
  {
    id: text('id').primaryKey(),
    freezeId: text('freeze_id')
      .notNull()
      .references(() => reportFreezes.id),
    kind: text('kind', { enum: FROZEN_FILE_KINDS }).notNull(),
    fileName: text('file_name').notNull(),
    sizeBytes: int('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
  },
  (self) => [uniqueIndex('report_files_kind').on(self.freezeId, self.kind)],
);

/** The text that people write in a chapter of the narrative report; its figures come from the records. */
export const reportChapters = table(
  'report_chapters',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    chapter: text('chapter', { enum: CHAPTERS }).notNull(),
    content: text('content').notNull(),
    version: int('version').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [uniqueIndex('report_chapters_chapter').on(self.projectId, self.chapter)],
);

/** How the paper of a project-year is laid out where the head settled it, and what only the head can say on it. */
export const reportLayouts = table('report_layouts', {
  projectId: text('project_id')
    .primaryKey()
    .references(() => projects.id),
  layout: text('layout', { enum: REPORT_LAYOUTS }).notNull(),
  /** The superior department (主管部门). */
  department: text('department').notNull(),
  /** Of the year's amount: carried over from the year before, and from other sources. Null while nobody said it. */
  plannedCarriedFen: int('planned_carried_fen'),
  plannedOtherFen: int('planned_other_fen'),
  /** The same of the adjusted budget; null takes what came in. */
  budgetCarriedFen: int('budget_carried_fen'),
  budgetOtherFen: int('budget_other_fen'),
  version: int('version').notNull(),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});

/** The office's own Word templates of the narrative report; their bytes lie in the store of papers. Never changed. */
export const reportTemplates = table(
  'report_templates',
  {
    id: text('id').primaryKey(),
    /** 1, 2, … in the order of uploading. */
    version: int('version').notNull(),
    fileName: text('file_name').notNull(),
    sizeBytes: int('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    uploadedBy: text('uploaded_by')
      .notNull()
      .references(() => staff.id),
    uploadedAt: text('uploaded_at').notNull(),
  },
  (self) => [
    uniqueIndex('report_templates_version').on(self.version),
    uniqueIndex('report_templates_content').on(self.sha256),
  ],
);

/** Which template is in use: the latest row says it; null is the product's own. */
export const reportTemplateUses = table('report_template_uses', {
  id: text('id').primaryKey(),
  /** 1, 2, … in the order of choosing. */
  position: int('position').notNull().unique(),
  templateId: text('template_id').references(() => reportTemplates.id),
  chosenBy: text('chosen_by')
    .notNull()
    .references(() => staff.id),
  chosenAt: text('chosen_at').notNull(),
});
