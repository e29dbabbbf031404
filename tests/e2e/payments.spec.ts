import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
// Each test goes on from what the one before has left.
test.describe.configure({ mode: 'serial' });

const notice = (page: Page) => page.getByRole('status').first();

async function tickAwards(page: Page, count: number): Promise<void> {
  await page.goto('/awards');
  for (let index = 0; index < count; index += 1) await page.locator('input[name=award]').nth(index).check();
  await page.getByRole('button', { name: '登记所选的发放' }).click();
  await expect(page.getByRole('heading', { name: '登记发放' })).toBeVisible();
  await expect(page.getByRole('region', { name: '发放名单' }).locator('tbody tr')).toHaveCount(count);
}

/** What of the demo is schooling relief is late by then: whoever pays it says to have seen so. */
async function paysOnLastDay(page: Page): Promise<void> {
  await page.getByLabel('发放日期').fill('2019-12-31');
  const seen = page.getByLabel(/发放期外付款/);
  if (await seen.isVisible()) await seen.check();
}

async function openCount(page: Page): Promise<number> {
  await page.goto('/awards');
  return page.locator('tbody tr').count();
}

test('finance records a receipt: wrong input is explained and kept, then it counts', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'finance');
  await page.goto('/fund');
  await expect(page.getByRole('heading', { name: '2019 年度资金总览' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '登记到账' }).click();
  await page.getByLabel('资金来源').selectOption('donation');
  await page.getByLabel('到账日期').fill('2019-12-30');
  await page.getByLabel('到账金额').fill('12.345');
  await page.getByLabel('凭证号').fill('捐2019-E2E');
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(page.getByRole('alert')).toContainText('金额最多两位小数');
  await expect(page.getByLabel('凭证号')).toHaveValue('捐2019-E2E');
  await expectAccessible(page);
  await page.getByLabel('到账金额').fill('5000');
  await page.getByRole('button', { name: '登记到账' }).click();
  // The demo has received all of its budget: more is asked about first.
  await page.getByLabel('已核对，确认登记').check();
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(notice(page)).toContainText('已登记到账 5,000.00 元');
  const row = page.getByRole('region', { name: '到账记录' }).getByRole('row', { name: /捐2019-E2E/ });
  await expect(row).toContainText('5,000.00');
});

test('several ticked awards are paid at once, and never twice', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  const before = await openCount(page);
  await expectAccessible(page);
  await tickAwards(page, 3);
  await expectAccessible(page);
  const form = page.locator('form[method=post]').filter({ has: page.getByLabel('发放日期') });
  await paysOnLastDay(page);
  await page.getByLabel('银行流水号').fill('PL-E2E-1');
  const sent = await form.evaluate((element) =>
    Object.fromEntries(
      [...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, value as string]),
    ),
  );
  const address = page.url();
  await page.getByRole('button', { name: '登记发放' }).click();
  await expect(page.getByRole('heading', { name: '发放记录' })).toBeVisible();
  await expect(notice(page)).toContainText('已登记发放 3 笔');
  await expectAccessible(page);

  await page.goBack();
  await expect(page.getByText('所选的核定中有 3 笔已经全额发放')).toBeVisible();
  await expect(page.getByRole('button', { name: '登记发放' })).toHaveCount(0);

  const again = await page.request.post(address, { form: sent, headers: { Origin: product.url } });
  expect(again.status()).toBe(200);
  await page.goto('/payments?search=&month=2019-12');
  await expect(page.getByRole('cell', { name: 'PL-E2E-1' })).toHaveCount(3);
  const other = { ...sent, bankReference: 'PL-E2E-OTHER' };
  const changed = await page.request.post(address, { form: other, headers: { Origin: product.url } });
  expect(changed.status()).toBe(409);
  expect(await openCount(page)).toBe(before - 3);
});

test('a return makes an award wait for being paid again, and it can be', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await page.goto('/payments?month=2019-12');
  await page
    .getByRole('row', { name: /PL-E2E-1/ })
    .first()
    .getByRole('link', { name: '查看' })
    .click();
  await expect(page.getByText('大写：人民币')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '登记更正' }).click();
  await page.getByRole('radio', { name: /退票/ }).check();
  await page.getByLabel('更正金额').fill('1');
  await page.getByLabel('银行日期').fill('2019-12-31');
  await page.getByLabel('银行流水号').fill('TP-E2E-1');
  await page.getByLabel('更正原因').fill('账户已注销');
  await page.getByRole('button', { name: '登记更正' }).click();
  await expect(page.getByRole('alert')).toContainText('退票须是全额');
  await expect(page.getByLabel('更正原因')).toHaveValue('账户已注销');
  await expectAccessible(page);
  const whole = /全额 ([\d,.]+) 元/.exec(await page.getByRole('alert').innerText())![1]!;
  await page.getByLabel('更正金额').fill(whole);
  await page.getByRole('button', { name: '登记更正' }).click();
  await expect(notice(page)).toContainText(`更正已登记，金额 -${whole} 元`);
  await expect(page.getByRole('link', { name: '登记更正' })).toHaveCount(0);

  await page
    .getByRole('link', { name: /的核定$/ })
    .first()
    .click();
  await expect(page.getByText('退回待补发')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '登记补发' }).click();
  await paysOnLastDay(page);
  await page.getByLabel('银行流水号').fill('BF-E2E-1');
  await page.getByRole('button', { name: '登记发放' }).click();
  await expect(notice(page)).toContainText(`已登记发放 1 笔，合计 ${whole} 元`);
  await page
    .getByRole('row', { name: /BF-E2E-1/ })
    .getByRole('rowheader')
    .getByRole('link')
    .click();
  await expect(page.getByText('已发放', { exact: true })).toBeVisible();
});

test('no more is paid than was received, and the refusal says by how much', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await page.goto('/fund');
  const unspent = /可用于发放\s*([\d,.]+)/.exec(await page.locator('dl').first().innerText())![1]!;
  await page
    .getByRole('row', { name: /财拨2019-003/ })
    .getByRole('link', { name: '冲减' })
    .click();
  await expect(page.getByRole('heading', { name: '原到账' })).toBeVisible();
  await page.getByLabel('冲减金额').fill('400000');
  await page.getByLabel('更正原因').fill('拨款退回');
  await page.getByRole('button', { name: '冲减到账' }).click();
  await expect(page.getByRole('alert')).toContainText('冲减后到账将比这些少');
  await expectAccessible(page);
  // On its own day, and on some since, less of it was left than there is in the end.
  await page.getByLabel('冲减日期').fill('2019-12-31');
  // A batch of the demo is with the bank: its money counts as gone.
  const free = Number(unspent.replaceAll(',', '')).toFixed(2);
  await page.getByLabel('冲减金额').fill(free);
  await page.getByRole('button', { name: '冲减到账' }).click();
  await expect(notice(page)).toContainText('已冲减到账');

  await page.goto('/awards');
  await page.getByRole('link', { name: /登记全部/ }).click();
  await expect(page.getByText('到账资金不够')).toBeVisible();
  const count = await page.getByRole('region', { name: '发放名单' }).locator('tbody tr').count();
  await page
    .getByRole('checkbox', { name: /^本次不发/ })
    .first()
    .check();
  await page.getByRole('button', { name: '去掉打勾的并重新合计' }).click();
  await expect(page.getByText('已去掉 1 笔')).toBeVisible();
  const foot = page.getByRole('region', { name: '发放名单' }).locator('tfoot');
  await expect(foot).toContainText(`共 ${count - 1} 笔`);
  const total = /[\d,]+\.\d\d/.exec(await foot.innerText())![0];
  await paysOnLastDay(page);
  await page.getByLabel('银行流水号').fill('PL-E2E-2');
  await page.getByRole('button', { name: '登记发放' }).click();
  await expect(page.getByRole('alert')).toContainText(`还差 ${total} 元`);
  await expect(page.getByLabel('银行流水号')).toHaveValue('PL-E2E-2');
  await expectAccessible(page);
});

test('the head releases an award and cannot pay; a caseworker can do neither', async ({ page, product }) => {
  await actAs(page, product, 'head');
  const before = await openCount(page);
  await expect(page.locator('input[name=award]')).toHaveCount(0);
  expect((await page.goto('/payments/record?year=2019'))!.status()).toBe(403);
  await page.goto('/awards');
  const free = page.locator('tbody tr').filter({ hasNotText: '批次' });
  await free.first().getByRole('rowheader').getByRole('link').click();
  await expect(page.getByRole('heading', { name: '核定内容' })).toBeVisible();
  const address = page.url();
  await page.getByRole('link', { name: '撤销核定' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '撤销核定' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写撤销原因');
  await page.getByLabel('撤销原因').fill('受助人已迁出');
  await page.getByRole('button', { name: '撤销核定' }).click();
  await expect(notice(page)).toContainText('核定已撤销');
  expect(await openCount(page)).toBe(before - 1);
  await page.goto('/fund/2019/adjustments/new');
  await expectAccessible(page);
  await page.getByLabel('调整金额').fill('-900000');
  await page.getByLabel('批准文件').fill('样例〔2019〕9号');
  await page.getByLabel('调整原因').fill('压减');
  await page.getByRole('button', { name: '登记调整' }).click();
  await expect(page.getByRole('alert')).toContainText('还差');
  await page.getByLabel('调整金额').fill('1000');
  await page.getByRole('button', { name: '登记调整' }).click();
  await expect(notice(page)).toContainText('预算已调增 1,000.00 元');

  await actAs(page, product, 'caseworker');
  await page.goto(address);
  await expect(page.getByRole('link', { name: '撤销核定' })).toHaveCount(0);
  for (const place of [`${address}/release`, '/fund/2019/receipts/new', '/fund/2019/adjustments/new']) {
    expect((await page.goto(place))!.status()).toBe(403);
  }
  const { status, stdout } = await product.command('verify');
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.any(String) });
});

test('paying works without JavaScript', async ({ browser, product }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url });
  const page = await context.newPage();
  await actAs(page, product, 'finance');
  await page.goto('/fund/2019/receipts/new');
  await page.getByLabel('资金来源').selectOption('union');
  await page.getByLabel('到账日期').fill('2019-12-31');
  await page.getByLabel('到账金额').fill('2000');
  await page.getByLabel('凭证号').fill('工拨2019-E2E');
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(notice(page)).toContainText('已登记到账 2,000.00 元');
  await page.goto('/awards');
  const id = await page.locator('input[name=award]').first().inputValue();
  await tickAwards(page, 1);
  await paysOnLastDay(page);
  await page.getByLabel('银行流水号').fill('PL-E2E-3');
  await page.getByLabel(/本次发放金额/).fill('一百');
  await page.getByRole('button', { name: '登记发放' }).click();
  await expect(page.getByRole('alert')).toContainText('这不是一个金额');
  await expect(page.getByLabel('银行流水号')).toHaveValue('PL-E2E-3');
  await page.getByLabel(/本次发放金额/).fill('100');
  await page.getByRole('button', { name: '登记发放' }).click();
  await expect(notice(page)).toContainText('已登记发放 1 笔，合计 100.00 元');
  await page.goto('/awards');
  const paid = page.getByRole('row').filter({ has: page.locator(`input[value="${id}"]`) });
  await expect(paid.getByRole('cell', { name: '100.00', exact: true })).toBeVisible();
  await context.close();
});
