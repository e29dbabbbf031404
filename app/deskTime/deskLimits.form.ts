import { z } from 'zod';
import { DESK_LIMIT_MESSAGES as MESSAGES } from '../zh/deskTime';

const MOST_DAYS = 90;

const Days = z
  .number({ error: MESSAGES.days })
  .int(MESSAGES.days)
  .min(1, MESSAGES.days)
  .max(MOST_DAYS, MESSAGES.days);

export const DeskLimitsForm = z.object({
  ...{ visit: Days, publicising: Days, approval: Days },
  ...{ review: Days, decision: Days, confirmation: Days },
});
