import { z } from 'zod';
import { MOST_ROWS } from '../formBounds';
import { CommandId, SeenCount } from '../fund/command.form';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { BATCH_MESSAGES as MESSAGES } from '../zh/batches';
import { tooManyRows } from '../zh/formRows';
import { BANK_FILE_FORMATS } from './bankLayout';
import { Matched } from './payment.form';

const Title = oneLine(MESSAGES.titleMissing)
  .min(1, MESSAGES.titleMissing)
  .max(40, MESSAGES.titleLong)
  .refine(...WITHOUT_NUMBERS);

const Version = z.number().int();

const words = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(200, MESSAGES.textLong)
    .refine(...WITHOUT_NUMBERS);

/** Both ways of choosing come by one form: ticked awards, or a filter with what it matched. */
export const BatchForm = z.object({
  commandId: CommandId,
  title: Title,
  awardIds: z.array(z.string()).max(MOST_ROWS, tooManyRows(MOST_ROWS)).optional(),
  matching: Matched.optional(),
  /** How many are of campaigns whose recipients have not been public long enough. */
  noticeSeen: SeenCount,
  /** How many the bank says it has paid already. */
  claimsSeen: SeenCount,
});

/** The batch that a form asks for. */
export function batchOrder({ awardIds = [], matching, ...order }: z.output<typeof BatchForm>) {
  return matching ? { ...order, matching } : { ...order, awardIds };
}

export const BatchStepForm = z.object({ commandId: CommandId, version: Version });

/** Of the steps towards the bank. */
export const BatchForwardForm = BatchStepForm.extend({
  /** How many lines are of families that have left the register. */
  exitedSeen: SeenCount,
  /** How many lines go to an account that money came back from, or that is to be changed. */
  accountsSeen: SeenCount,
  /** How many lines the bank says it has paid already. */
  claimsSeen: SeenCount,
});

/** An approval: the bank pays soon after. */
export const BatchApprovalForm = BatchForwardForm.extend({
  /** How many lines would be paid outside the window of their type. */
  windowSeen: SeenCount,
  /** How many are of campaigns whose recipients have not been public long enough. */
  noticeSeen: SeenCount,
});

export const BatchReturnForm = BatchStepForm.extend({ note: words(MESSAGES.noteMissing) });

export const BatchCancelForm = BatchStepForm.extend({ reason: words(MESSAGES.reasonMissing) });

export const TakeOutForm = BatchStepForm.extend({
  lineIds: z
    .array(z.string(), { error: MESSAGES.linesMissing })
    .min(1, MESSAGES.linesMissing)
    .max(MOST_ROWS, tooManyRows(MOST_ROWS)),
});

export const BatchExportForm = z.object({
  layoutId: z.string({ error: MESSAGES.layoutMissing }).min(1, MESSAGES.layoutMissing),
  format: z.enum(BANK_FILE_FORMATS, { error: MESSAGES.formatMissing }),
  /** How many lines are of families that left after the approval. */
  exitedSeen: SeenCount,
  /** How many lines the bank says it has paid already. */
  claimsSeen: SeenCount,
  /** How many files were made of the batch before. */
  filesSeen: SeenCount,
});
