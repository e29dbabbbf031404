import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';
import { expectAccessible } from './accessible';
import { actAs, expect, test, type Product } from './product';

test.use({ stock: 'office', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

/** Two families on the register, and two closed so long ago that their years of keeping are over. */
async function importRegister(product: Product): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-e2e-'));
  const file = path.join(folder, 'register.xlsx');
  const closed = { status: '已退出', registeredOn: '2008-03-05', exitedOn: '2009-03-05' };
  const lines = [
    ...sheetFamily(1, { size: 1 }),
    ...sheetFamily(2, { size: 1 }),
    ...sheetFamily(3, { size: 1, ...closed }),
    ...sheetFamily(4, { size: 1, ...closed }),
  ];
  writeFileSync(file, await registerWorkbook(lines));
  const { status, stderr } = await product.command('import', 'families', file, '--approved-by', 'head');
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
}

test('the head tries a fall of incomes, sees who would change category, and takes the list along', async ({
  page,
  product,
}) => {
  await importRegister(product);
  await actAs(page, product, 'head');
  await page.goto('/lines/what-if');
  await expect(page.getByText('还没有测算')).toBeVisible();
  await page.getByLabel('收入变动（%）').fill('很多');
  await page.getByRole('button', { name: '测算' }).click();
  await expect(page.getByText('收入变动应为 -100 到 1000 之间的整数').first()).toBeVisible();
  await page.getByLabel('收入变动（%）').fill('-50');
  await page.getByLabel('按哪一天的规则和标准').fill('2019-06-01');
  await page.getByRole('button', { name: '测算' }).click();
  await expect(page.getByRole('table', { name: '类别会变化的家庭' }).getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出' }).click();
  expect((await download).suggestedFilename()).toBe('类别测算 2019-06-01.xlsx');
  await page.getByRole('link', { name: '全部列出，供打印' }).click();
  await expect(page.getByRole('button', { name: '打印' })).toBeVisible();
});

test('a file closed over ten years ago is erased down to its statistics', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/retention');
  await expect(page.getByRole('heading', { name: '到期档案，共 2 份' })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('checkbox', { name: /^勾选 ZZ-000003|^勾选 KN/ })
    .first()
    .check();
  await page.getByRole('button', { name: '清除勾选的档案' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('已经核对，勾选的档案不再需要').check();
  await page.getByLabel(/批准|依据|理由/).fill('样例档销〔2026〕1号');
  await page.getByRole('button', { name: '清除勾选的档案' }).click();
  await expect(page.getByRole('heading', { name: '到期档案，共 1 份' })).toBeVisible();
  await page.goto('/families?status=exited');
  await expect(page.getByRole('main').getByText('共 2 户')).toBeVisible();
});

test('nobody else reaches the page of files to be erased', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  expect((await page.goto('/retention'))!.status()).toBe(403);
  await expect(page).toHaveTitle(/^没有权限/);
  await expectAccessible(page);
});

test('the register goes to the national system, and what comes back is held against it', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/national');
  await page.getByRole('link', { name: '导出在册档案' }).click();
  await page.getByRole('button', { name: '导出' }).click();
  await expect(page.getByRole('alert').first()).toContainText('请写明用途');
  await page.getByLabel('用途').fill('上报全国系统，样例');
  await page.getByRole('button', { name: '导出' }).click();
  await expect(page.getByText('已生成：2 户、2 人')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载' }).click();
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bangfu-e2e-')), 'national.xlsx');
  await (await download).saveAs(file);
  await changeTheirs(file);

  await page.goto('/national/compare');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: '上传并比对' }).click();
  await expect(page.getByText('读到 1 人，其中 0 人两边一致')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^内容不同\s*1$/ }).click();
  await expect(page.getByRole('table', { name: '内容不同' })).toContainText('联系电话');
  await page.getByRole('link', { name: /^本地有，全国无\s*1$/ }).click();
  await page.getByRole('link', { name: '记为已说明' }).click();
  await page.getByRole('button', { name: '记为已说明' }).click();
  await expect(page.getByRole('alert').first()).toContainText('原因');
  await expectAccessible(page);
  await page.getByLabel('原因').fill('全国系统下月才录入');
  await page.getByRole('button', { name: '记为已说明' }).click();
  await expect(page.getByRole('link', { name: '看已说明的（1）' })).toBeVisible();
  rmSync(path.dirname(file), { recursive: true });
});

/** The national system knows the first person by another phone number, and not the second. */
async function changeTheirs(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.worksheets[0]!;
  const headers = sheet.getRow(1).values as string[];
  sheet.getRow(2).getCell(headers.indexOf('联系电话')).value = '13900000099';
  sheet.spliceRows(3, 1);
  await book.xlsx.writeFile(file);
}
