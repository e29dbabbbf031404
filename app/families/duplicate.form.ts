import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { DUPLICATE_MESSAGES as MESSAGES } from '../zh/duplicates';
import { DUPLICATE_VERDICTS } from './duplicate';

/** What a person decides of two files that look alike, and on what grounds. */
export const VerdictForm = z.object({
  verdict: z.enum(DUPLICATE_VERDICTS, { error: MESSAGES.verdict }),
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(1, MESSAGES.reason)
    .max(500, MESSAGES.tooLong)
    .refine(...WITHOUT_NUMBERS),
});

/** What was typed so far of a file, to be looked for in the others; texts as they were typed. */
const Typed = z.string().max(100).default('');
export const LookAlikeForm = z.object({
  idNumber: Typed,
  account: Typed,
  phone: Typed,
  name: Typed,
  birthOn: Typed,
  /** The file that is being changed: it is like itself. */
  except: Typed,
});
export type TypedPerson = z.output<typeof LookAlikeForm>;
