import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { contradictionsOfBatch, settleContradiction } from '../../app/payments/contradictions.server';
import { confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { recordPayments } from '../../app/payments/payments.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import { applySeen, aResultRow, aSentBatch, aSentResult, FAILED } from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aRun } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** What the bank says of a line is asked about in whichever order its files come. */

const YEAR = 2019;

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;

async function aLine() {
  const { id: batchId, lines } = await aSentBatch(office, 2);
  const line = lines[0]!;
  const send = (given: Given) => aSentResult(office.finance, batchId, [aResultRow(line, given)]);
  const enter = async (given: Given) => applySeen(office.finance, await send(given));
  return { batchId, line, awardId: line.awardId, send, enter };
}

const openOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));

describe('less than the whole under one number, and the whole under another', () => {
  const LESS = { 金额: '60.00', 流水号: 'T015' };
  const WHOLE = { 流水号: 'T015b' };

  it.each([
    ['another number', LESS, WHOLE],
    ['no number of its own', { ...LESS, 流水号: '' }, WHOLE],
    ['a number beside a whole that has none', LESS, { 流水号: '' }],
    ['no number, as the whole', { ...LESS, 流水号: '' }, { 流水号: '' }],
  ])('under %s is asked about in either order', async (_, less, whole) => {
    const [one, other] = [await aLine(), await aLine()];
    await one.send(less);
    await one.enter(whole);
    await other.enter(whole);
    await other.send(less);
    const { 流水号: reference } = less;
    for (const { batchId } of [one, other])
      expect(await openOf(batchId)).toMatchObject([
        { outcome: 'succeeded', saidFen: 6_000, bookedFen: 60_000, reference, settled: null },
      ]);
    await expectInvariants(store, 'after less and the whole');
    const [found] = await openOf(one.batchId);
    await settleContradiction(office.finance, { id: found!.id, reason: '只付了一次' });
    await one.send({ ...less, 失败原因: '无' });
    expect(await openOf(one.batchId)).toMatchObject([{ settled: { reason: '只付了一次' } }]);
    await expectInvariants(store, 'after it was settled');
  });

  it('is asked about where the whole is confirmed by hand', async () => {
    const { batchId, line, send } = await aLine();
    await send(LESS);
    const paid = { on: businessDate('2019-03-12'), bankReference: 'T015b', note: '回单' };
    await confirmLinePaid(office.finance, { commandId: newId(), batchId, lineId: line.id, ...paid });
    expect(await openOf(batchId)).toMatchObject([{ saidFen: 6_000, settled: null }]);
    await expectInvariants(store, 'after it was confirmed by hand');
  });

  it.each([
    ['the same number', { 流水号: 'T015' }],
    ['another day', { 流水号: 'T015b', 交易日期: '2019-03-13' }],
  ])('is put right where the whole has %s', async (_, whole) => {
    const { batchId, send, enter } = await aLine();
    await send(LESS);
    await enter(whole);
    expect(await openOf(batchId)).toEqual([]);
    await expectInvariants(store, 'after it was put right');
  });
});

describe('a failure that a later file tells of a later day', () => {
  const FIRST = { ...FAILED, 流水号: 'F1' };
  const AGAIN = { ...FAILED, 交易日期: '2019-03-14', 流水号: 'F2' };
  const record = (awardId: string, on: string, failedSeen: number) =>
    recordPayments(office.finance, aRun(awardId, { on: businessDate(on), bankReference: 'H1', failedSeen }));

  it.each([
    ['before the first', '2019-03-11', true],
    ['between the two', '2019-03-13', true],
    ['on the day of the later', '2019-03-14', true],
    ['after both', '2019-03-15', false],
  ])('is asked about where one pays by hand %s', async (_, on, isAsked) => {
    const { awardId, send, enter } = await aLine();
    await enter(FIRST);
    await send(AGAIN);
    await send(AGAIN);
    const count = isAsked ? 1 : 0;
    expect(await refused(record(awardId, on, 1 - count))).toMatchObject({
      ...{ code: 'payment.failed_since', field: 'failedSeen', count },
      ...(isAsked ? { failedOn: '2019-03-14' } : {}),
    });
    await record(awardId, on, count);
    await expectInvariants(store, 'after a payment by hand');
  });

  it('is shown before one pays, and no more once its file was taken away', async () => {
    const { awardId, send, enter } = await aLine();
    await enter(FIRST);
    const ids = await send(AGAIN);
    const shown = async () => {
      const selection = { awardIds: [awardId], except: [] };
      const today = todayInChina(new Date());
      return (await store.read((read) => paymentDraft(read, { selection, today }))).failed;
    };
    expect(await shown()).toMatchObject([{ awardId, failedOn: '2019-03-14', isTold: true }]);
    await voidResult(office.finance, { ...ids, reason: '传错了文件', contradictionsSeen: 0 });
    expect(await shown()).toMatchObject([{ awardId, failedOn: '2019-03-12', isTold: false }]);
    await record(awardId, '2019-03-12', 0);
  });
});
