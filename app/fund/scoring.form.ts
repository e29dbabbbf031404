import { z } from 'zod';
import { toPlainText } from '../plainText';
import { SCORING_MESSAGES as MESSAGES, scoringFaultText } from '../zh/scoring';
import { isCount, SCORING_FIELDS, scoringFaults, type ScoringField } from './scoring';

/** A percent or points with at most two decimals, as hundredths; a percent sign may stand behind. */
const Hundredths = (field: ScoringField) =>
  z.string({ error: MESSAGES.value(field) }).transform((text, context): number => {
    const [, whole, fraction = ''] = /^(\d{1,4})(?:\.(\d{1,2}))?%?$/.exec(toPlainText(text)) ?? [];
    if (whole !== undefined) return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
    context.addIssue({ code: 'custom', message: MESSAGES.value(field) });
    return z.NEVER;
  });

/** A whole number of answers. */
const Answers = (field: ScoringField) =>
  z
    .string({ error: MESSAGES.value(field) })
    .transform(toPlainText)
    .pipe(z.string().regex(/^\d{1,6}$/, MESSAGES.value(field)))
    .transform(Number);

const VALUES = Object.fromEntries(
  SCORING_FIELDS.map((field) => [field, isCount(field) ? Answers(field) : Hundredths(field)]),
) as Record<ScoringField, ReturnType<typeof Hundredths>>;

/** By what a year is scored. */
export const ScoringForm = z
  .object({ version: z.number().int().min(0), ...VALUES })
  .superRefine((given, context) => {
    for (const found of scoringFaults(given))
      context.addIssue({ code: 'custom', path: [found.field], message: scoringFaultText(found) });
  });
