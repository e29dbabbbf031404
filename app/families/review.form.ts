import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { REVIEW_MESSAGES as MESSAGES } from '../zh/reviews';
import { CATEGORIES } from './family';

export const ReviewForm = z.object({
  on: DateText,
  category: z.enum(CATEGORIES, { error: MESSAGES.category }),
  overrideReason: z
    .string()
    .trim()
    .max(500, MESSAGES.tooLong(500))
    .optional()
    .transform((text) => text ?? ''),
  note: z.string({ error: MESSAGES.note }).trim().min(1, MESSAGES.note).max(500, MESSAGES.tooLong(500)),
});
export type ReviewInput = z.output<typeof ReviewForm>;

/** A family in hardship again: the day of its new application. */
export const ReopenForm = z.object({ on: DateText });
