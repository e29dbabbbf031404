import { describe, expect, it } from 'vitest';
import { businessDate } from '../app/calendar/date';
import { SHEET_COLUMNS } from '../app/exchange/familySheet';
import { readPaymentRow, readReceiptRow } from '../app/exchange/ledgerRow';
import { PAYMENT_COLUMNS, RECEIPT_COLUMNS } from '../app/exchange/ledgerSheet';
import { readPerson } from '../app/exchange/sheetPerson';
import { sampleIdNumber } from '../app/identity/idNumber';
import { readAnswer, SHEET_FIELDS } from '../app/surveys/answerSheet';
import { formFields, type Leaf } from './formFields';

/** No field, of whatever form, takes an ID number but those that seal it, look for it or pass it on unread. */

const TODAY = businessDate('2026-11-25');
const DIGITS = sampleIdNumber({ areaCode: '410105', birthDate: businessDate('1980-01-01'), sequence: 2 });
const NUMBERS = [
  '11010519491231002X',
  DIGITS,
  '110105491231002',
  '１１０１０５１９４９１２３１００２Ｘ',
  '证号 110105 19491231 002x',
];

/** Fields that seal a number, or only look for it. */
const SEALED = [
  /^families\/\S+ \w+ (members\.idNumber|bank\.account|account)$/,
  /^families\/duplicate\S+ LookAlikeForm (idNumber|account|phone|name|birthOn)$/,
  /^payments\/bankLayout\S+ PayingAccountForm account$/,
  /^identity\/identity\S+ (IdNumberText|BankAccount) $/,
  /^services\/service\S+ \w+ file$/,
  /^casePack\/casePack\S+ \w+ numbers$/,
  /^families\/draft\S+ DraftForm content$/,
];
/** Passwords, which are hashed, and what a login is tried with. */
const LOGINS = [
  /^(staff|fund)\/\S+ (NewPassword |\w+ (password|current|repeated|adminPassword|headPassword))$/,
  /^staff\/\S+ LoginForm username$/,
  /^staff\/\S+ LoginCodeForm oneTimeCode$/,
];
/** What names records, or what was looked at, and is only compared with what there is. */
const REFERENCES = [
  /^casePack\/casePack\S+ CasePackForm (payment|award)$/,
  / (\S+\.)?(id|ids|\w+Id|\w+Ids|except|seen|expectedMark|readAs|claimsShown)$/,
  /^families\/bulk\S+ \w+ family$/,
  /^families\/draft\S+ DraftForm version$/,
  /^staff\/savedFilter\S+ SavedFilterForm query$/,
  /^payments\/bankResult\S+ ApplyResultForm causes\.text$/,
];
const ALLOWED = [...SEALED, ...LOGINS, ...REFERENCES];

function takenOf({ schema }: Leaf): string[] {
  return NUMBERS.filter((text) => schema.safeParse(text).success || schema.safeParse([text]).success);
}

describe('an ID number', () => {
  it('is looked for in all forms', () => expect(formFields.length).toBeGreaterThan(300));

  it('is taken by no field of a form that is not meant for it', () => {
    const taking = formFields.filter((leaf) => takenOf(leaf).length > 0).map(({ field }) => field);
    expect(taking.filter((field) => !ALLOWED.some((allowed) => allowed.test(field)))).toEqual([]);
    // An exception that nothing needs any more would hide the next mistake.
    expect(ALLOWED.filter((allowed) => !taking.some((field) => allowed.test(field)))).toEqual([]);
  });

  it.each([
    {
      sheet: 'families',
      columns: SHEET_COLUMNS,
      take: (column: string, text: string) =>
        readPerson(1, { [column]: { kind: 'text', text } }, TODAY).problems.every(
          (problem) => problem.column !== column,
        ),
      allowed: ['idNumber', 'account'],
    },
    {
      sheet: 'payments',
      columns: PAYMENT_COLUMNS,
      take: (column: string, text: string) =>
        readPaymentRow({ row: 1, cells: { [column]: { kind: 'text', text } } }, TODAY).problems.every(
          (problem) => problem.column !== column,
        ),
      allowed: ['idNumber'],
    },
    {
      sheet: 'receipts',
      columns: RECEIPT_COLUMNS,
      take: (column: string, text: string) =>
        readReceiptRow({ row: 1, cells: { [column]: { kind: 'text', text } } }, TODAY).problems.every(
          (problem) => problem.column !== column,
        ),
      allowed: [],
    },
    {
      sheet: 'answers',
      columns: SHEET_FIELDS,
      take: (column: string, text: string) => {
        const good = { idNumber: DIGITS, answeredOn: '2026-11-01', outcome: '满意', [column]: text };
        const cells = Object.fromEntries(
          Object.entries(good).map(([name, one]) => [name, { kind: 'text' as const, text: one }]),
        );
        return readAnswer(cells, { today: TODAY, usualMethod: 'phone' }).answer !== null;
      },
      allowed: ['idNumber'],
    },
  ])('is taken by no other column of a sheet of $sheet', ({ columns, take, allowed }) => {
    const taking = columns.filter((column) => NUMBERS.some((text) => take(column, text)));
    expect(taking.sort()).toEqual([...allowed].sort());
  });
});
