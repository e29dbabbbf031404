import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { batchRow } from '../../app/payments/batchRows.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  applySeen,
  aResultRow,
  aSentResult,
  FAILED,
  openAwards,
  previewOfResult,
  someFamilies,
  type BankLine,
  type ResultIds,
  type SentBatch,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const NONE = { count: 0, batches: [] };

let store: Store;
let office: Office;
let today: string;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
  today = todayInChina(new Date());
});

type Sent = SentBatch & { number: string };

async function aBatchFor(familyIds: readonly string[], amountFen = 60_000): Promise<Sent> {
  const sent = await anExportedBatch(office, await openAwards(office, familyIds, { amountFen }));
  return { ...sent, number: (await store.read((read) => batchRow(read, sent.id))).number };
}

/** Two batches to the same three families. */
async function twoAlike(): Promise<{ one: Sent; other: Sent }> {
  const families = await someFamilies(office, 3);
  return { one: await aBatchFor(families), other: await aBatchFor(families) };
}

let papers = 0;
/** A row of a paper of its own, of today. */
const rowOf = (line: BankLine, given: Record<string, string> = {}) =>
  aResultRow(line, { 交易日期: today, 流水号: `OF${++papers}`, ...given });
/** What the bank answers to a batch: the last line fails. */
const answerTo = ({ lines }: Sent, given: Record<string, string> = {}) =>
  lines.map((line, place) => rowOf(line, place < lines.length - 1 ? given : { ...given, ...FAILED }));

const sendIn = ({ id }: Sent, rows: readonly string[][]) => aSentResult(office.finance, id, rows);
const fitsOf = async (ids: ResultIds) => (await previewOfResult(office.finance, ids)).otherFit;

const applied = async (ids: ResultIds, otherFitSeen: number) => {
  const { totals } = await previewOfResult(office.finance, ids);
  const { succeeded, failed } = totals;
  return applyResult(office.finance, {
    ...{ ...ids, commandId: newId(), causes: [], succeeded: succeeded.count, failed: failed.count },
    ...{ amountFen: succeeded.amountFen, otherFitSeen },
  });
};

/** Confirms the first line of a batch by the paper that a row names. */
const byHand = ({ id: batchId, lines }: Sent, row: readonly string[]) =>
  confirmLinePaid(office.finance, {
    ...{ commandId: newId(), batchId, lineId: lines[0]!.id, on: businessDate(today), note: '银行回单' },
    bankReference: row.at(-1)!,
  });

describe('a file that another batch would take just as well', () => {
  it('is held until it was seen that that one waits too', async () => {
    const { one, other } = await twoAlike();
    const ids = await sendIn(other, answerTo(one));
    const { id, number } = one;
    expect(await fitsOf(ids)).toEqual({
      ...{ count: 3, batches: [{ id, number, title: '样例批次', isWaiting: true, enteredCount: 0 }] },
    });
    for (const seen of [0, 2, 4])
      expect(await refused(applied(ids, seen))).toMatchObject({
        ...{ code: 'result.fits_other', field: 'otherFitSeen', count: 3, number },
      });
    expect(await paymentRowsOf(office, other.lines[0]!.awardId)).toEqual([]);
    await applied(ids, 3);
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id: other.id }));
    const entry = entries.find(({ action }) => action === 'batch.result_applied');
    expect(JSON.parse(entry!.detail)).toMatchObject({ otherFitRows: 3 });
    await expectInvariants(store, 'after a file that fits two batches');
  });

  it('asks nobody where what was seen is left out', async () => {
    const { one, other } = await twoAlike();
    await applySeen(office.finance, await sendIn(other, answerTo(one)));
    expect(await paymentRowsOf(office, other.lines[0]!.awardId)).toHaveLength(1);
  });

  it('is asked about once: what that one is answered with then is its own', async () => {
    const { one, other } = await twoAlike();
    await applied(await sendIn(one, answerTo(one)), 3);
    expect(await fitsOf(await sendIn(other, answerTo(other)))).toEqual(NONE);
  });

  it.each<[string, number, Record<string, string>]>([
    ['of today', 2, {}],
    ['that does not number its rows', 2, { 序号: '' }],
    ['without days that failed', 2, { ...FAILED, 交易日期: '', 流水号: '' }],
    ['that is dated before that one went to the bank', 0, { 交易日期: '2019-03-12' }],
  ])('%s: %i rows', async (_, count, given) => {
    const families = await someFamilies(office, 2);
    const [one, other] = [await aBatchFor(families), await aBatchFor(families)];
    const ids = await sendIn(
      other,
      one.lines.map((line) => rowOf(line, given)),
    );
    expect((await fitsOf(ids)).count).toBe(count);
  });

  it('is told apart by its line numbers, an amount or another family', async () => {
    const [first, second, third] = await someFamilies(office, 3);
    await aBatchFor([second!, first!]);
    await aBatchFor([first!, second!], 70_000);
    await aBatchFor([first!, third!]);
    const batch = await aBatchFor([first!, second!]);
    expect(await fitsOf(await sendIn(batch, answerTo(batch)))).toEqual(NONE);
  });

  it('is none where that one was answered otherwise, or only in part', async () => {
    const { one, other } = await twoAlike();
    const { id: lineId } = one.lines[0]!;
    await confirmLineFailed(office.finance, {
      ...{ commandId: newId(), batchId: one.id, lineId, on: businessDate(today), note: '银行回单' },
      cause: 'other',
    });
    expect(await fitsOf(await sendIn(other, answerTo(other)))).toEqual(NONE);
  });
});

describe('a file that was entered for another batch', () => {
  it('is asked about, whichever went to the bank first', async () => {
    const { one, other } = await twoAlike();
    const rows = answerTo(one, { 流水号: '' });
    await applied(await sendIn(other, rows), 3);
    const ids = await sendIn(one, rows);
    expect(await fitsOf(ids)).toMatchObject({
      ...{ count: 3, batches: [{ number: other.number, isWaiting: false }] },
    });
    expect(await refused(applied(ids, 0))).toMatchObject({ code: 'result.fits_other', count: 3 });
  });

  it('of which only what failed is left is asked about in another order too', async () => {
    const { one, other } = await twoAlike();
    const failed = (given = {}) => one.lines.map((line) => rowOf(line, { ...FAILED, 流水号: '', ...given }));
    await applied(await sendIn(other, failed()), 3);
    const [first, ...rest] = failed();
    expect((await fitsOf(await sendIn(one, [...rest, first!]))).count).toBe(3);
    for (const given of [{ 失败原因: '账户已销户' }, { 流水号: 'Z1' }])
      expect(await fitsOf(await sendIn(one, failed(given)))).toEqual(NONE);
  });

  it('is asked about as a whole where its numbers stand there', async () => {
    const { one, other } = await twoAlike();
    const rows = answerTo(one);
    await applied(await sendIn(other, rows), 3);
    const { used, otherFit } = await previewOfResult(office.finance, await sendIn(one, rows));
    expect(used.count).toBe(0);
    expect(otherFit).toMatchObject({
      ...{ count: 3, batches: [{ number: other.number, isWaiting: false, enteredCount: 3 }] },
    });
  });

  const entered: [string, (rows: string[][], of: Sent) => Promise<unknown>, number][] = [
    ['one line of which was confirmed by hand', (rows, of) => byHand(of, rows[0]!), 1],
    ['which is cumulative', async (rows, of) => applied(await sendIn(of, rows.slice(0, 2)), 2), 2],
    ['of which what failed is entered', async (rows, of) => applied(await sendIn(of, rows.slice(2)), 1), 1],
  ];
  it.each(entered)('in part, %s, is asked about with all its rows', async (_, enter, enteredCount) => {
    const { one, other } = await twoAlike();
    const rows = answerTo(one);
    await enter(rows, one);
    const ids = await sendIn(other, rows);
    const { used, otherFit } = await previewOfResult(office.finance, ids);
    expect(used.count).toBe(0);
    const { id, number } = one;
    expect(otherFit).toEqual({
      ...{ count: 3, batches: [{ id, number, title: '样例批次', isWaiting: true, enteredCount }] },
    });
    expect(await refused(applied(ids, 0))).toMatchObject({ code: 'result.fits_other', count: 3, number });
  });

  const begun: [string, (rows: string[][], of: Sent) => Promise<unknown>, number][] = [
    ['a file', async (rows, of) => applied(await sendIn(of, rows.slice(0, 1)), 1), 0],
    ['a file that says only what failed', async (rows, of) => applied(await sendIn(of, rows.slice(2)), 1), 2],
    ['hand', (rows, of) => byHand(of, rows[0]!), 2],
  ];
  it.each(begun)('where %s has answered a line of this batch so', async (_, enter, count) => {
    const { other } = await twoAlike();
    const rows = answerTo(other);
    await enter(rows, other);
    expect((await fitsOf(await sendIn(other, rows))).count).toBe(count);
  });

  it('is asked about where rows of it stand in both', async () => {
    const { one, other } = await twoAlike();
    const rows = answerTo(other);
    await applied(await sendIn(other, rows.slice(0, 1)), 1);
    await applied(await sendIn(one, rows.slice(1, 2)), 1);
    expect(await fitsOf(await sendIn(other, rows))).toMatchObject({
      ...{ count: 2, batches: [{ number: one.number, enteredCount: 1 }] },
    });
  });

  it('keeps the question about a number that a third batch has', async () => {
    const families = await someFamilies(office, 3);
    const [one, other] = [await aBatchFor(families), await aBatchFor(families)];
    const third = await aBatchFor(await someFamilies(office, 1));
    const rows = answerTo(one);
    const [first] = rows;
    await applySeen(
      office.finance,
      await sendIn(third, [rowOf(third.lines[0]!, { 流水号: first!.at(-1)! })]),
    );
    const { used, otherFit } = await previewOfResult(office.finance, await sendIn(other, rows));
    expect(used.rows).toMatchObject([{ by: { number: third.number } }]);
    expect(otherFit.count).toBe(3);
  });

  it('is asked about by its numbers alone where not all of it fits there', async () => {
    const families = await someFamilies(office, 2);
    const [one, other] = [await aBatchFor(families.slice(0, 1)), await aBatchFor(families)];
    const [first, second] = answerTo(other);
    await applySeen(office.finance, await sendIn(one, [first!]));
    const { used, otherFit } = await previewOfResult(office.finance, await sendIn(other, [first!, second!]));
    expect(used.rows).toMatchObject([{ by: { number: one.number } }]);
    expect(otherFit).toEqual(NONE);
  });
});
