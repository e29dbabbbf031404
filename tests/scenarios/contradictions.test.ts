import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import { approveBatch, makeBatch, submitBatch } from '../../app/payments/batches.server';
import { storedResult } from '../../app/payments/bankResults.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import { compareOldResults } from '../../app/payments/comparedResults.server';
import { isAsTold } from '../../app/payments/contradiction';
import {
  contradictionsOfAward,
  contradictionsOfBatch,
  openContradictionCount,
  settleContradiction,
} from '../../app/payments/contradictions.server';
import { guessMapping } from '../../app/payments/bankResult';
import { listFailures } from '../../app/payments/failures.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { noticeOfPayment, noticesOfBatch } from '../../app/payments/paidNotices.server';
import { paths } from '../../app/paths';
import { workList } from '../../app/workList.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { bankContradictions, bankResults } from '../../db/schema';
import {
  anAnsweredTwice,
  aResult,
  aResultRow,
  FAILED,
  openClaims,
  previewOfResult,
  RESULT_HEADERS,
  type BankLine,
} from '../factories/bankResults';
import { aStep } from '../factories/batches';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf } from '../factories/payments';
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

const answeredTwice = (first: Record<string, string>, second: Record<string, string>) =>
  anAnsweredTwice(office, { year: YEAR, first, second });

const saidOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));
const claimedOn = async ({ awardId }: Pick<BankLine, 'awardId'>) => {
  const draft = await store.read((read) => batchDraft(read, { awardIds: [awardId], except: [] }));
  const list = await store.read((read) =>
    listFailures(read, { year: YEAR, today: todayInChina(new Date()), size: 100 }),
  );
  const listed = list.claimed.filter((one) => one.awardId === awardId);
  expect(listed).toEqual(draft.claimed);
  return draft.claimed;
};

describe('a second answer of the bank', () => {
  it('that says a failed line was paid is told of where the award would be paid again', async () => {
    const { batchId, awardId, line, resultId } = await answeredTwice(FAILED, LATER);
    const said = {
      lineId: line.id,
      outcome: 'succeeded',
      on: PAID_ON,
      reference: 'R4c',
      resultId,
      paymentId: null,
    };
    expect(await saidOf(batchId)).toMatchObject([said]);
    expect(await store.read((read) => contradictionsOfAward(read, awardId))).toMatchObject([said]);
    expect(await claimedOn({ awardId })).toMatchObject([{ awardId, claim: said }]);
    expect((await store.read((read) => batchPage(read, { id: batchId }))).contradictions).toMatchObject([
      said,
    ]);
  });

  it('that says a paid line failed is told of on the batch until the payment is taken back', async () => {
    const { batchId, awardId } = await answeredTwice({}, FAILED);
    const [payment] = await paymentRowsOf(office, awardId);
    expect(await saidOf(batchId)).toMatchObject([{ outcome: 'failed', paymentId: payment!.id }]);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-15' });
    expect(await saidOf(batchId)).toEqual([]);
    expect(await claimedOn({ awardId })).toEqual([]);
  });

  it.each([
    ['the same answer again', FAILED, FAILED],
    [
      'of somebody else, to the account of nobody',
      FAILED,
      { ...LATER, 账号: '9999000000000067', 户名: '何某' },
    ],
    ['a word that says neither', FAILED, { ...LATER, 处理结果: '处理中' }],
  ])('that is %s says nothing against it', async (_, first, second) => {
    const { batchId, awardId } = await answeredTwice(first, second);
    expect(await saidOf(batchId)).toEqual([]);
    expect(await claimedOn({ awardId })).toEqual([]);
  });

  it.each([
    ['as the bank says', PAID_ON, 'R4c', true],
    ['on another day', '2019-03-13', 'R4c', false],
    ['under another number', PAID_ON, 'R5', false],
  ])('is settled by a payment recorded %s', async (_, on, bankReference, isSettled) => {
    const { batchId, awardId } = await answeredTwice(FAILED, LATER);
    await aPayment(office, { awardId, on: businessDate(on), bankReference });
    expect((await saidOf(batchId)).length).toBe(isSettled ? 0 : 1);
  });
});

describe('a batch that would pay again what the bank says it paid', () => {
  it('is made, submitted and approved by whoever has seen how many, and the log keeps it', async () => {
    const { awardId } = await answeredTwice(FAILED, LATER);
    const order = (claimsSeen?: number) =>
      makeBatch(office.finance, { commandId: newId(), title: '补发', awardIds: [awardId], claimsSeen });
    for (const wrong of [0, 2])
      expect(await refused(order(wrong))).toMatchObject({
        code: 'batch.paid_claims',
        field: 'claimsSeen',
        count: 1,
      });
    const { id } = await order(1);
    const steps = [
      async (claimsSeen: number) => submitBatch(office.finance, { ...(await aStep(office, id)), claimsSeen }),
      async (claimsSeen: number) => approveBatch(office.head, { ...(await aStep(office, id)), claimsSeen }),
    ];
    for (const step of steps) {
      for (const wrong of [0, 2])
        expect(await refused(step(wrong))).toMatchObject({ code: 'batch.paid_claims' });
      await step(1);
    }
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id }));
    for (const action of ['batch.made', 'batch.submitted', 'batch.approved']) {
      const entry = entries.find((one) => one.action === action)!;
      expect(auditDetailText(entry)).toContain('银行另有回单说已付的笔数');
    }
  });

  it('asks for none where the bank says nothing, and none is taken', async () => {
    const { awardId } = await answeredTwice(FAILED, FAILED);
    const order = (claimsSeen: number) =>
      makeBatch(office.finance, { commandId: newId(), title: '补发', awardIds: [awardId], claimsSeen });
    expect(await refused(order(1))).toMatchObject({ code: 'batch.paid_claims', count: 0 });
    await order(0);
  });
});

const openOf = (line: Pick<BankLine, 'awardId'>) => openClaims(office.auditor, line);
const openCount = () => store.read(openContradictionCount);

describe('a contradiction', () => {
  it('waits on the home page of whoever records payments, and in one list', async () => {
    const before = await openCount();
    const { awardId } = await answeredTwice(FAILED, LATER);
    expect(await openOf({ awardId })).toHaveLength(1);
    expect(await openCount()).toBe(before + 1);
    const tasksOf = async (role: 'finance' | 'caseworker') =>
      (await store.read((read) => workList(read, { roles: [role], year: YEAR }))).tasks;
    expect(await tasksOf('finance')).toContainEqual({
      code: 'contradiction.open',
      count: before + 1,
      to: paths.bankContradictions,
    });
    expect((await tasksOf('caseworker')).map(({ code }) => code)).not.toContain('contradiction.open');
  });

  it('ends with the reason why what is booked stands, which is kept and shown, and asks for no tick', async () => {
    const { awardId, batchId } = await answeredTwice(FAILED, LATER);
    const [open] = await openOf({ awardId });
    const reason = '电话核对，该笔当日已冲回';
    await settleContradiction(office.finance, { id: open!.id, reason });
    expect(await openOf({ awardId })).toEqual([]);
    expect(await saidOf(batchId)).toMatchObject([{ id: open!.id, settled: { reason } }]);
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    const entry = entries.find(({ action }) => action === 'batch.contradiction_settled')!;
    expect(auditDetailText(entry)).toContain(reason);
    expect(await refused(settleContradiction(office.finance, { id: open!.id, reason }))).toMatchObject({
      code: 'contradiction.settled',
    });
    await makeBatch(office.finance, {
      ...{ commandId: newId(), title: '补发', awardIds: [awardId] },
      claimsSeen: 0,
    });
  });

  it.each([
    ['the same', {}, 0],
    ['another number', { 流水号: 'R5' }, 1],
    ['another day', { 交易日期: '2019-03-15' }, 1],
  ])('that was settled is open again where a still later file tells %s', async (_, later, count) => {
    const { awardId, batchId, line } = await answeredTwice(FAILED, LATER);
    const [open] = await openOf({ awardId });
    await settleContradiction(office.finance, { id: open!.id, reason: '已核对' });
    await aResult(office.finance, batchId, { rows: [aResultRow(line, { ...LATER, ...later })] });
    expect(await openOf({ awardId })).toHaveLength(count);
    expect(await saidOf(batchId)).toHaveLength(1);
  });

  it('that ends because its file is read otherwise is counted, and comes back with its words', async () => {
    const { awardId, batchId, resultId } = await answeredTwice(FAILED, {});
    const { columns } = guessMapping(RESULT_HEADERS);
    const read = (success: string[]) =>
      mapResult(office.finance, {
        ...{ batchId, resultId },
        mapping: { columns, success, failure: ['失败'], defaultOn: null },
      });
    const before = await openCount();
    const { ended } = await read(['已入账']);
    expect(ended).toBeGreaterThan(0);
    // Files with these headers lie in the batches of other tests as well.
    expect(await openCount()).toBe(before - ended);
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    expect(auditDetailText(entry!)).toContain('照新的读法不再提醒的不符笔数');
    expect(await openOf({ awardId })).toEqual([]);
    expect(await read(['成功'])).toMatchObject({ isChanged: true, ended: 0 });
    expect(await openOf({ awardId })).toHaveLength(1);
  });

  it('of a payment keeps its message to the recipient back', async () => {
    const { awardId, batchId } = await answeredTwice({}, FAILED);
    const [payment] = await paymentRowsOf(office, awardId);
    const told = async () => ({
      one: await store.read((read) => noticeOfPayment(read, payment!.id)),
      all: (await store.read((read) => noticesOfBatch(read, batchId))).notices.length,
    });
    expect((await told()).one).toBeNull();
    const { all } = await told();
    const [said] = await openOf({ awardId });
    await settleContradiction(office.finance, { id: said!.id, reason: '已核对' });
    expect((await told()).one).not.toBeNull();
    expect((await told()).all).toBe(all + 1);
  });

  it('that was settled without day and number is open again with the next file', async () => {
    const bare = { 交易日期: '', 流水号: '' };
    const { awardId, batchId, line } = await answeredTwice(FAILED, bare);
    const [open] = await openOf({ awardId });
    await settleContradiction(office.finance, { id: open!.id, reason: '已核对' });
    await aResult(office.finance, batchId, { rows: [aResultRow(line, bare)] });
    expect(await openOf({ awardId }), 'the very file').toHaveLength(0);
    await aResult(office.finance, batchId, { rows: [aResultRow(line, { ...bare, 失败原因: '无' })] });
    expect(await openOf({ awardId })).toHaveLength(1);
  });

  it.each([
    ['the same payment', {}, 0],
    ['another payment', { 流水号: 'R9', 交易日期: '2019-03-18' }, 1],
  ])('is there where a payment was sent back and a later file tells of %s', async (_, later, count) => {
    const { awardId, batchId, line } = await answeredTwice({}, {});
    const [payment] = await paymentRowsOf(office, awardId);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-15' });
    await aResult(office.finance, batchId, { rows: [aResultRow(line, later)] });
    expect(await openOf({ awardId })).toHaveLength(count);
    expect(await claimedOn({ awardId })).toHaveLength(count);
  });

  it('is there where the bank told of another payment before the one booked was sent back', async () => {
    const { awardId, batchId, line } = await answeredTwice({}, {});
    await aResult(office.finance, batchId, { rows: [aResultRow(line, { 流水号: 'R9' })] });
    expect(await openOf({ awardId })).toEqual([]);
    const [payment] = await paymentRowsOf(office, awardId);
    const back = await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-15' });
    expect(await openOf({ awardId })).toHaveLength(1);
    await aCorrection(office, back.id, { kind: 'reversal', on: '2019-03-16' });
    expect(await openOf({ awardId })).toEqual([]);
  });

  it.each(['failed', 'succeeded'] as const)(
    'is there where a row that proves nothing says that a line was %s after all',
    async (outcome) => {
      const [first, told] = outcome === 'failed' ? [{}, FAILED] : [FAILED, LATER];
      const { batchId, line } = await answeredTwice(first, first);
      const { account } = line;
      const unprovens: Record<string, string>[] = [
        { 账号: `${account.slice(0, 4)}****${account.slice(-4)}` },
        { 金额: '599.99' },
        { 金额: '600.01' },
      ];
      for (const unproven of unprovens) {
        await aResult(office.finance, batchId, { rows: [aResultRow(line, { ...told, ...unproven })] });
        expect(await saidOf(batchId)).toMatchObject([{ lineId: line.id, outcome, settled: null }]);
        await store.write((write) => write.delete(bankContradictions));
      }
    },
  );

  it.each([
    ['as a whole, in its own words', { 金额: '-600.00', 处理结果: '冲正成功' }, 1, 0],
    ['in words that say nothing of it', { 金额: '-600.00' }, 0, 1],
    ['in part', { 金额: '-599.99', 处理结果: '冲正成功' }, 0, 1],
    ['not at all', { 金额: '-600.00', 处理结果: '冲正失败' }, 0, 1],
    ['in a word that nobody knows', { 处理结果: '已核销' }, 0, 1],
  ])('is there where the bank took a payment back %s, else the file tells', async (_, told, open, unread) => {
    const { batchId, awardId, line } = await answeredTwice({}, {});
    const rows = [aResultRow(line, { 交易日期: '2019-03-15', 流水号: 'TP1', ...told })];
    const resultId = await aResult(office.finance, batchId, { rows });
    expect(await openOf({ awardId })).toHaveLength(open);
    expect(await previewOfResult(office.finance, { batchId, resultId })).toMatchObject({
      unchecked: { differing: 0, unread },
    });
  });

  it('goes when the columns of its file are read otherwise, and comes back with them', async () => {
    const { awardId, batchId, resultId } = await answeredTwice(FAILED, LATER);
    const { mapping } = await store.read((read) => storedResult(read, { batchId, resultId }));
    const { causes: _, ...asRead } = mapping!;
    const swapped = { ...asRead, success: asRead.failure, failure: asRead.success };
    await mapResult(office.finance, { batchId, resultId, mapping: swapped });
    expect(await openOf({ awardId })).toEqual([]);
    await mapResult(office.finance, { batchId, resultId, mapping: asRead });
    expect(await openOf({ awardId })).toHaveLength(1);
  });

  it('is found in the files of before contradictions were kept', async () => {
    const { awardId, batchId } = await answeredTwice(FAILED, LATER);
    const kept = await saidOf(batchId);
    await store.write(async (write) => {
      await write.delete(bankContradictions);
      await write.update(bankResults).set({ isCompared: false });
    });
    expect(await openOf({ awardId })).toEqual([]);
    await compareOldResults(store);
    const withoutId = ({ id: _, ...one }: (typeof kept)[number]) => one;
    expect((await saidOf(batchId)).map(withoutId)).toEqual(kept.map(withoutId));
  });

  it.each([
    ['as the bank says', PAID_ON, 'R4c', 0],
    ['on another day', '2019-03-13', 'R4c', 1],
    ['under another number', PAID_ON, 'R5', 1],
  ])('asks whoever records the payment %s by hand for so many ticks', async (_, on, bankReference, count) => {
    const { awardId } = await answeredTwice(FAILED, LATER);
    const record = (claimsSeen: number) =>
      aPayment(office, { awardId, on: businessDate(on), bankReference, claimsSeen });
    expect(await refused(record(1 - count))).toMatchObject({
      code: 'payment.paid_claims',
      field: 'claimsSeen',
    });
    expect(await paymentRowsOf(office, awardId)).toEqual([]);
    await record(count);
  });

  it('asks whoever sends the batch to the bank', async () => {
    const { awardId, batchId: answered, line } = await answeredTwice(FAILED, FAILED);
    const { id: batchId } = await makeBatch(office.finance, {
      ...{ commandId: newId(), title: '补发', awardIds: [awardId] },
    });
    await submitBatch(office.finance, await aStep(office, batchId));
    await approveBatch(office.head, await aStep(office, batchId));
    await aResult(office.finance, answered, { rows: [aResultRow(line, LATER)] });
    const send = (claimsSeen: number) =>
      exportBatch(office.finance, { batchId, layoutId: 'generic', format: 'xlsx', claimsSeen });
    expect(await refused(send(0))).toMatchObject({ code: 'batch.paid_claims', count: 1 });
    await send(1);
  });
});

describe('a payment is the one that the bank tells of', () => {
  const uploadedAt = '2019-04-01T02:00:00.000Z';
  const recorded = { paidOn: PAID_ON, bankReference: 'R4c', amountFen: 60_000, recordedAt: uploadedAt };
  it.each([
    ['of its day and number', { on: PAID_ON, reference: 'R4c' }, {}, true],
    ['of its day, where no number is told', { on: PAID_ON, reference: '' }, {}, true],
    ['of its number, where no day is told', { on: null, reference: 'R4c' }, {}, true],
    ['of its amount', { on: PAID_ON, reference: 'R4c', saidFen: 60_000 }, {}, true],
    ['of another amount', { on: PAID_ON, reference: 'R4c', saidFen: 59_999 }, {}, false],
    ['of another day', { on: '2019-03-15', reference: 'R4c' }, {}, false],
    ['of another number, where no day is told', { on: null, reference: 'R5' }, {}, false],
    ['recorded when the file had come, where neither is told', { on: null, reference: '' }, {}, true],
    [
      'recorded before it came, where neither is told',
      { on: null, reference: '' },
      { recordedAt: '2019-04-01T01:59:59.999Z' },
      false,
    ],
  ])('%s', (_, told, other, expected) => {
    expect(isAsTold({ saidFen: null, ...told, uploadedAt }, { ...recorded, ...other })).toBe(expected);
  });
});

it('all of this left every invariant whole', () => expectInvariants(store, 'after contradictions'));
