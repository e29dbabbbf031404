import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { BULK_MESSAGES as MESSAGES } from '../zh/familyList';
import { MOST_AT_ONCE } from './bulk';
import { SeenCount } from './family.form';

const OptionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, MESSAGES.tooLong(most))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? '');

/**
 * One step for many files; the note is kept with approvals, the place is that of a public notice, and an approval says
 * how many doubtful files were looked at, by kind.
 */
export const BulkForm = z.object({
  on: DateText,
  note: OptionalText(500),
  place: oneLine()
    .max(200, MESSAGES.tooLong(200))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? ''),
  family: z
    .array(z.string(), { error: MESSAGES.nothingSelected })
    .min(1, MESSAGES.nothingSelected)
    .max(MOST_AT_ONCE, MESSAGES.tooMany(MOST_AT_ONCE)),
  noticeSeen: SeenCount,
  papersSeen: SeenCount,
  duplicatesSeen: SeenCount,
  lateSeen: SeenCount,
});

/** A review says what was found. */
export const BulkReviewForm = BulkForm.extend({
  note: z
    .string({ error: MESSAGES.noteMissing })
    .trim()
    .min(1, MESSAGES.noteMissing)
    .max(500, MESSAGES.tooLong(500))
    .refine(...WITHOUT_NUMBERS),
});

/** A public notice hangs somewhere. */
export const BulkNoticeForm = BulkForm.extend({
  place: oneLine(MESSAGES.placeMissing)
    .min(1, MESSAGES.placeMissing)
    .max(200, MESSAGES.tooLong(200))
    .refine(...WITHOUT_NUMBERS),
});
