import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
// Each test goes on from what the one before has left.
test.describe.configure({ mode: 'serial' });

const notice = (page: Page) => page.getByRole('status').first();
let address: string;

test('finance makes a batch of ticked awards, takes one out and hands it in', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await page.goto('/awards?year=2019');
  await expectAccessible(page);
  for (const index of [0, 1, 2]) await page.locator('input[name=award]').nth(index).check();
  await page.getByRole('button', { name: '所选的做成批次' }).click();
  await expect(page.getByRole('heading', { name: '做发放批次' })).toBeVisible();
  await expectAccessible(page);
  // Another batch that is looked at before forgets no tick.
  await page.goto('/batches?year=2019');
  await page.getByRole('main').locator('a[href^="/batches/"]').first().click();
  await expect(page.getByRole('heading', { name: '批次内容' })).toBeVisible();
  await page.goto('/payments?year=2019');
  await page.goto('/awards?year=2019');
  await expect(page.getByText('已选 3 笔')).toBeVisible();
  await page.getByRole('button', { name: '所选的做成批次' }).click();
  await page.getByLabel('批次名称').fill('');
  await page.getByRole('button', { name: '做成批次' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写批次名称');
  await page.getByLabel('批次名称').fill('端到端批次');
  await page.getByRole('button', { name: '做成批次' }).click();
  await expect(notice(page)).toContainText('3 笔');
  address = new URL(page.url()).pathname;
  expect(await page.evaluate(() => sessionStorage.getItem('bangfu.ticks.awards'))).toBeNull();
  await expectAccessible(page);

  await page.locator('input[name=lineIds]').nth(1).check();
  await page.getByRole('button', { name: '移出勾选的明细' }).click();
  await expect(notice(page)).toContainText('已移出 1 笔');
  await page.goto(`${address}/take-out`);
  await expect(page.getByText('这个网址只用于提交表单')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: '返回' }).click();
  await expect(page).toHaveURL(address);

  await page.getByRole('link', { name: '提交审批' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByRole('alert')).toContainText('1 笔的收款账户需要先核对');
  await page.getByLabel(/已逐笔核对：1 笔的账户/).check();
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(notice(page)).toContainText('批次已提交');
  await expect(page.getByRole('link', { name: '审批', exact: true })).toHaveCount(0);
  await page.goto(`${address}/approve`);
  await expect(page.getByRole('heading', { name: /没有权限|无权/ })).toBeVisible();
});

test('the head finds it on the home page and approves it; the sheet prints', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/');
  await expect(page.getByText('发放批次，待审批')).toBeVisible();
  await page.goto(address);
  await page.getByRole('link', { name: '审批', exact: true }).click();
  await expectAccessible(page);
  await page.getByLabel(/发放期外付款/).check();
  await page.getByLabel(/已逐笔核对：1 笔的账户/).check();
  await page.getByRole('button', { name: '审批', exact: true }).click();
  await expect(notice(page)).toContainText('批次已审批');
  await page.getByRole('link', { name: '签批单' }).click();
  await expect(page.getByRole('article')).toContainText('人民币');
  await expect(page.getByRole('article')).toContainText('端到端批次');
  await expectAccessible(page);
});

test('finance exports the file, and the download is the file whose hash is shown', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'finance');
  await page.goto(address);
  await page.getByRole('link', { name: '导出银行文件' }).click();
  await page.getByLabel('银行格式').selectOption('icbc');
  await page.getByRole('button', { name: '导出银行文件' }).click();
  await expect(page.getByRole('alert')).toContainText('请先在「银行文件格式」中登记付款账户');
  for (const other of ['/bank-layouts', '/bank-layouts/new?from=icbc', '/bank-layouts/paying-account']) {
    await page.goto(other);
    await expectAccessible(page);
  }
  await page.goto(`${address}/export`);
  await page.getByLabel('银行格式').selectOption('ccb');
  await page.getByLabel('CSV（UTF-8）').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '导出银行文件' }).click();
  await expect(notice(page)).toContainText('已生成');
  await expectAccessible(page);
  const shown = await page.locator('code').textContent();
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: /下载发放批次/ }).click();
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^发放批次2019-\d{3}-建设银行批量代发\.csv$/);
  const bytes = await readFile(await file.path());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(shown);
  const [head, ...lines] = bytes.toString('utf8').trimEnd().split('\r\n');
  expect(head).toBe('\ufeff序号,账号,户名,金额,跨行标识,行名,联行行号,摘要,备注');
  expect(lines.map((line) => line.split(',')[0])).toEqual(['1', '2']);

  await actAs(page, product, 'auditor');
  await page.goto(address);
  await expect(page.getByRole('link', { name: /下载发放批次/ })).toHaveCount(0);
  expect((await page.request.get(`${address}/export`)).status()).toBe(403);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a layout of an own bank is defined and taken out of use', async ({ page, product }) => {
    await actAs(page, product, 'finance');
    await page.goto('/bank-layouts/new?from=ccb');
    await page.getByLabel('第 2 列内容').selectOption('');
    await page.getByLabel('第 2 列表头').fill('');
    await page.getByRole('button', { name: '保存格式' }).click();
    await expect(page.getByText('请填写格式名称').first()).toBeVisible();
    await expect(page.getByText('三列缺一不可').first()).toBeVisible();
    await page.getByLabel('格式名称').fill('样本农商行');
    await page.getByLabel('第 2 列内容').selectOption('account');
    await page.getByLabel('第 2 列表头').fill('卡号');
    await page.getByRole('button', { name: '保存格式' }).click();
    await expect(notice(page)).toContainText('样本农商行');
    await page.getByRole('button', { name: '停用「样本农商行」' }).click();
    await expect(notice(page)).toContainText('已停用');
  });
});
