import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import { approveBatch, makeBatch, submitBatch } from '../../app/payments/batches.server';
import { takeOutLines } from '../../app/payments/batchTakeOut.server';
import { contradictionsOfAward, contradictionsOfBatch } from '../../app/payments/contradictions.server';
import type { Store } from '../../db/client.server';
import {
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResultRow,
  aSentResult,
  bankLinesOf,
  FAILED,
  openAwards,
  previewOfResult,
} from '../factories/bankResults';
import { aBatch, aStep } from '../factories/batches';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const TOLD = { 交易日期: '2019-03-14', 流水号: 'W1' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

/** A batch of three lines of which the first was taken out of the draft, with the bank. */
async function aLineTakenOut() {
  const awardIds = await openAwards(office, 3);
  const batchId = await aBatch(office, awardIds);
  const [out] = await bankLinesOf(office, batchId);
  await takeOutLines(office.finance, { ...(await aStep(office, batchId)), lineIds: [out!.id] });
  await submitBatch(office.finance, await aStep(office, batchId));
  await approveBatch(office.head, await aStep(office, batchId));
  await exportBatch(office.finance, { batchId, layoutId: 'generic', format: 'csv_utf8' });
  const lines = (await bankLinesOf(office, batchId)).filter(({ id }) => id !== out!.id);
  return { batchId, awardId: out!.awardId, out: out!, lines };
}

type Made = Awaited<ReturnType<typeof aLineTakenOut>>;

/** The bank's answer, with a row that says something of the line taken out. */
const answer = async ({ batchId, lines, out }: Made, given: Record<string, string>) => {
  const rows = [...lines.map((line) => aResultRow(line)), aResultRow(out, { ...TOLD, ...given })];
  const ids = await aSentResult(office.finance, batchId, rows);
  return { ids, preview: await previewOfResult(office.finance, { ...ids, tab: 'doubtful' }) };
};
const claimsOn = (awardId: string) => store.read((read) => contradictionsOfAward(read, awardId));

describe('a line that was taken out and is paid all the same', () => {
  it.each([
    ['the number that it had', { 序号: '1' }],
    ['a number of the bank', { 序号: '9' }],
    ['no number', { 序号: '' }],
  ])('under %s is told as what it is, on the page of the file and of the batch', async (_, given) => {
    const made = await aLineTakenOut();
    const { ids, preview } = await answer(made, given);
    expect(preview.lines).toMatchObject([
      { doubt: 'withdrawn', standing: 'open', line: { id: made.out.id } },
    ]);
    expect(preview.totals).toMatchObject({ succeeded: { count: 2 }, doubtful: { count: 1 } });
    expect((await applySeen(office.finance, ids)).isClosed).toBe(true);
    const found = await store.read((read) => contradictionsOfBatch(read, made.batchId));
    expect(found).toMatchObject([
      { awardId: made.awardId, isTakenOut: true, outcome: 'succeeded', reference: 'W1', bookedFen: 0 },
    ]);
    await expectInvariants(store, 'after a line taken out was paid');
  });

  it.each([
    ['failed', FAILED],
    ['paid to somebody of another name', { 户名: '别人' }],
    ['paid with another amount', { 金额: '599.99' }],
  ])('is no matter where it %s', async (_, given) => {
    const made = await aLineTakenOut();
    await answer(made, given);
    expect(await claimsOn(made.awardId)).toEqual([]);
  });

  it('is asked about before its award goes out again', async () => {
    const made = await aLineTakenOut();
    await answer(made, {});
    const make = (claimsSeen: number) =>
      makeBatch(office.finance, {
        ...{ commandId: newId(), title: '再发', awardIds: [made.awardId], claimsSeen },
      });
    expect(await refused(make(0))).toMatchObject({ code: 'batch.paid_claims', count: 1 });
    const { id } = await make(1);
    const submit = async (claimsSeen: number) =>
      submitBatch(office.finance, { ...(await aStep(office, id)), claimsSeen });
    expect(await refused(submit(0))).toMatchObject({ code: 'batch.paid_claims', count: 1 });
    expect(await claimsOn(made.awardId)).toMatchObject([{ reissue: { id, isDraft: true } }]);
  });

  it('is over once it is recorded as the bank says, asking for nothing', async () => {
    const made = await aLineTakenOut();
    await answer(made, {});
    await aPayment(office, {
      ...{ awardId: made.awardId, on: businessDate('2019-03-14'), bankReference: 'W1', claimsSeen: 0 },
    });
    expect(await claimsOn(made.awardId)).toEqual([]);
    await expectInvariants(store, 'after its record');
  });

  it('is none where another batch paid its award by that very paper, whichever file came first', async () => {
    const made = await aLineTakenOut();
    const again = await anExportedBatch(office, [made.awardId]);
    await answer(made, {});
    expect(await claimsOn(made.awardId)).toMatchObject([{ reissue: { id: again.id, isSent: true } }]);
    const rows = [aResultRow(again.lines[0]!, TOLD)];
    await anEnteredResult(office.finance, again.id, rows);
    expect(await claimsOn(made.awardId)).toEqual([]);
  });
});
