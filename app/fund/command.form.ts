import { z } from 'zod';
import { COMMAND_BROKEN } from '../zh/command';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A tick that says how many doubtful cases were looked at: the box carries their number, so that a tick for two says
 * nothing of a third that came in between. 0 where it is not ticked.
 */
export const SeenCount = z
  .number()
  .int()
  .optional()
  .transform((count) => count ?? 0);

/** The hidden field by which a money-moving form names its command; the loader makes the id before the form is shown. */
export const CommandId = z.string().regex(UUID, COMMAND_BROKEN);
