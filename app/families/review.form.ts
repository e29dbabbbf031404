import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { tooManyRows } from '../zh/formRows';
import { REVIEW_MESSAGES as MESSAGES } from '../zh/reviews';
import { CATEGORIES } from './family';
import { IncomeFields, MOST_MEMBERS, StatedAmount } from './family.form';

/** What a family lives on at its review: the 12 months before it, and the present income of each member. */
export const ReviewFiguresForm = z.object({
  on: DateText,
  income: IncomeFields,
  members: z
    .array(z.object({ memberId: z.string(), monthlyIncomeFen: StatedAmount }))
    .max(MOST_MEMBERS, tooManyRows(MOST_MEMBERS)),
});
export type ReviewFigures = z.output<typeof ReviewFiguresForm>;

export const ReviewForm = ReviewFiguresForm.extend({
  category: z.enum(CATEGORIES, { error: MESSAGES.category }),
  overrideReason: z
    .string()
    .trim()
    .max(500, MESSAGES.tooLong(500))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? ''),
  note: z
    .string({ error: MESSAGES.note })
    .trim()
    .min(1, MESSAGES.note)
    .max(500, MESSAGES.tooLong(500))
    .refine(...WITHOUT_NUMBERS),
});
export type ReviewInput = z.output<typeof ReviewForm>;

/** A family in hardship again: the day of its new application. */
export const ReopenForm = z.object({ on: DateText });
