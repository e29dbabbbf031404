import { sql } from 'drizzle-orm';
import { check, int, laterInt, table, text, uniqueIndex } from '../engine/kit';
import { projects } from './fund';
import { staff } from './staff';

/**
 * 评分规则 of a project-year as its head set them, in the units of app/fund/scoring.ts. Added to, never changed: the
 * latest row counts, and a year without one has the usual rules.
 */
export const scoringRules = table(
  'scoring_rules',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    /** 1, 2, … in the order of setting. */
    position: int('position').notNull(),
    farAbove: int('far_above').notNull(),
    executionExplained: int('execution_explained').notNull(),
    timely: int('timely').notNull(),
    mostlyTimely: int('mostly_timely').notNull(),
    filesSound: int('files_sound').notNull(),
    filesPassable: int('files_passable').notNull(),
    achievedFrom: int('achieved_from').notNull(),
    partlyFrom: int('partly_from').notNull(),
    excellentFrom: int('excellent_from').notNull(),
    goodFrom: int('good_from').notNull(),
    fairFrom: int('fair_from').notNull(),
    /** null in rules that were set before there was a choice: the usual ones. */
    thinAnswers: laterInt('thin_answers'),
    thinShare: laterInt('thin_share'),
    setBy: text('set_by')
      .notNull()
      .references(() => staff.id),
    setAt: text('set_at').notNull(),
  },
  (self) => [
    uniqueIndex('scoring_rules_position').on(self.projectId, self.position),
    check('scoring_rules_first', sql`${self.position} >= 1`),
    check('scoring_rules_far_above', sql`${self.farAbove} between 10000 and 100000`),
    check('scoring_rules_execution', sql`${self.executionExplained} between 0 and 10000`),
    check(
      'scoring_rules_timeliness',
      sql`0 <= ${self.mostlyTimely} and ${self.mostlyTimely} < ${self.timely} and ${self.timely} <= 10000`,
    ),
    check(
      'scoring_rules_files',
      sql`0 <= ${self.filesPassable} and ${self.filesPassable} < ${self.filesSound} and ${self.filesSound} <= 10000`,
    ),
    check(
      'scoring_rules_bands',
      sql`0 <= ${self.partlyFrom} and ${self.partlyFrom} < ${self.achievedFrom} and ${self.achievedFrom} <= 10000`,
    ),
    check(
      'scoring_rules_grades',
      sql`0 <= ${self.fairFrom} and ${self.fairFrom} < ${self.goodFrom} and ${self.goodFrom} < ${self.excellentFrom} and ${self.excellentFrom} <= 10000`,
    ),
  ],
);
