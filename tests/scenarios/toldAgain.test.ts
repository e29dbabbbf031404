import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { contradictionsAsTold } from '../../app/integrity/keptContradictions.server';
import { compareOldResults } from '../../app/payments/comparedResults.server';
import { contradictionsOfBatch, settleContradiction } from '../../app/payments/contradictions.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { recordPayments } from '../../app/payments/payments.server';
import { voidableResult, voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import { bankContradictions, bankResults } from '../../db/schema';
import {
  anAnsweredTwice,
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  aSentBatch,
  bankLinesOf,
  FAILED,
  openClaims,
  previewOfResult,
  type BankLine,
} from '../factories/bankResults';
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

describe('a line that failed, was paid as the bank said, and failed again', () => {
  const AGAIN = { ...FAILED, 交易日期: '2019-03-20', 流水号: 'R4d' };
  const third = async (
    { batchId, line }: { batchId: string; line: BankLine },
    given: Record<string, string>,
  ) => aResult(office.finance, batchId, { rows: [aResultRow(line, given)] });
  const paidAsTold = async () => {
    const made = await answered(FAILED, LATER);
    const payment = await aPayment(office, {
      ...{ awardId: made.awardId, on: businessDate(PAID_ON), bankReference: 'R4c' },
    });
    return { ...made, payment };
  };

  it('is told of until the payment is taken back, with the payment that was recorded by hand', async () => {
    const made = await paidAsTold();
    const resultId = await third(made, AGAIN);
    expect(await saidOf(made.batchId)).toMatchObject([
      { resultId, outcome: 'failed', paymentId: made.payment.id, on: '2019-03-20', reference: 'R4d' },
    ]);
    expect(await openOf(made)).toHaveLength(1);
    await expectInvariants(store, 'after it failed again');
    await aCorrection(office, made.payment.id, { kind: 'return', on: '2019-03-20' });
    expect(await saidOf(made.batchId)).toEqual([]);
    await expectInvariants(store, 'after it was taken back');
  });

  it('is settled by its reason, and not asked again by the very answer', async () => {
    const made = await paidAsTold();
    await third(made, AGAIN);
    const [said] = await saidOf(made.batchId);
    await settleContradiction(office.finance, { id: said!.id, reason: '柜台核对，已入账' });
    await third(made, AGAIN);
    expect(await openOf(made)).toEqual([]);
    await expectInvariants(store, 'after it was settled');
  });

  it('is told of too where the file came before the payment was recorded, and was said before', async () => {
    const made = await answered(FAILED, LATER);
    const resultId = await third(made, AGAIN);
    expect(await openOf(made)).toMatchObject([
      { outcome: 'succeeded', later: { resultId, outcome: 'failed', on: '2019-03-20' } },
    ]);
    const payment = await aPayment(office, {
      ...{ awardId: made.awardId, on: businessDate(PAID_ON), bankReference: 'R4c' },
    });
    expect(await openOf(made)).toMatchObject([
      { resultId, outcome: 'failed', paymentId: payment.id, isByHand: true, tab: 'applied' },
    ]);
    await expectInvariants(store, 'after it was recorded too late');
  });

  it('is no news of what was paid by hand another day, and recorded after the file came', async () => {
    const made = await answered(FAILED, LATER);
    await third(made, AGAIN);
    await aPayment(office, { awardId: made.awardId, on: businessDate('2019-03-18'), bankReference: 'H2' });
    expect(await openOf(made)).toMatchObject([{ outcome: 'succeeded', reference: 'R4c' }]);
  });

  it.each([
    ['2019-03-13', null],
    [PAID_ON, { outcome: 'failed', on: PAID_ON }],
    ['', { outcome: 'failed', on: null }],
  ])('after it was paid, or before, as the bank dates it (%s)', async (day, later) => {
    const made = await answered({ ...FAILED, 交易日期: '2019-03-12' }, LATER);
    await third(made, { ...FAILED, 交易日期: day });
    const [said] = await openOf(made);
    expect(said).toMatchObject({ outcome: 'succeeded' });
    if (later === null) expect(said!.later).toBeNull();
    else expect(said!.later).toMatchObject(later);
  });

  it('does not hide that it may have been paid, as long as nobody has recorded it', async () => {
    const made = await answered(FAILED, LATER);
    await third(made, AGAIN);
    expect(await saidOf(made.batchId)).toMatchObject([{ resultId: made.resultId, outcome: 'succeeded' }]);
  });
});

describe('a line that failed and was paid by hand, of which nobody had said so', () => {
  const FIRST = { ...FAILED, 交易日期: '2019-03-12' };
  const paidByHand = async () => {
    const made = await answered(FIRST, FIRST);
    const given = { awardId: made.awardId, on: businessDate(PAID_ON), bankReference: 'H1' };
    return { ...made, payment: await aPayment(office, given) };
  };

  it.each([
    ['on the day of the payment', PAID_ON, 1],
    ['on a later day', '2019-03-15', 1],
    ['between the two', '2019-03-13', 0],
    ['on the day that is known', '2019-03-12', 0],
    ['without a day', '', 0],
  ])('and failed again %s: %i', async (_, day, count) => {
    const { batchId, line, payment } = await paidByHand();
    await aResult(office.finance, batchId, { rows: [aResultRow(line, { ...FAILED, 交易日期: day })] });
    const said = await saidOf(batchId);
    expect(said).toHaveLength(count);
    for (const one of said)
      expect(one).toMatchObject({ outcome: 'failed', paymentId: payment.id, bookedFen: 60_000 });
    await expectInvariants(store, 'after a payment by hand');
  });

  it('is no news to the file by which it was booked as failed, whatever an earlier one said', async () => {
    const { id: batchId, lines } = await aSentBatch(office, 1);
    await aResult(office.finance, batchId, { rows: [aResultRow(lines[0]!, LATER)] });
    await anEnteredResult(office.finance, batchId, [aResultRow(lines[0]!, FIRST)]);
    expect(await saidOf(batchId)).toMatchObject([{ outcome: 'succeeded', reference: 'R4c' }]);
    await expectInvariants(store, 'after an earlier claim');
  });

  it('is no news where it was paid by another batch', async () => {
    const { batchId, awardId, line } = await answered(FIRST, FIRST);
    const again = await anExportedBatch(office, [awardId]);
    const paid = aResultRow(again.lines[0]!, { 交易日期: PAID_ON });
    await applySeen(office.finance, {
      batchId: again.id,
      resultId: await aResult(office.finance, again.id, { rows: [paid] }),
    });
    await aResult(office.finance, batchId, {
      rows: [aResultRow(line, { ...FAILED, 交易日期: '2019-03-15' })],
    });
    expect(await saidOf(batchId)).toEqual([]);
  });
});

describe('another amount of the bank', () => {
  it('of a line that failed is asked about until that amount is recorded', async () => {
    const { batchId, awardId } = await answered(FAILED, { ...LATER, 金额: '590.00' });
    expect(await saidOf(batchId)).toMatchObject([{ outcome: 'succeeded', saidFen: 59_000, bookedFen: 0 }]);
    const record = (amountFen: number) =>
      recordPayments(
        office.finance,
        aRun(awardId, { on: businessDate(PAID_ON), bankReference: 'R4c', amountFen, claimsSeen: 0 }),
      );
    expect(await refused(record(60_000))).toMatchObject({ code: 'payment.paid_claims', count: 1 });
    expect(await openOf({ awardId })).toHaveLength(1);
    await record(59_000);
    expect(await openOf({ awardId })).toEqual([]);
    await expectInvariants(store, 'after the amount of the bank');
  });

  it.each([
    ['under the number that is booked', { 流水号: 'LS1', 交易日期: '2019-03-20', 金额: '400.00' }, 1],
    ['on the day that is booked', { 流水号: 'LS77', 金额: '400.00' }, 1],
    ['that is more', { 金额: '700.00' }, 1],
    ['of another paper', { 流水号: 'LS77', 交易日期: '2019-03-20', 金额: '400.00' }, 0],
    ['that is the same', {}, 0],
  ])('of a line that is booked as paid, %s: %o', async (_, given, count) => {
    const { batchId, awardId } = await answered({}, given);
    const said = await saidOf(batchId);
    expect(said).toHaveLength(count);
    const [payment] = await paymentRowsOf(office, awardId);
    for (const one of said)
      expect(one).toMatchObject({ outcome: 'succeeded', paymentId: payment!.id, bookedFen: 60_000 });
    expect(await openOf({ awardId })).toHaveLength(count);
    await expectInvariants(store, 'after another amount');
  });

  it('that an earlier file said is no news: a later one has put it right', async () => {
    const { id: batchId, lines } = await aSentBatch(office, 1);
    await aResult(office.finance, batchId, { rows: [aResultRow(lines[0]!, { 金额: '400.00' })] });
    await anEnteredResult(office.finance, batchId, [aResultRow(lines[0]!)]);
    expect(await paymentRowsOf(office, lines[0]!.awardId)).toHaveLength(1);
    expect(await saidOf(batchId)).toEqual([]);
    await expectInvariants(store, 'after a later amount');
  });

  it('ends when what is booked too much is reversed, or with a reason', async () => {
    const less = { 金额: '400.00' };
    const [one, other] = [await answered({}, less), await answered({}, less)];
    const [payment] = await paymentRowsOf(office, one.awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-20', amountFen: 20_000 });
    expect(await openOf(one)).toEqual([]);
    const [said] = await openOf(other);
    await settleContradiction(office.finance, { id: said!.id, reason: '柜台核对，实付 600 元' });
    expect(await openOf(other)).toEqual([]);
    await expectInvariants(store, 'after both ends');
  });

  it('of a line that failed, recorded otherwise or in parts, leads to what was recorded and ends with the sum', async () => {
    const told = { ...LATER, 金额: '400.00' };
    const record = (awardId: string, amountFen: number) =>
      aPayment(office, { awardId, on: businessDate(PAID_ON), bankReference: 'R4c', amountFen });
    const whole = await answered(FAILED, told);
    const payment = await record(whole.awardId, 60_000);
    expect(await openOf(whole)).toMatchObject([
      { paymentId: payment.id, bookedFen: 60_000, saidFen: 40_000 },
    ]);
    await aCorrection(office, payment.id, { kind: 'reversal', on: '2019-03-20', amountFen: 20_000 });
    expect(await openOf(whole)).toEqual([]);
    const parts = await answered(FAILED, told);
    await record(parts.awardId, 30_000);
    expect(await openOf(parts)).toMatchObject([{ bookedFen: 30_000 }]);
    await record(parts.awardId, 10_000);
    expect(await openOf(parts)).toEqual([]);
    await expectInvariants(store, 'after parts');
  });

  it('that was put right, said once more in full by a later file, is asked about', async () => {
    const { batchId, awardId, line } = await answered({}, { 金额: '590.00' });
    const [payment] = await paymentRowsOf(office, awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-20', amountFen: 1_000 });
    expect(await openOf({ awardId })).toEqual([]);
    await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    expect(await openOf({ awardId }), 'the first file once more').toEqual([]);
    const anew = [aResultRow(line, { 失败原因: '无' })];
    const whole = await aResult(office.finance, batchId, { rows: anew });
    expect(await openOf({ awardId })).toMatchObject([
      { resultId: whole, bookedFen: 59_000, saidFen: 60_000, tab: 'applied', later: null },
    ]);
    const less = [aResultRow(line, { 金额: '590.00', 失败原因: '无' })];
    await aResult(office.finance, batchId, { rows: less });
    expect(await openOf({ awardId }), 'put right by a later file').toEqual([]);
    await expectInvariants(store, 'after the amount went back and forth');
  });

  it('is none where a part was reversed of which the bank had never said otherwise', async () => {
    const { batchId, awardId, line } = await answered({}, {});
    const [payment] = await paymentRowsOf(office, awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-20', amountFen: 1_000 });
    await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    expect(await saidOf(batchId)).toEqual([]);
  });

  it('is filled in at the next start where only the answer was kept', async () => {
    const { batchId } = await answered(FAILED, { ...LATER, 金额: '590.00' });
    await store.write(async (write) => {
      await write.update(bankContradictions).set({ saidFen: null });
      await write.update(bankResults).set({ isCompared: false });
    });
    await compareOldResults(store);
    expect(await saidOf(batchId)).toMatchObject([{ saidFen: 59_000 }]);
    await expectInvariants(store, 'after the start');
  });
});

describe('the page of a file tells of a row that goes against what is booked', () => {
  const standingOf = async (ids: { batchId: string; resultId: string }, tab = 'doubtful') => {
    const { lines } = await previewOfResult(office.finance, { ...ids, tab });
    return lines.map(({ standing }) => standing);
  };

  it('that it waits, that it was settled, that it is booked so', async () => {
    const [waiting, settled, booked] = [
      await answered(FAILED, LATER),
      await answered(FAILED, LATER),
      await answered(FAILED, LATER),
    ];
    const [said] = await openOf(settled);
    await settleContradiction(office.finance, { id: said!.id, reason: '已核对' });
    await recordPayments(
      office.finance,
      aRun(booked.awardId, { commandId: newId(), on: businessDate(PAID_ON), bankReference: 'R4c' }),
    );
    expect(await standingOf(waiting)).toEqual(['open']);
    expect(await standingOf(settled)).toEqual(['settled']);
    expect(await standingOf(booked)).toEqual(['booked']);
  });

  it('of another amount, that it waits and that it was put right', async () => {
    const less = await answered({}, { 金额: '400.00' });
    expect(await standingOf(less)).toEqual(['open']);
    const [payment] = await paymentRowsOf(office, less.awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-20', amountFen: 20_000 });
    expect(await standingOf(less)).toEqual(['booked']);
    const strange = await answered({}, { 金额: '400.00', 流水号: 'LS77', 交易日期: '2019-03-20' });
    expect(await standingOf(strange)).toEqual([null]);
  });

  it('not of a row that says nothing, or what is booked, beside another file that says otherwise', async () => {
    const { batchId, line, resultId } = await answered(FAILED, LATER);
    const rows = (given: Record<string, string>) => ({ rows: [aResultRow(line, given)] });
    const wordless = await aResult(office.finance, batchId, rows({ ...LATER, 处理结果: '' }));
    const same = await aResult(office.finance, batchId, rows({ ...FAILED, 账号: '6217****0067' }));
    expect(await standingOf({ batchId, resultId })).toEqual(['open']);
    expect(await standingOf({ batchId, resultId: wordless })).toEqual([null]);
    expect(await standingOf({ batchId, resultId: same })).toEqual([null]);
  });

  it('that is known, and takes back what was paid by hand', async () => {
    const { batchId, awardId, line } = await answered(FAILED, FAILED);
    await aPayment(office, { awardId, on: businessDate(PAID_ON), bankReference: 'H9' });
    const rows = [aResultRow(line, { ...FAILED, 交易日期: '2019-03-20' })];
    const resultId = await aResult(office.finance, batchId, { rows });
    expect(await standingOf({ batchId, resultId }, 'applied')).toEqual(['open']);
    expect(await saidOf(batchId)).toMatchObject([{ isByHand: true }]);
  });
});

describe('whatever files, people and corrections say of a line', () => {
  const given = fc.constantFrom<Record<string, string>>(
    {},
    FAILED,
    { ...FAILED, 交易日期: '2019-03-20' },
    { ...FAILED, 交易日期: '' },
    LATER,
    { 金额: '590.00' },
    { ...LATER, 金额: '610.00' },
    { 交易日期: '' },
    { 账号: '6217****0067' },
    { 处理结果: '处理中' },
  );
  const act = fc.oneof(
    fc.record({ is: fc.constant('file' as const), given, isApplied: fc.boolean() }),
    fc.record({
      is: fc.constantFrom('record' as const, 'answer' as const),
      isTold: fc.boolean(),
      amountFen: fc.constantFrom(59_000, 60_000),
    }),
    fc.record({ is: fc.constant('correct' as const), kind: fc.constantFrom('return', 'reversal') }),
    fc.record({ is: fc.constantFrom('settle' as const, 'void' as const, 'start' as const) }),
  );

  it('is kept as the files tell it after each step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 7 }), async (acts) => {
        const { batchId, awardId, line } = await answered(FAILED, FAILED);
        const other = (await bankLinesOf(office, batchId))[1]!;
        let resultId = '';
        for (const one of acts) {
          await refused(
            (async () => {
              if (one.is === 'file') {
                const rows = [aResultRow(line, one.given), aResultRow(other, one.given)];
                resultId = await aResult(office.finance, batchId, { rows });
                if (one.isApplied) await applySeen(office.finance, { batchId, resultId });
              } else if (one.is === 'record') {
                const paid = one.isTold ? { on: PAID_ON, bankReference: 'R4c' } : { on: '2019-03-20' };
                await recordPayments(
                  office.finance,
                  aRun(awardId, { ...paid, on: businessDate(paid.on), amountFen: one.amountFen }),
                );
              } else if (one.is === 'answer') {
                const answer = { commandId: newId(), batchId, lineId: other.id, on: businessDate(PAID_ON) };
                await (one.isTold
                  ? confirmLinePaid(office.finance, { ...answer, note: '回单', bankReference: 'R4c' })
                  : confirmLineFailed(office.finance, { ...answer, note: '回单', cause: 'other' }));
              } else if (one.is === 'correct') {
                for (const id of [awardId, other.awardId]) {
                  const [payment] = await paymentRowsOf(office, id);
                  const correction = { kind: one.kind, on: '2019-03-21' };
                  if (payment) await aCorrection(office, payment.id, correction);
                }
              } else if (one.is === 'settle') {
                for (const { id } of await openOf({ awardId }))
                  await settleContradiction(office.finance, { id, reason: '已核对' });
              } else if (one.is === 'void') {
                const ids = { batchId, resultId };
                const { open } = await store.read((read) => voidableResult(read, ids));
                const seen = { reason: '传错了', contradictionsSeen: open.length };
                await voidResult(office.finance, { ...ids, ...seen });
              } else {
                await store.write((write) => write.update(bankResults).set({ isCompared: false }));
                await compareOldResults(store);
              }
            })(),
          );
          const { offending } = await store.read(contradictionsAsTold);
          expect(offending, one.is).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
    await expectInvariants(store, 'after anything');
  }, 120_000);
});
