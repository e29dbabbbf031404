import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { PersonName, WITHOUT_NUMBERS } from '../identity/identity.form';
import { VISIT_MESSAGES as MESSAGES } from '../zh/visit';
import type { Visit } from './visit';

const Text = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(1000, MESSAGES.tooLong(1000))
    .refine(...WITHOUT_NUMBERS);

/** The record of a home visit by two different people. */
export const VisitForm = z
  .object({
    on: DateText,
    firstVisitor: PersonName,
    secondVisitor: PersonName,
    housing: Text(MESSAGES.housing),
    residents: Text(MESSAGES.residents),
    incomeAgrees: z.enum(['yes', 'no'], { error: MESSAGES.incomeAgrees }),
    note: Text(MESSAGES.note),
  })
  .superRefine(({ firstVisitor, secondVisitor }, context) => {
    if (firstVisitor !== secondVisitor) return;
    context.addIssue({ code: 'custom', path: ['secondVisitor'], message: MESSAGES.samePerson });
  });

/** The record that a form tells. */
export function visitOf({
  firstVisitor,
  secondVisitor,
  incomeAgrees,
  ...rest
}: z.output<typeof VisitForm>): Visit {
  return { ...rest, visitors: [firstVisitor, secondVisitor], incomeAgrees: incomeAgrees === 'yes' };
}
