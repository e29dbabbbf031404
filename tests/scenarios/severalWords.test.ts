import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { batchLinePage } from '../../app/payments/batchLine.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import { contradictionsOfBatch, settleContradiction } from '../../app/payments/contradictions.server';
import { recordPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import {
  anAnsweredTwice,
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  FAILED,
  openClaims,
  previewOfResult,
  type BankLine,
} from '../factories/bankResults';
import { aBatch } from '../factories/batches';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, aRun, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const PAID_ON = '2019-03-14';
const LATER = { 交易日期: PAID_ON, 流水号: 'R4c' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const answered = (first: Record<string, string>, second: Record<string, string>) =>
  anAnsweredTwice(office, { year: YEAR, first, second });
const saidOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));
const openOf = (line: Pick<BankLine, 'awardId'>) => openClaims(office.auditor, line);

describe('the file of another batch, whose rows have no day', () => {
  const bare = { ...FAILED, 交易日期: '', 流水号: '' };
  const earlyOf = async (ids: { batchId: string; resultId: string }) =>
    (await previewOfResult(office.finance, ids)).early;

  it('is early for a batch that the bank got after it had come, and asks for its tick', async () => {
    const { batchId, awardId, line } = await answered(bare, bare);
    const number = (await store.read((read) => batchPage(read, { id: batchId }))).batch.number;
    const again = await anExportedBatch(office, [awardId]);
    const rows = [aResultRow(line, bare)];
    const ids = { batchId: again.id, resultId: await aResult(office.finance, again.id, { rows }) };
    expect(await earlyOf(ids)).toMatchObject({ count: 1, otherBatch: { number, isSameFile: true } });
    const apply = (earlySeen: number) =>
      applyResult(office.finance, {
        ...{ ...ids, commandId: newId(), succeeded: 0, failed: 1, amountFen: 0, causes: [] },
        earlySeen,
      });
    expect(await refused(apply(0))).toMatchObject({ code: 'result.early_days', count: 1 });
    await apply(1);
  });

  it('is none for a batch that the bank had before it came', async () => {
    const one = await answered(FAILED, FAILED);
    const other = await answered(FAILED, FAILED);
    const rows = [aResultRow(one.line, { ...LATER, 失败原因: '无' })];
    await aResult(office.finance, one.batchId, { rows });
    const resultId = await aResult(office.finance, other.batchId, { rows });
    expect(await earlyOf({ batchId: other.batchId, resultId })).toMatchObject({ count: 0, otherBatch: null });
  });
});

describe('several rows of one file about one line', () => {
  const again = { ...FAILED, 交易日期: '2019-03-20' };
  const rowsOf = (line: BankLine, given: readonly Record<string, string>[]) => ({
    rows: given.map((one) => aResultRow(line, one)),
  });
  const FIRST = { ...FAILED, 交易日期: '2019-03-12' };

  it.each([
    ['in the order of their days', [LATER, again]],
    ['the newest first', [again, LATER]],
  ])('%s all count', async (_, given) => {
    const { batchId, awardId, line } = await answered(FIRST, FIRST);
    await aResult(office.finance, batchId, rowsOf(line, given));
    expect(await openOf({ awardId })).toMatchObject([
      { outcome: 'succeeded', reference: 'R4c', later: { outcome: 'failed', on: '2019-03-20' } },
    ]);
    await aPayment(office, { awardId, on: businessDate(PAID_ON), bankReference: 'R4c' });
    expect(await openOf({ awardId })).toMatchObject([{ outcome: 'failed', isByHand: true }]);
    await expectInvariants(store, 'after two rows of one line');
  });

  it('count with what is booked, where the bank took a payment back before the file of it came', async () => {
    const later = { ...FAILED, 交易日期: '2019-03-20' };
    const made = await answered(later, LATER);
    expect(await openOf(made)).toMatchObject([
      { outcome: 'succeeded', reference: 'R4c', later: { outcome: 'failed', on: '2019-03-20' } },
    ]);
    await aPayment(office, { awardId: made.awardId, on: businessDate(PAID_ON), bankReference: 'R4c' });
    expect(await openOf(made)).toMatchObject([{ outcome: 'failed', isByHand: true }]);
    await expectInvariants(store, 'after an older file came later');
  });

  it('name each payment', async () => {
    const { batchId, awardId, line } = await answered(FIRST, FIRST);
    const other = { 交易日期: '2019-03-15', 流水号: 'X5B' };
    await aResult(office.finance, batchId, rowsOf(line, [other, LATER]));
    expect(await openOf({ awardId })).toMatchObject([{ reference: 'X5B', others: [{ reference: 'R4c' }] }]);
    await aPayment(office, { awardId, on: businessDate('2019-03-15'), bankReference: 'X5B' });
    expect(await openOf({ awardId })).toMatchObject([{ reference: 'R4c', again: { reference: 'X5B' } }]);
    await expectInvariants(store, 'after two payments of one line');
  });
});

describe('what is settled with a reason', () => {
  const settled = async ({ awardId }: { awardId: string }) => {
    const [said] = await openOf({ awardId });
    await settleContradiction(office.finance, { id: said!.id, reason: '已核对' });
    return said!;
  };

  it('of one payment leaves another one of the line open', async () => {
    const made = await answered(FAILED, LATER);
    const rows = [aResultRow(made.line, { 交易日期: '2019-03-15', 流水号: 'K9' })];
    await aResult(office.finance, made.batchId, { rows });
    expect(await settled(made)).toMatchObject({ reference: 'K9' });
    expect(await settled(made)).toMatchObject({ reference: 'R4c' });
    expect(await openOf(made)).toEqual([]);
    expect(await saidOf(made.batchId)).toMatchObject([{ settled: { reason: '已核对' } }]);
    await expectInvariants(store, 'after both were settled');
  });

  it('of a failure is the one of the latest day, whichever file came last', async () => {
    const made = await answered({}, { ...FAILED, 流水号: '', 交易日期: '2019-03-18' });
    const rows = [aResultRow(made.line, { ...FAILED, 流水号: '', 交易日期: '2019-03-11' })];
    await aResult(office.finance, made.batchId, { rows });
    expect(await settled(made)).toMatchObject({ on: '2019-03-18' });
    expect(await openOf(made)).toEqual([]);
  });

  it('of a failure leaves a later one open', async () => {
    const made = await answered({}, { ...FAILED, 交易日期: '2019-03-11' });
    await settled(made);
    await aResult(office.finance, made.batchId, {
      rows: [aResultRow(made.line, { ...FAILED, 交易日期: '2019-03-18' })],
    });
    expect(await openOf(made)).toMatchObject([{ on: '2019-03-18' }]);
  });

  it('of a failure is settled of every day that was told', async () => {
    const made = await answered({}, { ...FAILED, 交易日期: '2019-03-13' });
    const rows = [aResultRow(made.line, { ...FAILED, 交易日期: '2019-03-15' })];
    await aResult(office.finance, made.batchId, { rows });
    await settled(made);
    expect(await openOf(made)).toEqual([]);
  });
});

describe('a row whose line number is not the one of its account', () => {
  it.each([
    ['of a line that failed, that it was paid', FAILED, LATER, 1],
    ['of a paid line, that it was not', {}, FAILED, 1],
    ['of a paid line, that it was', {}, {}, 0],
  ])('counts %s: %i', async (_, first, second, count) => {
    const { batchId, line, awardId } = await answered(first, first);
    await aResult(office.finance, batchId, { rows: [aResultRow(line, { ...second, 序号: '7' })] });
    expect(await openOf({ awardId })).toHaveLength(count);
    await expectInvariants(store, 'after another line number');
  });
});

describe('a line that the bank says was paid', () => {
  const record = (awardId: string, bankReference = 'R4c') =>
    aPayment(office, { awardId, on: businessDate(PAID_ON), bankReference });

  it.each([
    ['reversal', 1],
    ['return', 0],
  ] as const)('and that was recorded so is asked about after its %s: %i', async (kind, count) => {
    const { batchId, awardId, line } = await answered(FAILED, LATER);
    const payment = await record(awardId);
    await aCorrection(office, payment.id, { kind, on: '2019-03-21' });
    expect(await openOf({ awardId })).toHaveLength(count);
    const anew = [aResultRow(line, { ...LATER, 失败原因: '无' })];
    await aResult(office.finance, batchId, { rows: anew });
    expect(await openOf({ awardId })).toHaveLength(count);
    await expectInvariants(store, 'after it was taken back');
  });

  it.each([
    ['reversal', 1],
    ['return', 0],
  ] as const)('by its batch is asked about by a new file after its %s: %i', async (kind, count) => {
    const { batchId, awardId, line } = await answered({}, {});
    const [payment] = await paymentRowsOf(office, awardId);
    await aCorrection(office, payment!.id, { kind, on: '2019-03-21' });
    expect(await openOf({ awardId })).toEqual([]);
    const resultId = await aResult(office.finance, batchId, {
      rows: [aResultRow(line, { 失败原因: '无' })],
    });
    const said = await openOf({ awardId });
    expect(said).toHaveLength(count);
    for (const one of said) expect(one).toMatchObject({ resultId, bookedFen: 0, tab: 'applied' });
    await expectInvariants(store, 'after it was said anew');
  });

  it('is not what an older file said of the same paper', async () => {
    const { batchId, awardId, line } = await answered(FAILED, { ...LATER, 金额: '580.00' });
    await aResult(office.finance, batchId, { rows: [aResultRow(line, { ...LATER, 金额: '590.00' })] });
    expect(await openOf({ awardId })).toMatchObject([{ saidFen: 59_000 }]);
    await aPayment(office, {
      ...{ awardId, on: businessDate(PAID_ON), bankReference: 'R4c', amountFen: 59_000 },
    });
    expect(await openOf({ awardId })).toEqual([]);
  });

  it('is told on the page of the batch that is paying it again', async () => {
    const made = await answered(FAILED, FAILED);
    const again = await anExportedBatch(office, [made.awardId]);
    await aResult(office.finance, made.batchId, { rows: [aResultRow(made.line, LATER)] });
    const page = await store.read((read) => batchPage(read, { id: again.id }));
    expect(page.contradictions).toMatchObject([
      { reference: 'R4c', reissue: { id: again.id, isSent: true } },
    ]);
  });

  it('is told where the result of that batch is entered, and on its page once it is closed, until it is settled', async () => {
    const made = await answered(FAILED, FAILED);
    const { id: batchId, lines } = await anExportedBatch(office, [made.awardId]);
    await aResult(office.finance, made.batchId, { rows: [aResultRow(made.line, LATER)] });
    const told = [{ batch: { id: made.batchId }, reference: 'R4c' }];
    const from = null;
    const byHand = await store.read((read) =>
      batchLinePage(read, { batchId, lineId: lines[0]!.id, from, outcome: 'succeeded' }),
    );
    expect(byHand.claims).toMatchObject(told);
    const rows = [aResultRow(lines[0]!, { 交易日期: '2019-03-20', 流水号: 'B2' })];
    const resultId = await aResult(office.finance, batchId, { rows });
    expect((await previewOfResult(office.finance, { batchId, resultId })).claims).toMatchObject(told);
    expect((await applySeen(office.finance, { batchId, resultId })).isClosed).toBe(true);
    const closed = () => store.read((read) => batchPage(read, { id: batchId }));
    const [claim] = (await closed()).contradictions;
    expect(claim).toMatchObject({ ...told[0], again: { reference: 'B2' } });
    expect((await previewOfResult(office.finance, { batchId, resultId })).claims).toMatchObject(told);
    await settleContradiction(office.finance, { id: claim!.id, reason: '银行退回了一笔' });
    expect((await closed()).contradictions).toEqual([]);
  });

  it.each([
    ['the one', PAID_ON, 'R4c', 0],
    ['the other', '2019-03-15', 'K9', 0],
    ['neither', '2019-03-15', 'R4c', 1],
  ])('twice is recorded as %s, and the other stays open', async (_, on, bankReference, count) => {
    const { batchId, awardId, line } = await answered(FAILED, LATER);
    const other = { 交易日期: '2019-03-15', 流水号: 'K9' };
    await aResult(office.finance, batchId, { rows: [aResultRow(line, other)] });
    expect(await openOf({ awardId })).toMatchObject([{ reference: 'K9', others: [{ reference: 'R4c' }] }]);
    const run = { on: businessDate(on), bankReference, claimsSeen: 0 };
    const refusal = await refused(recordPayments(office.finance, aRun(awardId, run)));
    expect(refusal?.count ?? 0).toBe(count);
    if (count > 0) return;
    expect(await openOf({ awardId })).toMatchObject([
      { reference: bankReference === 'K9' ? 'R4c' : 'K9', again: { reference: bankReference, isTold: true } },
    ]);
  });

  it('twice is asked about once, after what was said besides is settled', async () => {
    const { batchId, awardId, line } = await answered(FAILED, LATER);
    const other = { 交易日期: '2019-03-15', 流水号: 'K9' };
    await aResult(office.finance, batchId, { rows: [aResultRow(line, other)] });
    const [last] = await openOf({ awardId });
    expect(last).toMatchObject({ reference: 'K9', others: [{ reference: 'R4c' }] });
    await settleContradiction(office.finance, { id: last!.id, reason: '银行说没有付' });
    expect(await openOf({ awardId })).toMatchObject([{ reference: 'R4c', others: [] }]);
    const again = { 交易日期: '2019-03-16', 流水号: 'K10' };
    await aResult(office.finance, batchId, { rows: [aResultRow(line, again)] });
    expect(await openOf({ awardId })).toMatchObject([{ reference: 'K10', others: [{ reference: 'R4c' }] }]);
  });

  it('names another payment that stands, as by a second batch', async () => {
    const { awardId } = await answered(FAILED, LATER);
    const again = await anExportedBatch(office, [awardId]);
    const rows = [aResultRow(again.lines[0]!, { 流水号: 'P1', 交易日期: '2019-03-19' })];
    await anEnteredResult(office.finance, again.id, rows);
    expect(await openOf({ awardId })).toMatchObject([
      { bookedFen: 0, again: { reference: 'P1', on: '2019-03-19', amountFen: 60_000 } },
    ]);
  });

  it.each(['r4c', ' R 4c ', 'Ｒ４Ｃ'])('is recorded with its number typed as %s', async (bankReference) => {
    const { awardId } = await answered(FAILED, LATER);
    const run = aRun(awardId, { on: businessDate(PAID_ON), bankReference, claimsSeen: 0 });
    await recordPayments(office.finance, run);
    expect(await openOf({ awardId })).toEqual([]);
  });

  it('names the batch that is about to pay it again', async () => {
    const { awardId } = await answered(FAILED, LATER);
    expect(await openOf({ awardId })).toMatchObject([{ reissue: null }]);
    const batchId = await aBatch(office, [awardId], 'draft');
    expect(await openOf({ awardId })).toMatchObject([
      { reissue: { id: batchId, isDraft: true, isSent: false } },
    ]);
  });
});

it('less than is booked stays open where the file that was entered comes once more', async () => {
  const made = await answered({}, { 金额: '450.00' });
  await aResult(office.finance, made.batchId, { rows: [aResultRow(made.line, { 失败原因: '无' })] });
  expect(await openOf(made)).toMatchObject([
    { saidFen: 45_000, bookedFen: 60_000, later: { saidFen: 60_000 } },
  ]);
  await expectInvariants(store, 'after the first answer once more');
});
