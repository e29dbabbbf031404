import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { BULK_MESSAGES as MESSAGES } from '../zh/familyList';
import { MOST_AT_ONCE } from './bulk';

/** One step for many files; the note is kept with approvals. */
export const BulkForm = z.object({
  on: DateText,
  note: z
    .string()
    .trim()
    .max(500, MESSAGES.noteTooLong)
    .optional()
    .transform((note) => note ?? ''),
  family: z
    .array(z.string(), { error: MESSAGES.nothingSelected })
    .min(1, MESSAGES.nothingSelected)
    .max(MOST_AT_ONCE, MESSAGES.tooMany(MOST_AT_ONCE)),
});
