import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  aResult,
  aResultRow,
  aSentBatch,
  awardsToMembers,
  FAILED,
  previewOfResult,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';

const YEAR = 2019;

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;

const paid = (reference: string, on = '2019-03-14') => ({ 交易日期: on, 流水号: reference });

describe('a row from which one of several lines was answered by hand', () => {
  /** A batch of three awards alike that wait, and a file with these rows of them. */
  const waiting = async (...given: Given[]) => {
    const { id: familyId } = await aFamily(office);
    const awardIds = await awardsToMembers(office, { familyId, amounts: [60_000, 60_000, 60_000] });
    const { id: batchId, lines } = await anExportedBatch(office, awardIds);
    const rows = given.map((one) => aResultRow(lines[0]!, { 序号: '', ...one }));
    const resultId = await aResult(office.finance, batchId, { rows });
    const page = (tab: string) => previewOfResult(office.finance, { batchId, resultId, tab });
    const byHand = (place: number) => ({
      ...{ commandId: newId(), batchId, lineId: lines[place]!.id, on: businessDate('2019-03-14') },
      note: '银行回单',
    });
    return { batchId, lines, page, byHand };
  };

  it('is that line, and the others are not offered for it', async () => {
    const { page, byHand } = await waiting(paid('K0'), paid('K1'));
    await confirmLinePaid(office.finance, { ...byHand(1), bankReference: 'K0' });
    expect((await page('applied')).lines).toMatchObject([{ reference: 'K0', line: { lineNumber: 2 } }]);
    expect((await page('doubtful')).lines).toMatchObject([{ reference: 'K1', doubt: 'several_lines' }]);
    await confirmLinePaid(office.finance, { ...byHand(2), bankReference: 'K1' });
    const { totals } = await page('missing');
    expect(totals).toMatchObject({ applied: { count: 2 }, doubtful: { count: 0 }, missing: { count: 1 } });
    await expectInvariants(store, 'after rows that were dealt with by hand');
  });

  it('is that line by its day where it failed, and once only', async () => {
    const { page, byHand } = await waiting({ ...FAILED, ...paid('D1') });
    await confirmLineFailed(office.finance, { ...byHand(0), cause: 'other' });
    expect((await page('missing')).totals).toMatchObject({ applied: { count: 1 }, missing: { count: 2 } });
    const two = await waiting(paid('N1'), paid('N1'));
    await confirmLinePaid(office.finance, { ...two.byHand(0), bankReference: 'N1' });
    expect((await two.page('doubtful')).totals).toMatchObject({
      applied: { count: 1 },
      doubtful: { count: 1 },
    });
  });

  it('waits on where another paper, or none, is told', async () => {
    const { page, byHand } = await waiting(paid('K5'), { 交易日期: '', 流水号: '' });
    await confirmLinePaid(office.finance, { ...byHand(1), bankReference: 'K6' });
    expect((await page('doubtful')).totals).toMatchObject({ applied: { count: 0 }, doubtful: { count: 2 } });
  });
});

it('in doubt for its account stands below those that are open once its line is answered as it says', async () => {
  const { id: batchId, lines } = await aSentBatch(office, 2);
  const hidden = ({ account }: { account: string }) => account.replace(/\d{8}(?=\d{4}$)/, '****');
  const rows = lines.map((line) => aResultRow(line, { 账号: hidden(line) }));
  const resultId = await aResult(office.finance, batchId, { rows });
  await confirmLinePaid(office.finance, {
    ...{
      commandId: newId(),
      batchId,
      lineId: lines[0]!.id,
      on: businessDate('2019-03-12'),
      note: '银行回单',
    },
    bankReference: 'LS1',
  });
  const page = await previewOfResult(office.finance, { batchId, resultId, tab: 'doubtful' });
  expect(page.lines.map(({ line, isDealtWith }) => [line!.lineNumber, isDealtWith])).toEqual([
    [2, false],
    [1, true],
  ]);
  expect(page.openDoubts).toBe(1);
});
