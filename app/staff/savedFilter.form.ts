import { z } from 'zod';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { SAVED_FILTER_MESSAGES as MESSAGES } from '../zh/familyList';

/** A filter of a list, to be kept under a name. */
export const SavedFilterForm = z.object({
  name: oneLine(MESSAGES.nameMissing)
    .min(1, MESSAGES.nameMissing)
    .max(30, MESSAGES.nameTooLong)
    .refine(...WITHOUT_NUMBERS),
  query: z.string().max(2000).optional(),
});
