import { bool, index, int, primaryKey, table, text } from '../engine/kit';
import { RELIEF_TYPES } from '../../app/fund/project';

/**
 * Sums kept beside the records, so that the indicators of a year are counted without reading its payments. Triggers
 * derive them within the write that changes a record; no code writes them, and `verify` derives them once more.
 *
 * What is plain (nothing was ever taken back) is counted by its dates alone, as of any day. The rest is few, and is
 * looked up in the records themselves.
 */

/** An award with its payments. Plain: not paid at all, or by one payment of the whole amount. */
export const awardSums = table(
  'award_sums',
  {
    awardId: text('award_id').primaryKey(),
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    approvedOn: text('approved_on').notNull(),
    releasedOn: text('released_on'),
    amountFen: int('amount_fen').notNull(),
    isPlain: bool('is_plain').notNull(),
    /** Of the first payment row. */
    paidOn: text('paid_on'),
  },
  (self) => [
    index('award_sums_counted').on(
      self.projectId,
      self.isPlain,
      self.type,
      self.approvedOn,
      self.releasedOn,
      self.paidOn,
      self.amountFen,
    ),
  ],
);

/** Somebody who was paid in a project, told by the ID number, by type. Plain: no row takes anything back. */
export const personSums = table(
  'person_sums',
  {
    personId: text('person_id').notNull(),
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    isPlain: bool('is_plain').notNull(),
    firstPaidOn: text('first_paid_on').notNull(),
  },
  (self) => [
    primaryKey({ columns: [self.personId, self.projectId, self.type] }),
    index('person_sums_counted').on(self.projectId, self.type, self.isPlain, self.firstPaidOn),
    index('person_sums_people').on(self.projectId, self.personId, self.isPlain, self.firstPaidOn),
  ],
);

/** The same by family. */
export const familySums = table(
  'family_sums',
  {
    familyId: text('family_id').notNull(),
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    isPlain: bool('is_plain').notNull(),
    firstPaidOn: text('first_paid_on').notNull(),
  },
  (self) => [
    primaryKey({ columns: [self.familyId, self.projectId, self.type] }),
    index('family_sums_counted').on(self.projectId, self.type, self.isPlain, self.firstPaidOn),
  ],
);

/** Who is due living or schooling relief while a file is on the register. Plain: there is only one such file. */
export const duePeople = table(
  'due_people',
  {
    personId: text('person_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    isPlain: bool('is_plain').notNull(),
    registeredOn: text('registered_on').notNull(),
    exitedOn: text('exited_on'),
  },
  (self) => [
    primaryKey({ columns: [self.personId, self.type] }),
    index('due_people_counted').on(self.type, self.isPlain, self.registeredOn, self.exitedOn),
  ],
);

/** What somebody who is due was paid in a project: to the person, and of living relief to any of the person's files. */
export const dueSums = table(
  'due_sums',
  {
    personId: text('person_id').notNull(),
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    /** One file, and no row takes anything back. */
    isPlain: bool('is_plain').notNull(),
    hasOneFile: bool('has_one_file').notNull(),
    registeredOn: text('registered_on').notNull(),
    exitedOn: text('exited_on'),
    firstPaidOn: text('first_paid_on').notNull(),
  },
  (self) => [
    primaryKey({ columns: [self.personId, self.projectId, self.type] }),
    index('due_sums_counted').on(
      self.projectId,
      self.type,
      self.hasOneFile,
      self.isPlain,
      self.firstPaidOn,
      self.registeredOn,
      self.exitedOn,
    ),
  ],
);
