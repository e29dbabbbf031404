import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { batchLinePage } from '../../app/payments/batchLine.server';
import { guessMapping } from '../../app/payments/bankResult';
import { uploadResult } from '../../app/payments/bankResults.server';
import { confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { paymentPage, paymentsOfFamily } from '../../app/payments/paymentQueries.server';
import type { Store } from '../../db/client.server';
import {
  anEnteredResult,
  applySeen,
  aResult,
  aResultFile,
  aResultRow,
  aSentBatch,
  FAILED,
  instructionsOf,
  openAwards,
  previewOfResult,
  RESULT_HEADERS,
  someFamilies,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aPayment, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';

const YEAR = 2019;
const paidOn = businessDate('2019-03-12');
const EIGHTEEN = '419901199003070014';
const FIFTEEN = '419901900307001';

let store: Store;
let office: Office;
let familyIds: string[];

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
  familyIds = await someFamilies(office, 4);
});

const aBatch = (count: number) => aSentBatch(office, familyIds.slice(0, count));

describe("a person's number in the column of the bank's", () => {
  it.each([EIGHTEEN, `${EIGHTEEN.slice(0, 6)} ${EIGHTEEN.slice(6)}`, FIFTEEN])(
    'leaves the row of %s to a person, and is kept nowhere outside of the file',
    async (number) => {
      const { id: batchId, lines } = await aBatch(4);
      const given: Record<string, string>[] = [{ 流水号: number }, { 流水号: number, ...FAILED }, {}, FAILED];
      const rows = lines.map((line, place) => aResultRow(line, given[place]));
      const resultId = await aResult(office.finance, batchId, { rows });
      const { totals, lines: doubtful } = await previewOfResult(office.finance, { batchId, resultId });
      expect(totals).toMatchObject({ doubtful: { count: 2 }, succeeded: { count: 1 }, failed: { count: 1 } });
      expect(doubtful.map(({ doubt, reference }) => [doubt, reference])).toEqual([
        ['person_number', ''],
        ['person_number', ''],
      ]);
      await applySeen(office.finance, { batchId, resultId });
      const answered = await instructionsOf(office, batchId);
      expect(answered.map(({ status }) => status)).toEqual(['sent', 'sent', 'succeeded', 'failed']);
      const from = { resultId, rowNumber: 2 };
      const page = await store.read((read) =>
        batchLinePage(read, { batchId, lineId: lines[0]!.id, from, outcome: 'succeeded' }),
      );
      expect(page.row).toMatchObject({ rowNumber: 2, reference: '' });
      await confirmLinePaid(office.finance, {
        ...{ commandId: newId(), batchId, lineId: lines[0]!.id, on: paidOn },
        ...{ bankReference: 'HD-0312', note: '银行回单' },
      });
      expect(await paymentRowsOf(office, lines[0]!.awardId)).toMatchObject([{ bankReference: 'HD-0312' }]);
      expect(JSON.stringify(await instructionsOf(office, batchId))).not.toContain(number);
      await expectInvariants(store, "a person's number");
    },
  );

  it('of old numbers alone is not read, and the rows are paid under the number of the batch', async () => {
    const { id: batchId, lines } = await aBatch(2);
    const rows = lines.map((line, place) => aResultRow(line, { 流水号: `41990190030700${place}` }));
    await anEnteredResult(office.finance, batchId, rows);
    for (const { bankReference, status } of await instructionsOf(office, batchId)) {
      expect(status).toBe('succeeded');
      expect(bankReference).toMatch(/^2019-\d{3}$/);
    }
  });

  it.each(['$1', '$1 $2 $3', '$1-$2-$3'])(
    "is not the line's own account, written as %s: it is kept nowhere, in no reason either",
    async (written) => {
      const { id: batchId, lines } = await aBatch(2);
      const [paid, failed] = lines.map(({ account }) =>
        written === '$1' ? account : account.replace(/^(.{4})(.{8})(.*)$/, written),
      );
      const rows = [
        aResultRow(lines[0]!, { 账号: paid!, 流水号: paid! }),
        aResultRow(lines[1]!, { ...FAILED, 失败原因: `账号${failed!}不存在`, 流水号: failed! }),
      ];
      const resultId = await aResult(office.finance, batchId, { rows });
      await applySeen(office.finance, { batchId, resultId });
      const answered = await instructionsOf(office, batchId);
      expect(answered).toMatchObject([
        { status: 'succeeded', bankReference: expect.stringMatching(/^2019-\d{3}$/) as string },
        { status: 'failed', failureText: `账号****${lines[1]!.account.slice(-4)}不存在` },
      ]);
      const page = await previewOfResult(office.finance, { batchId, resultId, tab: 'applied' });
      const told = JSON.stringify([page, await paymentRowsOf(office, lines[0]!.awardId)]);
      for (const number of [paid!, failed!, lines[0]!.account, lines[1]!.account])
        expect(told).not.toContain(number);
    },
  );

  it('that an older release kept is not shown', async () => {
    const [awardId] = await openAwards(office, [familyIds[0]!]);
    const kept = await aPayment(office, { awardId: awardId!, on: paidOn, bankReference: EIGHTEEN });
    expect(kept.bankReference).toBe(EIGHTEEN);
    const { payment } = await store.read((read) => paymentPage(read, kept.id));
    expect(payment.bankReference).toBe('****');
    const listed = await store.read((read) => paymentsOfFamily(read, familyIds[0]!));
    expect(JSON.stringify(listed)).not.toContain(EIGHTEEN);
    expect(listed.map(({ bankReference }) => bankReference)).toContain('HD-0312');
  });
});

describe('a file of a bank that keeps Excel from rounding its numbers', () => {
  const marks: [string, (text: string) => string][] = [
    ['a tab behind them', (text) => `${text}\t`],
    ['tabs around them', (text) => `\t${text}\t`],
    ['a tab in quotation marks', (text) => `"${text}\t"`],
    ['a formula', (text) => `="${text}"`],
    ['a quoted formula', (text) => `"=""${text}"""`],
    ['an apostrophe', (text) => `'${text}`],
  ];

  it.each(marks)('by %s is read', async (_, marked) => {
    const { id: batchId, lines } = await aBatch(2);
    const rows = lines.map((line) =>
      aResultRow(line, { 账号: marked(line.account), 金额: '+600.00', 流水号: marked('000K51') }),
    );
    const text = aResultFile(rows).toString();
    for (const bytes of [Buffer.from(text), iconv.encode(text, 'gbk')]) {
      const { id: resultId } = await uploadResult(office.finance, { batchId, bytes, fileName: '结果.csv' });
      await mapResult(office.finance, { batchId, resultId, mapping: guessMapping(RESULT_HEADERS) });
      const { totals } = await previewOfResult(office.finance, { batchId, resultId });
      expect(totals).toMatchObject({ succeeded: { count: 2, amountFen: 120_000 }, doubtful: { count: 0 } });
    }
    await anEnteredResult(office.finance, batchId, rows);
    expect(await paymentRowsOf(office, lines[0]!.awardId)).toMatchObject([{ bankReference: '000K51' }]);
  });
});
