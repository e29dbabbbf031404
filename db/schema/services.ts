import { index, int, table, text } from '../engine/kit';
import { families } from './families';
import { staff } from './staff';
import { SERVICE_KINDS } from '../../app/fund/project';

/** The log of services without payment (职业介绍, 技能培训, …). */
export const services = table(
  'services',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: SERVICE_KINDS }).notNull(),
    servedOn: text('served_on').notNull(),
    /** Of somebody who stands in a file; others have their name alone. */
    familyId: text('family_id').references(() => families.id),
    personName: text('person_name').notNull(),
    content: text('content').notNull(),
    outcome: text('outcome').notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    /** A service that was entered by mistake stays, and counts no more. */
    voidedAt: text('voided_at'),
    voidReason: text('void_reason'),
    /** Counts the changes, so that a second editor is told instead of overwriting. */
    version: int('version').notNull(),
  },
  (self) => [
    index('services_by_day').on(self.servedOn, self.id),
    index('services_by_family').on(self.familyId),
  ],
);
