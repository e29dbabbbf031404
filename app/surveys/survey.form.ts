import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { SURVEY_MESSAGES as MESSAGES } from '../zh/surveys';
import { ANSWER_PROBLEMS } from './answerSheet';
import { LARGEST_SEED } from './sample';
import { SAMPLE_UNITS, SURVEY_METHODS, SURVEY_OUTCOMES } from './survey';

const LONGEST_OPINION = 500;
const LARGEST_SAMPLE = 20_000;

const Whole = (message: string) => z.number({ error: message }).int(message).min(1, message);

/** A new round and how its sample is drawn. */
export const RoundForm = z
  .object({
    year: z.number(),
    name: oneLine(MESSAGES.name)
      .min(1, MESSAGES.name)
      .max(60, MESSAGES.nameLong)
      .refine(...WITHOUT_NUMBERS),
    method: z.enum(SURVEY_METHODS, { error: MESSAGES.method }),
    startOn: DateText,
    endOn: DateText,
    paidUntilOn: DateText,
    sampleWish: Whole(MESSAGES.size(LARGEST_SAMPLE)).max(LARGEST_SAMPLE, MESSAGES.size(LARGEST_SAMPLE)),
    sampleUnit: z.enum(SAMPLE_UNITS, { error: MESSAGES.unit }),
    seed: Whole(MESSAGES.seed).max(LARGEST_SEED, MESSAGES.seed),
  })
  .superRefine(({ startOn, endOn, sampleWish, sampleUnit }, context) => {
    if (endOn < startOn) context.addIssue({ code: 'custom', path: ['endOn'], message: MESSAGES.endBefore });
    if (sampleUnit === 'percent' && sampleWish > 100) {
      context.addIssue({ code: 'custom', path: ['sampleWish'], message: MESSAGES.percent });
    }
  });

/** Why a round is withdrawn. */
export const WithdrawForm = z.object({
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(2, MESSAGES.reason)
    .max(200, MESSAGES.reasonLong)
    .refine(...WITHOUT_NUMBERS),
});

/** What one person said. */
export const AnswerForm = z.object({
  personId: z.string({ error: MESSAGES.person }),
  seen: z
    .string()
    .optional()
    .transform((id) => id ?? null),
  outcome: z.enum(SURVEY_OUTCOMES, { error: MESSAGES.outcome }),
  opinion: z
    .string()
    .trim()
    .max(LONGEST_OPINION, MESSAGES.opinionLong)
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? ''),
  answeredOn: DateText,
  method: z.enum(SURVEY_METHODS, { error: MESSAGES.method }),
});

/** A workbook with answers. */
export const AnswersFileForm = z.object({
  file: z.file({ error: MESSAGES.file }).max(5 * 1024 * 1024, MESSAGES.fileLarge),
  isCheckOnly: z
    .boolean()
    .optional()
    .transform((isCheckOnly) => isCheckOnly ?? false),
});

const RefusedRow = z.object({
  row: z.number(),
  problems: z.array(
    z.object({
      code: z.enum(ANSWER_PROBLEMS),
      data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    }),
  ),
  texts: z.object({
    idNumber: z.string().optional(),
    answeredOn: z.string().optional(),
    method: z.string().optional(),
    outcome: z.string().optional(),
    opinion: z.string().optional(),
  }),
});

/** The refused rows of an import, as the page that shows them holds them. */
export const RefusedRowsForm = z.object({
  rows: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: MESSAGES.file });
        return z.NEVER;
      }
    })
    .pipe(z.array(RefusedRow)),
});
