import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { PersonName, WITHOUT_NUMBERS } from '../identity/identity.form';
import { SERVICE_MESSAGES as MESSAGES } from '../zh/services';
import { SERVICE_KINDS } from '../fund/project';

const OptionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, MESSAGES.tooLong(most))
    .optional()
    .transform((text) => text ?? '');

const ServiceFields = z.object({
  kind: z.enum(SERVICE_KINDS, { error: MESSAGES.kind }),
  servedOn: DateText,
  /** The number of a file, or an ID number: it is looked for and not kept. */
  file: OptionalText(40),
  personName: PersonName.optional().transform((name) => name ?? ''),
  content: z
    .string({ error: MESSAGES.content })
    .trim()
    .min(1, MESSAGES.content)
    .max(500, MESSAGES.tooLong(500))
    .refine(...WITHOUT_NUMBERS),
  outcome: OptionalText(500).refine(...WITHOUT_NUMBERS),
  /** That one like it stands in the log, and this is another. */
  confirmed: z
    .boolean()
    .optional()
    .transform((isConfirmed) => isConfirmed ?? false),
});

/** A new service; its id was made before the form was shown. */
export const ServiceForm = ServiceFields.extend({ id: z.uuid() });

export const ChangeServiceForm = ServiceFields.extend({ version: z.number() });

export const VoidServiceForm = z.object({
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(1, MESSAGES.reason)
    .max(200, MESSAGES.tooLong(200))
    .refine(...WITHOUT_NUMBERS),
});
