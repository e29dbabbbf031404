import { z } from 'zod';
import { BankAccount, oneLine, WITHOUT_ID_NUMBER, WITHOUT_NUMBERS } from '../identity/identity.form';
import { BANK_LAYOUT_MESSAGES as MESSAGES, PAYING_ACCOUNT_MESSAGES as PAYING } from '../zh/batches';
import { tooManyRows } from '../zh/formRows';
import { BANK_FIELDS, lackingFields, MOST_COLUMNS } from './bankLayout';

const Column = z
  .object({
    header: oneLine()
      .max(30, MESSAGES.headerLong)
      .refine(...WITHOUT_NUMBERS)
      .optional(),
    field: z.enum(BANK_FIELDS).optional(),
    text: oneLine()
      .max(60, MESSAGES.textLong)
      .refine(...WITHOUT_ID_NUMBER)
      .optional(),
  })
  .refine(({ header, field }) => Boolean(header) === Boolean(field), {
    error: MESSAGES.headerMissing,
    path: ['header'],
  });

/** A layout as it is typed: rows that are left empty are no columns. */
export const BankLayoutForm = z.object({
  name: oneLine(MESSAGES.nameMissing)
    .min(1, MESSAGES.nameMissing)
    .max(30, MESSAGES.nameLong)
    .refine(...WITHOUT_NUMBERS),
  columns: z
    .array(Column)
    .max(MOST_COLUMNS, tooManyRows(MOST_COLUMNS))
    .default([])
    .transform((columns) =>
      columns.flatMap(({ header, field, text }) =>
        header && field ? [{ header, field, text: text ?? '' }] : [],
      ),
    )
    .refine((columns) => lackingFields(columns).length === 0, { error: MESSAGES.columnsMissing }),
});

const words = (missing: string) =>
  oneLine(missing)
    .min(1, missing)
    .max(60, PAYING.long)
    .refine(...WITHOUT_NUMBERS);

export const PayingAccountForm = z.object({
  accountHolder: words(PAYING.holderMissing),
  bankName: words(PAYING.bankMissing),
  account: BankAccount,
});

export const RetireLayoutForm = z.object({});
