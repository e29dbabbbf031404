import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { MONITORING_MESSAGES as MESSAGES } from '../zh/monitoring';
import { LIKELIHOODS } from './monitoring';

const LONGEST = 500;
const said = (message: string) =>
  z
    .string({ error: message })
    .trim()
    .min(1, message)
    .max(LONGEST, MESSAGES.long(LONGEST))
    .refine(...WITHOUT_NUMBERS);

/** What the head expects of an indicator. */
export const MonitoringForm = z.object({
  expected: said(MESSAGES.expected),
  likelihood: z.enum(LIKELIHOODS, { error: MESSAGES.likelihood }),
  cause: said(MESSAGES.cause),
});
