import { z } from 'zod';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { YuanAmount } from '../money/money.form';
import { LAYOUT_MESSAGES as MESSAGES } from '../zh/nationalReport';
import { REPORT_LAYOUTS } from './layout';

const LONGEST = 60;

const OptionalYuan = YuanAmount()
  .optional()
  .transform((amountFen) => amountFen ?? null);

/** How the paper of a year is laid out, and the sources of its money as far as the head says them. */
export const LayoutForm = z
  .object({
    version: z.number().int().min(0),
    layout: z.enum(REPORT_LAYOUTS, { error: MESSAGES.layout }),
    department: oneLine()
      .max(LONGEST, MESSAGES.departmentLong(LONGEST))
      .refine(...WITHOUT_NUMBERS)
      .optional()
      .transform((text) => text ?? ''),
    plannedCarriedFen: OptionalYuan,
    plannedOtherFen: OptionalYuan,
    budgetCarriedFen: OptionalYuan,
    budgetOtherFen: OptionalYuan,
  })
  .refine(({ plannedCarriedFen, plannedOtherFen }) => bothOrNone(plannedCarriedFen, plannedOtherFen), {
    message: MESSAGES.both,
    path: ['plannedOtherFen'],
  })
  .refine(({ budgetCarriedFen, budgetOtherFen }) => bothOrNone(budgetCarriedFen, budgetOtherFen), {
    message: MESSAGES.both,
    path: ['budgetOtherFen'],
  });

function bothOrNone(left: number | null, right: number | null): boolean {
  return (left === null) === (right === null);
}
