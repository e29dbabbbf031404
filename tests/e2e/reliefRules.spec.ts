import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, logIn, logOut, test, type Product } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

let application = '';
const APPLICATION = /\/applications\/[0-9a-f-]{36}$/;

test('the same receipt twice is asked about, and so is one above the budget', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await page.goto('/fund/2019/receipts/new');
  await receive(page, '1000');
  await expect(page.getByRole('alert')).toContainText('请确认：登记后到账合计');
  await page.getByLabel('已核对，确认登记').check();
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(page.getByText('已登记到账 1,000.00 元')).toBeVisible();

  await page.goto('/fund/2019/receipts/new');
  await receive(page, '1000');
  await expect(page.getByLabel('另一笔到账的理由')).toHaveAccessibleDescription(/请不要重复登记/);
  await expect(page.getByLabel('凭证号')).toHaveValue('样例-E2E-重');
  await expectAccessible(page);
  await page.getByLabel('另一笔到账的理由').fill('同日同额的第二笔捐款');
  await page.getByRole('button', { name: '登记到账' }).click();
  await page.getByLabel('已核对，确认登记').check();
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(page.getByText('已登记到账 1,000.00 元')).toBeVisible();
});

test('the fund page compares with the planned months, as of any day', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/fund?year=2019&asOf=2019-06-30');
  await expect(page.getByText('截至 2019-06-30 本年度已发放')).toBeVisible();
  const months = page.getByRole('region', { name: '计划与实际（按月）' });
  const october = months.getByRole('row', { name: /^2019-10/ });
  await expect(october).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('an amount above the cap is warned about, stopped at the review, and cut there', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/fund/2019/adjustments/new');
  await page.getByLabel('调整金额').fill('50000');
  await page.getByLabel('批准文件').fill('样例〔2019〕2号');
  await page.getByLabel('调整原因').fill('样例');
  await page.getByRole('button', { name: '登记调整' }).click();
  await expect(page.getByText('预算已调增')).toBeVisible();
  await page.goto('/standards/level/2019');
  await page.getByLabel('二级审批金额').fill('500');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('现在不足两位');

  await actAs(page, product, 'caseworker');
  await page.goto('/applications?year=2019&type=living');
  const file = page.getByRole('row').getByRole('link', { name: /^KN/ }).first();
  const family = (await file.getAttribute('href'))!.split('/').pop()!;
  await page.goto(`/applications/new?family=${family}&type=living&year=2019`);
  await page.getByRole('radio').first().check();
  await page.getByLabel('申请金额').fill('90000');
  await page.getByLabel('申请理由').fill('样例');
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByRole('alert')).toContainText('请确认：生活救助上限');
  await expect(page.getByLabel('申请理由')).toHaveValue('样例');
  await expectAccessible(page);
  await page.getByLabel('已核对，仍按以上内容提交').check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page).toHaveURL(APPLICATION);
  application = page.url();

  await actAs(page, product, 'finance');
  await page.goto(`${application}/review`);
  await expect(page.getByText('按申请金额不能审核通过')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(page.getByRole('alert')).toContainText('超出');
  await page.getByLabel('审核金额').fill('800');
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(page.getByText('已审核通过 1 件申请')).toBeVisible();
});

test('above the extra level a second head has the last word, on one application and on a campaign', async ({
  page,
  product,
}) => {
  test.slow();
  await actAs(page, product, 'admin');
  await page.goto('/staff/new');
  await page.getByLabel('用户名').fill('secondhead');
  await page.getByLabel('姓名').fill('副主任甲');
  await page.getByLabel('初始密码').fill('Given-2019-y');
  await page.getByLabel(/^中心主任/).check();
  await page.getByRole('button', { name: '开通账号' }).click();
  await expect(page.getByRole('row', { name: /secondhead/ })).toBeVisible();
  await logOut(page);
  await logIn(page, product, 'head');
  await page.locator('a[href="/role-changes"]').click();
  await page.getByRole('link', { name: '确认', exact: true }).click();
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await expect(page.getByText('已确认，副主任甲的新角色立即生效')).toBeVisible();
  await logOut(page);
  product.passwords.secondhead = 'Given-2019-y';
  await logIn(page, product, 'secondhead');
  await page.getByLabel('当前密码').fill('Given-2019-y');
  await page.getByLabel(/^新密码/).fill('Chosen-2019-z');
  await page.getByLabel('再输一次新密码').fill('Chosen-2019-z');
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByText(/密码已/)).toBeVisible();
  product.passwords.secondhead = 'Chosen-2019-z';
  await page.goto('/standards/level/2019');
  await page.getByLabel('二级审批金额').fill('500');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('二级审批金额已保存')).toBeVisible();

  const campaign = await aReviewedCampaign(page, product);
  await actAs(page, product, 'head');
  for (const [step, waits] of [
    [`${application}/decide`, '已同意 1 件申请，超过二级审批金额'],
    [`${campaign}/decide`, '已同意 10 件申请，超过二级审批金额'],
  ] as const) {
    await page.goto(step);
    await page.getByRole('button', { name: '提交审批结果' }).click();
    await expect(page.getByText(waits)).toBeVisible();
  }
  for (const step of [`${application}/confirm`, `${campaign}/confirm`]) {
    await page.goto(step);
    await expect(page.getByText('须由另一位审批人作二级审批').first()).toBeVisible();
    await expect(page.getByRole('button', { name: '提交二级审批结果' })).toHaveCount(0);
    await expectAccessible(page);
  }
  await logOut(page);

  await logIn(page, product, 'secondhead');
  await expect(page.getByText('救助申请，待二级审批')).toBeVisible();
  for (const [step, done] of [
    [`${application}/confirm`, '二级审批已批准 1 件申请，合计 800.00 元'],
    [`${campaign}/confirm`, '二级审批已批准 10 件申请，合计 6,000.00 元'],
  ] as const) {
    await page.goto(step);
    await expectAccessible(page);
    await page.getByRole('button', { name: '提交二级审批结果' }).click();
    await expect(page.getByText(done)).toBeVisible();
  }
});

test('the head enters and confirms a standard; others read it', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  expect((await page.goto('/standards/new'))!.status()).toBe(403);
  await page.goto('/standards');
  await expect(page.getByText('总工发〔2015〕20号')).toBeVisible();
  await expect(page.getByRole('link', { name: '登记标准' })).toHaveCount(0);

  await actAs(page, product, 'head');
  await page.goto('/standards/new');
  await page.getByLabel('执行日期').fill('2020-01-01');
  await page.getByLabel('生活救助上限（低保标准的月数）').fill('99');
  await page.getByRole('button', { name: '登记标准' }).click();
  await expect(page.getByLabel('生活救助上限（低保标准的月数）')).toHaveAccessibleDescription(/1 至 36/);
  await page.getByLabel('生活救助上限（低保标准的月数）').fill('6');
  await page.getByLabel('依据文件').fill('样例文件〔2020〕1号');
  await page.getByLabel('低保户', { exact: true }).fill('600');
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记标准' }).click();
  await expect(page.getByRole('heading', { name: '确认救助标准' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '确认执行' }).click();
  await expect(page.getByText('救助标准已确认执行')).toBeVisible();
  await expect(page.getByText('每户每年不超过 6 个月低保标准')).toBeVisible();
  await expectAccessible(page);
});

/** A small campaign that finance has reviewed; nobody is logged in afterwards. */
async function aReviewedCampaign(page: Page, product: Product): Promise<string> {
  await actAs(page, product, 'caseworker');
  await page.goto(
    '/campaigns/new?year=2019&type=living&amountFen=600&startedOn=2019-12-20&divisions=410122&causes=accident',
  );
  await expect(page.getByText('10 人的救助上限按示例低保标准计算')).toBeVisible();
  await page.getByLabel('活动名称').fill('样例二级审批');
  await page.getByRole('button', { name: /^启动活动/ }).click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/);
  const campaign = page.url();
  await actAs(page, product, 'finance');
  await page.goto(`${campaign}/review`);
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(page.getByText('已审核通过 10 件申请')).toBeVisible();
  return campaign;
}

async function receive(page: Page, amount: string): Promise<void> {
  await page.getByLabel('资金来源').selectOption('donation');
  await page.getByLabel('到账日期').fill('2019-12-30');
  await page.getByLabel('到账金额').fill(amount);
  await page.getByLabel('凭证号').fill('样例-E2E-重');
  await page.getByRole('button', { name: '登记到账' }).click();
}
