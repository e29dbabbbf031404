import { beforeEach, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { firstOverdrawn } from '../../app/fund/cash';
import {
  carryForwardTo,
  cashDays,
  cashFrom,
  correctReceipt,
  recordReceipt,
  type NewReceipt,
} from '../../app/fund/fund.server';
import { fundPage } from '../../app/fund/fundPage.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { correctPayment, paymentsOfAward, recordPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import { anExportedBatch } from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

let store: Store;
let office: Office;
let year: number;
let projectId: string;

/** An office of its own for each test: 10,000.00 budgeted, nothing received. */
beforeEach(async () => {
  ({ store, office } = await aFreshOffice());
  year = 2019;
  ({ id: projectId } = await aProject(office, { year, budgetFen: 1_000_000, receivedFen: 0 }));
});

const day = (text: string) => businessDate(`${year}-${text}`);

const receive = (given: Partial<NewReceipt> = {}) =>
  recordReceipt(office.finance, {
    commandId: newId(),
    year,
    source: 'local',
    receivedOn: day('05-01'),
    amountFen: fen(600_000),
    voucher: '样例-1',
    remarks: '',
    ...given,
  });

async function award(amountFen: number): Promise<string> {
  const { id } = await aFamily(office, { appliedOn: businessDate('2019-01-02') });
  return (await anAward(office, { year, familyId: id, type: 'medical', amountFen })).id;
}

const pay = (awardId: string, on: string, amountFen: number) =>
  recordPayments(office.finance, {
    commandId: newId(),
    lines: [{ awardId, amountFen: fen(amountFen) }],
    paidOn: businessDate(on),
    bankReference: '',
    remarks: '',
  });

const overdrawn = async () => firstOverdrawn(await store.read((read) => cashDays(read, projectId)));

describe('money is paid only once it has come in', () => {
  it.each<[string, string, number, object | null]>([
    ['the day it came', '05-01', 600_000, null],
    [
      'one fen more',
      '05-01',
      600_001,
      { code: 'fund.over_received', shortFen: 1, receivedFen: 600_000, paidFen: 0 },
    ],
    [
      'the day before',
      '04-30',
      1,
      { code: 'fund.paid_before_received', field: 'paidOn', shortFen: 1, receivedFen: 0, paidFen: 0 },
    ],
  ])('%s', async (_, on, amountFen, expected) => {
    await receive();
    const refusal = await refused(pay(await award(700_000), day(on), amountFen));
    expect(refusal).toEqual(expected && expect.objectContaining(expected));
    expect(await overdrawn()).toBeNull();
  });

  it('what a later payment needs is not there for an earlier one', async () => {
    await receive({ amountFen: fen(100_000), receivedOn: day('04-01') });
    await receive({ amountFen: fen(500_000) });
    const id = await award(700_000);
    await pay(id, day('06-01'), 550_000);
    expect(await refused(pay(id, day('04-15'), 50_001))).toMatchObject({ code: 'fund.over_received' });
    await pay(id, day('04-15'), 50_000);
    await receive({ amountFen: fen(100_000), receivedOn: day('07-01'), voucher: '样例-2' });
    // There is money in the end, but on 1 June everything was spent.
    expect(await refused(pay(id, day('04-16'), 1))).toMatchObject({
      code: 'fund.paid_before_received',
      on: day('06-01'),
      shortFen: 1,
      receivedFen: 600_000,
      paidFen: 600_000,
    });
    expect(await overdrawn()).toBeNull();
    await expectInvariants(store, 'payments by day');
  });

  it('a receipt cannot be taken back from under a payment, by day', async () => {
    const receiptId = await receive();
    await pay(await award(700_000), day('06-01'), 200_000);
    await receive({ receivedOn: day('07-01'), voucher: '样例-2', amountFen: fen(300_000) });
    const takeBack = (on: string, amountFen: number) =>
      refused(
        correctReceipt(office.finance, {
          commandId: newId(),
          receiptId,
          correctedOn: day(on),
          amountFen: fen(amountFen),
          voucher: '',
          remarks: '样例',
        }),
      );
    expect(await takeBack('05-01', 400_001)).toMatchObject({
      code: 'fund.below_paid',
      on: day('06-01'),
      shortFen: 1,
      field: 'amountFen',
    });
    // From 1 July on the other receipt carries it.
    expect(await takeBack('07-01', 600_000)).toBeNull();
    await expectInvariants(store, 'a correction by day');
  });

  it('a return undone counts as paid on its day', async () => {
    await receive();
    const first = await award(600_000);
    await pay(first, day('05-02'), 600_000);
    const [row] = await store.read((read) => paymentsOfAward(read, first));
    const correct = (paymentId: string, kind: 'return' | 'reversal', on: string) =>
      correctPayment(office.finance, {
        commandId: newId(),
        paymentId,
        kind,
        on: day(on),
        bankReference: '',
        remarks: '样例',
      });
    const { id } = await correct(row!.id, 'return', '05-10');
    await pay(await award(300_000), day('05-20'), 300_000);
    await receive({ receivedOn: day('06-01'), amountFen: fen(300_000), voucher: '样例-3' });
    expect(await refused(correct(id, 'reversal', '05-11'))).toMatchObject({
      code: 'fund.paid_before_received',
      field: 'on',
      shortFen: 300_000,
    });
    await correct(id, 'reversal', '06-01');
    await expectInvariants(store, 'a reversal by day');
  });
});

describe('money with the bank', () => {
  it('is neither paid by hand, nor taken back, nor carried on; the answer of the bank is never short of it', async () => {
    const today = todayInChina(new Date());
    const receiptId = await receive();
    const another = await award(300_001);
    const { lines, id: batchId } = await anExportedBatch(office, [await award(300_000)]);
    expect(await refused(pay(another, day('05-02'), 300_001))).toMatchObject({
      code: 'fund.over_received',
      shortFen: 1,
      waitingFen: 300_000,
    });
    const takeBack = {
      commandId: newId(),
      receiptId,
      correctedOn: day('05-01'),
      voucher: '',
      remarks: '样例',
    };
    expect(
      await refused(correctReceipt(office.finance, { ...takeBack, amountFen: fen(300_001) })),
    ).toMatchObject({ code: 'fund.below_paid', shortFen: 1 });
    expect(await store.read((read) => cashFrom(read, { projectId, on: today }))).toBe(300_000);
    await pay(another, day('05-02'), 300_000);
    await confirmLinePaid(office.finance, {
      commandId: newId(),
      batchId,
      lineId: lines[0]!.id,
      on: today,
      bankReference: 'HD-1',
      note: '银行回单',
    });
    await expectInvariants(store, 'the bank has answered');
  });
});

describe('a receipt that looks wrong', () => {
  it.each<[string, Partial<NewReceipt>, boolean]>([
    ['all the same', {}, true],
    ['the voucher in full width and with a space', { voucher: '样例－ １' }, true],
    ['another voucher', { voucher: '样例-2' }, false],
    ['another day', { receivedOn: businessDate('2019-06-01') }, false],
    ['another source', { source: 'union' }, false],
    ['another amount', { amountFen: fen(600_001), confirmed: true }, true],
    ['another amount, where nobody can be asked', { amountFen: fen(600_001) }, false],
  ])('the same again: %s', async (_, given, isSame) => {
    await receive({ receivedOn: day('05-01') });
    const other = given.receivedOn ? { ...given, receivedOn: day('06-01') } : given;
    const refusal = await refused(receive(other));
    const known = { receivedOn: '2019-05-01', amountFen: 600_000, voucher: '样例-1' };
    expect(refusal).toEqual(isSame ? { code: 'receipt.same_again', field: 'anotherReason', ...known } : null);
    if (isSame) expect(await refused(receive({ ...other, anotherReason: '两笔拨款同日到账' }))).toBeNull();
  });

  it('may be recorded again once the first was taken back', async () => {
    const receiptId = await receive();
    await correctReceipt(office.finance, {
      commandId: newId(),
      receiptId,
      correctedOn: day('05-01'),
      amountFen: fen(600_000),
      voucher: '',
      remarks: '样例',
    });
    expect(await refused(receive())).toBeNull();
  });

  it.each([
    ['all of the budget', 1_000_000, null],
    ['one fen above it', 1_000_001, { overFen: 1, budgetFen: 1_000_000, receivedFen: 0 }],
  ])('%s', async (_, amountFen, expected) => {
    const ask = (confirmed?: boolean) => refused(receive({ amountFen: fen(amountFen), confirmed }));
    expect(await ask(false)).toEqual(
      expected && { code: 'receipt.above_budget', field: 'confirmed', ...expected },
    );
    if (expected) expect(await ask(true)).toBeNull();
  });
});

/** Goes on to the next year, whose project begins without money. */
async function nextYear() {
  const before = { id: projectId, year };
  year += 1;
  ({ id: projectId } = await aProject(office, { year, budgetFen: 1_000_000, receivedFen: 0 }));
  return before;
}

const proposed = () => store.read((read) => carryForwardTo(read, year, day('12-31')));

const carry = (amountFen: number, takesReserved?: boolean) =>
  receive({ carried: true, receivedOn: day('01-10'), amountFen: fen(amountFen), takesReserved });

describe('money carried from a year that is not kept here', () => {
  const carryUnknown = (yearUnknown?: boolean) =>
    receive({ carried: true, receivedOn: day('01-10'), amountFen: fen(500_000), yearUnknown });

  it('takes a tick, which the log keeps; the receipt is marked, and what is taken off it', async () => {
    expect(await refused(carryUnknown(false))).toEqual({
      ...{ code: 'receipt.carried_unknown', field: 'yearUnknown', year: 2018 },
    });
    const id = await carryUnknown(true);
    await receive({ voucher: '样例-2', yearUnknown: false });
    const [entry] = await store.read((read) => auditOf(read, { type: 'receipt', id }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ carried: true, yearUnknown: true });
    await correctReceipt(office.finance, {
      ...{ commandId: newId(), receiptId: id, correctedOn: day('01-11'), amountFen: fen(1) },
      ...{ voucher: '', remarks: '样例' },
    });
    const { receipts } = await store.read((read) => fundPage(read, { year, asOf: day('12-31') }));
    expect(receipts.map(({ amountFen, isCarried }) => [amountFen, isCarried])).toEqual([
      [500_000, true],
      [-1, true],
      [600_000, false],
    ]);
  });

  it('asks nothing of one whose year before is kept: there the limit holds', async () => {
    await receive();
    await nextYear();
    expect(await refused(carryUnknown(false))).toBeNull();
  });
});

describe('money carried from the year before', () => {
  it('is at most what was left, and is gone from there', async () => {
    await receive();
    await pay(await award(250_000), day('06-01'), 250_000);
    const before = await nextYear();
    expect(await proposed()).toMatchObject({
      fromYear: before.year,
      proposedFen: 350_000,
      reservedFen: 0,
      receivedOn: day('01-01'),
    });
    expect(await refused(carry(350_001))).toMatchObject({
      code: 'receipt.carried_too_much',
      year: before.year,
      leftFen: 350_000,
      field: 'amountFen',
    });
    await carry(300_000);
    const left = await store.read((read) => cashFrom(read, { projectId: before.id, on: day('01-10') }));
    expect(left).toBe(50_000);
    expect(await proposed()).toMatchObject({ proposedFen: 50_000 });
    await carry(50_000);
    expect(await proposed()).toMatchObject({ proposedFen: 0, lowest: { usableFen: 0 } });
    const page = await store.read((read) => fundPage(read, { year, asOf: day('12-31') }));
    expect(page).toMatchObject({ carriedFen: 350_000, cash: { cashFen: 350_000 } });
    await expectInvariants(store, 'a carry-forward');
  });

  it('leaves what is with the bank, and proposes to leave what is approved', async () => {
    await receive();
    await anExportedBatch(office, [await award(50_000)]);
    const waiting = await award(154_000);
    const before = await nextYear();
    expect(await proposed()).toMatchObject({
      cash: { cashFen: 600_000, waitingFen: 50_000, usableFen: 550_000 },
      reservedFen: 154_000,
      proposedFen: 396_000,
    });
    expect(await refused(carry(550_001, true))).toMatchObject({
      ...{ code: 'receipt.carried_too_much', leftFen: 550_000, on: todayInChina(new Date()) },
    });
    expect(await refused(carry(396_001, false))).toEqual({
      ...{ code: 'receipt.carried_reserved', field: 'takesReserved' },
      ...{ year: before.year, reservedFen: 154_000, proposedFen: 396_000, shortFen: 1 },
    });
    expect(await refused(carry(396_000, false))).toBeNull();
    // Everything approved can still be paid, in the new year too.
    await pay(waiting, day('01-20'), 154_000);
    await expectInvariants(store, 'a carry-forward beside open awards');
  });

  it('takes more where somebody means it, and every figure says where the money went', async () => {
    await receive();
    await anExportedBatch(office, [await award(50_000)]);
    const waiting = await award(154_000);
    const before = await nextYear();
    expect(await refused(carry(550_000, true))).toBeNull();
    const { cash } = await store.read((read) => fundPage(read, { year: before.year, asOf: day('12-31') }));
    expect(cash).toEqual({
      ...{ receivedFen: 600_000, carriedOutFen: 550_000, paidFen: 0 },
      ...{ cashFen: 50_000, waitingFen: 50_000, usableFen: 0 },
    });
    expect(await refused(pay(waiting, day('01-20'), 154_000))).toMatchObject({
      ...{ code: 'fund.over_received', shortFen: 154_000 },
      ...{ receivedFen: 600_000, carriedFen: 550_000, paidFen: 0, waitingFen: 50_000 },
    });
    await expectInvariants(store, 'a carry-forward of reserved money');
  });

  it('is told by the figures of the fund page, limited by the day that has the least', async () => {
    await receive();
    const waiting = [await award(154_000)];
    const recovered = await award(250_000);
    await pay(recovered, day('06-01'), 250_000);
    await anExportedBatch(office, waiting);
    await award(30_000);
    const before = await nextYear();
    const [row] = await store.read((read) => paymentsOfAward(read, recovered));
    const recovery = { kind: 'recovery', on: day('03-01'), bankReference: '', remarks: '样例' } as const;
    await correctPayment(office.finance, { ...recovery, commandId: newId(), paymentId: row!.id });
    const { cash } = await store.read((read) => fundPage(read, { year: before.year, asOf: day('12-31') }));
    expect(cash).toMatchObject({ cashFen: 600_000, waitingFen: 154_000, usableFen: 446_000 });
    expect(await proposed()).toMatchObject({
      ...{ cash, lowest: { on: day('01-01'), usableFen: 350_000 } },
      ...{ reservedFen: 30_000, proposedFen: 350_000 },
    });
  });

  it('of what is approved takes all: nothing is proposed', async () => {
    await receive({ amountFen: fen(100_000) });
    await award(300_000);
    await nextYear();
    expect(await proposed()).toMatchObject({ reservedFen: 300_000, proposedFen: 0 });
  });
});

describe('the fund page', () => {
  it('cuts the same money by type, month, place and day', async () => {
    await receive({ receivedOn: day('01-05'), amountFen: fen(900_000) });
    const id = await award(500_000);
    await pay(id, day('04-01'), 200_000);
    await pay(id, `${year + 1}-01-10`, 50_000);
    const page = await store.read((read) => fundPage(read, { year, asOf: day('12-31') }));
    expect(page.balance).toMatchObject({ paidFen: 250_000, committedFen: 250_000 });
    expect(page).toMatchObject({ paidOutsideFen: 50_000, executed: { text: '20.00%' } });
    expect(page.outlook).toMatchObject({ paidFen: 200_000, projectedFen: 200_000 });
    const sum = (rows: { committedFen: number; paidFen: number }[]) =>
      rows.reduce((total, row) => [total[0]! + row.committedFen, total[1]! + row.paidFen], [0, 0]);
    expect(sum(page.divisions)).toEqual([250_000, 250_000]);
    expect(sum(page.types)).toEqual([250_000, 250_000]);
  });
});
