import { beforeAll, describe, expect, it } from 'vitest';
import { todayInChina } from '../../app/calendar/date';
import { contradictionsOfAward } from '../../app/payments/contradictions.server';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  aSentBatch,
  FAILED,
  type SentBatch,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';

/** An award failed in one batch and was paid in the next: files that hold the rows of both. */

const YEAR = 2019;
const FIRST = { ...FAILED, 交易日期: '2019-03-14', 流水号: '' };
const AGAIN = { 交易日期: '2019-03-19', 流水号: 'YF0' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;

const send = ({ id, lines }: SentBatch, ...said: Given[]) =>
  aResult(office.finance, id, { rows: said.map((given) => aResultRow(lines[0]!, given)) });
const enter = async (batch: SentBatch, given: Given) =>
  applySeen(office.finance, { batchId: batch.id, resultId: await send(batch, given) });
const openOf = (awardId: string) => store.read((read) => contradictionsOfAward(read, awardId));

/** A batch whose line failed, and the re-issue of its award, with the bank. */
async function aReissue(first: Given = FIRST) {
  const failed = await aSentBatch(office, 1);
  const { awardId } = failed.lines[0]!;
  await enter(failed, first);
  return { awardId, failed, again: await anExportedBatch(office, [awardId]) };
}

describe('sent in to the first batch', () => {
  it.each<[string, Given, number]>([
    ["the re-issue's payment is that payment", AGAIN, 0],
    ['one of another number is a second one', { ...AGAIN, 流水号: 'YF1' }, 1],
    ['one of another day is a second one', { ...AGAIN, 交易日期: '2019-03-18' }, 1],
    ['one without a number may be a second one', { ...AGAIN, 流水号: '' }, 1],
  ])('%s', async (_, told, count) => {
    const { awardId, failed, again } = await aReissue();
    await enter(again, AGAIN);
    await send(failed, told);
    expect(await openOf(awardId)).toHaveLength(count);
    await send(failed, FIRST, told);
    expect(await openOf(awardId)).toHaveLength(count);
  });

  it('it is open until the re-issue is answered', async () => {
    const { awardId, failed, again } = await aReissue();
    await send(failed, AGAIN);
    expect(await openOf(awardId)).toMatchObject([{ reissue: { id: again.id, isSent: true } }]);
    await enter(again, AGAIN);
    expect(await openOf(awardId)).toEqual([]);
    await expectInvariants(store, 'after a re-issue that the first batch was told of');
  });
});

describe('sent in to the re-issue', () => {
  it.each<[string, Given, number]>([
    ["the first run's failure is that failure", FIRST, 0],
    ['a failure of another day is its own', { ...FIRST, 交易日期: '2019-03-20' }, 1],
    ['a failure of no day may be its own', { ...FIRST, 交易日期: '' }, 1],
  ])('%s', async (_, told, count) => {
    const { awardId, again } = await aReissue();
    await send(again, told, AGAIN);
    await enter(again, AGAIN);
    expect(await openOf(awardId)).toHaveLength(count);
    await send(again, AGAIN, told);
    expect(await openOf(awardId)).toHaveLength(count);
  });

  it('a failure of the very day on which it went to the bank may be its own', async () => {
    const today = { 交易日期: todayInChina(new Date()) };
    const { awardId, again } = await aReissue({ ...FIRST, ...today });
    await enter(again, { ...AGAIN, ...today });
    await send(again, { ...FIRST, ...today });
    expect(await openOf(awardId)).toMatchObject([{ outcome: 'failed', batch: { id: again.id } }]);
  });
});
