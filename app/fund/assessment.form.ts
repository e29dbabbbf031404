import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { toPlainText } from '../plainText';
import { ASSESSMENT_MESSAGES as MESSAGES } from '../zh/indicators';
import { INDICATORS_REFUSALS } from '../zh/refusals/indicators';
import { isWithinBand } from './assessment';
import { GRADES } from './project';
import { gradeBands, type ScoringRules } from './scoring';

const LONGEST = 500;

/** The assessment that the form was filled in on; empty when there was none. */
const Seen = z
  .string()
  .optional()
  .transform((text) => text || null);

const Sentence = z
  .string()
  .trim()
  .max(LONGEST, MESSAGES.sentenceLong(LONGEST))
  .refine(...WITHOUT_NUMBERS);

const GradeFields = z.object({
  seen: Seen,
  grade: z.enum(GRADES, { error: MESSAGES.grade }),
  ratioPercent: z
    .number({ error: MESSAGES.ratio })
    .int(MESSAGES.ratio)
    .min(0, MESSAGES.ratio)
    .max(100, MESSAGES.ratio)
    .optional()
    .transform((percent) => percent ?? null),
  sentence: z.string({ error: MESSAGES.sentence }).pipe(Sentence.min(1, MESSAGES.sentence)),
});

/** The grade of an indicator that is not computed, within the bands of its year. */
export function gradeForm(scoring: ScoringRules) {
  return GradeFields.superRefine(({ grade, ratioPercent }, context) => {
    if (ratioPercent === null || isWithinBand({ grade, ratioPercent }, scoring)) return;
    const { from, to } = gradeBands(scoring)[grade];
    const message = INDICATORS_REFUSALS['indicator.ratio_outside_band']({ grade, from, to });
    context.addIssue({ code: 'custom', path: ['ratioPercent'], message });
  });
}

/** What was reached of an indicator that has a number and no metric, in the unit of its target. */
export const EnteredForm = z.object({
  seen: Seen,
  actualValue: z.string({ error: MESSAGES.actualValue }).transform((text, context): string => {
    const [, whole, fraction = ''] = /^(\d{1,9})(\.\d{1,4})?$/.exec(toPlainText(text)) ?? [];
    if (whole !== undefined) return String(Number(whole)) + fraction.replace(/\.?0+$/, '');
    context.addIssue({ code: 'custom', message: MESSAGES.actualValue });
    return z.NEVER;
  }),
  sentence: z.string({ error: MESSAGES.source }).pipe(Sentence.min(1, MESSAGES.source)),
});

/** The explanation of a computed figure; empty takes it back. */
export const ExplanationForm = z.object({
  seen: Seen,
  sentence: Sentence.optional().transform((text) => text ?? ''),
});
