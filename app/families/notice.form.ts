import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { NOTICE_MESSAGES as MESSAGES } from '../zh/notice';
import { MOST_ON_NOTICE, OBJECTION_OUTCOMES } from './notice';

const Text = (most: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(most, MESSAGES.tooLong(most))
    .refine(...WITHOUT_NUMBERS);

const Place = oneLine(MESSAGES.place)
  .min(1, MESSAGES.place)
  .max(200, MESSAGES.tooLong(200))
  .refine(...WITHOUT_NUMBERS);

/** One family on a notice of its own. */
export const PubliciseForm = z.object({ on: DateText, place: Place });

/** Several families on one notice. */
export const NoticeForm = PubliciseForm.extend({
  ids: z
    .array(z.string(), { error: MESSAGES.noFamilies })
    .min(1, MESSAGES.noFamilies)
    .max(MOST_ON_NOTICE, MESSAGES.tooManyFamilies(MOST_ON_NOTICE)),
});
export type NoticeInput = z.output<typeof NoticeForm>;

export const TakeDownForm = z.object({ on: DateText });

export const ObjectionForm = z.object({ on: DateText, content: Text(1000, MESSAGES.content) });

export const HandlingForm = z.object({
  on: DateText,
  outcome: z.enum(OBJECTION_OUTCOMES, { error: MESSAGES.outcome }),
  handling: Text(1000, MESSAGES.handling),
});
export type Handling = z.output<typeof HandlingForm>;
