import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { paths } from '../../app/paths';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { RESULT_WORDS } from '../../app/zh/bankResults';
import { uploadResult } from '../../app/payments/bankResults.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import { compareOldResults } from '../../app/payments/comparedResults.server';
import { contradictionsOfBatch } from '../../app/payments/contradictions.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { recordPayments } from '../../app/payments/payments.server';
import {
  listUncheckedFiles,
  uncheckedFileCount,
  uncheckedOfAward,
} from '../../app/payments/uncheckedList.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import { freezePage } from '../../app/reports/freezes.server';
import type { Role } from '../../app/staff/role';
import { workList } from '../../app/workList.server';
import type { Store } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import {
  aCsv,
  applySeen,
  aResult,
  aResultFile,
  aResultRow,
  aSentBatch,
  aSentResult,
  FAILED,
  previewOfResult,
  resultOf,
  type BankLine,
  type ResultIds,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aCorrection, aRun, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const PAID_ON = businessDate('2019-03-12');
const OTHER = { 流水号: 'D10', 交易日期: '2019-03-14' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;

/** A batch with the bank, and what sends a file of these rows in for it. */
async function aBatch(size: number) {
  const { id: batchId, lines } = await aSentBatch(office, size);
  const send = (rows: readonly string[][]) => aSentResult(office.finance, batchId, rows);
  return { batchId, lines, send };
}

/** One of which every line is answered as told. */
async function anAnswered(size = 1, told: Given = {}) {
  const batch = await aBatch(size);
  const first = await batch.send(batch.lines.map((line) => aResultRow(line, told)));
  await applySeen(office.finance, first);
  const again = (given: Given, lines = batch.lines) =>
    batch.send(lines.map((line) => aResultRow(line, given)));
  return { ...batch, line: batch.lines[0]!, first, again };
}

const countsOf = async (ids: Pick<ResultIds, 'resultId'>) => {
  const { differingRows, unreadRows } = await resultOf(office.auditor, ids);
  return [differingRows, unreadRows];
};
const openOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));
const waiting = () => store.read(uncheckedFileCount);

const NOTHING = { succeeded: 0, failed: 0, amountFen: 0, causes: [] };
const look = (ids: ResultIds, seen: { differingSeen?: number; unreadSeen?: number } = {}) =>
  applyResult(office.finance, { ...ids, ...NOTHING, commandId: newId(), ...seen });

describe('a payment that the bank tells of beside the one that is booked', () => {
  it.each([
    ['of another number', { 流水号: 'D10' }, 1],
    ['of another day', { 交易日期: '2019-03-14' }, 1],
    ['of the same number and day', {}, 0],
    ['of a number that is the same without what a spreadsheet adds', { 流水号: ' ls1 ' }, 0],
    ['of the same day, without a number', { 流水号: '' }, 0],
    ['as failed, which waits by itself', FAILED, 0],
  ])('%s', async (_, told, differing) => {
    const { again } = await anAnswered();
    expect(await countsOf(await again(told))).toEqual([differing, 0]);
  });

  it('waits on the home page of finance, in one list, on the batch and on the payment', async () => {
    const before = await waiting();
    const { batchId, line, again } = await anAnswered();
    const ids = await again(OTHER);
    const tasksOf = async (role: Role) =>
      (await store.read((read) => workList(read, { roles: [role], year: YEAR }))).tasks;
    expect(await tasksOf('finance')).toContainEqual({
      ...{ code: 'results.unchecked', count: before + 1, to: paths.uncheckedResults },
    });
    for (const role of ['caseworker', 'head'] as const)
      expect((await tasksOf(role)).map(({ code }) => code)).not.toContain('results.unchecked');
    const { rows, total } = await store.read((read) => listUncheckedFiles(read, 1));
    expect(total).toBe(before + 1);
    const file = { id: ids.resultId, isMapped: true, differingRows: 1, unreadRows: 0 };
    expect(rows.at(-1)).toMatchObject({ ...file, batch: { id: batchId } });
    const page = await store.read((read) => batchPage(read, { id: batchId }));
    expect(page).toMatchObject({ unchecked: [file], contradictions: [] });
    const told = await store.read((read) => uncheckedOfAward(read, line.awardId));
    expect(told).toMatchObject([
      {
        ...{ resultId: ids.resultId, rowNumber: 2, lineNumber: 1, doubt: null },
        ...{ on: '2019-03-14', reference: 'D10', booking: { reference: 'LS1', on: '2019-03-12' } },
      },
    ]);
    await look(ids, { differingSeen: 1 });
    expect(await waiting()).toBe(before);
    expect(await store.read((read) => uncheckedOfAward(read, line.awardId))).toEqual([]);
  });

  it('is told before its year is closed, and no other year', async () => {
    await aProject(office, { year: 2020 });
    const toldOf = async (year: number) => {
      const { model } = await store.read((read) => freezePage(read, { year }));
      return model.points.filter(({ check }) => check === 'unchecked_files');
    };
    const before = await store.read((read) => listUncheckedFiles(read, 1));
    const { again } = await anAnswered();
    const ids = await again(OTHER);
    expect(await toldOf(YEAR)).toMatchObject([
      {
        ...{ isBlocking: false, name: '银行结果文件', to: paths.uncheckedResults },
        detail: expect.stringContaining(`${before.total + 1} 个`) as string,
      },
    ]);
    expect(await toldOf(2020)).toEqual([]);
    await look(ids, { differingSeen: 1 });
    expect(await toldOf(YEAR)).toHaveLength(Math.min(before.total, 1));
  });

  it('is one tick for all rows of its file, and nothing else ends it', async () => {
    const { again } = await anAnswered(3);
    const ids = await again({ 交易日期: '2019-03-14' });
    expect(await countsOf(ids)).toEqual([3, 0]);
    for (const wrong of [0, 2, 4])
      expect(await refused(look(ids, { differingSeen: wrong }))).toMatchObject({
        ...{ code: 'result.booked_otherwise', count: 3, field: 'differingSeen' },
      });
    expect(await countsOf(ids)).toEqual([3, 0]);
    await look(ids, { differingSeen: 3 });
    expect(await countsOf(ids)).toEqual([0, 0]);
    expect(await refused(look(ids, { differingSeen: 0 }))).toMatchObject({ code: 'result.recorded' });
    await expectInvariants(store, 'after a file was looked at');
  });

  it('is not asked again by another file that says the same, and is by one that does not', async () => {
    const { again } = await anAnswered(2);
    await look(await again(OTHER), { differingSeen: 2 });
    expect(await countsOf(await again(OTHER))).toEqual([0, 0]);
    const ids = await again({ ...OTHER, 流水号: 'D11' });
    expect(await countsOf(ids)).toEqual([2, 0]);
    const preview = await previewOfResult(office.finance, ids);
    expect(preview).toMatchObject({ totals: { differing: { count: 2 } }, unchecked: { differing: 2 } });
  });

  it('ends once the books say it, and is a contradiction where nothing is left of the payment', async () => {
    const { batchId, line, again } = await anAnswered();
    const ids = await again(OTHER);
    const [payment] = await paymentRowsOf(office, line.awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: PAID_ON });
    expect(await countsOf(ids)).toEqual([0, 0]);
    expect(await openOf(batchId)).toMatchObject([{ outcome: 'succeeded', reference: 'D10' }]);
    await recordPayments(office.finance, {
      ...aRun([line.awardId], { on: businessDate(OTHER.交易日期) }),
      bankReference: OTHER.流水号,
    });
    expect(await countsOf(ids)).toEqual([0, 0]);
    // The bank has told of both.
    expect(await openOf(batchId)).toMatchObject([{ reference: 'LS1', again: { isTold: true } }]);
    await expectInvariants(store, 'after the other payment was recorded');
  });

  it('stays where another payment is recorded by hand, of neither number', async () => {
    const { line, again } = await anAnswered();
    const ids = await again(OTHER);
    const [payment] = await paymentRowsOf(office, line.awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: PAID_ON, amountFen: 10_000 });
    expect(await countsOf(ids)).toEqual([1, 0]);
    const rest = { ...aRun([line.awardId], { on: PAID_ON }), bankReference: 'E7' };
    await recordPayments(office.finance, rest);
    expect(await countsOf(ids)).toEqual([1, 0]);
    await expectInvariants(store, 'after a part was paid by hand');
  });

  it('goes with its file', async () => {
    const { batchId, again } = await anAnswered();
    const ids = await again(OTHER);
    await voidResult(office.finance, { ...ids, reason: '传错了文件', contradictionsSeen: 0 });
    expect(await countsOf(ids)).toEqual([null, null]);
    expect((await store.read((read) => batchPage(read, { id: batchId }))).unchecked).toEqual([]);
    await expectInvariants(store, 'after the file was taken away');
  });

  it('is told in a file that was entered, too, once its line was answered by hand', async () => {
    const { batchId, lines, send } = await aBatch(2);
    const [line, other] = lines as [BankLine, BankLine];
    const twice = [aResultRow(line), aResultRow(line, OTHER)];
    const ids = await send([...twice, aResultRow(other)]);
    await applySeen(office.finance, ids);
    const { appliedAt } = await resultOf(office.auditor, ids);
    expect(await countsOf(ids)).toEqual([0, 0]);
    const answer = { batchId, lineId: line.id, on: PAID_ON, bankReference: 'LS1', note: '工行回单' };
    await confirmLinePaid(office.finance, { ...answer, commandId: newId() });
    expect(await countsOf(ids)).toEqual([1, 0]);
    await look(ids, { differingSeen: 1 });
    expect(await countsOf(ids)).toEqual([0, 0]);
    expect((await resultOf(office.auditor, ids)).appliedAt).toBe(appliedAt);
    const [payment] = await paymentRowsOf(office, line.awardId);
    const entries = await store.read((read) => auditOf(read, { type: 'payment', id: payment!.id }));
    expect(entries.filter(({ action }) => action === 'payment.told_otherwise')).toHaveLength(1);
    await expectInvariants(store, 'after an entered file was looked at');
  });

  it('is counted in the files of before it was, but for what was ticked', async () => {
    const { again } = await anAnswered();
    const ticked = await again(OTHER);
    await look(ticked, { differingSeen: 1 });
    const open = await again({ ...OTHER, 流水号: 'D11' });
    await store.write((write) =>
      write
        .update(bankResults)
        .set({ isCompared: false, differingRows: null, unreadRows: null, seenWords: null }),
    );
    await compareOldResults(store);
    expect(await countsOf(ticked)).toEqual([0, 0]);
    expect(await countsOf(open)).toEqual([1, 0]);
    await expectInvariants(store, 'after files of before were counted');
  });
});

describe('a row about an answered line that cannot be read', () => {
  const MASKED = { 账号: '6222********0000' };
  const masked = ({ account }: BankLine) => ({ 账号: `${account.slice(0, 6)}******${account.slice(-4)}` });

  it.each([
    ['a word that nobody knows', { 处理结果: '已核销' }, 1],
    ['no word', { 处理结果: '' }, 1],
    ['that the bank has not decided yet', { 处理结果: '处理中' }, 0],
    ['no amount', { 金额: '' }, 1],
    ['an amount with a minus, which the bank has not taken back', { 金额: '-600.00' }, 1],
    ['a word that nobody knows, of the account of somebody else', { 处理结果: '已核销', ...MASKED }, 0],
    ['paid, as is booked', {}, 0],
  ])('%s', async (_, told, unread) => {
    const { again } = await anAnswered();
    expect(await countsOf(await again(told))).toEqual([0, unread]);
  });

  it('is one as well where the bank hides the account', async () => {
    const { line, again } = await anAnswered();
    expect(await countsOf(await again({ ...masked(line), 处理结果: '已核销' }))).toEqual([0, 1]);
  });

  it('is none as long as its line waits', async () => {
    const { lines, send } = await aBatch(1);
    expect(await countsOf(await send([aResultRow(lines[0]!, { 处理结果: '已核销' })]))).toEqual([0, 0]);
  });

  it('waits until the words are put right', async () => {
    const { batchId, again } = await anAnswered();
    const ids = await again({ 处理结果: '已核销' });
    await aResult(office.finance, batchId, {
      rows: [['', '', '', '', '已核销', '', '', '']],
      mapping: { failure: [...RESULT_WORDS.failure, '已核销'] },
    });
    expect(await countsOf(ids)).toEqual([0, 0]);
    expect(await openOf(batchId)).toMatchObject([{ outcome: 'failed' }]);
  });

  it('or until somebody has looked at it, which enters nothing', async () => {
    const { batchId, line, again } = await anAnswered();
    const ids = await again({ 处理结果: '已核减' });
    expect(await store.read((read) => uncheckedOfAward(read, line.awardId))).toMatchObject([
      { doubt: 'word_unknown', word: '已核减', booking: null },
    ]);
    for (const wrong of [0, 2])
      expect(await refused(look(ids, { unreadSeen: wrong }))).toMatchObject({
        ...{ code: 'result.unread', count: 1, field: 'unreadSeen' },
      });
    await look(ids, { unreadSeen: 1 });
    expect(await countsOf(ids)).toEqual([0, 0]);
    expect((await resultOf(office.auditor, ids)).appliedAt).toBeNull();
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    const [entry] = entries.filter(({ detail }) => detail.includes('"unreadRows":1'));
    expect(entry).toMatchObject({ action: 'batch.result_applied' });
    expect(await countsOf(await again({ 处理结果: '已核减' }))).toEqual([0, 0]);
    expect(await countsOf(await again({ 处理结果: '已核减', 流水号: 'D10' }))).toEqual([0, 1]);
    await expectInvariants(store, 'after a file that cannot be read was looked at');
  });

  it('waits from the moment that its lines are answered by other rows of the same file', async () => {
    const { id: familyId } = await aFamily(office);
    const { id: batchId, lines } = await aSentBatch(office, [familyId, familyId]);
    const together = aResultRow(lines[0]!, { 序号: '', 金额: '1200.00', 处理结果: '已核减', 流水号: 'D10' });
    const rows = [...lines.map((line) => aResultRow(line)), together];
    const ids = await aSentResult(office.finance, batchId, rows);
    expect(await countsOf(ids)).toEqual([0, 0]);
    await applySeen(office.finance, ids);
    for (const { awardId } of lines) expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
    expect(await countsOf(ids)).toEqual([0, 1]);
    await expectInvariants(store, 'after a file that says of two lines more than they were paid');
  });

  it('is asked about before the rest of its file is entered', async () => {
    const { batchId, lines, send } = await aBatch(2);
    const [line, other] = lines as [BankLine, BankLine];
    await applySeen(office.finance, await send([aResultRow(line)]));
    const ids = await send([aResultRow(line, { 处理结果: '已核减' }), aResultRow(other)]);
    const enter = (unreadSeen: number) =>
      applyResult(office.finance, {
        ...{ ...ids, ...NOTHING, commandId: newId(), unreadSeen },
        ...{ succeeded: 1, amountFen: 60_000 },
      });
    expect(await refused(enter(0))).toMatchObject({ code: 'result.unread' });
    expect(await paymentRowsOf(office, other.awardId)).toEqual([]);
    await enter(1);
    expect(await paymentRowsOf(office, other.awardId)).toHaveLength(1);
    expect(await countsOf(ids)).toEqual([0, 0]);
    expect((await store.read((read) => batchPage(read, { id: batchId }))).unchecked).toEqual([]);
  });

  it.each([
    ['from it', true, 0],
    ['from elsewhere', false, 1],
  ])('is looked at by whoever answers its line by hand %s', async (_, isFrom, unread) => {
    const { batchId, lines, send } = await aBatch(1);
    const [line] = lines as [BankLine];
    const ids = await send([aResultRow(line, { 处理结果: '已核减' })]);
    await confirmLineFailed(office.finance, {
      ...{ commandId: newId(), batchId, lineId: line.id, on: PAID_ON, note: '工行回单' },
      ...{ cause: 'other', from: isFrom ? { resultId: ids.resultId, rowNumber: 2 } : null },
    });
    expect(await countsOf(ids)).toEqual([0, unread]);
    await expectInvariants(store, 'after a line was answered by hand');
  });

  it('is every row of a file whose columns nobody has named', async () => {
    const { batchId, lines } = await anAnswered();
    const before = await waiting();
    const rows = [
      ['账号一', '数额', '回执'],
      [lines[0]!.account, '600.00', '成功'],
    ];
    const file = { batchId, bytes: aCsv(rows), fileName: '回执.csv' };
    const { id: resultId, isMapped } = await uploadResult(office.finance, file);
    expect(isMapped).toBe(false);
    expect(await countsOf({ resultId })).toEqual([0, 1]);
    expect(await waiting()).toBe(before + 1);
    const { rows: listed } = await store.read((read) => listUncheckedFiles(read, 1));
    expect(listed.at(-1)).toMatchObject({ id: resultId, isMapped: false });
  });
});

it('a file that agrees leaves nothing to look at', async () => {
  const { batchId, lines } = await anAnswered(2);
  const bytes = aResultFile(lines.map((line) => aResultRow(line)));
  const before = await waiting();
  const { id: resultId } = await uploadResult(office.finance, { batchId, bytes, fileName: '再传.csv' });
  expect(await countsOf({ resultId })).toEqual([0, 0]);
  expect(await waiting()).toBe(before);
});
