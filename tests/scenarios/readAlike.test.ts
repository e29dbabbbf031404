import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { guessMapping, type ResultMapping } from '../../app/payments/bankResult';
import { uploadResult } from '../../app/payments/bankResults.server';
import { contradictionsOfBatch } from '../../app/payments/contradictions.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import {
  aCsv,
  applySeen,
  aResultRow,
  aSentBatch,
  FAILED,
  RESULT_HEADERS,
  resultOf,
  type BankLine,
  type ResultIds,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** Files whose headers are those of one whose columns and words are put right are read again with it. */

const YEAR = 2019;
const UNKNOWN = { 处理结果: '已核销', 交易日期: '2019-03-15', 流水号: 'K1' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Mapping = Omit<ResultMapping, 'causes'>;
type Given = Record<string, string>;

let kinds = 0;
/** Headers of their own, of which nobody has said how they are read. */
function aKind() {
  kinds += 1;
  const headers = RESULT_HEADERS.map((header, place) => (place === 5 ? `失败原因${kinds}` : header));
  const plain: Mapping = guessMapping(RESULT_HEADERS);
  const send = async (batchId: string, rows: readonly string[][]): Promise<ResultIds> => {
    const file = { batchId, bytes: aCsv([headers, ...rows]), fileName: `结果${kinds}.csv` };
    return { batchId, resultId: (await uploadResult(office.finance, file)).id };
  };
  return { plain, send };
}

const map = (ids: ResultIds, mapping: Mapping, contradictionsSeen?: number) =>
  mapResult(office.finance, { ...ids, mapping, contradictionsSeen });

/** A batch of one line, answered by a file of these headers. */
async function anAnswered({ plain, send }: ReturnType<typeof aKind>, told: Given) {
  const { id: batchId, lines } = await aSentBatch(office, 1);
  const [line] = lines as [BankLine];
  const first = await send(batchId, [aResultRow(line, told)]);
  await map(first, plain);
  await applySeen(office.finance, first);
  return { batchId, line, again: (given: Given) => send(batchId, [aResultRow(line, given)]) };
}

const withFailure = (mapping: Mapping, word: string): Mapping => ({
  ...mapping,
  failure: [...mapping.failure, word],
});
const openOf = (batchId: string) => store.read((read) => contradictionsOfBatch(read, batchId));
const mappingOf = async (ids: ResultIds) =>
  JSON.parse((await resultOf(office.auditor, ids)).mapping!) as ResultMapping;

describe('a word that is put right', () => {
  it('is put right in the files of the same headers that lie there, of whichever batch', async () => {
    const kind = aKind();
    const [one, other] = [await anAnswered(kind, {}), await anAnswered(kind, {})];
    const there = await one.again(UNKNOWN);
    expect(await resultOf(office.auditor, there)).toMatchObject({ unreadRows: 1 });
    const mapped = withFailure(kind.plain, '已核销');
    expect(await map(await other.again(UNKNOWN), mapped, 0)).toEqual({
      ...{ isChanged: true, ended: 0, alike: 1, left: 0 },
    });
    expect(await resultOf(office.auditor, there)).toMatchObject({ unreadRows: 0, differingRows: 0 });
    for (const { batchId } of [one, other])
      expect(await openOf(batchId)).toMatchObject([{ outcome: 'failed', settled: null }]);
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: one.batchId }));
    expect(entry).toMatchObject({ action: 'batch.result_mapped' });
    expect(JSON.parse(entry!.detail)).toMatchObject({ failure: mapped.failure, fileName: /结果/ });
    expect(await map(there, mapped, 0)).toMatchObject({ isChanged: false, alike: 0 });
    await expectInvariants(store, 'after files were read again');
  });

  it('leaves files of other headers, those that were taken away, and their own days and causes', async () => {
    const [kind, another] = [aKind(), aKind()];
    const { again } = await anAnswered(kind, {});
    const elsewhere = await (await anAnswered(another, {})).again(UNKNOWN);
    const gone = await again(UNKNOWN);
    await voidResult(office.finance, { ...gone, reason: '传错了文件', contradictionsSeen: 0 });
    const ownDay = await again({ ...UNKNOWN, 交易日期: '' });
    await map(ownDay, { ...kind.plain, defaultOn: '2019-03-16' });
    const dayless = await again({ ...UNKNOWN, 交易日期: '' });
    await map(dayless, withFailure(kind.plain, '已核销'), 0);
    expect(await mappingOf(elsewhere)).toMatchObject({ failure: another.plain.failure });
    expect(await mappingOf(gone)).toMatchObject({ failure: kind.plain.failure });
    expect(await mappingOf(ownDay)).toMatchObject({
      ...{ failure: [...kind.plain.failure, '已核销'], defaultOn: '2019-03-16' },
    });
    expect(await mappingOf(dayless)).toMatchObject({ defaultOn: null });
  });

  it('is read in files of which nobody had said how', async () => {
    const kind = aKind();
    const { plain, send } = kind;
    const { id: batchId, lines } = await aSentBatch(office, 1);
    const [first, second] = [
      await send(batchId, [aResultRow(lines[0]!)]),
      await send(batchId, [aResultRow(lines[0]!)]),
    ];
    expect(await resultOf(office.auditor, first)).toMatchObject({ mapping: null, unreadRows: 1 });
    expect(await map(second, plain, 0)).toMatchObject({ alike: 1 });
    expect(await mappingOf(first)).toMatchObject(plain);
    expect(await resultOf(office.auditor, first)).toMatchObject({ unreadRows: 0 });
  });

  it.each([
    ['is read further in a file that was entered', (plain: Mapping) => withFailure(plain, '已核销'), true],
    [
      'never makes a row of it another',
      (plain: Mapping) => ({ ...withFailure(plain, '已核销'), success: ['已付款'] }),
      false,
    ],
  ])('%s', async (_, put, isRead) => {
    const kind = aKind();
    const { batchId, line } = await anAnswered(kind, {});
    const { id: otherId, lines } = await aSentBatch(office, 1);
    const entered = await kind.send(otherId, [aResultRow(lines[0]!), aResultRow(lines[0]!, UNKNOWN)]);
    await store.write((write) =>
      write
        .update(bankResults)
        .set({ appliedBy: office.finance.actor.staffId, appliedAt: new Date().toISOString() })
        .where(eq(bankResults.id, entered.resultId)),
    );
    const answering = await kind.send(otherId, [aResultRow(lines[0]!)]);
    await applySeen(office.finance, answering);
    expect(await resultOf(office.auditor, entered)).toMatchObject({ unreadRows: 1 });
    const there = await kind.send(batchId, [aResultRow(line, UNKNOWN)]);
    await map(there, put(kind.plain), 0);
    const { failure } = await mappingOf(entered);
    expect(failure.includes('已核销')).toBe(isRead);
    expect(await resultOf(office.auditor, entered)).toMatchObject({ unreadRows: isRead ? 0 : 1 });
    expect(await openOf(otherId)).toHaveLength(isRead ? 1 : 0);
    await expectInvariants(store, 'after an entered file was read further');
  });
});

describe('a word that is taken out', () => {
  const without = (mapping: Mapping): Mapping => ({ ...mapping, success: ['已付款'] });

  it('asks for what goes by it, in all files that are read with it', async () => {
    const kind = aKind();
    const [one, other] = [await anAnswered(kind, FAILED), await anAnswered(kind, FAILED)];
    await one.again({ 流水号: 'XD5' });
    const ids = await other.again({ 流水号: 'XD6' });
    const open = async () => [...(await openOf(one.batchId)), ...(await openOf(other.batchId))].length;
    expect(await open()).toBe(2);
    for (const wrong of [0, 1, 3]) {
      const found = await refused(map(ids, without(kind.plain), wrong));
      expect(found).toMatchObject({ code: 'result.mapping_ends', count: 2, field: 'contradictionsSeen' });
      expect(String(found!.lines)).toContain(other.line.holder);
    }
    expect(await open()).toBe(2);
    expect(await mappingOf(ids)).toMatchObject({ success: kind.plain.success });
    expect(await map(ids, without(kind.plain), 2)).toMatchObject({ ended: 2, alike: 1 });
    expect(await open()).toBe(0);
    expect(await resultOf(office.auditor, ids)).toMatchObject({ unreadRows: 1 });
    expect(await map(ids, kind.plain, 0)).toMatchObject({ ended: 0, alike: 1 });
    expect(await open()).toBe(2);
    await expectInvariants(store, 'after words were taken out and put back');
  });

  it('of one of two files that tell of two payments asks for the one', async () => {
    const kind = aKind();
    const other = aKind();
    const { batchId, line, again } = await anAnswered(kind, FAILED);
    const elsewhere = await other.send(batchId, [aResultRow(line, { 流水号: 'XD7' })]);
    await map(elsewhere, other.plain);
    const ids = await again({ 流水号: 'XD6' });
    expect(await refused(map(ids, without(kind.plain), 0))).toMatchObject({ count: 1 });
    expect(await map(ids, without(kind.plain), 1)).toMatchObject({ ended: 1 });
    expect(await openOf(batchId)).toMatchObject([{ reference: 'XD7' }]);
  });

  it('asks nothing where the same is told under another number', async () => {
    const kind = aKind();
    const { batchId, again } = await anAnswered(kind, FAILED);
    const ids = await again({ 流水号: 'XD6' });
    const { reference: _, ...columns } = kind.plain.columns;
    expect(await map(ids, { ...kind.plain, columns }, 0)).toMatchObject({ isChanged: true, ended: 0 });
    expect(await openOf(batchId)).toMatchObject([{ outcome: 'succeeded', reference: '' }]);
  });
});
