import { index, table, text } from '../engine/kit';
import { indicators } from './fund';
import { staff } from './staff';
import { LIKELIHOODS } from '../../app/reports/monitoring';

/** 绩效监控: what the head expects of an indicator as of a day. Added to; of one day the latest counts. */
export const monitoringNotes = table(
  'monitoring_notes',
  {
    id: text('id').primaryKey(),
    indicatorId: text('indicator_id')
      .notNull()
      .references(() => indicators.id),
    /** The day of the figures that the head looked at. */
    asOfOn: text('as_of_on').notNull(),
    expected: text('expected').notNull(),
    cause: text('cause').notNull(),
    likelihood: text('likelihood', { enum: LIKELIHOODS }).notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [index('monitoring_notes_of_day').on(self.asOfOn, self.indicatorId, self.id)],
);
