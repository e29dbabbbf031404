import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { MOST_ROWS } from '../formBounds';
import { CommandId, SeenCount } from '../fund/command.form';
import { RELIEF_TYPES } from '../fund/project';
import { oneLine, WITHOUT_ID_NUMBER, WITHOUT_NUMBERS } from '../identity/identity.form';
import { fen } from '../money/fen';
import { YuanAmount } from '../money/money.form';
import { tooManyRows } from '../zh/formRows';
import { PAYMENT_MESSAGES as MESSAGES } from '../zh/payments';
import { AFTER_RECOVERY, CORRECTION_KINDS } from './payment';

const Reference = oneLine(MESSAGES.referenceMissing)
  .min(1, MESSAGES.referenceMissing)
  .max(60, MESSAGES.referenceLong)
  .refine(...WITHOUT_ID_NUMBER);

const Remarks = z
  .string()
  .trim()
  .max(200, MESSAGES.remarksLong)
  .refine(...WITHOUT_NUMBERS)
  .optional()
  .transform((text) => text ?? '');

const Reason = z
  .string({ error: MESSAGES.remarksMissing })
  .trim()
  .min(1, MESSAGES.remarksMissing)
  .max(200, MESSAGES.remarksLong)
  .refine(...WITHOUT_NUMBERS);

/** One award of those that were ticked. */
const Line = z.object({ awardId: z.string(), amountFen: YuanAmount({ positive: true }) });

/** Everything that a filter matched, with the count and sum (in fen) that were seen. */
export const Matched = z.object({
  year: z.number().int(),
  type: z.enum(RELIEF_TYPES).optional(),
  campaignId: z.string().optional(),
  except: z.array(z.string()).max(MOST_ROWS, tooManyRows(MOST_ROWS)).default([]),
  count: z.number().int(),
  amountFen: z.number().int().transform(fen),
});

/** Both ways of choosing come by one form: ticked awards with their amounts, or a filter. */
export const PaymentRunForm = z.object({
  commandId: CommandId,
  paidOn: DateText,
  bankReference: Reference,
  remarks: Remarks,
  /** How many would be paid outside the window of their type. */
  windowSeen: SeenCount,
  /** How many would be paid to families that have left the register. */
  exitedSeen: SeenCount,
  /** How many the bank tells of with another day or number. */
  claimsSeen: SeenCount,
  /** How many are booked as failed on a later day. */
  failedSeen: SeenCount,
  /** What was shown of what the bank tells. */
  claimsShown: z
    .string()
    .optional()
    .transform((text) => text ?? ''),
  /** Why the reference is that of another payment as well. */
  anotherReason: Remarks,
  lines: z.array(Line).max(MOST_ROWS, tooManyRows(MOST_ROWS)).optional(),
  matching: Matched.optional(),
});

/** The run that a form asks for. */
export function paymentRun({ lines = [], matching, ...run }: z.output<typeof PaymentRunForm>) {
  return matching ? { ...run, matching } : { ...run, lines };
}

export const CorrectionForm = z.object({
  commandId: CommandId,
  kind: z.enum(CORRECTION_KINDS, { error: MESSAGES.kindMissing }),
  amountFen: YuanAmount({ positive: true }),
  on: DateText,
  bankReference: Reference,
  remarks: Reason,
  /** Asked of a recovery alone. */
  afterwards: z.enum(AFTER_RECOVERY).default('taken_back'),
  /** 1 where a reversal is dated after what it reverses. */
  laterSeen: SeenCount,
  /** Of one that looks like another: why it is not the same. */
  anotherReason: Remarks,
});
