import { parseWithZod } from '@conform-to/zod/v4';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { guessMapping } from '../../app/payments/bankResult';
import { ResultMappingForm } from '../../app/payments/bankResult.form';
import { mapResult, unseenOf } from '../../app/payments/mappedResults.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import {
  aResult,
  aResultRow,
  anExportedBatch,
  applySeen,
  bankLinesOf,
  instructionsOf,
  previewOfResult,
  RESULT_HEADERS,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** Words by which a bank says that it has not decided yet are no answer. */

const YEAR = 2019;

let store: Store;
let office: Office;

beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
  await aProject(office, { year: YEAR, budgetFen: 1_000_000_000 });
});

const MAPPING = guessMapping(RESULT_HEADERS);
const withWord = (list: 'success' | 'failure', word: string) => ({
  ...MAPPING,
  [list]: [...MAPPING[list], word],
});

async function aTold(word: string) {
  const { id: familyId } = await aFamily(office);
  const award = await anAward(office, { year: YEAR, type: 'medical', familyId, amountFen: 60_000 });
  const { id: batchId, lines } = await anExportedBatch(office, [award.id]);
  const resultId = await aResult(office.finance, batchId, {
    rows: [aResultRow(lines[0]!, { 处理结果: word })],
  });
  return { batchId, resultId };
}

describe('a word that says that the bank has not decided yet', () => {
  it.each(['success', 'failure'] as const)('is refused among those for %s', (list) => {
    const form = new FormData();
    const { columns, success, failure } = withWord(list, '已受理');
    for (const [field, place] of Object.entries(columns)) form.set(field, String(place));
    form.set('success', success.join('、'));
    form.set('failure', failure.join('、'));
    const { error } = parseWithZod(form, { schema: ResultMappingForm }).reply();
    expect(Object.keys(error ?? {})).toEqual([list]);
    expect(String(error?.[list])).toContain('「已受理」是银行还没有处理完');
  });

  it.each(['success', 'failure'] as const)('was put among those for %s before, and is none', async (list) => {
    const ids = await aTold('处理中');
    await mapResult(office.finance, { ...ids, mapping: withWord(list, '处理中') });
    const { totals, lines } = await previewOfResult(office.finance, { ...ids, tab: 'doubtful' });
    expect(totals).toMatchObject({ succeeded: { count: 0 }, failed: { count: 0 }, doubtful: { count: 1 } });
    expect(lines).toMatchObject([{ doubt: 'word_pending' }]);
    expect(await instructionsOf(office, ids.batchId)).toMatchObject([{ status: 'sent' }]);
    await expectInvariants(store, 'after such a word was named');
  });
});

describe('a word that mostly says so', () => {
  it('asks for a tick, which the log keeps, and is asked once', async () => {
    const ids = await aTold('受理成功');
    const mapping = withWord('success', '受理成功');
    const map = (pendingSeen: number, more: string[] = []) =>
      mapResult(office.finance, {
        ...ids,
        mapping: { ...mapping, success: [...mapping.success, ...more] },
        pendingSeen,
      });
    for (const wrong of [0, 2])
      expect(await refused(map(wrong))).toMatchObject({
        ...{ code: 'result.words_pending', field: 'pendingSeen', count: 1, pending: '受理成功' },
      });
    const { totals } = await previewOfResult(office.finance, ids);
    expect(totals).toMatchObject({ succeeded: { count: 0 } });
    await map(1);
    expect((await previewOfResult(office.finance, ids)).totals).toMatchObject({ succeeded: { count: 1 } });
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: ids.batchId }));
    expect(auditDetailText(entry!)).toContain('问清银行后作为最后结果的用词数');
    await map(0, ['已兑付']);
    expect(await refused(map(0, ['待人行清算']))).toMatchObject({ count: 1, pending: '待人行清算' });
  });

  it('is asked together with what goes by the mapping, and either tick is shown again beside the other', async () => {
    const { batchId, resultId } = await aTold('失败');
    await applySeen(office.finance, { batchId, resultId });
    const line = (await bankLinesOf(office, batchId))[0]!;
    const ids = { batchId, resultId: await aResult(office.finance, batchId, { rows: [aResultRow(line)] }) };
    const mapping = { ...MAPPING, success: ['已兑付', '待人行转账'] };
    const map = (contradictionsSeen: number, pendingSeen: number) =>
      mapResult(office.finance, { ...ids, mapping, contradictionsSeen, pendingSeen });
    const asked = { ended: 1, pending: '待人行转账' };
    expect(await refused(map(0, 0))).toMatchObject({
      ...{ ...asked, code: 'result.mapping_ends', field: 'contradictionsSeen' },
      beside: [{ ...asked, code: 'result.words_pending', field: 'pendingSeen' }],
    });
    expect(await refused(map(0, 1))).toMatchObject({ ...asked, code: 'result.mapping_ends' });
    expect(await refused(map(1, 0))).toMatchObject({ ...asked, code: 'result.words_pending' });
    const unseen = await map(1, 0).catch(unseenOf);
    expect(unseen).toEqual({ ending: 1, pending: ['待人行转账'] });
    expect(await map(1, 1)).toMatchObject({ ended: 1 });
    await expectInvariants(store, 'after both were ticked');
  });
});
