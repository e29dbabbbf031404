import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { batchRow } from '../../app/payments/batchRows.server';
import { uncheckedFileCount } from '../../app/payments/uncheckedList.server';
import type { Store } from '../../db/client.server';
import { correctPayment } from '../../app/payments/corrections.server';
import {
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResultRow,
  aSentBatch,
  aSentResult,
  awardsToMembers,
  FAILED,
  instructionsOf,
  previewOfResult,
  someFamilies,
  type ResultIds,
  type SentBatch,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';

/** A file with the rows of two batches: of a run and its re-issue, or of two campaigns for the same families. */

const YEAR = 2019;
const BEFORE = '2019-03-14';

let store: Store;
let office: Office;
let today: string;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
  today = todayInChina(new Date());
});

type Given = Record<string, string>;

let papers = 0;
const numbered = (count: number, name: string) => {
  papers += 1;
  return Array.from({ length: count }, (_, index) => `${name}${papers}-${index + 1}`);
};
const rowsOf = ({ lines }: SentBatch, numbers: readonly string[], given: Given = {}) =>
  lines.map((line, index) => aResultRow(line, { 交易日期: today, 流水号: numbers[index]!, ...given }));

const send = ({ id }: SentBatch, rows: readonly string[][]) => aSentResult(office.finance, id, rows);
const enter = ({ id }: SentBatch, rows: readonly string[][]) => anEnteredResult(office.finance, id, rows);
const countsOf = async (ids: ResultIds) => {
  const { totals } = await previewOfResult(office.finance, ids);
  const { succeeded, failed, doubtful, unknown, missing, differing } = totals;
  return [succeeded, failed, doubtful, unknown, missing, differing].map(({ count }) => count);
};
const doubtsOf = async (ids: ResultIds) =>
  (await previewOfResult(office.finance, { ...ids, tab: 'doubtful' })).lines.map(({ doubt }) => doubt);
const numbersOf = async ({ id }: SentBatch) =>
  (await instructionsOf(office, id)).map(({ bankReference }) => bankReference);

/** Two batches to the same families, of which the first is answered with these numbers. */
async function twoCampaigns(size: number, given: Given = {}) {
  const families = await someFamilies(office, size);
  const [one, other] = [await aSentBatch(office, families), await aSentBatch(office, families)];
  const [ofOne, ofOther] = [numbered(size, 'J'), numbered(size, 'Y')];
  const first = rowsOf(one, ofOne, given);
  await enter(one, first);
  return { one, other, first, second: rowsOf(other, ofOther, given), ofOther };
}

describe('a file with a run and its re-issue, sent in to the re-issue', () => {
  it.each<[string, Given, Given, boolean]>([
    ['with line numbers', {}, {}, false],
    ['the other way round', {}, {}, true],
    ['without line numbers', { 序号: '' }, {}, false],
    ['without numbers of failures', {}, { 流水号: '' }, false],
  ])('%s, has the failures apart', async (_, given, ofFailure, isReversed) => {
    const families = await someFamilies(office, 3);
    const run = await aSentBatch(office, families);
    const numbers = numbered(3, 'C');
    const failed = rowsOf(run, numbers, { ...FAILED, 交易日期: BEFORE, ...given, ...ofFailure }).slice(0, 2);
    const paid = rowsOf(run, numbers, { 交易日期: BEFORE, ...given }).slice(2);
    await enter(run, [...failed, ...paid]);
    const again = await anExportedBatch(
      office,
      run.lines.slice(0, 2).map(({ awardId }) => awardId),
    );
    const ofAgain = numbered(2, 'D');
    const rows = [...failed, ...paid, ...rowsOf(again, ofAgain, given)];
    const ids = await send(again, isReversed ? rows.reverse() : rows);
    expect(await countsOf(ids)).toEqual([2, 0, 0, 3, 0, 0]);
    const { others, early } = await previewOfResult(office.finance, ids);
    const { number } = await store.read((read) => batchRow(read, run.id));
    expect(others).toMatchObject([{ number, apart: 2 }]);
    expect(early.count).toBe(0);
    await applySeen(office.finance, ids);
    expect(await numbersOf(again)).toEqual(ofAgain);
    await expectInvariants(store, 'after a file with a run and its re-issue');
  });
});

describe('a file with two campaigns for the same families, sent in to the second', () => {
  it.each<[string, Given]>([
    ['with line numbers', {}],
    ['without line numbers', { 序号: '' }],
  ])('%s, is entered without the rows that are booked in the first', async (_, given) => {
    const { one, other, first, second, ofOther } = await twoCampaigns(2, given);
    const before = await store.read(uncheckedFileCount);
    const ids = await send(other, [...first, ...second]);
    expect(await countsOf(ids)).toEqual([2, 0, 0, 2, 0, 0]);
    await applySeen(office.finance, ids);
    expect(await numbersOf(other)).toEqual(ofOther);
    for (const { awardId } of [...one.lines, ...other.lines])
      expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
    // What was set apart is nothing that anybody must look at.
    expect(await store.read(uncheckedFileCount)).toBe(before);
    await expectInvariants(store, 'after a file with two campaigns');
  });

  it('has a row that is booked in the first apart where the second has none for that family', async () => {
    const { other, first, second } = await twoCampaigns(2);
    expect(await countsOf(await send(other, [...first, second[0]!]))).toEqual([1, 0, 0, 2, 1, 0]);
  });

  it('with several awards of one family, gives each its own rows', async () => {
    const [family] = await someFamilies(office, 1);
    const batchOfTwo = async () =>
      anExportedBatch(
        office,
        await awardsToMembers(office, { familyId: family!, amounts: [60_000, 60_000] }),
      );
    const [one, other] = [await batchOfTwo(), await batchOfTwo()];
    const [ofOne, ofOther] = [numbered(2, 'J'), numbered(2, 'Y')];
    const first = rowsOf(one, ofOne, { 序号: '' });
    await enter(one, first);
    const ids = await send(other, [...first, ...rowsOf(other, ofOther, { 序号: '' })]);
    expect(await countsOf(ids)).toEqual([2, 0, 0, 2, 0, 0]);
    await applySeen(office.finance, ids);
    expect((await numbersOf(other)).sort()).toEqual(ofOther);
  });

  it.each<[string, (rows: { first: string[][]; second: string[][] }) => string[][]]>([
    [
      'where neither is booked',
      ({ second }) => [...second, ...second.map((row) => [...row.slice(0, -1), 'Z'])],
    ],
    [
      'where a row of the first is there more than once',
      ({ first, second }) => [first[0]!, first[0]!, second[0]!],
    ],
    ['where the number is another', ({ first, second }) => [[...first[0]!.slice(0, -1), 'Q7'], second[0]!]],
  ])('stays in doubt %s', async (_, rows) => {
    const { other, ...made } = await twoCampaigns(1);
    const ids = await send(other, rows(made));
    const doubts = await doubtsOf(ids);
    expect(doubts.length).toBeGreaterThan(1);
    expect(new Set(doubts)).toEqual(new Set(['contradicts']));
  });

  it('leaves in doubt what the first still waits for as well', async () => {
    const families = await someFamilies(office, 2);
    const [one, other] = [await aSentBatch(office, families), await aSentBatch(office, families)];
    const [first, second] = [rowsOf(one, numbered(2, 'J')), rowsOf(other, numbered(2, 'Y'))];
    await enter(one, first.slice(0, 1));
    const ids = await send(other, [...first, second[0]!]);
    expect(await countsOf(ids)).toEqual([1, 0, 1, 1, 0, 0]);
    expect(await doubtsOf(ids)).toEqual(['awaited_elsewhere']);
  });

  it('takes nothing for booked that was reversed there', async () => {
    const { one, other, first, second } = await twoCampaigns(1);
    const [payment] = await paymentRowsOf(office, one.lines[0]!.awardId);
    await correctPayment(office.finance, {
      ...{ commandId: newId(), paymentId: payment!.id, kind: 'reversal', remarks: '登记错了批次' },
      ...{ on: businessDate(today), bankReference: 'R1' },
    });
    expect(await doubtsOf(await send(other, [...first, ...second]))).toEqual(['contradicts', 'contradicts']);
  });

  it('is told to be of the first where the second is answered and its numbers stand there', async () => {
    const { one, other, first, second } = await twoCampaigns(2);
    await enter(other, second);
    const ids = await send(other, first);
    const { others, lines } = await previewOfResult(office.finance, { ...ids, tab: 'differing' });
    expect(others).toMatchObject([{ id: one.id, apart: 0, differing: 2 }]);
    expect(lines.map(({ place }) => place?.batch.id)).toEqual([one.id, one.id]);
  });
});
