import { table, text } from '../engine/kit';

/**
 * One row: which key this database belongs to, so that a process with another one is refused before it seals anything.
 * On PostgreSQL the writes of all processes take their turn by locking this table.
 */
export const installation = table('installation', {
  id: text('id').primaryKey(),
  /** A keyed hash of a fixed text; a rotation of the sealing key does not change it. */
  keyMark: text('key_mark').notNull(),
  createdAt: text('created_at').notNull(),
});
