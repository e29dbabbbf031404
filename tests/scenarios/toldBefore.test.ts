import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  aSentBatch,
  FAILED,
  openAwards,
  previewOfResult,
  type BankLine,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, paymentRowsOf } from '../factories/payments';
import { refused } from '../refused';

/** The rows of a file that was the answer to another batch, sent in for the batch that pays again. */

const YEAR = 2019;
const BARE = { ...FAILED, 交易日期: '', 流水号: '' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const fileOf = (lines: readonly BankLine[], given: Record<string, string>) =>
  lines.map((line) => aResultRow(line, given));

/** A batch of three that failed as the bank said, and the one that pays them again. */
async function failedTwice(given: Record<string, string>) {
  const awardIds = await openAwards(office, 3);
  const first = await anExportedBatch(office, awardIds);
  const resultId = await aResult(office.finance, first.id, { rows: fileOf(first.lines, given) });
  await applySeen(office.finance, { batchId: first.id, resultId });
  const again = await anExportedBatch(office, awardIds);
  const { number } = (await store.read((read) => batchPage(read, { id: first.id }))).batch;
  return { number, lines: first.lines, again };
}

async function sentIn(batchId: string, rows: string[][], mapping: { defaultOn?: string } = {}) {
  const resultId = await aResult(office.finance, batchId, { rows, mapping });
  const { early } = await previewOfResult(office.finance, { batchId, resultId });
  return { batchId, resultId, early };
}

describe('the rows of another batch', () => {
  const reversed = (lines: readonly BankLine[]) => fileOf([...lines].reverse(), BARE);

  it.each<[string, Record<string, string>, (lines: BankLine[]) => string[][], number]>([
    ['in another order', BARE, reversed, 3],
    ['but one', BARE, (lines) => reversed(lines).slice(1), 2],
    ['under other numbers of the file', BARE, (lines) => fileOf(lines, { ...BARE, 序号: '' }), 3],
    ['that had a day there, without it', FAILED, (lines) => fileOf(lines, BARE), 3],
    [
      'with a number of the bank that they did not have',
      BARE,
      (l) => fileOf(l, { ...BARE, 流水号: 'N1' }),
      0,
    ],
    ['with a day that they did not have', BARE, (l) => fileOf(l, { ...BARE, 交易日期: '2026-11-20' }), 0],
    [
      'and one that the bank answers otherwise',
      BARE,
      ([one, ...lines]) => [
        aResultRow(one!, { 交易日期: '2026-11-20', 流水号: 'N2' }),
        ...fileOf(lines, BARE),
      ],
      0,
    ],
  ])('%s', async (_, first, rows, count) => {
    const { number, lines, again } = await failedTwice(first);
    const { early } = await sentIn(again.id, rows(lines));
    const isOther = count > 0;
    expect(early.otherBatch).toEqual(isOther ? { number, isSameFile: false } : null);
    if (isOther) expect(early.count).toBe(count);
  });

  it('are asked about before they are entered', async () => {
    const { lines, again } = await failedTwice(BARE);
    const ids = await sentIn(again.id, reversed(lines));
    const apply = (earlySeen: number) =>
      applyResult(office.finance, {
        ...{ batchId: ids.batchId, resultId: ids.resultId, commandId: newId() },
        ...{ succeeded: 0, failed: 3, amountFen: 0, causes: [], earlySeen },
      });
    expect(await refused(apply(0))).toMatchObject({ code: 'result.early_days', count: 3 });
    await apply(3);
  });

  it('are asked about where a payment that came back is said to be made, on a day that is given to all', async () => {
    const first = await aSentBatch(office, 1);
    const { awardId } = first.lines[0]!;
    const paid = fileOf(first.lines, { 交易日期: '', 流水号: '' });
    const ids = await sentIn(first.id, paid, { defaultOn: '2019-03-12' });
    expect(ids.early.otherBatch).toBeNull();
    await applySeen(office.finance, ids);
    const [payment] = await paymentRowsOf(office, awardId);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-14' });
    const again = await anExportedBatch(office, [awardId]);
    const spaced = fileOf(first.lines, { 交易日期: '', 流水号: '', 户名: `${first.lines[0]!.holder} ` });
    expect((await sentIn(again.id, spaced, { defaultOn: '2026-11-20' })).early).toMatchObject({
      ...{ count: 1, otherBatch: { isSameFile: false } },
    });
  });

  it('are those of the batch itself where the award was in no other', async () => {
    const { id, lines } = await aSentBatch(office, 1);
    expect((await sentIn(id, fileOf(lines, BARE))).early).toMatchObject({ count: 0, otherBatch: null });
  });
});
