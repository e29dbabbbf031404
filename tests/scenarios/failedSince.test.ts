import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { bookedText, saidText } from '../../app/payments/ClaimedLines';
import { isPaidBeforeFailing } from '../../app/payments/contradiction';
import { contradictionsOfAward } from '../../app/payments/contradictions.server';
import { confirmLineFailed } from '../../app/payments/lineAnswers.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { recordPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import {
  anAnsweredTwice,
  anExportedBatch,
  aResult,
  aResultRow,
  FAILED,
  openAwards,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aRun, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const FAILED_ON = '2019-03-12';

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const anOpenAward = async () => (await openAwards(office, 1))[0]!;

/** An award whose line was confirmed by hand as not paid. */
async function aFailedAward() {
  const awardId = await anOpenAward();
  const { id: batchId, lines } = await anExportedBatch(office, [awardId]);
  await confirmLineFailed(office.finance, {
    ...{ commandId: newId(), batchId, lineId: lines[0]!.id, on: businessDate(FAILED_ON), note: '银行回单' },
    cause: 'other',
  });
  return { awardId, batchId, line: lines[0]! };
}

const record = (awardIds: string | string[], on: string, given: Partial<ReturnType<typeof aRun>>) =>
  recordPayments(office.finance, aRun(awardIds, { on: businessDate(on), ...given }));

describe('a payment by hand to an award that is booked as failed', () => {
  it.each([
    ['on a later day', '2019-03-11', 1],
    ['on that day', '2019-03-12', 0],
    ['on an earlier day', '2019-03-13', 0],
  ])('%s', async (_, on, count) => {
    const { awardId } = await aFailedAward();
    expect(await refused(record(awardId, on, { failedSeen: 1 - count }))).toMatchObject({
      ...{ code: 'payment.failed_since', field: 'failedSeen', count },
      ...(count > 0 ? { failedOn: FAILED_ON } : {}),
    });
    expect(await paymentRowsOf(office, awardId)).toEqual([]);
    await record(awardId, on, { failedSeen: count });
    const [row] = await paymentRowsOf(office, awardId);
    const [entry] = await store.read((read) => auditOf(read, { type: 'payment', id: row!.id }));
    const { failedSince = 0 } = JSON.parse(entry!.detail) as { failedSince?: number };
    expect(failedSince).toBe(count);
    await expectInvariants(store, 'after a payment of before its failure');
  });

  it('asks nobody where what was seen is left out', async () => {
    const { awardId } = await aFailedAward();
    await record(awardId, '2019-03-11', {});
    expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
  });

  it('is asked about by its latest failure, once, and with others of the run', async () => {
    const { awardId } = await aFailedAward();
    const again = await anExportedBatch(office, [awardId]);
    await confirmLineFailed(office.finance, {
      ...{ commandId: newId(), batchId: again.id, lineId: again.lines[0]!.id, note: '银行回单' },
      ...{ on: businessDate('2019-03-20'), cause: 'other' },
    });
    const { awardId: other } = await aFailedAward();
    const never = await anOpenAward();
    const all = [awardId, other, never];
    const today = todayInChina(new Date());
    const selection = { awardIds: all, except: [] };
    const draft = await store.read((read) => paymentDraft(read, { selection, today }));
    expect(draft.failed).toMatchObject([
      { awardId, failedOn: '2019-03-20', batch: { id: again.id }, lineNumber: 1 },
      { awardId: other, failedOn: FAILED_ON },
    ]);
    expect(await refused(record(all, '2019-03-15', { failedSeen: 0 }))).toMatchObject({ count: 1 });
    expect(await refused(record(all, '2019-03-11', { failedSeen: 0 }))).toMatchObject({ count: 2 });
    await record(all, '2019-03-11', { failedSeen: 2 });
  });

  it('of the very day and number that a file tells is asked about by the failure alone', async () => {
    const { awardId, batchId, line } = await aFailedAward();
    const told = { 交易日期: '2019-03-11', 流水号: 'S1' };
    await aResult(office.finance, batchId, { rows: [aResultRow(line, told)] });
    const run = { bankReference: 'S1', claimsSeen: 0 };
    expect(await refused(record(awardId, '2019-03-11', { ...run, failedSeen: 0 }))).toMatchObject({
      code: 'payment.failed_since',
    });
    await record(awardId, '2019-03-11', { ...run, failedSeen: 1 });
    const [claim] = await store.read((read) => contradictionsOfAward(read, awardId));
    expect(isPaidBeforeFailing(claim!)).toBe(true);
    expect(bookedText(claim!)).toBe('付款失败（2019-03-12），另由人工登记为已付');
    expect(saidText(claim!)).toBe('已付');
    const [row] = await paymentRowsOf(office, awardId);
    await aCorrection(office, row!.id, { kind: 'return', on: FAILED_ON });
    expect(await store.read((read) => contradictionsOfAward(read, awardId))).toEqual([]);
  });

  it('under another number than a file tells is asked about for both', async () => {
    const { awardId, batchId, line } = await aFailedAward();
    const told = { 交易日期: '2019-03-11', 流水号: 'S1' };
    await aResult(office.finance, batchId, { rows: [aResultRow(line, told)] });
    const run = { bankReference: 'S2', failedSeen: 1 };
    expect(await refused(record(awardId, '2019-03-11', { ...run, claimsSeen: 0 }))).toMatchObject({
      code: 'payment.paid_claims',
    });
    await record(awardId, '2019-03-11', { ...run, claimsSeen: 1 });
  });

  it('is asked about where a file was entered that says so', async () => {
    const { awardId } = await anAnsweredTwice(office, { year: YEAR, first: FAILED, second: FAILED });
    expect(await refused(record(awardId, '2019-03-11', { failedSeen: 0 }))).toMatchObject({ count: 1 });
  });
});
