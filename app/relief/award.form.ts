import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { CommandId } from '../fund/command.form';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { RELIEF_MESSAGES as MESSAGES } from '../zh/relief';

export const AwardReleaseForm = z.object({
  commandId: CommandId,
  on: DateText,
  reason: z
    .string({ error: MESSAGES.releaseReasonMissing })
    .trim()
    .min(1, MESSAGES.releaseReasonMissing)
    .max(200, MESSAGES.releaseReasonLong)
    .refine(...WITHOUT_NUMBERS),
});
