import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { batchRow } from '../../app/payments/batchRows.server';
import { uncheckedFileCount } from '../../app/payments/uncheckedList.server';
import type { Store } from '../../db/client.server';
import { correctPayment } from '../../app/payments/corrections.server';
import { freshStore } from '../database';
import {
  aResult,
  aResultRow,
  anExportedBatch,
  applySeen,
  FAILED,
  instructionsOf,
  previewOfResult,
  type BankLine,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { paymentRowsOf } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';

/** A file with the rows of two batches: of a run and its re-issue, or of two campaigns for the same families. */

const YEAR = 2019;
const BEFORE = '2019-03-14';

let store: Store;
let office: Office;
let today: string;

beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
  await aProject(office, { year: YEAR, budgetFen: 1_000_000_000 });
  today = todayInChina(new Date());
});

type Given = Record<string, string>;
interface Sent {
  id: string;
  lines: BankLine[];
}

const someFamilies = async (count: number) => {
  const ids: string[] = [];
  for (let left = count; left > 0; left -= 1) ids.push((await aFamily(office)).id);
  return ids;
};

async function aBatchFor(familyIds: readonly string[]): Promise<Sent> {
  const awardIds: string[] = [];
  for (const familyId of familyIds)
    awardIds.push((await anAward(office, { year: YEAR, type: 'medical', familyId, amountFen: 60_000 })).id);
  return anExportedBatch(office, awardIds);
}

let papers = 0;
const numbered = (count: number, name: string) => {
  papers += 1;
  return Array.from({ length: count }, (_, index) => `${name}${papers}-${index + 1}`);
};
const rowsOf = ({ lines }: Sent, numbers: readonly string[], given: Given = {}) =>
  lines.map((line, index) => aResultRow(line, { 交易日期: today, 流水号: numbers[index]!, ...given }));

const send = async ({ id: batchId }: Sent, rows: readonly string[][]) => ({
  batchId,
  resultId: await aResult(office.finance, batchId, { rows }),
});
const enter = async (batch: Sent, rows: readonly string[][]) =>
  applySeen(office.finance, await send(batch, rows));
const countsOf = async (ids: Awaited<ReturnType<typeof send>>) => {
  const { totals } = await previewOfResult(office.finance, ids);
  const { succeeded, failed, doubtful, unknown, missing, differing } = totals;
  return [succeeded, failed, doubtful, unknown, missing, differing].map(({ count }) => count);
};
const doubtsOf = async (ids: Awaited<ReturnType<typeof send>>) =>
  (await previewOfResult(office.finance, { ...ids, tab: 'doubtful' })).lines.map(({ doubt }) => doubt);
const numbersOf = async ({ id }: Sent) =>
  (await instructionsOf(office, id)).map(({ bankReference }) => bankReference);

/** Two batches to the same families, of which the first is answered with these numbers. */
async function twoCampaigns(size: number, given: Given = {}) {
  const families = await someFamilies(size);
  const [one, other] = [await aBatchFor(families), await aBatchFor(families)];
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
    const families = await someFamilies(3);
    const run = await aBatchFor(families);
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
    const [family] = await someFamilies(1);
    const batchOfTwo = async () => {
      const ids: string[] = [];
      for (const place of [0, 1])
        ids.push(
          (
            await anAward(office, {
              ...{ year: YEAR, type: 'medical', familyId: family!, amountFen: 60_000 },
              place,
            })
          ).id,
        );
      return anExportedBatch(office, ids);
    };
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
    const families = await someFamilies(2);
    const [one, other] = [await aBatchFor(families), await aBatchFor(families)];
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
