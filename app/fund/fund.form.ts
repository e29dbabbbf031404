import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { oneLine, WITHOUT_ID_NUMBER, WITHOUT_NUMBERS } from '../identity/identity.form';
import { fen } from '../money/fen';
import { YuanAmount } from '../money/money.form';
import { LARGEST_AMOUNT_FEN } from '../money/yuan';
import { FUND_MESSAGES as MESSAGES, fundFieldLabels as labels } from '../zh/fund';
import { CommandId } from './command.form';
import { RECEIPT_SOURCES } from './project';

const LONGEST = 200;

const RequiredLine = (label: string) =>
  oneLine(MESSAGES.missing(label))
    .min(1, MESSAGES.missing(label))
    .max(LONGEST, MESSAGES.tooLong(LONGEST))
    .refine(...WITHOUT_ID_NUMBER);

const OptionalLine = oneLine()
  .max(LONGEST, MESSAGES.tooLong(LONGEST))
  .refine(...WITHOUT_ID_NUMBER)
  .optional()
  .transform((text) => text ?? '');

const Required = (label: string) =>
  z
    .string({ error: MESSAGES.missing(label) })
    .trim()
    .min(1, MESSAGES.missing(label))
    .max(LONGEST, MESSAGES.tooLong(LONGEST))
    .refine(...WITHOUT_ID_NUMBER);

const Optional = z
  .string()
  .trim()
  .max(LONGEST, MESSAGES.tooLong(LONGEST))
  .refine(...WITHOUT_ID_NUMBER)
  .optional()
  .transform((text) => text ?? '');

const Tick = z
  .boolean()
  .optional()
  .transform((ticked) => ticked ?? false);

export const ReceiptForm = z.object({
  commandId: CommandId,
  source: z.enum(RECEIPT_SOURCES, { error: MESSAGES.source }),
  receivedOn: DateText,
  amountFen: YuanAmount({ positive: true }),
  voucher: RequiredLine(labels.voucher),
  remarks: Optional.refine(...WITHOUT_NUMBERS),
  carried: Tick,
  /** Of one that looks like another: why it is not the same. */
  anotherReason: Optional.refine(...WITHOUT_NUMBERS),
  /** Ticked after a look at what the form was sent back for. */
  confirmed: Tick,
  takesReserved: Tick,
  yearUnknown: Tick,
});

export const ReceiptCorrectionForm = z.object({
  commandId: CommandId,
  correctedOn: DateText,
  amountFen: YuanAmount({ positive: true }),
  voucher: OptionalLine,
  remarks: Required(labels.correctionReason).refine(...WITHOUT_NUMBERS),
});

export const AdjustmentForm = z.object({
  commandId: CommandId,
  adjustedOn: DateText,
  amountFen: YuanAmount({ min: fen(-LARGEST_AMOUNT_FEN) }).refine(
    (amountFen) => amountFen !== 0,
    MESSAGES.adjustmentZero,
  ),
  document: RequiredLine(labels.document),
  reason: Required(labels.reason).refine(...WITHOUT_NUMBERS),
});
