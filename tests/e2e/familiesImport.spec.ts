import { readFileSync } from 'node:fs';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

/** A caseworker sends a register; the head lets it in; the refused rows come back as a workbook. */

test.use({ stock: 'office', spec: import.meta.url });

test('a register from the upload to the refused rows', async ({ page, product }) => {
  const lines = [...sheetFamily(1), ...sheetFamily(2), ...sheetFamily(3, { phone: '123' })];
  const buffer = await registerWorkbook(lines, { titles: ['困难职工登记册'], more: ['序号'] });

  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  await page.getByRole('link', { name: '导入', exact: true }).click();
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByText('请选择要导入的 Excel 文件').first()).toBeVisible();
  const template = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载模板' }).click();
  expect((await template).suggestedFilename()).toBe('家庭档案导入模板.xlsx');

  await page
    .getByLabel('登记册')
    .setInputFiles({ name: '登记册.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByText('检查完成，等待核准，还没有导入')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('没有读取这些列：序号。')).toBeVisible();
  await expect(page.getByRole('button', { name: '核准并导入' })).toHaveCount(0);
  await expectAccessible(page);
  const job = page.url();

  await actAs(page, product, 'head');
  await page.goto(job);
  await page.getByRole('button', { name: '核准并导入' }).click();
  await expect(page.getByText('导入完成')).toBeVisible({ timeout: 60_000 });

  await actAs(page, product, 'caseworker');
  await page.goto(job);
  await expect(page.getByText('电话号码不正确', { exact: false })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载退回的行' }).click();
  const refused = await readFamilyFile(readFileSync(await (await download).path()));
  expect([refused.rowCount, refused.header.unknown]).toEqual([3, ['退回原因']]);
  await page.goto('/families?status=approved');
  await expect(page.getByText('ZZ-000001')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('drafts come in, and the page looks again by itself', async ({ page, product }) => {
    const draft = { status: '草稿', registeredOn: null, category: null };
    const buffer = await registerWorkbook(sheetFamily(7, draft));
    await actAs(page, product, 'caseworker');
    await page.goto('/families/import');
    await page
      .getByLabel('登记册')
      .setInputFiles({ name: '草稿.xlsx', mimeType: 'application/octet-stream', buffer });
    await page.getByRole('button', { name: '上传' }).click();
    await expect(page.getByText('导入完成')).toBeVisible({ timeout: 60_000 });

    await page.goto('/families');
    await page.getByRole('link', { name: '导出' }).click();
    await page.getByRole('button', { name: '导出' }).click();
    await expect(page.getByText('已生成')).toBeVisible({ timeout: 60_000 });
  });
});
