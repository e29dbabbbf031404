import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { seal, unseal } from '../../app/identity/sealing.server';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { compareOldResults } from '../../app/payments/comparedResults.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { noticesOfBatch } from '../../app/payments/paidNotices.server';
import { uncheckedOfAward } from '../../app/payments/uncheckedList.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import {
  applySeen,
  aResult,
  aResultRow,
  aSentBatch,
  aSentResult,
  FAILED,
  previewOfResult,
  type BankLine,
  type ResultIds,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';

/** Lines that were booked from a word by which the bank has not decided yet, when the program took it for an answer. */

const YEAR = 2019;
const PENDING = { 处理结果: '处理中', 失败原因: '' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;

async function aBatch(size = 1) {
  const { id: batchId, lines } = await aSentBatch(office, size);
  const send = (line: BankLine, given: Given) =>
    aSentResult(office.finance, batchId, [aResultRow(line, given)]);
  return { batchId, lines, line: lines[0]!, send };
}

/** A batch whose first line was entered from a word that says nothing yet, and the next start. */
async function booked(told: Given = {}) {
  const batch = await aBatch();
  const ids = await batch.send(batch.line, told);
  await applySeen(office.finance, ids);
  const reworded = (content: string) => content.replace(/"(成功|失败)"/, '"处理中"');
  await store.write(async (write) => {
    const isFile = eq(bankResults.id, ids.resultId);
    const [file] = await write.select().from(bankResults).where(isFile);
    const contentSealed = seal(reworded(unseal(file!.contentSealed)));
    await write.update(bankResults).set({ contentSealed, isCompared: false }).where(isFile);
  });
  await compareOldResults(store);
  return { ...batch, ids };
}

const unreadOf = async ({ batchId, resultId }: ResultIds) =>
  (await previewOfResult(office.finance, { batchId, resultId })).unchecked.unread;
const noticesOf = async ({ batchId }: ResultIds) =>
  (await store.read((read) => noticesOfBatch(read, batchId))).notices.length;
const NOTHING = { succeeded: 0, failed: 0, amountFen: 0, causes: [] };
const look = (ids: ResultIds, unreadSeen: number) =>
  applyResult(office.finance, { ...ids, ...NOTHING, commandId: newId(), unreadSeen });

describe('a line that is booked from a word that says nothing yet', () => {
  it.each([
    ['paid', {}],
    ['failed', FAILED],
  ])('as %s waits until somebody has looked', async (_, told) => {
    const { ids, line, send } = await booked(told);
    expect(await unreadOf(ids)).toBe(1);
    expect(await store.read((read) => uncheckedOfAward(read, line.awardId))).toMatchObject([
      { resultId: ids.resultId, lineNumber: 1, doubt: 'word_pending', word: '处理中' },
    ]);
    await expectInvariants(store, 'as long as it waits');
    expect(await noticesOf(ids), 'nobody is told to look at the account').toBe(0);
    await look(ids, 1);
    expect(await unreadOf(ids)).toBe(0);
    expect(await noticesOf(ids)).toBe(told === FAILED ? 0 : 1);
    const again = await send(line, { ...told, ...PENDING });
    expect(await unreadOf(again), 'the same once more').toBe(0);
    await expectInvariants(store, 'after it was looked at');
  });

  it('waits no more once a file of its batch says so, as long as that file is there', async () => {
    const { ids, line, send } = await booked();
    expect(await unreadOf(await send(line, FAILED))).toBe(0);
    expect(await unreadOf(ids)).toBe(1);
    const said = await send(line, { 流水号: '' });
    expect(await unreadOf(ids)).toBe(0);
    await voidResult(office.finance, { ...said, reason: '传错了', contradictionsSeen: 0 });
    expect(await unreadOf(ids)).toBe(1);
    await expectInvariants(store, 'after the other file was taken away');
  });
});

describe('the same word waits for nobody', () => {
  it.each(['处理中', '受理成功'])('%s, where a file has said since that it was paid', async (word) => {
    const { lines, batchId } = await aBatch(2);
    const rows = (second: Given) => [aResultRow(lines[0]!), aResultRow(lines[1]!, second)];
    const first = {
      batchId,
      resultId: await aResult(office.finance, batchId, { rows: rows({ ...PENDING, 处理结果: word }) }),
    };
    await applySeen(office.finance, first);
    await applySeen(office.finance, {
      batchId,
      resultId: await aResult(office.finance, batchId, { rows: rows({}) }),
    });
    expect(await unreadOf(first)).toBe(0);
    await expectInvariants(store, 'after the bank has decided');
  });

  it('but one that may mean that it was paid waits where a file has said since that it was not', async () => {
    const { lines, batchId } = await aBatch(2);
    const sent = async (word: string) => {
      const rows = [aResultRow(lines[0]!), aResultRow(lines[1]!, { ...PENDING, 处理结果: word })];
      return { batchId, resultId: await aResult(office.finance, batchId, { rows }) };
    };
    const [certain, likely] = [await sent('处理中'), await sent('受理成功')];
    await applySeen(office.finance, certain);
    const rows = [aResultRow(lines[0]!), aResultRow(lines[1]!, FAILED)];
    await applySeen(office.finance, { batchId, resultId: await aResult(office.finance, batchId, { rows }) });
    expect([await unreadOf(certain), await unreadOf(likely)]).toEqual([0, 1]);
    await expectInvariants(store, 'after the bank has refused it');
  });

  it.each(['paid', 'failed'])('where somebody has confirmed it by hand as %s', async (outcome) => {
    const { batchId, line, send } = await aBatch();
    const ids = await send(line, PENDING);
    const answer = { commandId: newId(), batchId, lineId: line.id, on: businessDate('2019-03-12') };
    await (outcome === 'paid'
      ? confirmLinePaid(office.finance, { ...answer, note: '回单', bankReference: 'LS1' })
      : confirmLineFailed(office.finance, { ...answer, note: '回单', cause: 'other' }));
    expect(await unreadOf(ids)).toBe(0);
    await expectInvariants(store, 'after an answer by hand');
  });
});
