import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { CATEGORIES, EDUCATION_STAGES } from '../families/family';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import type { Fen } from '../money/fen';
import { YuanAmount } from '../money/money.form';
import { STANDARD_MESSAGES as MESSAGES } from '../zh/relief';

const Months = z.coerce
  .number({ error: MESSAGES.months })
  .int(MESSAGES.months)
  .min(1, MESSAGES.months)
  .max(36, MESSAGES.months);

const Percent = z.coerce
  .number({ error: MESSAGES.percent })
  .int(MESSAGES.percent)
  .min(1, MESSAGES.percent)
  .max(100, MESSAGES.percent);

const Usual = YuanAmount({ positive: true }).optional();

/** A usual amount for each of some codes; what is left empty has none. */
function amountsBy<Code extends string>(codes: readonly Code[]) {
  const fields = Object.fromEntries(codes.map((code) => [code, Usual])) as Record<Code, typeof Usual>;
  return z.object(fields).optional();
}

/** A set of caps and usual amounts. */
export const StandardForm = z.object({
  effectiveOn: DateText,
  document: oneLine(MESSAGES.document)
    .min(2, MESSAGES.document)
    .max(200, MESSAGES.documentLong)
    .refine(...WITHOUT_NUMBERS),
  livingMonths: Months,
  schoolingMonths: Months,
  medicalPercent: Percent.optional(),
  living: amountsBy(CATEGORIES),
  schooling: amountsBy(EDUCATION_STAGES),
});

/** What the form says, with only the amounts that were filled in. */
export function standardOf({ living, schooling, medicalPercent, ...columns }: z.output<typeof StandardForm>) {
  return {
    ...columns,
    amounts: {
      living: filled(living ?? {}),
      schooling: filled(schooling ?? {}),
      medicalPercent: medicalPercent ?? null,
    },
  };
}

function filled<Code extends string>(
  amounts: Partial<Record<Code, Fen | undefined>>,
): Partial<Record<Code, Fen>> {
  const known = Object.entries(amounts).filter(([, amountFen]) => amountFen !== undefined);
  return Object.fromEntries(known) as Partial<Record<Code, Fen>>;
}

/** From which amount on a second head confirms; empty: from none on. */
export const ExtraLevelForm = z.object({
  levelFen: YuanAmount({ positive: true })
    .optional()
    .transform((amountFen) => amountFen ?? null),
});
