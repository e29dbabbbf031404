import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { resultsOfBatch, storedResult, uploadResult } from '../../app/payments/bankResults.server';
import {
  contradictionsOfBatch,
  openContradictionCount,
  settleContradiction,
} from '../../app/payments/contradictions.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import {
  aCsv,
  applySeen,
  aResult,
  aResultRow,
  aSentBatch,
  FAILED,
  resultOf,
  type BankLine,
  type ResultIds,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const REASON = '误传了另一批次的文件';

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

async function aBatch(): Promise<{ batchId: string; line: BankLine }> {
  const { id: batchId, lines } = await aSentBatch(office, 1);
  return { batchId, line: lines[0]! };
}

const voided = (ids: ResultIds, contradictionsSeen = 0) =>
  voidResult(office.finance, { ...ids, reason: REASON, contradictionsSeen });

const saidOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));

const rowOf = (resultId: string) => resultOf(office.auditor, { resultId });

describe('a result file that was sent in by mistake', () => {
  it('is taken away with what it held; its name, its hash, who did it and why stay', async () => {
    const { batchId, line } = await aBatch();
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    const before = await rowOf(resultId);
    await voided({ batchId, resultId });
    expect(await rowOf(resultId)).toMatchObject({
      ...{ contentSealed: '', sha256: before.sha256, fileName: before.fileName },
      ...{ voidedBy: office.finance.actor.staffId, voidReason: REASON, appliedAt: null },
    });
    const [listed] = await store.read((read) => resultsOfBatch(read, batchId));
    expect(listed!.voided).toMatchObject({ reason: REASON });
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    expect(JSON.parse(entries.find(({ action }) => action === 'batch.result_voided')!.detail)).toMatchObject({
      ...{ fileName: before.fileName, sha256: before.sha256, reason: REASON },
    });
    await expectInvariants(store, 'after a file was taken away');
  });

  it('asks for each payment that it alone tells of, though another file tells of one too', async () => {
    const { batchId, line } = await aBatch();
    const send = (given: Record<string, string>) =>
      aResult(office.finance, batchId, { rows: [aResultRow(line, given)] });
    await applySeen(office.finance, { batchId, resultId: await send(FAILED) });
    const resultId = await send({ 交易日期: '2019-03-14', 流水号: 'WA' });
    const other = await send({ 交易日期: '2019-03-15', 流水号: 'WB' });
    expect(await refused(voided({ batchId, resultId }))).toMatchObject({
      code: 'result.contradicts',
      count: 1,
    });
    await voided({ batchId, resultId }, 1);
    expect(await saidOf(batchId)).toMatchObject([{ resultId: other, reference: 'WB', others: [] }]);
    await expectInvariants(store, 'after one of two files was taken away');
  });

  it('is not opened again, nor taken away twice, and the right one is read in its place', async () => {
    const { batchId, line } = await aBatch();
    const { id: resultId } = await uploadResult(office.finance, {
      ...{
        batchId,
        fileName: '名单.csv',
        bytes: aCsv([
          ['甲', '乙', '丙'],
          ['一', '二', '三'],
        ]),
      },
    });
    await voided({ batchId, resultId });
    const told = { code: 'result.voided', by: office.finance.actor.name, reason: REASON };
    expect(await refused(store.read((read) => storedResult(read, { batchId, resultId })))).toMatchObject(
      told,
    );
    expect(await refused(voided({ batchId, resultId }))).toMatchObject(told);
    const right = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    expect(await applySeen(office.finance, { batchId, resultId: right })).toMatchObject({ succeeded: 1 });
    await expectInvariants(store, 'after a file was taken away');
  });

  it('is not taken away after its rows were entered, nor by the address of another batch', async () => {
    const { batchId, line } = await aBatch();
    const { batchId: other } = await aBatch();
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    expect(await refused(voided({ batchId: other, resultId }))).toMatchObject({ code: 'result.not_found' });
    await applySeen(office.finance, { batchId, resultId });
    expect(await refused(voided({ batchId, resultId }))).toMatchObject({
      code: 'result.in_use',
    });
    expect((await rowOf(resultId)).contentSealed).not.toBe('');
  });

  it('that says the opposite of what is booked is taken away by whoever has seen how many rows do', async () => {
    const { batchId, line } = await aBatch();
    const first = await aResult(office.finance, batchId, { rows: [aResultRow(line, FAILED)] });
    await applySeen(office.finance, { batchId, resultId: first });
    const open = await store.read(openContradictionCount);
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    for (const wrong of [0, 2])
      expect(await refused(voided({ batchId, resultId }, wrong))).toMatchObject({
        ...{ code: 'result.contradicts', field: 'contradictionsSeen', count: 1, lineNumber: line.lineNumber },
      });
    await voided({ batchId, resultId }, 1);
    expect(await saidOf(batchId)).toEqual([]);
    expect(await store.read(openContradictionCount)).toBe(open);
    await expectInvariants(store, 'after one that contradicts was taken away');
    const again = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    expect(await saidOf(batchId)).toMatchObject([{ resultId: again, settled: null }]);
    await expectInvariants(store, 'after it came again');
  });

  it.each([
    ['the later first', [1, 0]],
    ['the earlier first', [0, 1]],
  ])('takes nothing away that another file says too (%s)', async (_, [first, last]) => {
    const { batchId, line } = await aBatch();
    const failed = await aResult(office.finance, batchId, { rows: [aResultRow(line, FAILED)] });
    await applySeen(office.finance, { batchId, resultId: failed });
    const twice = [
      await aResult(office.finance, batchId, { rows: [aResultRow(line)] }),
      await aResult(office.finance, batchId, { rows: [aResultRow(line)] }),
    ];
    await voided({ batchId, resultId: twice[first!]! }, 0);
    expect(await saidOf(batchId)).toMatchObject([{ resultId: twice[last!], settled: null }]);
    await expectInvariants(store, 'after one was taken away');
    await voided({ batchId, resultId: twice[last!]! }, 1);
    expect(await saidOf(batchId)).toEqual([]);
    await expectInvariants(store, 'after both were taken away');
  });

  it.each([
    ['the same, saved anew', { 失败原因: '无' }],
    ['another paper', { 流水号: 'WC', 交易日期: '2019-03-20' }],
  ])(
    'that alone asks about a reversed payment is taken away by whoever has seen it (%s)',
    async (_, given) => {
      const { batchId, line } = await aBatch();
      const send = (row: Record<string, string>) =>
        aResult(office.finance, batchId, { rows: [aResultRow(line, row)] });
      await applySeen(office.finance, { batchId, resultId: await send({}) });
      const [payment] = await paymentRowsOf(office, line.awardId);
      await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-14' });
      expect(await saidOf(batchId)).toEqual([]);
      const resultId = await send(given);
      expect(await saidOf(batchId)).toMatchObject([{ resultId, settled: null }]);
      expect(await refused(voided({ batchId, resultId }, 0))).toMatchObject({
        ...{ code: 'result.contradicts', count: 1, lineNumber: line.lineNumber },
      });
      await voided({ batchId, resultId }, 1);
      expect(await saidOf(batchId)).toEqual([]);
      await expectInvariants(store, 'after the question went with its file');
    },
  );

  it('that was settled by being taken away, as it once was, is asked again after the next start', async () => {
    const { batchId, line } = await aBatch();
    const first = await aResult(office.finance, batchId, { rows: [aResultRow(line, FAILED)] });
    await applySeen(office.finance, { batchId, resultId: first });
    const wrong = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    const [said] = await saidOf(batchId);
    await settleContradiction(office.finance, { id: said!.id, reason: REASON });
    await voided({ batchId, resultId: wrong });
    expect(await saidOf(batchId)).toEqual([]);
    const again = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    expect(await saidOf(batchId)).toMatchObject([{ resultId: again, settled: null }]);
    await expectInvariants(store, 'after it came again');
  });

  it('leaves nothing to be settled, and says that it was taken away', async () => {
    const { batchId, line } = await aBatch();
    const first = await aResult(office.finance, batchId, { rows: [aResultRow(line, FAILED)] });
    await applySeen(office.finance, { batchId, resultId: first });
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    const [said] = await saidOf(batchId);
    await voided({ batchId, resultId }, 1);
    const settle = settleContradiction(office.finance, { id: said!.id, reason: REASON });
    expect(await refused(settle)).toMatchObject({ code: 'contradiction.file_voided' });
  });

  it('leaves what was settled of its rows as it is', async () => {
    const { batchId, line } = await aBatch();
    const first = await aResult(office.finance, batchId, { rows: [aResultRow(line, FAILED)] });
    await applySeen(office.finance, { batchId, resultId: first });
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    const [said] = await saidOf(batchId);
    await settleContradiction(office.finance, { id: said!.id, reason: '电话核对' });
    await voided({ batchId, resultId });
    expect(await saidOf(batchId)).toMatchObject([{ id: said!.id, settled: { reason: '电话核对' } }]);
    await expectInvariants(store, 'after a settled one was taken away');
  });

  it('cannot be marked so beside the product while it holds something or was entered', async () => {
    const { batchId, line } = await aBatch();
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line)] });
    const mark = (set: object) =>
      store.write((write) =>
        write
          .update(bankResults)
          .set({
            ...{ voidedBy: office.finance.actor.staffId, voidedAt: new Date().toISOString(), voidReason: '' },
            ...set,
          })
          .where(eq(bankResults.id, resultId)),
      );
    await expect(mark({})).rejects.toThrow();
    await expect(mark({ contentSealed: '', voidReason: null })).rejects.toThrow();
    await expect(mark({ contentSealed: '', appliedAt: new Date().toISOString() })).rejects.toThrow();
    expect((await rowOf(resultId)).voidedAt).toBeNull();
  });

  it('is refused unread where it is people with their ID numbers', async () => {
    const { batchId } = await aBatch();
    const bytes = aCsv([
      ['姓名', '身份证号', '银行卡号'],
      ['测甲', '419901196001011009', '6222021000000000009'],
    ]);
    expect(
      await refused(uploadResult(office.finance, { batchId, bytes, fileName: '名单.csv' })),
    ).toMatchObject({ code: 'result.register', headers: '身份证号', count: 1 });
  });
});
