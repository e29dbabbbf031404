import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { EXIT_REASONS } from '../families/family';
import { SeenCount } from '../fund/command.form';
import { FAMILY_MESSAGES as MESSAGES } from '../zh/families';

export const ExitForm = z.object({
  on: DateText,
  reason: z.enum(EXIT_REASONS, { error: MESSAGES.exitReason }),
  /** How many awards were still to be paid. */
  openSeen: SeenCount,
  /** How many awards of that day or later then count as given off the register. */
  offRegisterSeen: SeenCount,
});
