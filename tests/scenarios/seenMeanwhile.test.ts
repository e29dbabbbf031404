import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate, todayInChina, type BusinessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { guessMapping, type ResultMapping } from '../../app/payments/bankResult';
import { openContradiction, settleContradiction } from '../../app/payments/contradictions.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { recordPayments } from '../../app/payments/payments.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import type { Store } from '../../db/client.server';
import {
  anAnsweredTwice,
  aResult,
  aResultRow,
  aSentBatch,
  aSentResult,
  FAILED,
  openAwards,
  openClaims,
  previewOfResult,
  RESULT_HEADERS,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aRun, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const PAID_ON = '2019-03-14';
const LATER = { 交易日期: PAID_ON, 流水号: 'R4c' };
const OTHER = { 交易日期: '2019-03-15', 流水号: 'K9' };

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const answered = (second: Record<string, string>) =>
  anAnsweredTwice(office, { year: YEAR, first: FAILED, second });
const openOf = async (awardId: string) => (await openClaims(office.auditor, { awardId }))[0]!;
const settled = async (awardId: string, reason = '没有付，问过柜台') => {
  const { id } = await openOf(awardId);
  await settleContradiction(office.finance, { id, reason });
};

describe('a result whose columns are read otherwise since it was shown', () => {
  const guessed = guessMapping(RESULT_HEADERS);
  const mapped = (ids: { batchId: string; resultId: string }, mapping: Partial<ResultMapping>) =>
    mapResult(office.finance, { ...ids, mapping: { ...guessed, defaultOn: PAID_ON, ...mapping } });

  async function aFile() {
    const { id: batchId, lines } = await aSentBatch(office, 1);
    const rows = [aResultRow(lines[0]!, { 交易日期: '', 失败原因: '批量' })];
    const ids = await aSentResult(office.finance, batchId, rows);
    await mapped(ids, {});
    return { ids, awardId: lines[0]!.awardId };
  }

  it.each<[string, Partial<ResultMapping>, boolean]>([
    ['with another day for all rows', { defaultOn: '2019-03-13' }, true],
    ['with another column of numbers', { columns: { ...guessed.columns, reference: 5 } }, true],
    ['with another word for paid', { success: [...guessed.success, '好'] }, true],
    ['as before, columns named in another order', { columns: reversed(guessed.columns) }, false],
  ])('%s', async (_, mapping, isOther) => {
    const { ids, awardId } = await aFile();
    const { readAs, totals } = await previewOfResult(office.finance, ids);
    const { count: succeeded, amountFen } = totals.succeeded;
    expect(succeeded).toBe(1);
    const apply = (given: { readAs?: string }) =>
      applyResult(office.finance, {
        ...{ ...ids, commandId: newId(), succeeded, failed: 0, amountFen, causes: [], ...given },
      });
    await mapped(ids, mapping);
    const refusal = await refused(apply({ readAs }));
    expect(refusal?.code).toBe(isOther ? 'result.read_otherwise' : undefined);
    if (!isOther) return;
    expect(await paymentRowsOf(office, awardId)).toEqual([]);
    await apply({ readAs: (await previewOfResult(office.finance, ids)).readAs });
    const { defaultOn = PAID_ON } = mapping;
    expect(await paymentRowsOf(office, awardId)).toMatchObject([{ paidOn: defaultOn }]);
  });

  it('asks nobody who does not say how it was shown', async () => {
    const { ids } = await aFile();
    const { totals } = await previewOfResult(office.finance, ids);
    const { amountFen } = totals.succeeded;
    const seen = { succeeded: 1, failed: 0, amountFen, causes: [] };
    await applyResult(office.finance, { ...ids, commandId: newId(), ...seen });
  });
});

function reversed(columns: ResultMapping['columns']): ResultMapping['columns'] {
  return Object.fromEntries(Object.entries(columns).reverse());
}

describe('a payment by hand of which the word of the bank was settled since the form was opened', () => {
  const today: BusinessDate = todayInChina(new Date());
  const shownFor = async (awardId: string) => {
    const selection = { awardIds: [awardId], except: [] };
    return (await store.read((read) => paymentDraft(read, { selection, today }))).claimsShown;
  };
  const record = (awardId: string, claimsShown?: string) =>
    recordPayments(
      office.finance,
      aRun(awardId, { on: businessDate(PAID_ON), bankReference: 'R4c', claimsSeen: 0, claimsShown }),
    );

  it('is not recorded before that was looked at', async () => {
    const { awardId } = await answered(LATER);
    const shown = await shownFor(awardId);
    await settled(awardId);
    expect(await refused(record(awardId, shown))).toMatchObject({
      code: 'payment.claims_changed',
      ...{ by: office.finance.actor.name, reason: '没有付，问过柜台' },
    });
    expect(await paymentRowsOf(office, awardId)).toEqual([]);
    await record(awardId, await shownFor(awardId));
    expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
    await expectInvariants(store, 'after what was settled was recorded');
  });

  it('is not, of several that were told, where only one was settled', async () => {
    const { batchId, line, awardId } = await answered(OTHER);
    await aResult(office.finance, batchId, { rows: [aResultRow(line, LATER)] });
    const shown = await shownFor(awardId);
    await settled(awardId);
    expect(await openOf(awardId)).toMatchObject({ reference: 'K9' });
    expect(await refused(record(awardId, shown))).toMatchObject({ code: 'payment.claims_changed' });
  });

  it('is recorded where nothing changed, where there was none, and where nobody says what was shown', async () => {
    const { awardId } = await answered(LATER);
    await record(awardId, await shownFor(awardId));
    const [bare] = await openAwards(office, 1);
    expect(await shownFor(bare!)).toBe('');
    await record(bare!, '');
    const { awardId: unsaid } = await answered(LATER);
    await settled(unsaid);
    await record(unsaid);
  });

  it('asks of a word that came meanwhile as well', async () => {
    const { batchId, line, awardId } = await answered(FAILED);
    const shown = await shownFor(awardId);
    await aResult(office.finance, batchId, { rows: [aResultRow(line, LATER)] });
    expect(await refused(record(awardId, shown))).toMatchObject({
      ...{ code: 'payment.claims_changed', by: null },
    });
  });
});

describe('a word of the bank in whose place another one stands by now', () => {
  const settle = (id: string) => settleContradiction(office.finance, { id, reason: '已核对' });

  it('is not settled: the other one is shown and settled', async () => {
    const { batchId, line, awardId } = await answered(LATER);
    const before = await openOf(awardId);
    await aResult(office.finance, batchId, { rows: [aResultRow(line, OTHER)] });
    expect(await refused(settle(before.id))).toMatchObject({ code: 'contradiction.replaced' });
    const now = await store.read((read) => openContradiction(read, before.id));
    expect(now).toMatchObject({ reference: 'K9', settled: null });
    await settle(now.id);
    expect(await openOf(awardId)).toMatchObject({ id: before.id });
  });

  it('is not where its file was taken away, and an older one says otherwise', async () => {
    const { batchId, line, awardId } = await answered(LATER);
    const older = await openOf(awardId);
    const resultId = await aResult(office.finance, batchId, { rows: [aResultRow(line, OTHER)] });
    const before = await openOf(awardId);
    await voidResult(office.finance, { batchId, resultId, reason: '误传', contradictionsSeen: 1 });
    expect(await refused(settle(before.id))).toMatchObject({ code: 'contradiction.replaced' });
    expect(await store.read((read) => openContradiction(read, before.id))).toMatchObject({ id: older.id });
  });
});
