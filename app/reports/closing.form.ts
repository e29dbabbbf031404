import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { CLOSING_MESSAGES as MESSAGES } from '../zh/closing';

const LONGEST_REASON = 200;
const LONGEST_CONTENT = 5000;

/** Freezes the report that was looked at; the reason is asked of a supplement. */
export const FreezeForm = z.object({
  position: z.number().int().min(0),
  seen: z.string(),
  reason: z
    .string()
    .trim()
    .max(LONGEST_REASON, MESSAGES.reasonLong(LONGEST_REASON))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? ''),
  acknowledged: z
    .boolean()
    .optional()
    .transform((ticked) => ticked ?? false),
});

/** The text of a chapter; empty takes it back. */
export const ChapterForm = z.object({
  version: z.number().int().min(0),
  content: z
    .string()
    .max(LONGEST_CONTENT, MESSAGES.contentLong(LONGEST_CONTENT))
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => (text ?? '').replaceAll('\r\n', '\n').trim()),
});
