import { z } from 'zod';
import { dateMessages } from '../zh/calendar';
import { parseDate } from './date';
import type { BusinessDate } from './date';

/** A form field for a date: text in, BusinessDate out, or a message in Chinese. */
export const DateText = z
  .string({ error: dateMessages['date.empty'] })
  .transform((text, context): BusinessDate => {
    const parsed = parseDate(text);
    if (parsed.ok) return parsed.date;
    context.addIssue({ code: 'custom', message: dateMessages[parsed.code] });
    return z.NEVER;
  });
