import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { confirmAccount, proposeAccount } from '../../app/families/accountChanges.server';
import { newId } from '../../app/ids.server';
import { confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { recordPayments } from '../../app/payments/payments.server';
import { anExportedBatch } from '../factories/bankResults';
import { aFamily, anAccount } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, aRun, paymentRowsOf } from '../factories/payments';
import { anAward } from '../factories/relief';
import { refused } from '../refused';

const YEAR = 2019;
const on = businessDate('2019-03-12');

let office: Office;

beforeAll(async () => {
  ({ office } = await aFreshOffice({ year: YEAR }));
});

async function anAwardWith(account = anAccount()) {
  const { id: familyId, input } = await aFamily(office, {
    bank: { bankName: '样本银行', accountHolder: '林样本', account },
  });
  const { id: awardId } = await anAward(office, { year: YEAR, familyId, amountFen: 1_000 });
  return { awardId, familyId, account, holder: input.bank.accountHolder };
}

const REFUSED = { code: 'payment.account_as_reference', field: 'bankReference' };

const grouped = (account: string) => account.replace(/(\d{4})(?=\d)/g, '$1 ');
const wide = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** What is typed, by the account of the payment; the last number of each length that banks give. */
const TYPED: [string, (account: string) => string, boolean][] = [
  ['the account', (account) => account, true],
  ['it in groups', grouped, true],
  ['it in full width', wide, true],
  ['it behind a word', (account) => `账号${account}`, true],
  ['it with more digits', (account) => `20190312${account}`, true],
  ['it without its last digit', (account) => account.slice(0, -1), false],
  [
    'it with another last digit',
    (account) => account.slice(0, -1) + ((Number(account.at(-1)) + 1) % 10),
    false,
  ],
  ['a number of 12 digits', () => '201903120001', false],
  ['a number of 16 digits', () => '2019031200010001', false],
  ['a number of 19 digits that looks like a card', () => '6217000010000000001', false],
  ['a number of 32 digits', () => '20190312000100010001000100010001', false],
  ['another office’s way', () => 'HD-2019-0312-77', false],
];

describe('what is typed as the number of the bank', () => {
  it.each(TYPED)('of a payment: %s', async (_, typed, isRefused) => {
    const { awardId, account } = await anAwardWith();
    const run = aRun(awardId, { on, bankReference: typed(account) });
    const refusal = await refused(recordPayments(office.finance, run));
    if (isRefused) expect(refusal).toMatchObject(REFUSED);
    else expect(refusal).toBeNull();
    expect(await paymentRowsOf(office, awardId)).toHaveLength(isRefused ? 0 : 1);
  });

  it('of a payment may not be the account of any family of the run, nor one that was proposed or left', async () => {
    const [one, two] = [await anAwardWith(), await anAwardWith()];
    const later = anAccount();
    const change = { familyId: two.familyId, accountHolder: two.holder, account: later };
    const changeId = await proposeAccount(office.caseworker, {
      ...change,
      ...{ bankName: '样本银行', reason: '换卡', noPaperReason: '当面看过' },
    });
    const pays = (bankReference: string) =>
      refused(recordPayments(office.finance, aRun([one.awardId, two.awardId], { on, bankReference })));
    expect(await pays(two.account)).toMatchObject(REFUSED);
    expect(await pays(later)).toMatchObject(REFUSED);
    await confirmAccount(office.head, { familyId: two.familyId, changeId, note: '当面看过' });
    expect(await pays(later)).toMatchObject(REFUSED);
    // Of another family it may be a number like any other: nobody knows whose.
    const { account: stranger } = await anAwardWith();
    const free = aRun([one.awardId, two.awardId], { on, bankReference: stranger });
    expect(await recordPayments(office.finance, free)).toMatchObject({ count: 2 });
  });

  it('of a line of a batch may be neither the account that it was sent to nor the present one', async () => {
    const { awardId, account, familyId, holder } = await anAwardWith();
    const { id: batchId, lines } = await anExportedBatch(office, [awardId]);
    const later = anAccount();
    const changeId = await proposeAccount(office.caseworker, {
      ...{ familyId, accountHolder: holder, account: later },
      ...{ bankName: '样本银行', reason: '换卡', noPaperReason: '当面看过' },
    });
    await confirmAccount(office.head, { familyId, changeId, note: '当面看过' });
    const answer = (bankReference: string) =>
      confirmLinePaid(office.finance, {
        ...{ commandId: newId(), batchId, lineId: lines[0]!.id, on, note: '银行回单', bankReference },
      });
    expect(await refused(answer(account))).toMatchObject(REFUSED);
    expect(await refused(answer(later))).toMatchObject(REFUSED);
    await answer('2019031200010001');
    expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
  });

  it('of a correction may not be the account', async () => {
    const { awardId, account } = await anAwardWith();
    const { id } = await aPayment(office, { awardId, on });
    const correction = { kind: 'return', on } as const;
    expect(await refused(aCorrection(office, id, { ...correction, bankReference: account }))).toMatchObject(
      REFUSED,
    );
    await aCorrection(office, id, { ...correction, bankReference: '2019031200010002' });
    expect(await paymentRowsOf(office, awardId)).toHaveLength(2);
  });
});
