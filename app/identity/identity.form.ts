import { z } from 'zod';
import { todayInChina } from '../calendar/date';
import { onOneLine } from '../plainText';
import {
  bankAccountMessages,
  idNumberMessages,
  personNameMessages,
  phoneMessages,
  TEXT_HOLDS_ID_NUMBER,
  TEXT_HOLDS_NUMBER,
} from '../zh/identity';
import { parseBankAccount } from './bankAccount';
import type { AccountNumber } from './bankAccount';
import { parseIdNumber } from './idNumber';
import type { IdNumber } from './idNumber';
import { holdsIdNumber, holdsPersonalNumber } from './longNumber';
import { parsePersonName } from './personName';
import { parsePhone } from './phone';

/** A form field for an ID number of 18 characters, as of today in China. Warnings are left to `parseIdNumber`. */
export const IdNumberText = z
  .string({ error: idNumberMessages['id.empty'] })
  .transform((text, context): IdNumber => {
    const parsed = parseIdNumber(text, { today: todayInChina(new Date()) });
    return parsed.ok ? parsed.idNumber : refuse(context, idNumberMessages[parsed.code]);
  });

/** A form field for a person's name. */
export const PersonName = z
  .string({ error: personNameMessages['name.empty'] })
  .transform((text, context): string => {
    const parsed = parsePersonName(text);
    return parsed.ok ? parsed.name : refuse(context, personNameMessages[parsed.code]);
  });

/** A form field for a bank account. Warnings are left to `parseBankAccount`. */
export const BankAccount = z
  .string({ error: bankAccountMessages['account.empty'] })
  .transform((text, context): AccountNumber => {
    const parsed = parseBankAccount(text);
    return parsed.ok ? parsed.account : refuse(context, bankAccountMessages[parsed.code]);
  });

/** A form field for a mobile number or a landline. */
export const PhoneText = z
  .string({ error: phoneMessages['phone.empty'] })
  .transform((text, context): string => {
    const parsed = parsePhone(text);
    return parsed.ok ? parsed.phone : refuse(context, phoneMessages[parsed.code]);
  });

/**
 * A form field for a text of one line, such as a name, a place or the number of a document: it goes into file names,
 * titles and bank files, so that no line break or other control character is kept in it.
 */
export const oneLine = (missing?: string) => z.string({ error: missing }).overwrite(onOneLine);

/** For free texts: they hold no ID number and no account. */
export const WITHOUT_NUMBERS = [
  (text: string) => !holdsPersonalNumber(text),
  { error: TEXT_HOLDS_NUMBER },
] as const;

/** For numbers of documents and of banks, which may be long: they are no ID number. */
export const WITHOUT_ID_NUMBER = [
  (text: string) => !holdsIdNumber(text, todayInChina(new Date())),
  { error: TEXT_HOLDS_ID_NUMBER },
] as const;

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
