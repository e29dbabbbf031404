import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { divisions } from '../identity/division';
import {
  BankAccount,
  IdNumberText,
  oneLine,
  PersonName,
  PhoneText,
  WITHOUT_NUMBERS,
} from '../identity/identity.form';
import { ZERO } from '../money/fen';
import { YuanAmount } from '../money/money.form';
import { FAMILY_MESSAGES as MESSAGES } from '../zh/families';
import { idNumberMessages } from '../zh/identity';
import { FAMILIES_REFUSALS } from '../zh/refusals/families';
import {
  CATEGORIES,
  CAUSES,
  EDUCATION_STAGES,
  EMPLOYMENTS,
  FAMILY_HUKOUS,
  HEALTHS,
  RELATIONS,
} from './family';
import { DETAIL_FIELDS, MEMBER_DETAIL_FIELDS } from './familyDetails.form';
import { familyProblems, type CheckedFamily } from './familyProblems';

export const MOST_MEMBERS = 12;

const OptionalLine = (most: number) =>
  oneLine()
    .max(most, MESSAGES.tooLong(most))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? '');

const OptionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, MESSAGES.tooLong(most))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? '');

/** An empty field of this kind means that there was none. */
const OptionalAmount = YuanAmount()
  .optional()
  .transform((amountFen) => amountFen ?? ZERO);

/** An empty field of this kind means that nobody said. */
export const StatedAmount = YuanAmount()
  .optional()
  .transform((amountFen) => amountFen ?? null);

export const IncomeFields = z.object({
  wagesFen: OptionalAmount,
  businessFen: OptionalAmount,
  propertyFen: OptionalAmount,
  transferFen: OptionalAmount,
  otherIncomeFen: OptionalAmount,
  rigidExpenseFen: OptionalAmount,
  rigidMedicalFen: YuanAmount().optional(),
  rigidSchoolingFen: YuanAmount().optional(),
  rigidHousingFen: YuanAmount().optional(),
});

const BankFields = z.object({
  bankName: OptionalLine(100),
  accountHolder: PersonName.optional().transform((name) => name ?? ''),
  account: BankAccount.optional().transform((account) => account ?? ('' as const)),
});

const MemberFields = z.object({
  relation: z.enum(RELATIONS, { error: MESSAGES.relation }),
  name: PersonName,
  idNumber: IdNumberText,
  employment: z.enum(EMPLOYMENTS, { error: MESSAGES.employment }),
  health: z.enum(HEALTHS, { error: MESSAGES.health }),
  educationStage: z
    .enum(EDUCATION_STAGES, { error: MESSAGES.educationStage })
    .optional()
    .transform((stage) => stage ?? null),
  school: OptionalLine(100),
  monthlyIncomeFen: StatedAmount,
  ...MEMBER_DETAIL_FIELDS,
});

/** A member of a file that exists: whose ID number is left empty keeps the one on file. */
const KnownMemberFields = MemberFields.extend({
  memberId: z.string().optional(),
  idNumber: IdNumberText.optional(),
}).superRefine((member, context) => {
  if (member.idNumber || member.memberId) return;
  context.addIssue({ code: 'custom', path: ['idNumber'], message: idNumberMessages['id.empty'] });
});

const ContactFields = z.object({
  address: oneLine(MESSAGES.address)
    .min(1, MESSAGES.address)
    .max(200, MESSAGES.tooLong(200))
    .refine(...WITHOUT_NUMBERS),
  phone: PhoneText,
  workUnit: OptionalLine(100),
});

const FamilyFields = ContactFields.extend({
  appliedOn: DateText,
  division: z.enum(divisions, { error: MESSAGES.division }),
  hukouKind: z.enum(FAMILY_HUKOUS, { error: MESSAGES.hukouKind }),
  unionMember: z
    .boolean()
    .optional()
    .transform((isMember) => isMember ?? false),
  mainCause: z.enum(CAUSES, { error: MESSAGES.mainCause }),
  income: IncomeFields,
  bank: BankFields,
  remarks: OptionalText(1000),
  ...DETAIL_FIELDS,
});

const membersOf = <Member extends z.ZodType>(member: Member) =>
  z
    .array(member, { error: MESSAGES.noMembers })
    .min(1, MESSAGES.noMembers)
    .max(MOST_MEMBERS, MESSAGES.tooManyMembers(MOST_MEMBERS));

function sayProblems(family: CheckedFamily, context: z.RefinementCtx): void {
  for (const { code, data, path } of familyProblems(family)) {
    context.addIssue({ code: 'custom', path, message: FAMILIES_REFUSALS[code](data) });
  }
}

/** A new file: the first member is the main person (档案主). */
export const FamilyForm = FamilyFields.extend({ members: membersOf(MemberFields) }).superRefine(sayProblems);
export type FamilyInput = z.output<typeof FamilyForm>;
export type MemberInput = FamilyInput['members'][number];

/** A changed file: an empty ID number or account keeps what is on file. */
export const FamilyChangeForm = FamilyFields.extend({
  version: z.number(),
  members: membersOf(KnownMemberFields),
}).superRefine(sayProblems);
export type FamilyChange = z.output<typeof FamilyChangeForm>;

/** What one person may change on a file that stands on the register: how to reach the family. */
export const ContactForm = ContactFields.extend({ version: z.number() });
export type ContactChange = z.output<typeof ContactForm>;

/** A tick that says how many doubtful cases were looked at; 0 where it is not ticked. */
export const SeenCount = z
  .number()
  .int()
  .optional()
  .transform((count) => count ?? 0);

export const SubmitForm = z.object({ on: DateText });
export const ApproveForm = z.object({
  on: DateText,
  category: z.enum(CATEGORIES, { error: MESSAGES.category }),
  overrideReason: OptionalText(500),
  note: OptionalText(500),
  /** How many missing papers were on the page when they were ticked as looked at. */
  papersSeen: SeenCount,
  /** How many files that look like this one. */
  duplicatesSeen: SeenCount,
  /** 1 where the day was seen to be too early for a notice that was entered afterwards. */
  noticeSeen: SeenCount,
});
const Reason = z
  .string({ error: MESSAGES.reason })
  .trim()
  .min(1, MESSAGES.reason)
  .max(500, MESSAGES.tooLong(500))
  .refine(...WITHOUT_NUMBERS);

export const RejectForm = z.object({ on: DateText, reason: Reason });
export const ReturnForm = z.object({ reason: Reason });
export const RevealForm = z.object({
  reason: z
    .string({ error: MESSAGES.revealReason })
    .trim()
    .min(4, MESSAGES.revealReason)
    .max(200, MESSAGES.tooLong(200))
    .refine(...WITHOUT_NUMBERS),
});
