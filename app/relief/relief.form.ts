import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { EDUCATION_STAGES } from '../families/family';
import { MOST_ROWS } from '../formBounds';
import { CommandId } from '../fund/command.form';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { fen, type Fen } from '../money/fen';
import { YuanAmount } from '../money/money.form';
import { tooManyRows } from '../zh/formRows';
import { RELIEF_MESSAGES as MESSAGES } from '../zh/relief';
import { CONFIRMATION_OUTCOMES, DECISION_OUTCOMES, REVIEW_OUTCOMES } from './workflow';

const LONGEST_TEXT = 500;
const LONGEST_NAME = 50;

const Reason = z
  .string({ error: MESSAGES.reasonMissing })
  .trim()
  .min(1, MESSAGES.reasonMissing)
  .max(LONGEST_TEXT, MESSAGES.reasonLong)
  .refine(...WITHOUT_NUMBERS);

const Note = z
  .string()
  .trim()
  .max(LONGEST_TEXT, MESSAGES.noteLong)
  .refine(...WITHOUT_NUMBERS)
  .optional()
  .transform((text) => text ?? '');

const ApplicationFields = z.object({
  /** Of a new application: the same form sent twice makes one. */
  commandId: CommandId.optional(),
  type: z.enum(RELIEF_TYPES),
  familyId: z.string(),
  projectYear: z.number().int(),
  memberId: z.string({ error: MESSAGES.memberMissing }).min(1, MESSAGES.memberMissing),
  appliedOn: DateText,
  requestedFen: YuanAmount({ positive: true }),
  medicalTotalFen: YuanAmount({ positive: true }).optional(),
  medicalReimbursedFen: YuanAmount().optional(),
  schoolStage: z.enum(EDUCATION_STAGES).optional(),
  school: oneLine()
    .max(LONGEST_NAME, MESSAGES.schoolLong)
    .refine(...WITHOUT_NUMBERS)
    .optional(),
  tuitionFen: YuanAmount().optional(),
  reason: Reason,
  /** Ticked after a look at what the form was sent back for. */
  confirmed: z
    .boolean()
    .optional()
    .transform((ticked) => ticked ?? false),
});

type ApplicationValue = z.output<typeof ApplicationFields>;

function sayBillProblem(value: ApplicationValue, context: z.RefinementCtx): void {
  const { type, medicalTotalFen: total, medicalReimbursedFen: reimbursed } = value;
  if (type !== 'medical') return;
  const say = (field: keyof ApplicationValue, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (total === undefined) say('medicalTotalFen', MESSAGES.billMissing);
  if (reimbursed === undefined) say('medicalReimbursedFen', MESSAGES.reimbursedMissing);
}

/** Asked as soon as both amounts are there, while the rest of the form is still empty. */
const AboveTotal = {
  path: ['medicalReimbursedFen'],
  error: MESSAGES.reimbursedAboveTotal,
  when: ({ value }: { value: unknown }) => hasBill(value as Partial<ApplicationValue>),
};

function hasBill(value: Partial<ApplicationValue>): boolean {
  const { type, medicalTotalFen: total, medicalReimbursedFen: reimbursed } = value;
  return type === 'medical' && typeof total === 'number' && typeof reimbursed === 'number';
}

function keepsToTotal({
  medicalTotalFen: total,
  medicalReimbursedFen: reimbursed,
}: ApplicationValue): boolean {
  return (reimbursed ?? 0) <= (total ?? 0);
}

/** What a form says, with the two amounts of the bill as one; other relief has none. */
export function applicationOf({
  medicalTotalFen,
  medicalReimbursedFen,
  schoolStage,
  school,
  tuitionFen,
  ...application
}: ApplicationValue) {
  const schooling = { stage: schoolStage ?? null, school: school || null, tuitionFen: tuitionFen ?? null };
  return {
    ...application,
    medical: billOf(application.type, medicalTotalFen, medicalReimbursedFen),
    ...(application.type === 'schooling' ? { schooling } : {}),
  };
}

function billOf(type: ReliefType, totalFen: Fen | undefined, reimbursedFen: Fen | undefined) {
  if (type !== 'medical' || totalFen === undefined || reimbursedFen === undefined) return undefined;
  return { totalFen, reimbursedFen };
}

/** An application, new or changed; whose family and which year it is for travel with it unseen. */
export const ApplicationForm = ApplicationFields.superRefine(sayBillProblem).refine(keepsToTotal, AboveTotal);

export const WithdrawalForm = z.object({ reason: Note });

const ReviewFields = z.object({
  on: DateText,
  outcome: z.enum(REVIEW_OUTCOMES, { error: MESSAGES.outcomeMissing }),
  note: Note,
});

const DecisionFields = z.object({
  commandId: CommandId,
  on: DateText,
  outcome: z.enum(DECISION_OUTCOMES, { error: MESSAGES.outcomeMissing }),
  note: Note,
});

/** Whoever is sent back or refused is told why. */
function sayMissingNote(
  { outcome, note }: { outcome: string; note: string },
  context: z.RefinementCtx,
): void {
  if (note || ['pass', 'approve', 'confirm'].includes(outcome)) return;
  context.addIssue({ code: 'custom', path: ['note'], message: MESSAGES.noteMissing });
}

export const ReviewForm = ReviewFields.extend({
  amountFen: YuanAmount({ positive: true }).optional(),
}).superRefine(sayMissingNote);

export const DecisionForm = DecisionFields.extend({
  amountFen: YuanAmount({ positive: true }).optional(),
}).superRefine(sayMissingNote);

/** A second head's word. */
export const ConfirmationForm = DecisionFields.extend({
  outcome: z.enum(CONFIRMATION_OUTCOMES, { error: MESSAGES.outcomeMissing }),
}).superRefine(sayMissingNote);

/** An application of a list that can be ticked, with its amount, so that those ticked can be taken off the sum. */
export function tickOf({ id, amountFen }: { id: string; amountFen: number }): string {
  return `${id}:${amountFen}`;
}

const Tick = z
  .string()
  .regex(/^[^:]+:\d{1,15}$/)
  .transform((text) => {
    const [id = '', amount] = text.split(':');
    return { id, amountFen: fen(Number(amount)) };
  });

/** The ticks of an address; what is none is left out. */
export function ticksOf(texts: readonly string[]): z.output<typeof Tick>[] {
  return [...new Set(texts)].flatMap((text) => Tick.safeParse(text).data ?? []);
}

/** What was looked at of a campaign: how many there were and their sum, and the ticked ones that are left out. */
const LookedAt = {
  year: z.number().int(),
  listed: z.number().int(),
  listedFen: z.number().int(),
  without: z.enum(['blocked']).optional(),
  except: z.array(Tick).max(MOST_ROWS, tooManyRows(MOST_ROWS)).optional(),
};

interface LookedAtValue {
  year: number;
  listed: number;
  listedFen: number;
  without?: 'blocked' | undefined;
  except?: { id: string; amountFen: number }[] | undefined;
}

/** What a form says about a campaign, with the list that was looked at as the selection that the act is about. */
export function campaignActOf<Value extends LookedAtValue>(value: Value, campaignId: string) {
  const { year, listed, listedFen, without, except = [], ...rest } = value;
  const amountFen = except.reduce((rested, tick) => rested - tick.amountFen, listedFen);
  const ids = except.map(({ id }) => id);
  const matching = { year, campaignId, except: ids, count: listed - ids.length, amountFen };
  return { ...rest, matching, withoutBlocked: without === 'blocked' };
}

/** The review of a campaign as a whole. */
export const CampaignReviewForm = ReviewFields.extend(LookedAt).superRefine(sayMissingNote);

/** The decision on a campaign as a whole. */
export const CampaignDecisionForm = DecisionFields.extend(LookedAt).superRefine(sayMissingNote);

/** A second head's word on those of a campaign that are above the extra level. */
export const CampaignConfirmationForm = DecisionFields.extend({
  ...LookedAt,
  outcome: z.enum(CONFIRMATION_OUTCOMES, { error: MESSAGES.outcomeMissing }),
}).superRefine(sayMissingNote);
