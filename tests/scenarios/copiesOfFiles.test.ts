import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { contradictionsAsTold } from '../../app/integrity/keptContradictions.server';
import { uncheckedAsCounted } from '../../app/integrity/uncheckedCounts.server';
import { guessMapping, type ResultMapping } from '../../app/payments/bankResult';
import { uploadResult } from '../../app/payments/bankResults.server';
import { compareOldResults } from '../../app/payments/comparedResults.server';
import {
  contradictionsOfBatch,
  openWords,
  settleContradiction,
} from '../../app/payments/contradictions.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { makeBatch } from '../../app/payments/batches.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { voidableResult, voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import { bankContradictions, bankResults } from '../../db/schema';
import {
  aCsv,
  applySeen,
  aResultRow,
  aSentBatch,
  FAILED,
  RESULT_HEADERS,
  type BankLine,
  type ResultIds,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** The same file once more says nothing new, however words are put right, in whichever batch. */

const YEAR = 2019;

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Mapping = Omit<ResultMapping, 'causes'>;
type Given = Record<string, string>;

const MAPPING: Mapping = guessMapping(RESULT_HEADERS);
const withFailure = (word: string): Mapping => ({ ...MAPPING, failure: [...MAPPING.failure, word] });

let kinds = 0;
/** Two batches of two lines each; their bank's files have headers of their own. */
async function twoBatches() {
  kinds += 1;
  const headers = RESULT_HEADERS.map((header, place) => (place === 5 ? `失败原因${kinds}` : header));
  return [await aBatch(headers), await aBatch(headers)] as const;
}

async function aBatch(headers: readonly string[]) {
  const { id: batchId, lines } = await aSentBatch(office, 2);
  /** What the bank says of the first lines, each in its row. */
  const send = async (...told: readonly Given[]) => {
    const rows = told.map((given, place) => aResultRow(lines[place]!, given));
    const bytes = aCsv([[...headers], ...rows]);
    const { id: resultId, isMapped } = await uploadResult(office.finance, {
      ...{ batchId, bytes, fileName: '结果.csv' },
    });
    const ids = { batchId, resultId };
    if (!isMapped) await map(ids, MAPPING);
    return ids;
  };
  return { batchId, lines: lines as [BankLine, BankLine], send };
}

const map = (ids: ResultIds, mapping: Mapping) => mapResult(office.finance, { ...ids, mapping });
const apply = (ids: ResultIds) => applySeen(office.finance, ids);
const openOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));

const F = [{ ...FAILED, 流水号: 'A1' }, { 流水号: 'A2' }] as const;

describe('a copy of a file', () => {
  it('stays one when a word is put right in another batch', async () => {
    const [one, other] = await twoBatches();
    await apply(await one.send(...F));
    const paid = await one.send({ 流水号: 'B1' });
    const copy = await one.send(...F);
    const before = await openOf(one.batchId);
    expect(before).toMatchObject([{ resultId: paid.resultId, outcome: 'succeeded' }]);
    await map(await other.send({ 流水号: 'Q1' }), withFailure('第三个词'));
    await expectInvariants(store, 'after a word was put right elsewhere');
    expect(await openOf(one.batchId)).toEqual(before);
    await voidResult(office.finance, { ...copy, reason: '重复', contradictionsSeen: 0 });
    await expectInvariants(store, 'after the copy was taken away');
  });

  it('stays one when the causes of the first are decided', async () => {
    const [one] = await twoBatches();
    const first = await one.send(...F);
    await one.send(...F);
    await apply(first);
    await one.send({ 流水号: 'B1' });
    expect(await openOf(one.batchId)).toMatchObject([{ outcome: 'succeeded', later: null, others: [] }]);
    const kept = await store.read((read) => openWords(read, [one.batchId]));
    expect(kept).toHaveLength(1);
    await expectInvariants(store, 'after causes were decided');
  });

  it('loses what was kept of it when its text was told apart, at the next start', async () => {
    const [one] = await twoBatches();
    const first = await one.send(...F);
    await apply(first);
    await one.send({ 流水号: 'B1' });
    const copy = await one.send(...F);
    const told = { outcome: 'failed', saidOn: '2019-03-12', reference: 'A1' } as const;
    await store.write(async (write) => {
      await write.insert(bankContradictions).values({
        ...{ id: newId(), resultId: copy.resultId, lineId: one.lines[0].id, ...told },
        ...{ saidFen: 60_000, possibleLines: 1, settledBy: null, settledAt: null, settledReason: null },
      });
      await write.update(bankResults).set({ isCompared: false });
    });
    await compareOldResults(store);
    await expectInvariants(store, 'after a start');
  });

  it('is none where a word makes its rows others', async () => {
    const [one] = await twoBatches();
    await apply(await one.send(...F));
    const copy = await one.send(...F);
    const turned = { ...MAPPING, success: MAPPING.failure, failure: MAPPING.success };
    await map(copy, turned);
    expect(await openOf(one.batchId)).toMatchObject([
      { lineNumber: 1, outcome: 'succeeded' },
      { lineNumber: 2, outcome: 'failed' },
    ]);
    await expectInvariants(store, 'after a copy was read otherwise');
  });
});

describe('a file whose payment was reversed since', () => {
  const K = [{ 流水号: 'K1' }, { 流水号: 'K2' }] as const;
  const SWAPPED = [{ 流水号: 'K1', 失败原因: '无' }, { 流水号: 'K2' }] as const;
  const correct = async (awardId: string, kind: 'reversal' | 'return') => {
    const [payment] = await paymentRowsOf(office, awardId);
    await aCorrection(office, payment!.id, { kind, on: payment!.paidOn });
  };
  const reversed = async (kind: 'reversal' | 'return' = 'reversal') => {
    const [one] = await twoBatches();
    const { awardId } = one.lines[0];
    await apply(await one.send(...K));
    await correct(awardId, kind);
    return { ...one, awardId };
  };

  it.each([
    ['once more', K],
    ['saved anew', SWAPPED],
  ])('is asked about when it comes %s, and once', async (_, told) => {
    const { batchId, awardId, send } = await reversed();
    expect(await openOf(batchId)).toEqual([]);
    await send(...told);
    const said = { lineNumber: 1, outcome: 'succeeded', reference: 'K1', bookedFen: 0 };
    expect(await openOf(batchId)).toMatchObject([{ ...said, settled: null }]);
    const order = (claimsSeen: number) =>
      makeBatch(office.finance, { commandId: newId(), title: '补发', awardIds: [awardId], claimsSeen });
    expect(await refused(order(0))).toMatchObject({ code: 'batch.paid_claims', count: 1 });
    await send(...told);
    expect(await store.read((read) => openWords(read, [batchId]))).toHaveLength(1);
    for (const { id } of await openOf(batchId))
      await settleContradiction(office.finance, { id, reason: '银行查明没有付' });
    await send(...told);
    expect(await openOf(batchId)).toMatchObject([{ settled: { reason: '银行查明没有付' } }]);
    await order(0);
    await expectInvariants(store, 'after a reversal');
  });

  it('is asked no more once the payment is recorded as it tells', async () => {
    const { batchId, awardId, send } = await reversed();
    await send(...K);
    const on = businessDate('2019-03-12');
    await aPayment(office, { awardId, on, bankReference: 'K1', claimsSeen: 0 });
    expect(await openOf(batchId)).toEqual([]);
    await expectInvariants(store, 'after it was recorded anew');
  });

  it('is asked about no more once it is taken away, by whoever has seen that it asks', async () => {
    const { batchId, send } = await reversed();
    const copy = await send(...K);
    const take = (contradictionsSeen: number) =>
      voidResult(office.finance, { ...copy, reason: '重复', contradictionsSeen });
    expect(await refused(take(0))).toMatchObject({ code: 'result.contradicts', count: 1 });
    await take(1);
    expect(await openOf(batchId)).toEqual([]);
    await expectInvariants(store, 'after the copy was taken away');
  });

  it('says nothing of one that came back', async () => {
    const { batchId, send } = await reversed('return');
    await send(...K);
    expect(await openOf(batchId)).toEqual([]);
    await expectInvariants(store, 'after a return');
  });
});

describe('whatever is sent in, put right, answered and taken away in two batches of one bank', () => {
  const given = fc.constantFrom<Given>(
    { 流水号: 'K1' },
    { ...FAILED, 流水号: 'K1' },
    { ...FAILED, 交易日期: '2019-03-14', 流水号: 'K2' },
    { 交易日期: '2019-03-15', 流水号: 'K3' },
    { 处理结果: '已核销', 流水号: 'K4' },
  );
  const place = fc.constantFrom(0 as const, 1 as const);
  const act = fc.oneof(
    { weight: 4, arbitrary: fc.record({ is: fc.constant('file' as const), place, given, other: given }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('again' as const), place }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('enter' as const), place }) },
    {
      weight: 4,
      arbitrary: fc.record({
        ...{ is: fc.constant('map' as const), place },
        word: fc.constantFrom('第三个词', '第四个词', '已核销', ''),
      }),
    },
    fc.record({ is: fc.constant('answer' as const), place, isPaid: fc.boolean() }),
    fc.record({ is: fc.constantFrom('void', 'settle', 'start', 'reverse', 'return'), place }),
  );

  it('is kept as the files tell it after each step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
        const both = await twoBatches();
        const files: { ids: ResultIds; told: readonly Given[]; place: 0 | 1 }[] = [];
        const send = async (at: 0 | 1, told: readonly Given[]) => {
          files.push({ ids: await both[at].send(...told), told, place: at });
        };
        await send(0, F);
        await apply(files[0]!.ids);
        for (const one of acts) {
          const { batchId, lines } = both[one.place];
          const last = files.filter((file) => file.place === one.place).at(-1);
          const perform = async () => {
            if (one.is === 'file') await send(one.place, [one.given, one.other]);
            else if (one.is === 'answer') {
              const answer = { commandId: newId(), batchId, lineId: lines[0].id, note: '回单' };
              await (one.isPaid
                ? confirmLinePaid(office.finance, {
                    ...answer,
                    on: businessDate('2019-03-15'),
                    bankReference: 'K3',
                  })
                : confirmLineFailed(office.finance, {
                    ...answer,
                    on: businessDate('2019-03-14'),
                    cause: 'other',
                  }));
            } else if (one.is === 'settle') {
              for (const { id } of await openOf(batchId))
                await settleContradiction(office.finance, { id, reason: '已核对' });
            } else if (one.is === 'start') {
              await store.write((write) => write.update(bankResults).set({ isCompared: false }));
              await compareOldResults(store);
            } else if (one.is === 'reverse' || one.is === 'return') {
              const [payment] = await paymentRowsOf(office, lines[0].awardId);
              const kind = one.is === 'reverse' ? 'reversal' : 'return';
              if (payment) await aCorrection(office, payment.id, { kind, on: payment.paidOn });
            } else if (last && one.is === 'again') await send(one.place, last.told);
            else if (last && one.is === 'enter') await apply(last.ids);
            else if (last && one.is === 'map')
              await map(last.ids, one.word === '' ? MAPPING : withFailure(one.word));
            else if (last && one.is === 'void') {
              const { open } = await store.read((read) => voidableResult(read, last.ids));
              const seen = { reason: '传错了', contradictionsSeen: open.length };
              await voidResult(office.finance, { ...last.ids, ...seen });
              files.splice(files.indexOf(last), 1);
            }
          };
          await refused(perform());
          for (const check of [contradictionsAsTold, uncheckedAsCounted])
            expect((await store.read(check)).offending, one.is).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
    await expectInvariants(store, 'after anything');
  }, 120_000);
});
