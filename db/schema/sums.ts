import { bool, index, int, primaryKey, table, text } from '../engine/kit';
import { RELIEF_TYPES } from '../../app/fund/project';

/**
 * Sums kept beside the records, so that the indicators of a year are counted without reading its payments. Triggers
 * derive them within the write that changes a record; no code writes them, and `verify` derives them once more.
 *
 * What is plain (nothing was ever taken back, nothing is dated before the project) is told by its dates alone. Of the
 * rest the days are kept on which it begins or ceases to count. Both are added up by day, so that a figure as of any
 * day costs as many rows as days differ, however much is paid.
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
    /** Of one that is not plain, as JSON: all that decides about it; the same text for awards of the same course. */
    history: text('history'),
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

/** Of a row that adds up many: one of several with the same key, so that writers do not wait for each other. */
const part = () => int('part').notNull();

/** How many plain awards share their days; an empty text where nothing happened. */
export const awardGroups = table(
  'award_groups',
  {
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    approvedDay: text('approved_day').notNull(),
    releasedDay: text('released_day').notNull(),
    paidDay: text('paid_day').notNull(),
    part: part(),
    awards: int('awards').notNull(),
    amountFen: int('amount_fen').notNull(),
  },
  (self) => [
    primaryKey({
      columns: [self.projectId, self.type, self.approvedDay, self.releasedDay, self.paidDay, self.part],
    }),
  ],
);

/**
 * What a project paid on a day by type, its ledger rows, and by how much its commitments grew: an award from its
 * approval on, less its payments, until it is released.
 */
export const moneyDays = table(
  'money_days',
  {
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    day: text('day').notNull(),
    part: part(),
    paidFen: int('paid_fen').notNull(),
    ledgerRows: int('ledger_rows').notNull(),
    committedFen: int('committed_fen').notNull(),
  },
  (self) => [primaryKey({ columns: [self.projectId, self.type, self.day, self.part] })],
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
    index('person_sums_counted').on(self.projectId, self.type, self.isPlain, self.firstPaidOn, self.personId),
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
    index('family_sums_counted').on(self.projectId, self.type, self.isPlain, self.firstPaidOn, self.familyId),
  ],
);

const HELPED_BASES = ['persons', 'families', 'people'] as const;

/**
 * The days on which a person or family begins (1) or ceases (-1) to have a net above 0 in a project. Of persons and
 * families those that are not plain; of people, who count once over all types, what differs from one for each type.
 */
export const turns = table(
  'turns',
  {
    unitId: text('unit_id').notNull(),
    projectId: text('project_id').notNull(),
    basis: text('basis', { enum: HELPED_BASES }).notNull(),
    type: text('type', { enum: [...RELIEF_TYPES, 'all'] }).notNull(),
    day: text('day').notNull(),
    change: int('change').notNull(),
  },
  (self) => [
    primaryKey({ columns: [self.unitId, self.projectId, self.basis, self.type, self.day] }),
    index('turns_counted').on(self.projectId, self.basis, self.type, self.unitId, self.day, self.change),
  ],
);

/** How many more persons and families have a net above 0 from a day on. */
export const helpedDays = table(
  'helped_days',
  {
    projectId: text('project_id').notNull(),
    basis: text('basis', { enum: HELPED_BASES }).notNull(),
    type: text('type', { enum: [...RELIEF_TYPES, 'all'] }).notNull(),
    day: text('day').notNull(),
    part: part(),
    change: int('change').notNull(),
  },
  (self) => [primaryKey({ columns: [self.projectId, self.basis, self.type, self.day, self.part] })],
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
    index('due_people_counted').on(self.type, self.isPlain, self.registeredOn, self.personId, self.exitedOn),
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

/**
 * Of who is due and not plain: from a day of the register on, and once paid in a project from a day on, how many more
 * have ever been on the register (`entered`) and are on it (`active`). Without a project: whether paid or not.
 */
export const dueTurns = table(
  'due_turns',
  {
    personId: text('person_id').notNull(),
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    registerDay: text('register_day').notNull(),
    paidDay: text('paid_day').notNull(),
    entered: int('entered').notNull(),
    active: int('active').notNull(),
  },
  (self) => [
    primaryKey({ columns: [self.personId, self.projectId, self.type, self.registerDay, self.paidDay] }),
  ],
);

/** The same of all who are due, added up. */
export const dueDays = table(
  'due_days',
  {
    projectId: text('project_id').notNull(),
    type: text('type', { enum: RELIEF_TYPES }).notNull(),
    registerDay: text('register_day').notNull(),
    paidDay: text('paid_day').notNull(),
    part: part(),
    entered: int('entered').notNull(),
    active: int('active').notNull(),
  },
  (self) => [primaryKey({ columns: [self.projectId, self.type, self.registerDay, self.paidDay, self.part] })],
);
