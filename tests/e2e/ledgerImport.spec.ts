import { readFileSync } from 'node:fs';
import { readLedgerFile } from '../../app/exchange/ledgerFile.server';
import { ledgerWorkbook } from '../factories/ledgerSheet';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

/** Finance sends ledgers; receipts go in, payments wait for a head; refused rows come back as a workbook. */

test.use({ stock: 'office', spec: import.meta.url });

test('a ledger that nothing fits comes back row by row', async ({ page, product }) => {
  const row = {
    fileNumber: 'ZZ-000001',
    idNumber: '11010519491231002X',
    name: '林样本',
    type: '生活救助',
    approvedOn: '2019-04-01',
    awardAmount: 600,
    paidOn: '2019-04-08',
    amount: 600,
    result: '成功',
    reference: 'S1',
  };
  const buffer = await ledgerWorkbook('payments', [row, { ...row, reference: 'S2', amount: '六百' }]);
  await actAs(page, product, 'finance');
  await page.goto('/payments/import');
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByText('请选择要导入的 Excel 文件').first()).toBeVisible();
  const template = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载模板' }).click();
  expect((await template).suggestedFilename()).toBe('发放台账导入模板.xlsx');
  await page
    .getByLabel('发放台账')
    .setInputFiles({ name: '台账.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByText('检查完成，没有导入')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载退回的行' }).click();
  const refused = await readLedgerFile('payments', readFileSync(await (await download).path()));
  expect([refused.rowCount, refused.header.unknown]).toEqual([2, ['退回原因']]);
  await actAs(page, product, 'caseworker');
  expect((await page.goto('/payments/import'))?.status()).toBe(403);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('receipts of no project-year say what to do first', async ({ page, product }) => {
    const line = { receivedOn: '1999-01-10', source: '利息', amount: 500, voucher: '记-001' };
    const buffer = await ledgerWorkbook('receipts', [line]);
    await actAs(page, product, 'finance');
    await page.goto('/fund/receipts/import');
    await page
      .getByLabel('到账台账')
      .setInputFiles({ name: '到账.xlsx', mimeType: 'application/octet-stream', buffer });
    await page.getByRole('button', { name: '上传' }).click();
    await expect(page.getByText('请先导入绩效目标')).toBeVisible({ timeout: 60_000 });
  });
});
