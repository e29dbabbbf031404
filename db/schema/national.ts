import { index, int, table, text } from '../engine/kit';
import { families } from './families';
import { jobs } from './jobs';
import { staff } from './staff';
import { NATIONAL_LISTS } from '../../app/exchange/national';

/** In which columns the national system takes and gives its register; the latest row counts, without one the product's own. */
export const nationalLayouts = table('national_layouts', {
  id: text('id').primaryKey(),
  /** Columns in their order, JSON. */
  columns: text('columns').notNull(),
  definedBy: text('defined_by')
    .notNull()
    .references(() => staff.id),
  definedAt: text('defined_at').notNull(),
});

/** One person, or one row, in which a download of the national system and our register do not agree. */
export const nationalItems = table(
  'national_items',
  {
    id: text('id').primaryKey(),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id),
    list: text('list', { enum: NATIONAL_LISTS }).notNull(),
    /** The row of the download; of who is not in it, the place in the list. */
    position: int('position').notNull(),
    /** Rows of one family of the download have the same; 0 for who is not in it. */
    familyRow: int('family_row').notNull(),
    /** The file of ours that the person stands in, or that others of the same family stand in. */
    familyId: text('family_id').references(() => families.id),
    name: text('name').notNull(),
    idMasked: text('id_masked').notNull(),
    /** '' where no ID number could be read. */
    idFingerprint: text('id_fingerprint').notNull(),
    /** What does not agree, by field, JSON: it holds ID numbers, phones and accounts. */
    contentSealed: text('content_sealed').notNull(),
    /** Keyed hash of person, list and content: the same finding again keeps its explanation. */
    digest: text('digest').notNull(),
    explanation: text('explanation'),
    explainedBy: text('explained_by').references(() => staff.id),
    explainedAt: text('explained_at'),
  },
  (self) => [
    index('national_items_in_list').on(self.jobId, self.list, self.position, self.id),
    index('national_items_by_digest').on(self.digest),
    index('national_items_by_person').on(self.idFingerprint),
    index('national_items_by_family').on(self.familyId),
  ],
);
