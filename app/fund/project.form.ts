import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { oneLine, WITHOUT_ID_NUMBER } from '../identity/identity.form';
import { fen, sumFen } from '../money/fen';
import { YuanAmount } from '../money/money.form';
import { toPlainText } from '../plainText';
import { FUND_MESSAGES as MESSAGES, fundFieldLabels } from '../zh/fund';
import { tooManyRows } from '../zh/formRows';
import { FUND_REFUSALS } from '../zh/refusals/fund';
import { formFieldLabels, targetUnfit } from '../zh/targetForm';
import { RELIEF_TYPES } from './project';
import type { ProjectHead } from './projectDraft';
import { COUNT_BASES, FULL_WEIGHT, METRICS, isPeopleMetric, parseTargetValue, targetFault } from './target';

const LONGEST_LINE = 100;
/** More would not be timely by any reckoning. */
const MOST_TIMELY_DAYS = 60;
const LONGEST_TEXT = 20_000;
const MOST_COMPONENTS = 30;
const MOST_INDICATORS = 200;

const RequiredLine = (label: string) =>
  oneLine(MESSAGES.missing(label))
    .min(1, MESSAGES.missing(label))
    .max(LONGEST_LINE, MESSAGES.tooLong(LONGEST_LINE))
    .refine(...WITHOUT_ID_NUMBER);

const OptionalLine = oneLine()
  .max(LONGEST_LINE, MESSAGES.tooLong(LONGEST_LINE))
  .refine(...WITHOUT_ID_NUMBER)
  .optional()
  .transform((text) => text || null);

const LongText = z
  .string()
  .max(LONGEST_TEXT, MESSAGES.tooLong(LONGEST_TEXT))
  .refine(...WITHOUT_ID_NUMBER)
  .optional()
  .transform((text) => (text ?? '').replaceAll('\r\n', '\n').trim());

const OptionalAmount = YuanAmount()
  .optional()
  .transform((amountFen) => amountFen ?? null);

const Version = z.number().int();

export const ProjectYear = z
  .number({ error: MESSAGES.year })
  .int(MESSAGES.year)
  .min(2000, MESSAGES.year)
  .max(2100, MESSAGES.year);

const HeadFields = z.object({
  centreName: RequiredLine(formFieldLabels.centreName),
  projectName: RequiredLine(formFieldLabels.projectName),
  unitCode: OptionalLine,
  useType: OptionalLine,
  leader: OptionalLine,
  contact: OptionalLine,
  phone: OptionalLine,
  startOn: DateText,
  endOn: DateText,
  totalFen: YuanAmount({ positive: true }),
  currentFen: YuanAmount({ positive: true }),
  previousTotalFen: OptionalAmount,
  previousCurrentFen: OptionalAmount,
  texts: z.object({
    overview: LongText,
    basis: LongText,
    necessity: LongText,
    measures: LongText,
    plan: LongText,
    remarks: LongText,
    overallGoal: LongText,
    annualGoal: LongText,
  }),
  components: z
    .array(z.object({ subject: RequiredLine(fundFieldLabels.subject), amountFen: YuanAmount() }))
    .min(1, MESSAGES.componentMissing)
    .max(MOST_COMPONENTS, tooManyRows(MOST_COMPONENTS)),
});

/** What stands on the head of a project-year; its components make the year's amount. */
export const ProjectForm = HeadFields.extend({ version: Version }).superRefine(addUp);

export const NewProjectForm = HeadFields.extend({ year: ProjectYear }).superRefine(addUp);

export const CopyForm = z.object({ year: ProjectYear });

export const UploadForm = z.object({ file: z.file({ error: MESSAGES.file }) });

/** Points with at most two decimals, as hundredths of a point. */
const Weight = z.string({ error: MESSAGES.weightMissing }).transform((text, context): number => {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(toPlainText(text)) ?? [];
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (whole !== undefined && hundredths <= FULL_WEIGHT) return hundredths;
  context.addIssue({ code: 'custom', message: MESSAGES.weight });
  return z.NEVER;
});

const OptionalMetric = z
  .enum(METRICS)
  .optional()
  .transform((metric) => metric ?? null);

const OptionalCountBasis = z
  .enum(COUNT_BASES)
  .optional()
  .transform((basis) => basis ?? null);

const IndicatorFields = z
  .object({
    id: z
      .string()
      .optional()
      .transform((id) => id ?? null),
    level1: RequiredLine(fundFieldLabels.level1),
    level2: OptionalLine.transform((text) => text ?? ''),
    level3: OptionalLine,
    targetText: OptionalLine.transform((text) => text ?? ''),
    metric: OptionalMetric,
    countBasis: OptionalCountBasis,
    weight: Weight.optional().transform((weight) => weight ?? null),
  })
  .superRefine((row, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (row.level3 === null) {
      if (row.targetText || row.metric || row.weight) refuse('level3', MESSAGES.withoutIndicator);
      return;
    }
    if (row.weight === null) refuse('weight', MESSAGES.weightMissing);
    if (isPeopleMetric(row.metric) && !row.countBasis) refuse('countBasis', MESSAGES.countBasisMissing);
    else if (row.metric) {
      const fault = targetFault({ ...row, target: parseTargetValue(row.targetText) });
      const path = fault === 'basis' ? 'countBasis' : 'targetText';
      if (fault) refuse(path, targetUnfit(fault, row.metric, row.countBasis));
    }
  });

/** The tree of a project-year; the weights of its indicators make 100 points. */
export const IndicatorsForm = z
  .object({
    version: Version,
    rows: z.array(IndicatorFields).max(MOST_INDICATORS, tooManyRows(MOST_INDICATORS)),
  })
  .superRefine(({ rows }, context) =>
    weighFull(
      rows.filter((row) => row.level3 !== null),
      context,
    ),
  );

const DecisionFields = z
  .object({
    position: z.number().int(),
    metric: OptionalMetric,
    countBasis: OptionalCountBasis,
    weight: Weight,
  })
  .superRefine((row, context) => {
    if (!isPeopleMetric(row.metric) || row.countBasis) return;
    context.addIssue({ code: 'custom', path: ['countBasis'], message: MESSAGES.countBasisMissing });
  });

/** What the head decides before an uploaded form is confirmed. */
export const ConfirmForm = z
  .object({
    version: Version.optional().transform((version) => version ?? null),
    centreName: RequiredLine(formFieldLabels.centreName),
    projectName: RequiredLine(formFieldLabels.projectName),
    rows: z.array(DecisionFields).max(MOST_INDICATORS, tooManyRows(MOST_INDICATORS)),
  })
  .superRefine(({ rows }, context) => weighFull(rows, context));

export const ProgrammesForm = z.object({
  version: Version,
  programmes: z
    .array(
      z
        .object({
          type: z.enum(RELIEF_TYPES),
          windowStartOn: DateText,
          windowEndOn: DateText,
          plannedPeople: z
            .number({ error: MESSAGES.people })
            .int(MESSAGES.people)
            .min(0, MESSAGES.people)
            .max(10_000_000, MESSAGES.people)
            .optional()
            .transform((people) => people ?? null),
          perHeadFen: YuanAmount({ positive: true })
            .optional()
            .transform((amountFen) => amountFen ?? null),
          timelyDays: z
            .number({ error: MESSAGES.timelyDays })
            .int(MESSAGES.timelyDays)
            .min(1, MESSAGES.timelyDays)
            .max(MOST_TIMELY_DAYS, MESSAGES.timelyDays)
            .optional()
            .transform((days) => days ?? null),
        })
        .superRefine(({ windowStartOn, windowEndOn }, context) => {
          if (windowStartOn <= windowEndOn) return;
          context.addIssue({ code: 'custom', path: ['windowEndOn'], message: MESSAGES.windowReversed });
        }),
    )
    .max(RELIEF_TYPES.length, tooManyRows(RELIEF_TYPES.length)),
});

/** Points as they are typed: 750 hundredths are `7.5`. */
export function weightText(hundredths: number | null): string {
  return hundredths === null ? '' : String(hundredths / 100);
}

function addUp(head: Pick<ProjectHead, 'components' | 'currentFen'>, context: z.RefinementCtx): void {
  const componentsFen = sumFen(head.components.map(({ amountFen }) => fen(amountFen)));
  if (componentsFen === head.currentFen) return;
  const message = FUND_REFUSALS['project.components_differ']({ componentsFen, currentFen: head.currentFen });
  context.addIssue({ code: 'custom', path: ['components'], message });
}

function weighFull(rows: readonly { weight: number | null }[], context: z.RefinementCtx): void {
  const total = rows.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  if (rows.length === 0 || total === FULL_WEIGHT) return;
  context.addIssue({ code: 'custom', path: ['rows'], message: MESSAGES.weightTotal(weightText(total)) });
}
