import { table, text } from '../engine/kit';
import { staff } from './staff';

/** 结果文件格式: how the columns of a bank's result file are read, kept by its headers so that it is asked once. */
export const resultLayouts = table('result_layouts', {
  id: text('id').primaryKey(),
  /** The headers in their order, JSON: a file with the same ones is read the same way. */
  headers: text('headers').notNull().unique(),
  /** Columns, words and causes, JSON. */
  mapping: text('mapping').notNull(),
  changedBy: text('changed_by')
    .notNull()
    .references(() => staff.id),
  changedAt: text('changed_at').notNull(),
});
