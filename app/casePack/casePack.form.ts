import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { MOST_FILE_BYTES } from '../sheets/sheet';
import { CASE_PACK_MESSAGES as MESSAGES } from '../zh/casePack';

const LONGEST_LIST = 50_000;
const LEAST_REASON = 4;
const LONGEST_REASON = 200;

const Year = z
  .string()
  .regex(/^\d{4}$/)
  .optional()
  .transform((year) => (year ? Number(year) : null));

const Numbers = z
  .string()
  .max(LONGEST_LIST, MESSAGES.tooLong)
  .optional()
  .transform((text) => text ?? '');

/** A list of ID numbers, pasted or as a sheet, to be looked for. */
export const SampleForm = z
  .object({
    numbers: Numbers,
    file: z.file().max(MOST_FILE_BYTES, MESSAGES.fileTooLarge).optional(),
    year: Year,
  })
  .refine(({ numbers, file }) => numbers.trim() !== '' || (file?.size ?? 0) > 0, {
    path: ['numbers'],
    message: MESSAGES.numbersMissing,
  })
  .refine(({ numbers, file }) => numbers.trim() === '' || (file?.size ?? 0) === 0, {
    path: ['file'],
    message: MESSAGES.bothGiven,
  });

/** What a pack is made of: one payment, those of one award, or those of the people of a list; and what for. */
export const CasePackForm = z.object({
  payment: z.string().optional(),
  award: z.string().optional(),
  numbers: Numbers,
  year: Year,
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(LEAST_REASON, MESSAGES.reason)
    .max(LONGEST_REASON, MESSAGES.reasonLong)
    .refine(...WITHOUT_NUMBERS),
  isWhole: z
    .boolean()
    .optional()
    .transform((isWhole) => isWhole ?? false),
});
