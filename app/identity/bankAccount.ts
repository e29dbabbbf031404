import { toPlainText } from '../plainText';

declare const accountNumberBrand: unique symbol;

/** A bank account or card number: 12 to 21 digits as text. */
export type AccountNumber = string & { readonly [accountNumberBrand]: true };

export const bankAccountCodes = ['account.empty', 'account.characters', 'account.length'] as const;
export type BankAccountCode = (typeof bankAccountCodes)[number];

export const bankAccountWarnings = ['account.luhn'] as const;
export type BankAccountWarning = (typeof bankAccountWarnings)[number];

export type BankAccountParse =
  { ok: true; account: AccountNumber; warnings: BankAccountWarning[] } | { ok: false; code: BankAccountCode };

/**
 * Reads an account number; spaces are dropped. A number of the length of a card (16 to 19 digits) that fails the
 * check of ISO/IEC 7812 is a warning only, because passbook accounts have no such digit.
 */
export function parseBankAccount(text: string): BankAccountParse {
  const account = toPlainText(text).replace(/\s/g, '');
  if (account === '') return refused('account.empty');
  if (!hasOnlyDigits(account)) return refused('account.characters');
  if (account.length < 12 || account.length > 21) return refused('account.length');
  return { ok: true, account, warnings: isCardLong(account) && !passesLuhn(account) ? ['account.luhn'] : [] };
}

/** What speaks against an account that was accepted: nothing that forbids it. */
export function accountDoubts(account: string): BankAccountWarning[] {
  const parsed = parseBankAccount(account);
  return parsed.ok ? parsed.warnings : [];
}

/** "****1234": the last four digits, without showing how many there are. */
export function maskAccount(account: string): string {
  return account.length < 8 ? '****' : `****${account.slice(-4)}`;
}

function hasOnlyDigits(text: string): text is AccountNumber {
  return /^\d+$/.test(text);
}

function isCardLong(account: string): boolean {
  return account.length >= 16 && account.length <= 19;
}

/** The check of payment cards: from the right, every second digit doubled, the sum of all digits divides by 10. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, place) => {
    const value = place % 2 === 1 ? Number(character) * 2 : Number(character);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function refused(code: BankAccountCode): BankAccountParse {
  return { ok: false, code };
}
