import { z } from 'zod';
import { todayInChina } from '../calendar/date';
import { DateText } from '../calendar/date.form';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { toPlainText } from '../plainText';
import { FAMILY_MESSAGES as MESSAGES } from '../zh/families';
import {
  CAUSES,
  DISABILITY_GRADES,
  DISABILITY_KINDS,
  ENTERPRISE_STATES,
  EXCLUSION_KINDS,
  HOUSING_KINDS,
  INSURANCES,
  MARITAL_STATUSES,
  MODEL_WORKER_RANKS,
  POLITICAL_STATUSES,
  UNIT_KINDS,
} from './family';

/** The fields of the national form that a draft may leave empty; an absent one is stored as nothing. */

const FIRST_ENROLMENT_YEAR = 1950;
const LARGEST_AREA = 2000;

const Short = (most: number) =>
  oneLine()
    .max(most, MESSAGES.tooLong(most))
    .refine(...WITHOUT_NUMBERS)
    .optional();

const Choice = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.enum(codes, { error: MESSAGES.choice }).optional();

const Tick = z.boolean().optional();

/** Square metres with one decimal, as a whole number of tenths. */
const Area = z
  .string()
  .transform((text, context): number => {
    // With or without the unit behind it.
    const given = toPlainText(text).replace(/[^\d.]+$/, '');
    const tenths = Math.round(Number(given) * 10);
    if (/^\d{1,4}(\.\d)?$/.test(given) && tenths > 0 && tenths <= LARGEST_AREA * 10) return tenths;
    context.addIssue({ code: 'custom', message: MESSAGES.area });
    return z.NEVER;
  })
  .optional();

const EnrolmentYear = z
  .string()
  .transform((text, context): number => {
    const year = Number(text);
    const thisYear = Number(todayInChina(new Date()).slice(0, 4));
    if (/^\d{4}$/.test(text) && year >= FIRST_ENROLMENT_YEAR && year <= thisYear) return year;
    context.addIssue({ code: 'custom', message: MESSAGES.enrolmentYear });
    return z.NEVER;
  })
  .optional();

const Evidence = Short(300);

export const DETAIL_FIELDS = {
  secondCause: Choice(CAUSES),
  thirdCause: Choice(CAUSES),
  fourthCause: Choice(CAUSES),
  certificateNumber: Short(50),
  modelWorker: Choice(MODEL_WORKER_RANKS),
  housingKind: Choice(HOUSING_KINDS),
  housingArea: Area,
  postcode: z
    .string()
    .trim()
    .regex(/^\d{6}$/, MESSAGES.postcode)
    .optional(),
  otherContact: Short(100),
  workingSinceOn: DateText.refine(
    (date) => date <= todayInChina(new Date()),
    MESSAGES.workingSinceOn,
  ).optional(),
  industry: Short(50),
  unitKind: Choice(UNIT_KINDS),
  enterpriseState: Choice(ENTERPRISE_STATES),
  singleParent: Tick,
  canSelfHelp: Tick,
  zeroEmployment: Tick,
  contractYear: Tick,
  /** What was found and by what paper it shows, by the kind of exclusion; absent when it does not apply. */
  exclusions: z
    .object(
      Object.fromEntries(EXCLUSION_KINDS.map((kind) => [kind, Evidence])) as Record<
        (typeof EXCLUSION_KINDS)[number],
        typeof Evidence
      >,
    )
    .optional(),
};

export const MEMBER_DETAIL_FIELDS = {
  ethnicGroup: Short(20),
  politicalStatus: Choice(POLITICAL_STATUSES),
  maritalStatus: Choice(MARITAL_STATUSES),
  illness: Short(100),
  disabilityKind: Choice(DISABILITY_KINDS),
  disabilityGrade: Choice(DISABILITY_GRADES),
  enrolmentYear: EnrolmentYear,
  insurance: Choice(INSURANCES),
};

export type FamilyDetails = z.output<z.ZodObject<typeof DETAIL_FIELDS>>;
