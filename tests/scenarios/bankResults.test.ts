import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { plainYuan } from '../../app/money/yuan';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { mappingPage, resultsOfBatch, uploadResult } from '../../app/payments/bankResults.server';
import { batchRow } from '../../app/payments/batchRows.server';
import { bankFailureOf, listFailures } from '../../app/payments/failures.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { recordPayments } from '../../app/payments/payments.server';
import { releaseAward } from '../../app/payments/releases.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import type { FreshDatabase } from '../database';
import {
  aCsv,
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResult,
  aResultFile,
  aResultRow,
  aSentResult,
  FAILED,
  instructionsOf,
  openAwards,
  previewOfResult,
  RESULT_HEADERS,
  type BankLine,
} from '../factories/bankResults';
import { aFamily, type MadeFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, aRun, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const FAMILIES = 6;
const paidOn = businessDate('2019-03-12');

let database: FreshDatabase;
let store: Store;
let office: Office;
let families: MadeFamily[];

beforeAll(async () => {
  ({ database, store, office } = await aPayingOffice(YEAR));
  families = [];
  for (let count = 0; count < FAMILIES; count += 1) families.push(await aFamily(office));
});

/** Medical awards, which repeat; a family each, and then from the first again. */
async function awards(count: number, amountFen = 60_000): Promise<string[]> {
  const to = Array.from({ length: count }, (_, place) => families[place % FAMILIES]!.id);
  return openAwards(office, to, { amountFen });
}

const aBatch = async (count: number) => anExportedBatch(office, await awards(count));
const statusOf = (id: string) => store.read(async (read) => (await batchRow(read, id)).status);
const statusesOf = async (batchId: string) =>
  (await instructionsOf(office, batchId)).map(({ status }) => status);
const failures = () =>
  store.read((read) => listFailures(read, { year: YEAR, today: todayInChina(new Date()) }));

describe('a result file', () => {
  it('pays what the bank paid, on its day, with its reference, and lists what failed', async () => {
    const { id, lines } = await aBatch(3);
    const [first, second, third] = lines;
    const rows = [
      aResultRow(third!, { ...FAILED, 流水号: '' }),
      aResultRow(first!),
      aResultRow(second!, { 交易日期: '2019-03-13' }),
    ];
    const resultId = await aResult(office.finance, id, { rows });
    const { totals } = await previewOfResult(office.finance, { batchId: id, resultId });
    expect(totals).toMatchObject({
      succeeded: { count: 2, amountFen: 120_000 },
      failed: { count: 1, amountFen: 60_000 },
      doubtful: { count: 0 },
      missing: { count: 0 },
    });
    expect(await applySeen(office.finance, { batchId: id, resultId })).toEqual({
      succeeded: 2,
      failed: 1,
      amountFen: 120_000,
      isClosed: true,
    });
    expect(await statusesOf(id)).toEqual(['succeeded', 'succeeded', 'failed']);
    const [paid] = await paymentRowsOf(office, first!.awardId);
    expect(paid).toMatchObject({ amountFen: 60_000, paidOn, bankReference: 'LS1', remarks: '' });
    expect((await paymentRowsOf(office, second!.awardId))[0]).toMatchObject({ paidOn: '2019-03-13' });
    expect(await paymentRowsOf(office, third!.awardId)).toEqual([]);
    expect(await statusOf(id)).toBe('closed');
    expect((await failures()).rows.find(({ awardId }) => awardId === third!.awardId)).toMatchObject({
      kind: 'name_mismatch',
      text: '户名不符',
      restFen: 60_000,
      accountState: 'same',
      batch: { id, lineNumber: 3 },
    });
    const failureOf = (line: { awardId: string }) => store.read((read) => bankFailureOf(read, line.awardId));
    expect(await failureOf(third!)).toMatchObject({
      cause: 'name_mismatch',
      text: '户名不符',
      batch: { id },
    });
    expect(await failureOf(first!)).toBeNull();
    await anExportedBatch(office, [third!.awardId]);
    expect(await failureOf(third!)).toBeNull();
    await expectInvariants(store, 'a result');
  });

  it('in parts answers what is in it; the batch stays open until the last line is answered', async () => {
    const { id, lines } = await aBatch(3);
    const part = async (rows: string[][]) =>
      applySeen(office.finance, await aSentResult(office.finance, id, rows));
    expect(await part([aResultRow(lines[0]!)])).toMatchObject({ succeeded: 1, isClosed: false });
    expect(await statusOf(id)).toBe('exported');
    expect(await refused(part([aResultRow(lines[0]!)]))).toMatchObject({ code: 'result.nothing_new' });
    expect(await part(lines.slice(0, 2).map((line) => aResultRow(line)))).toMatchObject({ succeeded: 1 });
    expect(await part(lines.map((line) => aResultRow(line)))).toMatchObject({ succeeded: 1, isClosed: true });
    expect(await refused(part(lines.map((line) => aResultRow(line))))).toMatchObject({
      code: 'result.nothing_new',
    });
    for (const { awardId } of lines) expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
  });

  it('that says the opposite of an earlier one changes nothing and is shown as doubtful', async () => {
    const { id, lines } = await aBatch(2);
    const first = await aResult(office.finance, id, {
      rows: [aResultRow(lines[0]!), aResultRow(lines[1]!, FAILED)],
    });
    await applySeen(office.finance, { batchId: id, resultId: first });
    const second = await aResult(office.finance, id, {
      rows: [aResultRow(lines[0]!, FAILED), aResultRow(lines[1]!)],
    });
    const { totals, lines: shown } = await previewOfResult(office.finance, {
      batchId: id,
      resultId: second,
      tab: 'doubtful',
    });
    expect(totals.doubtful.count).toBe(2);
    expect(shown.map(({ doubt }) => doubt)).toEqual(['answered_otherwise', 'answered_otherwise']);
    expect(await refused(applySeen(office.finance, { batchId: id, resultId: second }))).toMatchObject({
      code: 'result.nothing_new',
    });
    expect(await statusesOf(id)).toEqual(['succeeded', 'failed']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['before the approval', { 交易日期: '2019-02-28' }, 'breaks_rule'],
    ['in the future', { 交易日期: '2099-01-01' }, 'breaks_rule'],
    ['less than the line', { 金额: '599.00' }, 'paid_less'],
  ])('that says it was paid %s leaves it to a person', async (_, given, doubt) => {
    const { id, lines } = await aBatch(2);
    const rows = [aResultRow(lines[0]!, given), aResultRow(lines[1]!)];
    const resultId = await aResult(office.finance, id, { rows });
    const preview = await previewOfResult(office.finance, { batchId: id, resultId, tab: 'doubtful' });
    expect(preview.lines).toMatchObject([{ doubt, line: { lineNumber: 1 } }]);
    expect(await applySeen(office.finance, { batchId: id, resultId })).toMatchObject({
      succeeded: 1,
      isClosed: false,
    });
    expect(await statusesOf(id)).toEqual(['sent', 'succeeded']);
    await confirmLineFailed(office.finance, {
      commandId: newId(),
      batchId: id,
      lineId: lines[0]!.id,
      on: paidOn,
      cause: 'other',
      note: '回单核对',
    });
    expect(await statusOf(id)).toBe('closed');
    await expectInvariants(store, doubt);
  });

  it('is applied as it was looked at, once, and a second click answers the first result', async () => {
    const { id, lines } = await aBatch(2);
    const rows = lines.map((line) => aResultRow(line));
    const resultId = await aResult(office.finance, id, { rows });
    const seen = { batchId: id, resultId, succeeded: 2, failed: 0, amountFen: 120_000, causes: [] };
    const wrong = { ...seen, commandId: newId(), amountFen: 119_999 };
    expect(await refused(applyResult(office.finance, wrong))).toMatchObject({ code: 'result.changed' });
    const commandId = newId();
    const done = await applyResult(office.finance, { ...seen, commandId });
    expect(await applyResult(office.finance, { ...seen, commandId })).toEqual(done);
    expect(await refused(applyResult(office.finance, { ...seen, commandId, succeeded: 1 }))).toMatchObject({
      code: 'command.changed',
    });
    expect(await refused(applyResult(office.finance, { ...seen, commandId: newId() }))).toMatchObject({
      code: 'result.recorded',
      by: office.finance.actor.name,
    });
    for (const { awardId } of lines) expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
  });

  it('with days on which the bank did not have the batch is held until each such row was seen', async () => {
    const { id, lines } = await aBatch(3);
    const sentOn = todayInChina(new Date());
    const before = addDays(sentOn, -1);
    const rows = [
      aResultRow(lines[0]!, { 交易日期: before }),
      aResultRow(lines[1]!, { 交易日期: sentOn }),
      aResultRow(lines[2]!, { ...FAILED, 交易日期: before }),
    ];
    const resultId = await aResult(office.finance, id, { rows });
    const { early, totals } = await previewOfResult(office.finance, { batchId: id, resultId });
    expect(early).toEqual({ count: 2, rowNumbers: [2, 4], sentOn, otherBatch: null });
    const seen = { batchId: id, resultId, succeeded: 2, failed: 1, amountFen: 120_000, causes: [] };
    expect(totals).toMatchObject({ succeeded: { count: 2 }, failed: { count: 1 } });
    for (const earlySeen of [0, 1, 3]) {
      const sent = { ...seen, earlySeen, commandId: newId() };
      expect(await refused(applyResult(office.finance, sent))).toMatchObject({
        code: 'result.early_days',
        field: 'earlySeen',
        count: 2,
        sentOn,
      });
    }
    for (const { awardId } of lines) expect(await paymentRowsOf(office, awardId)).toEqual([]);
    await applyResult(office.finance, { ...seen, earlySeen: 2, commandId: newId() });
    expect(await statusesOf(id)).toEqual(['succeeded', 'succeeded', 'failed']);
    await expectInvariants(store, 'early days');
  });

  it('applied by two people at once pays once, and the other is told', async () => {
    const { id, lines } = await aBatch(3);
    const other = await database.open();
    const elsewhere = { ...office.head, store: other };
    const rows = lines.map((line) => aResultRow(line));
    const resultId = await aResult(office.finance, id, { rows });
    const seen = { batchId: id, resultId, succeeded: 3, failed: 0, amountFen: 180_000, causes: [] };
    const answers = await Promise.allSettled([
      applyResult(office.finance, { ...seen, commandId: newId() }),
      applyResult(elsewhere, { ...seen, commandId: newId() }),
    ]);
    const late = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    const { result } = await previewOfResult(office.finance, { batchId: id, resultId });
    expect(late).toEqual([expect.objectContaining({ code: 'result.recorded', data: result.applied })]);
    expect([office.finance.actor.name, office.head.actor.name]).toContain(result.applied!.by);
    for (const { awardId } of lines) expect(await paymentRowsOf(office, awardId)).toHaveLength(1);
    await expectInvariants(store, 'two at once');
  });

  it('of a workbook saved as text is read in GBK too, and one without headers is refused', async () => {
    const { id } = await aBatch(1);
    const upload = (bytes: Buffer) =>
      uploadResult(office.finance, { batchId: id, bytes, fileName: '结果.csv' });
    expect(await refused(upload(Buffer.from('')))).toMatchObject({
      code: 'result.unreadable',
      field: 'file',
    });
    expect(await refused(upload(Buffer.from('a\nb\n')))).toMatchObject({ code: 'result.no_headers' });
    expect(await refused(upload(aResultFile([])))).toMatchObject({ code: 'result.no_headers' });
    // The headers 账号,金额,结果 in GBK.
    const gbk = Buffer.from('d5cbbac52cbdf0b6ee2cbde1b9fb0a312c322c330a', 'hex');
    expect((await upload(gbk)).isMapped).toBe(false);
  });

  it('that is a register is refused, and nothing of it is kept', async () => {
    const { id } = await aBatch(1);
    const bytes = aCsv([
      ['姓名', '身份证号', '困难类别', '家庭住址', '健康状况', '银行卡号', '状态'],
      ['测甲甲', '419901196001011009', '低保户', '测试路0号', '良好', '6222021000000000009', '草稿'],
    ]);
    const upload = uploadResult(office.finance, { batchId: id, bytes, fileName: '名册.csv' });
    expect(await refused(upload)).toEqual({
      ...{ code: 'result.register', field: 'file', headers: '身份证号 困难类别 家庭住址 健康状况', count: 4 },
    });
    expect(await store.read((read) => resultsOfBatch(read, id))).toEqual([]);
  });

  it('shows of a column that nobody has named what its cells are like, and nothing more', async () => {
    const { id } = await aBatch(1);
    const header = ['客户', '卡片', '联系方式', '实付', '标志'];
    const row = ['测甲甲', '6222021000000000009', '13710000000', '600.00', '00'];
    const upload = { batchId: id, bytes: aCsv([header, row]), fileName: '结果.csv' };
    const { id: resultId } = await uploadResult(office.finance, upload);
    const page = () => store.read((read) => mappingPage(read, { batchId: id, resultId }));
    expect(await page()).toMatchObject({
      ...{ isLikeBank: false, isProposal: true, headers: header },
      sample: [['（文字 3 字）', '（数字 19 位，尾号 0009）', '（数字 11 位）', '（金额）', '00']],
    });
    const mapping = { columns: { account: 1, amount: 3, status: 4 }, success: ['00'], failure: ['失败'] };
    const save = async (defaultOn: typeof paidOn | null) => {
      const saved = { ...mapping, defaultOn };
      return (await mapResult(office.finance, { batchId: id, resultId, mapping: saved })).isChanged;
    };
    expect([await save(paidOn), await save(paidOn), await save(null), await save(null)]).toEqual([
      ...[true, false, true, false],
    ]);
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id }));
    expect(entries.filter(({ action }) => action === 'batch.result_mapped')).toHaveLength(2);
    expect(await page()).toMatchObject({
      ...{ isLikeBank: false, isProposal: false },
      sample: [['（文字 3 字）', '****0009', '（数字 11 位）', '600.00', '00']],
    });
  });

  it('shows what it proposes to read where the bank has answered, and of other columns nothing', async () => {
    const { id, lines } = await aBatch(1);
    const bytes = aCsv([
      [...RESULT_HEADERS, '手机号'],
      [...aResultRow(lines[0]!), '13710000000'],
    ]);
    const { id: resultId } = await uploadResult(office.finance, { batchId: id, bytes, fileName: '结果.csv' });
    const found = await store.read((read) => mappingPage(read, { batchId: id, resultId }));
    const { account, holder } = lines[0]!;
    expect(found).toMatchObject({ isLikeBank: true, isApplied: false });
    expect(found.sample).toEqual([
      ['1', `****${account.slice(-4)}`, holder, '600.00', '成功', '', '2019-03-12', 'LS1', '（数字 11 位）'],
    ]);
  });

  it('says of a file that is entered that its columns stay as they are', async () => {
    const { id, lines } = await aBatch(1);
    const resultId = await aResult(office.finance, id, { rows: [aResultRow(lines[0]!)] });
    await applySeen(office.finance, { batchId: id, resultId });
    const found = await store.read((read) => mappingPage(read, { batchId: id, resultId }));
    expect(found.isApplied).toBe(true);
  });

  it('with headers that were mapped before is read the same way', async () => {
    const { id, lines } = await aBatch(1);
    const rows = [aResultRow(lines[0]!, { 处理结果: '已清算' })];
    const first = await aResult(office.finance, id, { rows, mapping: { success: ['已清算'] } });
    expect(
      (await previewOfResult(office.finance, { batchId: id, resultId: first })).totals.succeeded.count,
    ).toBe(1);
    const again = await uploadResult(office.finance, {
      batchId: id,
      bytes: aResultFile(rows),
      fileName: 'b.csv',
    });
    expect(again.isMapped).toBe(true);
    const preview = await previewOfResult(office.finance, { batchId: id, resultId: again.id });
    expect(preview.totals.succeeded.count).toBe(1);
    await aResult(office.finance, id, { rows });
  });
});

describe('a line that a person answers', () => {
  it('is paid once, with the day and reference of the bank paper', async () => {
    const { id, lines } = await aBatch(1);
    const line = lines[0]!;
    const answer = {
      commandId: newId(),
      batchId: id,
      lineId: line.id,
      on: paidOn,
      bankReference: 'HD-1',
      note: '银行回单',
    };
    await confirmLinePaid(office.finance, answer);
    await confirmLinePaid(office.finance, answer);
    expect(await refused(confirmLinePaid(office.finance, { ...answer, commandId: newId() }))).toMatchObject({
      code: 'batch.line_answered',
    });
    expect(await paymentRowsOf(office, line.awardId)).toMatchObject([{ bankReference: 'HD-1', paidOn }]);
    expect(await statusOf(id)).toBe('closed');
  });

  const today = todayInChina(new Date());
  it.each([
    ['the day before the batch was sent', addDays(today, -1), true],
    ['the day on which it was sent', today, false],
  ])('is asked about on %s, paid or not', async (_, on, isAsked) => {
    const { id, lines } = await aBatch(2);
    const [first, second] = lines;
    const answer = (lineId: string, earlySeen: number) => ({
      ...{ commandId: newId(), batchId: id, lineId, on, note: '银行回单', earlySeen },
    });
    const paid = (earlySeen: number) =>
      confirmLinePaid(office.finance, { ...answer(first!.id, earlySeen), bankReference: 'HD-1' });
    const failed = (earlySeen: number) =>
      confirmLineFailed(office.finance, { ...answer(second!.id, earlySeen), cause: 'other' });
    if (isAsked) {
      for (const answered of [paid, failed]) {
        expect(await refused(answered(0))).toMatchObject({
          code: 'batch.line_early',
          field: 'earlySeen',
          sentOn: today,
        });
      }
      expect(await statusesOf(id)).toEqual(['sent', 'sent']);
    }
    await paid(isAsked ? 1 : 0);
    await failed(isAsked ? 1 : 0);
    expect(await statusesOf(id)).toEqual(['succeeded', 'failed']);
    const ofBatch = await store.read((read) => auditOf(read, { type: 'batch', id }));
    const ofAward = await store.read((read) => auditOf(read, { type: 'award', id: second!.awardId }));
    const told = [...ofBatch, ...ofAward].filter(({ action }) =>
      ['batch.line_answered', 'award.bank_failed'].includes(action),
    );
    const early = told.map(({ detail }) => (JSON.parse(detail) as { earlyRows?: number }).earlyRows);
    expect(early).toEqual(isAsked ? [1, 1] : [undefined, undefined]);
  });

  it.each([
    ['before its award was approved', businessDate('2019-02-28'), 'payment.before_approval'],
    ['in the future', addDays(today, 1), 'relief.date_in_future'],
  ])('is not paid %s, whatever was seen, and told so beside the day', async (_, on, code) => {
    const { id, lines } = await aBatch(1);
    const answer = { commandId: newId(), batchId: id, lineId: lines[0]!.id, note: '银行回单', earlySeen: 1 };
    const wrong = { ...answer, on, bankReference: 'HD-1' };
    expect(await refused(confirmLinePaid(office.finance, wrong))).toMatchObject({ code, field: 'on' });
    expect(await statusesOf(id)).toEqual(['sent']);
  });
});

describe('a line that was paid under another number or day', () => {
  const handOn = businessDate('2019-03-11');

  /** A batch of two lines, the first of which finance has answered by hand. */
  async function answeredByHand() {
    const { id, lines } = await aBatch(2);
    const answer = { batchId: id, lineId: lines[0]!.id, on: handOn, bankReference: 'T6-1', note: '银行回单' };
    await confirmLinePaid(office.finance, { commandId: newId(), ...answer });
    return { id, lines, file: (rows: string[][]) => aResult(office.finance, id, { rows }) };
  }

  const toldOf = async ({ awardId }: BankLine) => {
    const [payment] = await paymentRowsOf(office, awardId);
    const entries = await store.read((read) => auditOf(read, { type: 'payment', id: payment!.id }));
    return entries.filter(({ action }) => action === 'payment.told_otherwise');
  };

  it('is shown beside what was booked, is not booked again, and both stay in the log', async () => {
    const { id, lines, file } = await answeredByHand();
    const [first, second] = lines;
    const resultId = await file([aResultRow(first!, { 流水号: 'B0' }), aResultRow(second!)]);
    const { tab, totals, lines: shown } = await previewOfResult(office.finance, { batchId: id, resultId });
    expect(tab).toBe('differing');
    expect(totals).toMatchObject({ differing: { count: 1 }, applied: { count: 0 }, succeeded: { count: 1 } });
    const [{ paymentId } = { paymentId: null }] = await instructionsOf(office, id);
    const booking = { paymentId, reference: 'T6-1', on: handOn, isByHand: true };
    expect(shown).toMatchObject([{ reference: 'B0', on: paidOn, booking }]);

    const seen = { batchId: id, resultId, succeeded: 1, failed: 0, amountFen: 60_000, causes: [] };
    const apply = (differingSeen: number) =>
      applyResult(office.finance, { ...seen, differingSeen, commandId: newId() });
    for (const count of [0, 2]) {
      expect(await refused(apply(count))).toEqual({
        ...{ code: 'result.booked_otherwise', field: 'differingSeen', count: 1 },
      });
    }
    expect(await statusesOf(id)).toEqual(['succeeded', 'sent']);
    await apply(1);
    expect(await paymentRowsOf(office, first!.awardId)).toMatchObject([
      { bankReference: 'T6-1', paidOn: handOn },
    ]);
    const [entry, ...others] = await toldOf(first!);
    expect(others).toEqual([]);
    expect(JSON.parse(entry!.detail)).toMatchObject({
      lineNumber: 1,
      fileName: '结果.csv',
      booked: { bankReference: 'T6-1', paidOn: handOn },
      told: { bankReference: 'B0', paidOn },
    });
    expect(auditDetailText(entry!)).toContain('T6-1');
    expect(auditDetailText(entry!)).toContain('B0');
    expect(await toldOf(second!)).toEqual([]);
    await expectInvariants(store, 'another number');
  });

  it('is put on record by a file that says nothing else, once', async () => {
    const { id, lines, file } = await answeredByHand();
    await applySeen(office.finance, { batchId: id, resultId: await file([aResultRow(lines[1]!)]) });
    expect(await statusOf(id)).toBe('closed');
    const resultId = await file([aResultRow(lines[0]!, { 流水号: 'T6-1' }), aResultRow(lines[1]!)]);
    expect(await applySeen(office.finance, { batchId: id, resultId })).toMatchObject({
      ...{ succeeded: 0, failed: 0, amountFen: 0 },
    });
    expect(await toldOf(lines[0]!)).toHaveLength(1);
    expect(await refused(applySeen(office.finance, { batchId: id, resultId }))).toMatchObject({
      code: 'result.recorded',
    });
    expect(await toldOf(lines[0]!)).toHaveLength(1);
  });

  it('is nothing where it is the same, and where the file that paid it said no number', async () => {
    const { id, lines, file } = await answeredByHand();
    const same = aResultRow(lines[0]!, { 流水号: 'T6-1', 交易日期: handOn });
    await applySeen(office.finance, {
      batchId: id,
      resultId: await file([same, aResultRow(lines[1]!, { 流水号: '' })]),
    });
    const again = await file([same, aResultRow(lines[1]!, { 流水号: 'B1' })]);
    const { totals } = await previewOfResult(office.finance, { batchId: id, resultId: again });
    expect(totals).toMatchObject({ differing: { count: 0 }, applied: { count: 2 } });
  });

  it('is told of where another file paid it, until the payment is put right', async () => {
    const { id, lines } = await aBatch(1);
    const [line] = lines;
    const file = (number: string) =>
      aResult(office.finance, id, { rows: [aResultRow(line!, { 流水号: number })] });
    await applySeen(office.finance, { batchId: id, resultId: await file('A1') });
    const resultId = await file('A2');
    const preview = () => previewOfResult(office.finance, { batchId: id, resultId });
    expect((await preview()).lines).toMatchObject([{ booking: { reference: 'A1', isByHand: false } }]);
    const [payment] = await paymentRowsOf(office, line!.awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: paidOn });
    expect((await preview()).totals.differing.count).toBe(1);
    await recordPayments(office.finance, {
      ...aRun([line!.awardId], { on: paidOn }),
      bankReference: 'A2',
    });
    expect((await preview()).totals).toMatchObject({ differing: { count: 0 }, applied: { count: 1 } });
  });
});

describe('the list of failures', () => {
  const has = async (awardId: string) => (await failures()).rows.some((row) => row.awardId === awardId);

  it('holds what failed until it is sent again, and what came back later', async () => {
    const { id, lines } = await aBatch(2);
    const rows = [aResultRow(lines[0]!, FAILED), aResultRow(lines[1]!)];
    await anEnteredResult(office.finance, id, rows);
    const [failed, paid] = lines.map(({ awardId }) => awardId);
    expect([await has(failed!), await has(paid!)]).toEqual([true, false]);

    const [payment] = await paymentRowsOf(office, paid!);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-20' });
    expect((await failures()).rows.find(({ awardId }) => awardId === paid)).toMatchObject({
      kind: 'returned',
      on: '2019-03-20',
      paymentId: payment!.id,
      accountState: 'same',
    });

    const again = await anExportedBatch(office, [failed!, paid!]);
    expect([await has(failed!), await has(paid!)]).toEqual([false, false]);
    const rest = again.lines.map((line) => aResultRow(line, { 交易日期: '2019-03-25' }));
    await applySeen(office.finance, {
      batchId: again.id,
      resultId: await aResult(office.finance, again.id, { rows: rest }),
    });
    expect([await has(failed!), await has(paid!)]).toEqual([false, false]);
    expect(await paymentRowsOf(office, paid!)).toHaveLength(3);
    await expectInvariants(store, 're-issued');
  });

  it('names what happened last', async () => {
    const { id, lines } = await aBatch(1);
    const rows = [aResultRow(lines[0]!, FAILED)];
    await anEnteredResult(office.finance, id, rows);
    const { awardId } = lines[0]!;
    const paidAgain = await aPayment(office, { awardId, on: businessDate('2019-05-10') });
    expect(await has(awardId)).toBe(false);
    const { id: recoveryId } = await aCorrection(office, paidAgain.id, {
      kind: 'recovery',
      on: '2019-06-01',
      afterwards: 'paid_again',
    });
    expect((await failures()).rows.find((row) => row.awardId === awardId)).toMatchObject({
      kind: 'recovered',
      on: '2019-06-01',
      paymentId: paidAgain.id,
    });
    await aCorrection(office, recoveryId, { kind: 'reversal', on: '2019-06-02' });
    expect(await has(awardId)).toBe(false);
    await aCorrection(office, paidAgain.id, { kind: 'reversal', on: '2019-06-03' });
    expect((await failures()).rows.find((row) => row.awardId === awardId)).toMatchObject({
      kind: 'reversed',
      on: '2019-06-03',
    });
  });

  it('does not hold what was released', async () => {
    const { id, lines } = await aBatch(1);
    const rows = [aResultRow(lines[0]!, FAILED)];
    await anEnteredResult(office.finance, id, rows);
    const { awardId } = lines[0]!;
    await releaseAward(office.head, { commandId: newId(), awardId, on: paidOn, reason: '去世' });
    expect(await has(awardId)).toBe(false);
  });
});

describe('any answers of a bank to any batch', () => {
  const altered = fc.constantFrom<Record<string, string>>(
    {},
    {},
    {},
    FAILED,
    { 金额: '1.00' },
    { 账号: '6217001230004567890' },
    { 序号: '' },
    { 序号: '1' },
    { 处理结果: '处理中' },
    { 交易日期: '' },
    { 交易日期: '2019-02-01' },
  );

  it('pay nothing without an exact row, nothing twice, and add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.array(fc.tuple(fc.nat(), altered), { maxLength: 7 }), { minLength: 1, maxLength: 3 }),
        async (count, files) => {
          const { id, lines } = await aBatch(count);
          const exact = new Set<string>();
          for (const picks of [...files, files[0]!]) {
            const rows = picks.map(([pick, given]) => aResultRow(lines[pick % count]!, given));
            if (rows.length === 0) continue;
            for (const row of rows) exactLine(row, lines).forEach((one) => exact.add(one));
            const resultId = await aResult(office.finance, id, { rows });
            const answer = await refused(applySeen(office.finance, { batchId: id, resultId }));
            expect([undefined, 'result.nothing_new']).toContain(answer?.code);
          }
          let paidFen = 0;
          const stored = await instructionsOf(office, id);
          for (const line of stored) {
            const paid = await paymentRowsOf(office, line.awardId);
            expect(paid).toHaveLength(line.status === 'succeeded' ? 1 : 0);
            if (line.status === 'succeeded') expect(exact.has(line.id)).toBe(true);
            for (const { amountFen, id: paymentId } of paid) {
              paidFen += amountFen;
              expect(line).toMatchObject({ amountFen, paymentId });
            }
          }
          const succeeded = stored.filter(({ status }) => status === 'succeeded');
          expect(paidFen).toBe(succeeded.reduce((sum, { amountFen }) => sum + amountFen, 0));
          expect(await statusOf(id)).toBe(
            stored.some(({ status }) => status === 'sent') ? 'exported' : 'closed',
          );
        },
      ),
      { numRuns: 12 },
    );
    await expectInvariants(store, 'any answers');
  }, 120_000);

  /** The lines that a row says were paid, by a reading of its own. */
  function exactLine(row: string[], lines: readonly BankLine[]): string[] {
    const [number, account, , amount, word, , on] = row;
    if (word !== '成功' || !on || on < '2019-03-01') return [];
    return lines
      .filter((line) => line.account === account && plainYuan(fen(line.amountFen)) === amount)
      .filter((line) => number === '' || Number(number) === line.lineNumber)
      .map(({ id }) => id);
  }
});
