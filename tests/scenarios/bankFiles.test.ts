import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { BANK_FILE_FORMATS, BUILT_IN_LAYOUTS, type BankFileFormat } from '../../app/payments/bankLayout';
import {
  defineLayout,
  layoutsInUse,
  recordPayingAccount,
  retireLayout,
} from '../../app/payments/bankLayouts.server';
import { bankFilesOf, downloadBankFile, exportBatch } from '../../app/payments/batchExport.server';
import type { Store } from '../../db/client.server';
import { bankFiles } from '../../db/schema';
import { aBatch, batchLinesOf, batchOf } from '../factories/batches';
import { aFamily, aMember } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const BOM = '\ufeff';

let store: Store;
let office: Office;
let awardIds: string[];
let batchId: string;
let approvedOn: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
  awardIds = [];
  for (const [account, bankName, accountHolder, amountFen] of [
    ['000000000001', '建设银行样本支行', '林样本', 60_000],
    ['9999000000000000002', '样本银行,"二"部', '=何样本', 123_456],
  ] as const) {
    const bank = { account: account as never, bankName, accountHolder };
    const family = await aFamily(office, { members: [aMember({ name: accountHolder })], bank });
    awardIds.push((await anAward(office, { year: YEAR, familyId: family.id, amountFen })).id);
  }
  batchId = await aBatch(office, awardIds, 'approved');
  approvedOn = (await batchOf(office, batchId)).approvedOn!.replaceAll('-', '');
});

const fileOf = async (layoutId: string, format: BankFileFormat) => {
  const { id } = await exportBatch(office.finance, { batchId, layoutId, format });
  return downloadBankFile(office.finance, { batchId, fileId: id });
};

const CONTENT: Record<keyof typeof BUILT_IN_LAYOUTS, () => string[]> = {
  generic: () => [
    '序号,户名,账号,开户行,金额,备注',
    '1,林样本,000000000001,建设银行样本支行,600.00,2019-001',
    `2,'=何样本,9999000000000000002,"样本银行,""二""部",1234.56,2019-001`,
  ],
  ccb: () => [
    '序号,账号,户名,金额,跨行标识,行名,联行行号,摘要,备注',
    '1,000000000001,林样本,600.00,0,建设银行样本支行,,样例批次,2019-001',
    `2,9999000000000000002,'=何样本,1234.56,1,"样本银行,""二""部",,样例批次,2019-001`,
  ],
  icbc: () => [
    '币种,日期,明细标志,顺序号,付款账号开户行,付款账号/卡号,付款账号名称/卡名称,收款账号开户行,收款账号省份,收款账号地市,收款账号地区码,收款账号,收款账号名称,金额,汇款用途,备注信息,汇款方式,收款账户短信通知手机号码,自定义序号,预先审批编号',
    `RMB,${approvedOn},,1,样本银行营业部,888800000000001,样本帮扶中心,建设银行样本支行,,,,000000000001,林样本,600.00,样例批次,2019-001,,,1,`,
    `RMB,${approvedOn},,2,样本银行营业部,888800000000001,样本帮扶中心,"样本银行,""二""部",,,,9999000000000000002,'=何样本,1234.56,样例批次,2019-001,,,2,`,
  ],
};

describe('files for the bank', () => {
  it('in a layout that names the paying account wait for it', async () => {
    const wish = { batchId, layoutId: 'icbc', format: 'csv_utf8' as const };
    expect(await refused(exportBatch(office.finance, wish))).toMatchObject({
      code: 'bank_file.no_paying_account',
    });
    expect((await batchOf(office, batchId)).status).toBe('approved');
    await recordPayingAccount(office.finance, {
      accountHolder: '样本帮扶中心',
      bankName: '样本银行营业部',
      account: '888800000000001',
    });
  });

  it.each(Object.keys(CONTENT) as (keyof typeof CONTENT)[])(
    'as CSV of layout %s, byte by byte',
    async (layout) => {
      const text = CONTENT[layout]()
        .map((line) => `${line}\r\n`)
        .join('');
      const utf8 = await fileOf(layout, 'csv_utf8');
      expect(utf8.bytes.toString('utf8')).toBe(BOM + text);
      expect([...utf8.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const gbk = await fileOf(layout, 'csv_gbk');
      expect(new TextDecoder('gbk').decode(gbk.bytes)).toBe(text);
      expect(gbk.bytes.length).toBeLessThan(utf8.bytes.length);
      expect(gbk.fileName).toMatch(/^发放批次2019-001-.*-GBK\.csv$/);
    },
  );

  it.each(Object.keys(CONTENT) as (keyof typeof CONTENT)[])(
    'as xlsx of layout %s, accounts as text',
    async (layout) => {
      const { bytes } = await fileOf(layout, 'xlsx');
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes as never);
      const sheet = book.worksheets[0]!;
      const columns = BUILT_IN_LAYOUTS[layout];
      expect(sheet.rowCount).toBe(3);
      expect(sheet.getRow(1).cellCount).toBe(columns.length);
      const cell = (row: number, field: string) =>
        sheet.getRow(row).getCell(columns.findIndex((one) => one === field) + 1);
      expect(cell(2, 'account').value).toBe('000000000001');
      expect(cell(3, 'account').value).toBe('9999000000000000002');
      expect(cell(3, 'account').numFmt).toBe('@');
      expect(cell(3, 'holder').value).toBe("'=何样本");
      expect(cell(3, 'amount').value).toBe(1234.56);
      expect(cell(3, 'line_number').value).toBe(2);
    },
  );

  it.each(BANK_FILE_FORMATS)('made again as %s are the same bytes, whose hash is kept', async (format) => {
    const first = await fileOf('ccb', format);
    // A zip tells its time to two seconds.
    if (format === 'xlsx') await sleep(2100);
    const second = await fileOf('ccb', format);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    const kept = await store.read((read) =>
      read.select().from(bankFiles).where(eq(bankFiles.batchId, batchId)),
    );
    const own = kept.filter((file) => file.layout === 'ccb' && file.format === format);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      sha256: createHash('sha256').update(first.bytes).digest('hex'),
      lineCount: 2,
      amountFen: 183_456,
    });
  });

  it('name the paying account of their day, also when it is another by now', async () => {
    const before = await fileOf('icbc', 'csv_utf8');
    await recordPayingAccount(office.finance, {
      accountHolder: '样本帮扶中心',
      bankName: '样本银行新营业部',
      account: '888800000000002',
    });
    expect((await fileOf('icbc', 'csv_utf8')).bytes.equals(before.bytes)).toBe(true);
  });

  it('whose bytes would no longer be the same are not given out', async () => {
    const { id, sha256 } = await exportBatch(office.finance, {
      batchId,
      layoutId: 'ccb',
      format: 'csv_utf8',
    });
    const keep = (hash: string) =>
      store.write((write) => write.update(bankFiles).set({ sha256: hash }).where(eq(bankFiles.id, id)));
    await keep('0'.repeat(64));
    expect(await refused(downloadBankFile(office.finance, { batchId, fileId: id }))).toMatchObject({
      code: 'batch.file_differs',
    });
    await keep(sha256);
    expect(await refused(downloadBankFile(office.finance, { batchId, fileId: batchId }))).toMatchObject({
      code: 'bank_file.not_found',
    });
    await expectInvariants(store, 'files');
    expect((await batchLinesOf(office, batchId)).map(({ status }) => status)).toEqual(['sent', 'sent']);
  });

  it('of one more kind are made once the earlier ones were seen; the same kind is the same file', async () => {
    const { id: familyId } = await aFamily(office);
    const award = await anAward(office, { year: YEAR, familyId, amountFen: 60_000 });
    const wish = { batchId: await aBatch(office, [award.id], 'exported'), layoutId: 'generic' };
    const files = () => store.read((read) => bankFilesOf(read, wish.batchId));
    const [first] = await files();
    const again = { ...wish, format: 'xlsx', filesSeen: 0 } as const;
    expect((await exportBatch(office.finance, again)).id).toBe(first!.id);
    for (const filesSeen of [0, 2])
      expect(
        await refused(exportBatch(office.finance, { ...wish, format: 'csv_gbk', filesSeen })),
      ).toMatchObject({
        ...{ code: 'batch.file_again', field: 'filesSeen' },
        ...{ count: 1, fileName: first!.fileName },
      });
    expect(await files()).toHaveLength(1);
    await exportBatch(office.finance, { ...wish, format: 'csv_gbk', filesSeen: 1 });
    expect(await files()).toHaveLength(2);
  });

  it('with a name that GBK has not are refused in GBK only', async () => {
    const family = await aFamily(office, {
      members: [aMember({ name: '林𠮷样' })],
      bank: { account: '999900000000000003' as never, bankName: '样本银行', accountHolder: '林𠮷样' },
    });
    const award = await anAward(office, {
      year: YEAR,
      familyId: family.id,
      appliedOn: businessDate('2019-03-02'),
    });
    const rare = await aBatch(office, [award.id], 'approved');
    const wish = { batchId: rare, layoutId: 'generic' };
    expect(await refused(exportBatch(office.finance, { ...wish, format: 'csv_gbk' }))).toMatchObject({
      code: 'bank_file.not_in_gbk',
      lineNumber: 1,
      text: '林𠮷样',
    });
    expect((await batchOf(office, rare)).status).toBe('approved');
    expect(await refused(exportBatch(office.finance, { ...wish, format: 'csv_utf8' }))).toBeNull();
  });
});

describe("layouts of finance's own", () => {
  it('are data, and one that is retired still opens the files made with it', async () => {
    const columns = [
      { header: '户名', field: 'holder', text: '' },
      { header: '卡号', field: 'account', text: '' },
      { header: '元', field: 'amount', text: '' },
      { header: '用途码', field: 'text', text: 'JZ01' },
      { header: '类型', field: 'relief_type', text: '' },
    ] as const;
    const id = await defineLayout(office.finance, { name: '样本农商行', columns });
    expect(await refused(defineLayout(office.finance, { name: '样本农商行', columns }))).toMatchObject({
      code: 'bank_layout.name_taken',
    });
    const before = await fileOf(id, 'csv_utf8');
    expect(before.bytes.toString('utf8')).toBe(
      `${BOM}户名,卡号,元,用途码,类型\r\n林样本,000000000001,600.00,JZ01,生活救助\r\n'=何样本,9999000000000000002,1234.56,JZ01,生活救助\r\n`,
    );
    const { id: fileId } = await exportBatch(office.finance, { batchId, layoutId: id, format: 'csv_utf8' });
    await retireLayout(office.finance, id);
    expect(await refused(retireLayout(office.finance, id))).toMatchObject({
      code: 'bank_layout.retired_already',
    });
    expect((await store.read(layoutsInUse)).map(({ name }) => name)).not.toContain('样本农商行');
    expect(
      await refused(exportBatch(office.finance, { batchId, layoutId: id, format: 'xlsx' })),
    ).toMatchObject({
      code: 'bank_layout.not_found',
    });
    const again = await downloadBankFile(office.finance, { batchId, fileId });
    expect(again.bytes.equals(before.bytes)).toBe(true);
  });
});
