import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { exportPaidNotices } from '../../app/exchange/paidNoticesExport.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { confirmLineFailed } from '../../app/payments/lineAnswers.server';
import { noticeOfPayment, noticesOfBatch } from '../../app/payments/paidNotices.server';
import { correctPayment } from '../../app/payments/payments.server';
import { printSigning, signingTotals } from '../../app/payments/signingLists.server';
import { exportVoucher, printVoucher } from '../../app/payments/vouchers.server';
import type { Store } from '../../db/client.server';
import { auditEntries, payments } from '../../db/schema';
import { anEnteredResult, anExportedBatch, aResultRow } from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { anAward } from '../factories/relief';
import { refused } from '../refused';
import { expectCutsFit } from '../signing';

/** The papers and texts of payments that a batch has made. */

let store: Store;
let office: Office;
let batchId: string;
let paymentIds: string[];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: 2019 }));
  const awardIds: string[] = [];
  for (let made = 0; made < 2; made += 1) {
    const { id: familyId } = await aFamily(office);
    awardIds.push((await anAward(office, { year: 2019, familyId })).id);
  }
  const { id, lines } = await anExportedBatch(office, awardIds);
  batchId = id;
  await anEnteredResult(
    office.finance,
    batchId,
    lines.map((line) => aResultRow(line)),
  );
  const paid = await store.read((read) => read.select().from(payments));
  paymentIds = awardIds.map((awardId) => paid.find((one) => one.awardId === awardId)!.id);
});

const texts = (paper: Awaited<ReturnType<typeof printVoucher>>) =>
  paper.grids.flatMap(({ rows }) => rows.flatMap((row) => row.map(({ text }) => text)));
const noticeOf = (id: string) => store.read((read) => noticeOfPayment(read, id));

describe('the voucher of a payment', () => {
  it('says who got how much from which batch, in capitals, and who recorded and decided it', async () => {
    const paper = await printVoucher(office.finance, { paymentId: paymentIds[0]!, format: 'print' });
    expect(paper.title).toBe('付款凭证');
    expect(texts(paper)).toEqual(
      expect.arrayContaining([
        '2019年3月12日',
        'LS1',
        '林样本',
        '600.00',
        '人民币陆佰元整',
        '样本银行',
        '2019-001',
        'finance',
        'head',
      ]),
    );
    expect(texts(paper).join()).toMatch(/尾号 \d{4}/);
    const { bytes, fileName } = await exportVoucher(office.finance, { paymentId: paymentIds[0]! });
    expect([bytes.length > 2_000, fileName]).toEqual([true, '付款凭证 林样本 2019-03-12.docx']);
    const written = await store.read((read) =>
      read
        .select()
        .from(auditEntries)
        .where(
          and(
            eq(auditEntries.action, 'payment.voucher_exported'),
            eq(auditEntries.subjectId, paymentIds[0]!),
          ),
        ),
    );
    expect(written).toHaveLength(2);
  });

  it('is not there for a payment that is not', async () => {
    const order = { paymentId: 'nothing', format: 'print' } as const;
    expect(await refused(printVoucher(office.finance, order))).toMatchObject({ code: 'payment.not_found' });
  });
});

describe('the list that recipients sign', () => {
  it('has a line for each that the bank was told to pay, and the sum in capitals', async () => {
    const { paper } = await printSigning(office.finance, { of: { batchId } });
    expect(paper.opening.join()).toContain('人民币壹仟贰佰元整');
    expect(paper.grids[0]!.rows.map(([, name]) => name!.text)).toEqual([
      '姓名',
      '林样本',
      '林样本',
      '1,200.00',
    ]);
    await expectCutsFit(store, { batchId });
  });

  it('is cut by its own places, where lines before did not sign', async () => {
    const { id: familyId } = await aFamily(office);
    const awardIds: string[] = [];
    for (let place = 0; place < 4; place += 1) {
      awardIds.push((await anAward(office, { year: 2019, familyId, type: 'medical' })).id);
    }
    const { id, lines } = await anExportedBatch(office, awardIds);
    const on = businessDate('2019-03-15');
    for (const { id: lineId } of [lines[0]!, lines[2]!]) {
      const failed = { cause: 'account_closed', note: '银行回单' } as const;
      await confirmLineFailed(office.finance, { commandId: newId(), batchId: id, lineId, on, ...failed });
    }
    expect((await store.read((read) => signingTotals(read, { batchId: id }))).count).toBe(2);
    await expectCutsFit(store, { batchId: id });
  });
});

describe('the notice to the recipient', () => {
  it('tells day, relief, amount and account, and the last digits of the phone', async () => {
    const notice = await noticeOf(paymentIds[0]!);
    expect(notice).toMatchObject({ lineNumber: 1, phoneLast4: '0000', amountFen: 60_000 });
    expect(notice!.text).toMatch(
      /^林样本，您好：云州市困难职工帮扶中心已于2019年3月12日向您发放生活救助 600\.00 元，汇入样本银行尾号 \d{4} 的账户/,
    );
    const { number, notices } = await store.read((read) => noticesOfBatch(read, batchId));
    expect([number, notices.map(({ lineNumber }) => lineNumber)]).toEqual(['2019-001', [1, 2]]);
    const { bytes } = await exportPaidNotices(office.finance, { batchId });
    expect(bytes.length).toBeGreaterThan(2_000);
  });

  it('is not sent of money that came back, whose paper is a voucher of its own', async () => {
    const { id } = await correctPayment(office.finance, {
      commandId: newId(),
      paymentId: paymentIds[1]!,
      kind: 'return',
      amountFen: fen(60_000),
      on: businessDate('2019-03-20'),
      bankReference: 'T1',
      remarks: '账户已注销',
    });
    expect(await noticeOf(paymentIds[1]!)).toBeNull();
    expect(await noticeOf(id)).toBeNull();
    const paper = await printVoucher(office.finance, { paymentId: id, format: 'print' });
    expect(paper.title).toBe('更正凭证（退票）');
    expect(texts(paper)).toContain('账户已注销');
    const { notices } = await store.read((read) => noticesOfBatch(read, batchId));
    expect(notices.map(({ lineNumber }) => lineNumber)).toEqual([1]);
    const paidOut = await printVoucher(office.finance, { paymentId: paymentIds[1]!, format: 'print' });
    expect(texts(paidOut)).toContain('2019-03-20 退票 -600.00 元\n更正后净额 0.00 元');
    const signing = await printSigning(office.finance, { of: { batchId } });
    expect(signing.paper.opening.join()).toContain('共 1 人，合计 600.00 元');
  });
});
