import { z } from 'zod';
import { toPlainText } from '../plainText';
import { AUDIT_ENTRY_MESSAGES as MESSAGES } from '../zh/auditHead';

/** As papers print them: the number with words and commas around it, the hash broken over lines. */
export const AuditEntryForm = z.object({
  sequence: z
    .string({ error: MESSAGES.sequence })
    .transform((text) => toPlainText(text).replace(/\D/g, ''))
    .pipe(
      z
        .string()
        .regex(/^0*[1-9]\d{0,8}$/, MESSAGES.sequence)
        .transform(Number),
    ),
  hash: z
    .string({ error: MESSAGES.hash })
    .transform((text) => toPlainText(text).replace(/\s/g, '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/, MESSAGES.hash)),
});
