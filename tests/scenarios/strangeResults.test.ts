import { beforeAll, describe, expect, it } from 'vitest';
import { batchLinePage } from '../../app/payments/batchLine.server';
import { batchRow } from '../../app/payments/batchRows.server';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  openAwards,
  previewOfResult,
  someFamilies,
  type BankLine,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { refused } from '../refused';

const YEAR = 2019;

let store: Store;
let office: Office;
let familyIds: string[];

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
  familyIds = await someFamilies(office, 8);
});

/** A batch that the bank has, of medical awards to some families by their place. */
async function aBatchOf(places: readonly number[], amountFen = 60_000) {
  const to = places.map((place) => familyIds[place]!);
  return anExportedBatch(office, await openAwards(office, to, { amountFen }));
}

const rowsOf = (lines: readonly BankLine[], given = {}) => lines.map((line) => aResultRow(line, given));

async function strangeOf(batchId: string, rows: string[][]) {
  const resultId = await aResult(office.finance, batchId, { rows });
  return (await previewOfResult(office.finance, { batchId, resultId })).strange;
}

describe('a result file none of whose rows fits', () => {
  it('is told to be of the batch that waits, before one that is over and has the same lines', async () => {
    const over = await aBatchOf([0, 1, 2], 11_000);
    const waiting = await aBatchOf([0, 1, 2], 11_000);
    const overResult = await aResult(office.finance, over.id, { rows: rowsOf(over.lines) });
    await applySeen(office.finance, { batchId: over.id, resultId: overResult });
    const asked = await aBatchOf([3, 4, 5]);
    expect(await strangeOf(asked.id, rowsOf(waiting.lines))).toMatchObject({
      ...{ rows: 3, other: { id: waiting.id, status: 'exported', fitting: 3 } },
    });
  });

  it('is told to be of a batch that is over, where none waits', async () => {
    const over = await aBatchOf([0, 1], 12_000);
    const result = await aResult(office.finance, over.id, { rows: rowsOf(over.lines) });
    await applySeen(office.finance, { batchId: over.id, resultId: result });
    const asked = await aBatchOf([2, 3]);
    expect(await strangeOf(asked.id, rowsOf(over.lines))).toMatchObject({
      other: { id: over.id, status: 'closed', fitting: 2 },
    });
  });

  it('is so too where the same people get another amount', async () => {
    const other = await aBatchOf([4, 5], 13_000);
    const asked = await aBatchOf([4, 5], 13_001);
    expect(await strangeOf(asked.id, rowsOf(other.lines))).toMatchObject({ other: { id: other.id } });
  });

  it.each([
    ['half of its rows fit', 2, true],
    ['less than half of its rows fit', 3, false],
  ])('names another batch where %s', async (_, strangers, isNamed) => {
    const amountFen = 14_000 + strangers;
    const other = await aBatchOf([0, 1], amountFen);
    const asked = await aBatchOf([6, 7]);
    const unknown = Array.from({ length: strangers }, (__, place) =>
      aResultRow(other.lines[0]!, { 序号: String(10 + place), 账号: `62220000000000${10 + place}` }),
    );
    const { number } = await store.read((read) => batchRow(read, other.id));
    expect(await strangeOf(asked.id, [...rowsOf(other.lines), ...unknown])).toEqual({
      rows: 2 + strangers,
      other: isNamed ? { id: other.id, number, title: '样例批次', status: 'exported', fitting: 2 } : null,
    });
  });

  it.each([
    ['one row fits', (own: BankLine[], other: BankLine[]) => [...rowsOf(other), aResultRow(own[0]!)]],
    ['the bank paid less', (own: BankLine[]) => rowsOf(own, { 金额: '1.00' })],
    ['the bank paid more, without numbers', (own: BankLine[]) => rowsOf(own, { 金额: '161.00', 序号: '' })],
    [
      'the bank paid less to one, and others are strangers',
      (own: BankLine[]) => [
        aResultRow(own[0]!, { 金额: '1.00' }),
        aResultRow(own[1]!, { 账号: '6222000000000077', 序号: '9' }),
      ],
    ],
    ['the numbers alone differ', (own: BankLine[]) => rowsOf(own.slice(0, 1), { 序号: '2' })],
    ['the days are missing', (own: BankLine[]) => rowsOf(own, { 交易日期: '' })],
    [
      'accounts are hidden in part',
      (own: BankLine[]) =>
        own.map((line) => aResultRow(line, { 账号: line.account.replace(/\d{8}(?=\d{4}$)/, '****') })),
    ],
    ['nothing can be read', () => [['', '', '', '', '', '', '', '无']]],
  ])('is not what it is called where %s', async (_, rows) => {
    const other = await aBatchOf([0, 1], 15_000);
    const asked = await aBatchOf([2, 3], 16_000);
    expect(await strangeOf(asked.id, rows(asked.lines, other.lines))).toBeNull();
  });
});

describe('a line that is answered by hand', () => {
  const pageOf = (batchId: string, lineId: string, from: { resultId: string; rowNumber: number } | null) =>
    store.read((read) => batchLinePage(read, { batchId, lineId, from, outcome: 'succeeded' }));

  it('stands beside the row of the file from which one comes', async () => {
    const other = await aBatchOf([0], 17_000);
    const { id, lines } = await aBatchOf([1], 18_000);
    const [line] = lines;
    const rows = [...rowsOf(other.lines), aResultRow(line!, { 户名: '样例人', 失败原因: '' })];
    const resultId = await aResult(office.finance, id, { rows });
    const strange = { resultId, rowNumber: 2 };
    expect((await pageOf(id, line!.id, strange)).row).toMatchObject({
      accountLast4: other.lines[0]!.account.slice(-4),
      isOtherAccount: true,
      amountText: '170.00',
      isOtherAmount: true,
      on: '2019-03-12',
      reference: 'LS1',
      word: '成功',
    });
    expect((await pageOf(id, line!.id, { resultId, rowNumber: 3 })).row).toMatchObject({
      accountLast4: line!.account.slice(-4),
      isOtherAccount: false,
      isOtherAmount: false,
      holder: '样例人',
    });
    expect((await pageOf(id, line!.id, { resultId, rowNumber: 99 })).row).toBeNull();
    expect((await pageOf(id, line!.id, null)).row).toBeNull();
    const page = JSON.stringify(await pageOf(id, line!.id, strange));
    for (const { account } of [...lines, ...other.lines]) expect(page).not.toContain(account);
  });

  it('shows no row of the file of another batch', async () => {
    const other = await aBatchOf([2], 19_000);
    const resultId = await aResult(office.finance, other.id, { rows: rowsOf(other.lines) });
    const { id, lines } = await aBatchOf([3], 19_000);
    expect(await refused(pageOf(id, lines[0]!.id, { resultId, rowNumber: 2 }))).toMatchObject({
      code: 'result.not_found',
    });
  });
});
