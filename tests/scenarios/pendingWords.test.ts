import { parseWithZod } from '@conform-to/zod/v4';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { guessMapping, type ResultMapping } from '../../app/payments/bankResult';
import { ResultMappingForm } from '../../app/payments/bankResult.form';
import { uploadResult } from '../../app/payments/bankResults.server';
import { compareOldResults } from '../../app/payments/comparedResults.server';
import { mapResult, unseenOf } from '../../app/payments/mappedResults.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { bankResults, resultLayouts } from '../../db/schema';
import {
  applySeen,
  aResultFile,
  aResultRow,
  aSentBatch,
  aSentResult,
  bankLinesOf,
  instructionsOf,
  previewOfResult,
  RESULT_HEADERS,
} from '../factories/bankResults';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** Words by which a bank says that it has not decided yet are no answer. */

const YEAR = 2019;

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const MAPPING = guessMapping(RESULT_HEADERS);
const withWord = (list: 'success' | 'failure', word: string) => ({
  ...MAPPING,
  [list]: [...MAPPING[list], word],
});

async function aTold(word: string, { isMapped = true } = {}) {
  const { id: batchId, lines } = await aSentBatch(office, 1);
  const rows = [aResultRow(lines[0]!, { 处理结果: word })];
  if (isMapped) return aSentResult(office.finance, batchId, rows);
  const bytes = aResultFile(rows);
  const { id: resultId } = await uploadResult(office.finance, { batchId, bytes, fileName: '结果.csv' });
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
    const ids = await aSentResult(office.finance, batchId, [aResultRow(line)]);
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

describe('a word that mostly says so, named before that was asked', () => {
  const mapping = withWord('success', '受理成功');

  /** As the stored columns and words were then. */
  async function beforeTheTick() {
    await store.write(async (write) => {
      for (const table of [bankResults, resultLayouts])
        for (const { id, mapping: stored } of await write.select().from(table)) {
          const { decided: _, ...then } = JSON.parse(stored ?? '{}') as ResultMapping;
          const set = { mapping: stored && JSON.stringify(then) };
          await write.update(table).set(set).where(eq(table.id, id));
        }
      await write.update(bankResults).set({ isCompared: false });
    });
    await compareOldResults(store);
  }

  it('is asked about before a row is believed, in a file that lies there and in the next one', async () => {
    const ids = await aTold('受理成功');
    await mapResult(office.finance, { ...ids, mapping });
    await beforeTheTick();
    const next = await aTold('受理成功', { isMapped: false });
    for (const one of [ids, next]) {
      const { totals, lines } = await previewOfResult(office.finance, { ...one, tab: 'doubtful' });
      expect(totals).toMatchObject({ succeeded: { count: 0 }, doubtful: { count: 1 } });
      expect(lines).toMatchObject([{ doubt: 'word_unsure' }]);
    }
    const map = (pendingSeen: number) => mapResult(office.finance, { ...next, mapping, pendingSeen });
    expect(await refused(map(0))).toMatchObject({ code: 'result.words_pending', count: 1 });
    expect(await map(1)).toMatchObject({ isChanged: true });
    for (const one of [ids, next])
      expect((await previewOfResult(office.finance, one)).totals).toMatchObject({ succeeded: { count: 1 } });
  });

  it('waits where a line was booked from it, until somebody has looked or says what it means', async () => {
    const [looked, named] = [await aTold('受理成功'), await aTold('受理成功')];
    const unreadOf = async (ids: { batchId: string; resultId: string }) =>
      (await previewOfResult(office.finance, ids)).unchecked.unread;
    for (const ids of [looked, named]) {
      await mapResult(office.finance, { ...ids, mapping });
      await applySeen(office.finance, ids);
    }
    await beforeTheTick();
    expect([await unreadOf(looked), await unreadOf(named)]).toEqual([1, 1]);
    await expectInvariants(store, 'as long as they wait');
    await applyResult(office.finance, {
      ...{ ...looked, commandId: newId(), succeeded: 0, failed: 0, amountFen: 0, causes: [] },
      unreadSeen: 1,
    });
    expect([await unreadOf(looked), await unreadOf(named)]).toEqual([0, 1]);
    await mapResult(office.finance, { ...(await aTold('受理成功')), mapping });
    expect(await unreadOf(named)).toBe(0);
    await expectInvariants(store, 'after it was named again');
  });
});
