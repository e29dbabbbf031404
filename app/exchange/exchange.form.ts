import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { EXCHANGE_MESSAGES as MESSAGES } from '../zh/jobs';
import { IMPORT_MODES, MOST_IMPORT_BYTES } from './job';

const LEAST_REASON = 4;
const LONGEST_REASON = 200;

const Ticked = z
  .boolean()
  .optional()
  .transform((isTicked) => isTicked ?? false);

export const ImportForm = z.object({
  file: z.file({ error: MESSAGES.file }).max(MOST_IMPORT_BYTES, MESSAGES.fileTooLarge),
  mode: z.enum(IMPORT_MODES, { error: MESSAGES.mode }),
  isCheckOnly: Ticked,
});

export const ExportForm = z
  .object({
    isFull: Ticked,
    reason: z
      .string()
      .trim()
      .max(LONGEST_REASON, MESSAGES.tooLong)
      .refine(...WITHOUT_NUMBERS)
      .optional()
      .transform((reason) => reason ?? ''),
  })
  .refine(({ isFull, reason }) => !isFull || reason.length >= LEAST_REASON, {
    path: ['reason'],
    message: MESSAGES.reason,
  });

export const LedgerImportForm = z.object({
  file: z.file({ error: MESSAGES.file }).max(MOST_IMPORT_BYTES, MESSAGES.fileTooLarge),
  isCheckOnly: Ticked,
  /** Of receipts. */
  isAboveBudgetConfirmed: Ticked,
});

export const LedgerReleaseForm = z
  .object({
    isOverriding: Ticked,
    reason: z
      .string()
      .trim()
      .max(LONGEST_REASON, MESSAGES.tooLong)
      .refine(...WITHOUT_NUMBERS)
      .optional()
      .transform((reason) => reason ?? ''),
  })
  .refine(({ isOverriding, reason }) => !isOverriding || reason.length >= LEAST_REASON, {
    path: ['reason'],
    message: MESSAGES.overrideReason,
  });
