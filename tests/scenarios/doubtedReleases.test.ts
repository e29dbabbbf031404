import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { listOpenContradictions, settleContradiction } from '../../app/payments/contradictions.server';
import { doubtedAmong, releaseAward } from '../../app/payments/releases.server';
import { awardWithNet } from '../../app/relief/awards.server';
import { freezePage } from '../../app/reports/freezes.server';
import type { Store } from '../../db/client.server';
import { anAnsweredTwice, aResult, aResultRow, FAILED, openClaims } from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const PAID_ON = '2019-03-14';
const LATER = { 交易日期: PAID_ON, 流水号: 'R4c' };
const ON = businessDate('2019-04-01');

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const answered = (first: Record<string, string>, second: Record<string, string>) =>
  anAnsweredTwice(office, { year: YEAR, first, second });
const release = (awardId: string) =>
  releaseAward(office.head, { commandId: newId(), awardId, on: ON, reason: '样例' });
const releasedOn = async (awardId: string) =>
  (await store.read((read) => awardWithNet(read, awardId))).releasedOn;
const settle = async (awardId: string) => {
  const [open] = await openClaims(office.auditor, { awardId });
  await settleContradiction(office.finance, { id: open!.id, reason: '柜台查过，没有付' });
};

describe('an award of which the bank says that it paid', () => {
  it('is not released, though its line is booked as failed', async () => {
    const { awardId } = await answered(FAILED, LATER);
    expect(await refused(release(awardId))).toMatchObject({ code: 'award.doubted', lineNumber: 1 });
    expect(await releasedOn(awardId)).toBeNull();
    expect(await store.read((read) => doubtedAmong(read, [awardId]))).toEqual([awardId]);
  });

  it('is released once the books have been found right', async () => {
    const { awardId } = await answered(FAILED, LATER);
    await settle(awardId);
    await release(awardId);
    expect(await releasedOn(awardId)).toBe(ON);
    expect(await store.read((read) => doubtedAmong(read, [awardId]))).toEqual([]);
  });

  it('has nothing to release once the payment is recorded', async () => {
    const { awardId } = await answered(FAILED, LATER);
    await aPayment(office, { awardId, on: businessDate(PAID_ON), bankReference: 'R4c' });
    expect(await refused(release(awardId))).toMatchObject({ code: 'award.nothing_to_release' });
  });

  it('is released where the bank says nothing else', async () => {
    const { awardId } = await answered(FAILED, FAILED);
    await release(awardId);
    expect(await releasedOn(awardId)).toBe(ON);
  });
});

describe('an award of which a part is paid', () => {
  it('is not released while the bank says that the part was not paid', async () => {
    const { awardId, batchId, line } = await answered(FAILED, LATER);
    const amountFen = line.amountFen / 2;
    await settle(awardId);
    await aPayment(office, { awardId, amountFen, on: businessDate(PAID_ON), bankReference: 'R4c' });
    await aResult(office.finance, batchId, {
      rows: [aResultRow(line, { ...FAILED, 交易日期: '2019-03-20' })],
    });
    expect(await refused(release(awardId))).toMatchObject({ code: 'award.doubted' });
  });
});

describe('a recovery', () => {
  it('closes no award of which the bank tells of another payment, but may leave it to be paid again', async () => {
    const { awardId } = await answered(FAILED, LATER);
    await aPayment(office, { awardId, on: businessDate('2019-03-12'), bankReference: 'K9' });
    const [payment] = await paymentRowsOf(office, awardId);
    const wish = { kind: 'recovery', on: '2019-03-13' } as const;
    expect(await refused(aCorrection(office, payment!.id, wish))).toMatchObject({
      code: 'payment.recovery_doubted',
      field: 'afterwards',
    });
    await aCorrection(office, payment!.id, { ...wish, afterwards: 'paid_again' });
    await aPayment(office, { awardId, on: businessDate(PAID_ON), bankReference: 'R4c' });
    expect(await store.read((read) => doubtedAmong(read, [awardId]))).toEqual([]);
  });
});

describe('the closing of a year', () => {
  const toldOf = async (year: number) => {
    const { model } = await store.read((read) => freezePage(read, { year }));
    return model.points.filter(({ check }) => check === 'bank_contradictions');
  };

  it('tells of what is open of its awards alone, until that is cleared up', async () => {
    await aProject(office, { year: 2020 });
    const { awardId } = await answered(FAILED, LATER);
    const { rows } = await store.read((read) => listOpenContradictions(read, 1));
    expect(await toldOf(2020)).toEqual([]);
    expect(await toldOf(YEAR)).toMatchObject([
      {
        ...{ isBlocking: false, name: '银行结果存疑', to: '/bank-contradictions' },
        detail: expect.stringContaining(`还有 ${rows.length} 笔`) as string,
      },
    ]);
    for (const row of rows) await settle(row.awardId);
    expect(rows.map((row) => row.awardId)).toContain(awardId);
    expect(await toldOf(YEAR)).toEqual([]);
  });
});

it('all of this left every invariant whole', () => expectInvariants(store, 'after doubted releases'));
