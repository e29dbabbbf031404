import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { CATEGORIES, CAUSES, EDUCATION_STAGES } from '../families/family';
import { CommandId } from '../fund/command.form';
import { divisions } from '../identity/division';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { YuanAmount } from '../money/money.form';
import { CAMPAIGN_MESSAGES as MESSAGES } from '../zh/campaigns';
import { tooManyRows } from '../zh/formRows';
import { CAMPAIGN_TYPES, PREVIEW_PARTS, type PreviewPart } from './campaign';
import type { StepAmount } from './campaignRule';

const LONGEST_NAME = 50;
const LONGEST_REASON = 200;
const LONGEST_PLACE = 100;

/** How many lines of other amounts a form offers. */
export const STEP_ROWS = 8;

const StepFields = z
  .object({
    category: z.enum(CATEGORIES).optional(),
    stage: z.enum(EDUCATION_STAGES).optional(),
    amountFen: YuanAmount({ positive: true }).optional(),
  })
  .superRefine(({ category, stage, amountFen }, context) => {
    const isFor = category !== undefined || stage !== undefined;
    const say = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (isFor && amountFen === undefined) say('amountFen', MESSAGES.stepAmountMissing);
    if (!isFor && amountFen !== undefined) say('amountFen', MESSAGES.stepForMissing);
  });

const PlanFields = z.object({
  year: z.number().int(),
  type: z.enum(CAMPAIGN_TYPES, { error: MESSAGES.typeMissing }),
  amountFen: YuanAmount({ positive: true }),
  startedOn: DateText,
  categories: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length, tooManyRows(CATEGORIES.length)).optional(),
  causes: z.array(z.enum(CAUSES)).max(CAUSES.length, tooManyRows(CAUSES.length)).optional(),
  divisions: z.array(z.enum(divisions)).max(divisions.length, tooManyRows(divisions.length)).optional(),
  stages: z
    .array(z.enum(EDUCATION_STAGES))
    .max(EDUCATION_STAGES.length, tooManyRows(EDUCATION_STAGES.length))
    .optional(),
  onlyUnionMembers: z.boolean().optional(),
  onlyMigrants: z.boolean().optional(),
  onlyUnhelped: z.boolean().optional(),
  registeredBefore: DateText.optional(),
  steps: z.array(StepFields).max(STEP_ROWS, tooManyRows(STEP_ROWS)).optional(),
});

type PlanValue = z.output<typeof PlanFields>;

/** Two lines for the same people would leave the amount to chance. */
function sayTwiceTheSame({ steps = [] }: Pick<PlanValue, 'steps'>, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { category, stage, amountFen }] of steps.entries()) {
    if (amountFen === undefined) continue;
    const key = `${category ?? ''} ${stage ?? ''}`;
    if (seen.has(key)) {
      context.addIssue({ code: 'custom', path: ['steps', index, 'amountFen'], message: MESSAGES.stepTwice });
    }
    seen.add(key);
  }
}

/** Whom a campaign is for and what each gets: asked by GET before there is anything to start. */
export const CampaignPlanForm = PlanFields.superRefine(sayTwiceTheSame);

/** The same plan with a name, after its preview was seen. */
export const CampaignStartForm = PlanFields.extend({
  commandId: CommandId,
  expectedCount: z.number().int(),
  expectedMark: z.string(),
  name: oneLine(MESSAGES.nameMissing)
    .min(1, MESSAGES.nameMissing)
    .max(LONGEST_NAME, MESSAGES.nameLong)
    .refine(...WITHOUT_NUMBERS),
}).superRefine(sayTwiceTheSame);

const PLAN_NAMES = new Set(Object.keys(PlanFields.shape));

/** The fields of a plan in an address, for the form that starts it; what narrows nothing is left out. */
export function planFieldsOf(given: Iterable<[string, string]>): [string, string][] {
  return [...given].filter(([name, value]) => value !== '' && PLAN_NAMES.has(name.split(/[[.]/)[0]!));
}

/** What a form says, as the use cases ask for it. */
export function campaignPlanOf<Value extends Pick<PlanValue, 'year' | 'steps'>>({
  year,
  steps = [],
  ...plan
}: Value) {
  const amounts = steps.flatMap(({ amountFen, ...step }): StepAmount[] =>
    amountFen === undefined ? [] : [{ ...step, amountFen }],
  );
  return { ...plan, projectYear: year, steps: amounts };
}

/** Which part of the list is looked at, and which page; what it does not know is left out. */
export function previewViewOf(given: URLSearchParams): { part?: PreviewPart; page?: number } {
  const part = PREVIEW_PARTS.find((one) => one === given.get('part'));
  const page = Number(given.get('page'));
  return { ...(part ? { part } : {}), ...(page > 0 ? { page } : {}) };
}

/** 例外: somebody is put on the list or taken off it, against the rule. */
export const CandidateForm = z.object({
  reason: z
    .string({ error: MESSAGES.exceptionMissing })
    .trim()
    .min(1, MESSAGES.exceptionMissing)
    .max(LONGEST_REASON, MESSAGES.exceptionLong)
    .refine(...WITHOUT_NUMBERS),
});

/** The public notice of the recipients. */
export const RecipientsNoticeForm = z.object({
  on: DateText,
  place: oneLine()
    .max(LONGEST_PLACE, MESSAGES.placeLong)
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((place) => place ?? ''),
});
