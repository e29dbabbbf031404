import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { RETENTION_MESSAGES as MESSAGES } from '../zh/retention';
import { MOST_ERASED } from './retention';

export const EraseForm = z.object({
  ids: z
    .array(z.string(), { error: MESSAGES.noFamilies })
    .min(1, MESSAGES.noFamilies)
    .max(MOST_ERASED, MESSAGES.tooMany(MOST_ERASED)),
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(1, MESSAGES.reason)
    .max(500, MESSAGES.tooLong)
    .refine(...WITHOUT_NUMBERS),
  confirmed: z.literal('on', { error: MESSAGES.confirmed }),
});
