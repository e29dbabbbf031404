import { sql } from 'drizzle-orm';
import { bool, check, index, int, table, text, uniqueIndex } from '../engine/kit';
import { staff } from './staff';
import {
  CATEGORIES,
  CAUSES,
  EDUCATION_STAGES,
  EMPLOYMENTS,
  EXIT_REASONS,
  FAMILY_STATUSES,
  HEALTHS,
  HUKOU_KINDS,
  RELATIONS,
  SEXES,
} from '../../app/families/family';

/** The subsistence line (低保标准) by region and hukou kind; the row in force on a day is the latest not after it. */
export const subsistenceLines = table(
  'subsistence_lines',
  {
    id: text('id').primaryKey(),
    /** A division code; a line of `4101` serves every division that starts with it and has none of its own. */
    region: text('region').notNull(),
    hukouKind: text('hukou_kind', { enum: HUKOU_KINDS }).notNull(),
    effectiveOn: text('effective_on').notNull(),
    monthlyFen: int('monthly_fen').notNull(),
    document: text('document').notNull(),
    confirmedBy: text('confirmed_by').references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
  },
  (self) => [uniqueIndex('line_once').on(self.region, self.hukouKind, self.effectiveOn)],
);

export const families = table(
  'families',
  {
    id: text('id').primaryKey(),
    fileNumber: text('file_number').notNull().unique(),
    /** The file number's two parts, from which the next one of a year is found. */
    fileYear: int('file_year').notNull(),
    fileSequence: int('file_sequence').notNull(),
    status: text('status', { enum: FAMILY_STATUSES }).notNull(),
    ruleSet: text('rule_set').notNull(),
    /** What the centre decided; null until a category is proposed or chosen. */
    category: text('category', { enum: CATEGORIES }),
    /** Why the decided category differs from the one the rules propose. */
    overrideReason: text('override_reason'),
    mainCause: text('main_cause', { enum: CAUSES }),
    division: text('division').notNull(),
    hukouKind: text('hukou_kind', { enum: HUKOU_KINDS }).notNull(),
    address: text('address').notNull(),
    phone: text('phone').notNull(),
    workUnit: text('work_unit').notNull(),
    unionMember: bool('union_member').notNull(),
    /** Income and rigid expenditure of the whole family over the 12 months before the application. */
    wagesFen: int('wages_fen').notNull(),
    businessFen: int('business_fen').notNull(),
    propertyFen: int('property_fen').notNull(),
    transferFen: int('transfer_fen').notNull(),
    otherIncomeFen: int('other_income_fen').notNull(),
    rigidExpenseFen: int('rigid_expense_fen').notNull(),
    bankName: text('bank_name').notNull(),
    accountHolder: text('account_holder').notNull(),
    accountSealed: text('account_sealed'),
    accountFingerprint: text('account_fingerprint'),
    accountLast4: text('account_last4'),
    remarks: text('remarks').notNull(),
    appliedOn: text('applied_on').notNull(),
    submittedOn: text('submitted_on'),
    visitedOn: text('visited_on'),
    visitNote: text('visit_note'),
    publicisedOn: text('publicised_on'),
    objections: text('objections'),
    registeredOn: text('registered_on'),
    rejectedOn: text('rejected_on'),
    decisionNote: text('decision_note'),
    exitedOn: text('exited_on'),
    exitReason: text('exit_reason', { enum: EXIT_REASONS }),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => staff.id),
    visitedBy: text('visited_by').references(() => staff.id),
    approvedBy: text('approved_by').references(() => staff.id),
    recordedAt: text('recorded_at').notNull(),
    /** Counts the changes, so that a second editor of the same file is told instead of overwriting. */
    version: int('version').notNull(),
  },
  (self) => [
    uniqueIndex('families_file').on(self.fileYear, self.fileSequence),
    index('families_by_status').on(self.status, self.fileYear, self.fileSequence),
    index('families_by_account').on(self.accountFingerprint),
    check(
      'families_maker_checker',
      sql`${self.approvedBy} is null or ${self.approvedBy} <> ${self.recordedBy}`,
    ),
  ],
);

export const familyMembers = table(
  'family_members',
  {
    id: text('id').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => families.id),
    /** 0 is the main person (档案主). */
    position: int('position').notNull(),
    relation: text('relation', { enum: RELATIONS }).notNull(),
    name: text('name').notNull(),
    idSealed: text('id_sealed').notNull(),
    /** Keyed hash of the ID number: equality and duplicates; people are told apart by it. */
    idFingerprint: text('id_fingerprint').notNull(),
    /** 6 + 4 characters, as shown on screen. */
    idMasked: text('id_masked').notNull(),
    sex: text('sex', { enum: SEXES }).notNull(),
    birthOn: text('birth_on').notNull(),
    employment: text('employment', { enum: EMPLOYMENTS }).notNull(),
    health: text('health', { enum: HEALTHS }).notNull(),
    educationStage: text('education_stage', { enum: EDUCATION_STAGES }),
    school: text('school').notNull(),
    monthlyIncomeFen: int('monthly_income_fen').notNull(),
  },
  (self) => [
    uniqueIndex('members_position').on(self.familyId, self.position),
    index('members_by_fingerprint').on(self.idFingerprint),
    index('members_by_name').on(self.name),
  ],
);
