import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { bool, check, forOrder, index, int, table, text, uniqueIndex } from '../engine/kit';
import { jobs } from './jobs';
import { staff } from './staff';
import {
  CATEGORIES,
  CAUSES,
  DISABILITY_GRADES,
  DISABILITY_KINDS,
  EDUCATION_STAGES,
  EMPLOYMENTS,
  ENTERPRISE_STATES,
  EXIT_REASONS,
  FAMILY_HUKOUS,
  FAMILY_STATUSES,
  HEALTHS,
  HOUSING_KINDS,
  HUKOU_KINDS,
  INSURANCES,
  MARITAL_STATUSES,
  MODEL_WORKER_RANKS,
  POLITICAL_STATUSES,
  RELATIONS,
  SEXES,
  UNIT_KINDS,
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

/** From when on a migrant worker must have a labour contract of 12 months; the row in force on a day is the latest. */
export const contractRules = table('contract_rules', {
  id: text('id').primaryKey(),
  effectiveOn: text('effective_on').notNull().unique(),
  isRequired: bool('is_required').notNull(),
  document: text('document').notNull(),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});

/** A public notice (公示): a batch of families, put up together for some working days. */
export const publicNotices = table('public_notices', {
  id: text('id').primaryKey(),
  number: text('number').notNull().unique(),
  publishedOn: text('published_on').notNull(),
  /** The first day on which its families may be approved. */
  endsOn: text('ends_on').notNull(),
  takenDownOn: text('taken_down_on'),
  place: text('place').notNull(),
  recordedBy: text('recorded_by')
    .notNull()
    .references(() => staff.id),
  recordedAt: text('recorded_at').notNull(),
});

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
    hukouKind: text('hukou_kind', { enum: FAMILY_HUKOUS }).notNull(),
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
    /** Rigid expenditure by item; rigidExpenseFen above is what belongs to none of them. */
    rigidMedicalFen: int('rigid_medical_fen').notNull().default(0),
    rigidSchoolingFen: int('rigid_schooling_fen').notNull().default(0),
    rigidHousingFen: int('rigid_housing_fen').notNull().default(0),
    secondCause: text('second_cause', { enum: CAUSES }),
    thirdCause: text('third_cause', { enum: CAUSES }),
    fourthCause: text('fourth_cause', { enum: CAUSES }),
    /** The certificate of the state's minimum living allowance. */
    certificateNumber: text('certificate_number').notNull().default(''),
    modelWorker: text('model_worker', { enum: MODEL_WORKER_RANKS }),
    housingKind: text('housing_kind', { enum: HOUSING_KINDS }),
    /** In tenths of a square metre. */
    housingArea: int('housing_area'),
    postcode: text('postcode').notNull().default(''),
    otherContact: text('other_contact').notNull().default(''),
    workingSinceOn: text('working_since_on'),
    industry: text('industry').notNull().default(''),
    unitKind: text('unit_kind', { enum: UNIT_KINDS }),
    enterpriseState: text('enterprise_state', { enum: ENTERPRISE_STATES }),
    singleParent: bool('single_parent').notNull().default(false),
    canSelfHelp: bool('can_self_help').notNull().default(false),
    zeroEmployment: bool('zero_employment').notNull().default(false),
    /** Of a migrant worker: the labour contract covers 12 months. */
    contractYear: bool('contract_year').notNull().default(false),
    /** The file of the same family that ended before this one: a re-fall. */
    previousFamilyId: text('previous_family_id').references((): AnySQLiteColumn => families.id),
    /** By when the hardship is to be looked at again; moves on with every review. */
    reviewDueOn: text('review_due_on'),
    noticeId: text('notice_id').references(() => publicNotices.id),
    /** After the years of keeping: everything that points to a person was erased. */
    erasedAt: text('erased_at'),
    /** The main person's name by which the list is ordered (nameOrder); null where it cannot be read, which comes last. */
    nameOrder: text('name_order'),
    remarks: text('remarks').notNull(),
    appliedOn: text('applied_on').notNull(),
    submittedOn: text('submitted_on'),
    visitedOn: text('visited_on'),
    visitNote: text('visit_note'),
    /** Who went (at least two people), what they found, and whether it agrees with the income that was stated. */
    visitors: text('visitors'),
    visitHousing: text('visit_housing'),
    visitResidents: text('visit_residents'),
    visitIncomeAgrees: bool('visit_income_agrees'),
    publicisedOn: text('publicised_on'),
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
    /** The import that brought the file from an earlier register, which decided it there. */
    importId: text('import_id').references(() => jobs.id),
    /** Keyed hash of what the import brought, so that the same rows come in once however often they are sent. */
    importDigest: text('import_digest'),
    /** Counts the changes, so that a second editor of the same file is told instead of overwriting. */
    version: int('version').notNull(),
  },
  (self) => [
    uniqueIndex('families_file').on(self.fileYear, self.fileSequence),
    // All that the list is ordered and narrowed by, with and without a status: what a filter leaves out is never fetched.
    index('families_by_status').on(
      self.status,
      self.fileYear,
      self.fileSequence,
      self.category,
      self.mainCause,
      self.division,
      self.registeredOn,
      self.reviewDueOn,
      self.accountLast4,
      self.appliedOn,
      self.nameOrder,
      self.id,
    ),
    index('families_in_list').on(
      self.fileYear,
      self.fileSequence,
      self.status,
      self.category,
      self.mainCause,
      self.division,
      self.registeredOn,
      self.reviewDueOn,
      self.accountLast4,
      self.appliedOn,
      self.nameOrder,
      self.id,
    ),
    // Alone it is small enough to count everything by.
    index('families_statuses').on(self.status),
    index('families_by_sequence').on(self.fileSequence),
    index('families_by_number').on(self.fileNumber, self.id),
    index('families_by_account').on(self.accountFingerprint),
    index('families_by_phone').on(self.phone),
    // The other orders of the list, with and without a status: a page is read on from its place, and nothing is sorted.
    index('families_by_name').on(self.nameOrder, self.fileYear, self.fileSequence),
    index('families_by_status_name').on(self.status, self.nameOrder, self.fileYear, self.fileSequence),
    index('families_by_applied').on(self.appliedOn, self.fileYear, self.fileSequence),
    index('families_by_status_applied').on(self.status, self.appliedOn, self.fileYear, self.fileSequence),
    index('families_by_registered').on(forOrder(self.registeredOn), self.fileYear, self.fileSequence),
    index('families_by_status_registered').on(
      self.status,
      forOrder(self.registeredOn),
      self.fileYear,
      self.fileSequence,
    ),
    index('families_by_review_due').on(self.reviewDueOn, self.fileYear, self.fileSequence),
    index('families_by_review').on(self.status, self.reviewDueOn, self.fileYear, self.fileSequence),
    index('families_by_notice').on(self.noticeId),
    index('families_by_previous').on(self.previousFamilyId),
    uniqueIndex('families_import_once').on(self.importDigest),
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
    /** Nobody said what the income is: the 0 above is none. Files from before this was asked have nothing here. */
    incomeUnstated: bool('income_unstated'),
    ethnicGroup: text('ethnic_group').notNull().default(''),
    politicalStatus: text('political_status', { enum: POLITICAL_STATUSES }),
    maritalStatus: text('marital_status', { enum: MARITAL_STATUSES }),
    illness: text('illness').notNull().default(''),
    disabilityKind: text('disability_kind', { enum: DISABILITY_KINDS }),
    disabilityGrade: text('disability_grade', { enum: DISABILITY_GRADES }),
    enrolmentYear: int('enrolment_year'),
    insurance: text('insurance', { enum: INSURANCES }),
    /** For finding: the name in pinyin, its initials, and the end of the ID number. */
    namePinyin: text('name_pinyin').notNull().default(''),
    nameInitials: text('name_initials').notNull().default(''),
    nameSound: text('name_sound').notNull().default(''),
    nameSound2: text('name_sound_2').notNull().default(''),
    nameSound3: text('name_sound_3').notNull().default(''),
    idLast4: text('id_last4').notNull().default(''),
    /** A name of more than three characters once more: parts of it that begin after the third are looked for here. */
    longName: text('long_name'),
  },
  (self) => [
    uniqueIndex('members_position').on(self.familyId, self.position),
    index('members_by_fingerprint').on(self.idFingerprint),
    // With the file beside the key, so that a search reads the index alone. Names themselves stand beside their sounds.
    index('members_by_pinyin').on(self.namePinyin, self.familyId),
    index('members_by_initials').on(self.nameInitials, self.familyId),
    index('members_by_sound').on(self.nameSound, self.name, self.familyId),
    index('members_by_sound_2').on(self.nameSound2, self.name, self.familyId),
    index('members_by_sound_3').on(self.nameSound3, self.name, self.familyId),
    index('members_by_id_end').on(self.idLast4),
    index('members_by_long_name').on(self.longName, self.familyId),
    // One name and one birth date in two files: the same person, perhaps.
    index('members_by_birth').on(self.birthOn, self.name, self.familyId),
  ],
);
