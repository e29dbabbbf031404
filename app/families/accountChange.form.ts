import { z } from 'zod';
import { BankAccount, oneLine, PersonName, WITHOUT_NUMBERS } from '../identity/identity.form';
import { ACCOUNT_CHANGE_MESSAGES as MESSAGES } from '../zh/accountChanges';

/** A text that says why has this many characters at least. */
export const SHORTEST_REASON = 2;

/** Asked for where something speaks against the change: another family has the account too, or no paper shows it. */
const AskedReason = z
  .string()
  .trim()
  .max(200, MESSAGES.long)
  .refine(...WITHOUT_NUMBERS)
  .optional();

/** Another account for a family on the register, whole: nothing of the old one is taken over. */
export const AccountProposalForm = z.object({
  bankName: oneLine(MESSAGES.bankName)
    .min(1, MESSAGES.bankName)
    .max(100, MESSAGES.bankNameLong)
    .refine(...WITHOUT_NUMBERS),
  accountHolder: PersonName,
  account: BankAccount,
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(SHORTEST_REASON, MESSAGES.reason)
    .max(200, MESSAGES.long)
    .refine(...WITHOUT_NUMBERS),
  paperId: z.string().optional(),
  /** Where there is no paper: why not. */
  noPaperReason: AskedReason,
  sharedReason: AskedReason,
});
export type AccountProposal = z.output<typeof AccountProposalForm>;

export const AccountConfirmForm = z.object({
  note: z
    .string()
    .trim()
    .max(200, MESSAGES.long)
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? ''),
  sharedReason: AskedReason,
});

export const AccountRejectForm = z.object({
  note: z
    .string({ error: MESSAGES.noteMissing })
    .trim()
    .min(1, MESSAGES.noteMissing)
    .max(200, MESSAGES.long)
    .refine(...WITHOUT_NUMBERS),
});
