import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

const RECORD = /\/(applications|campaigns)\/[0-9a-f-]{36}$/;
const yuan = (text: string) => Number(text.replaceAll(',', ''));

test('an approval above the budget is refused, saying by how much, and nothing typed is lost', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/applications');
  await expectAccessible(page);
  await page.getByRole('link', { name: /^待审批/ }).click();
  await page.getByRole('link', { name: '审批', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^审批：/ })).toBeVisible();
  await expectAccessible(page);
  const [, amount, available, short] =
    /拟核定 ([\d,.]+) 元，本年度可用预算 ([\d,.]+) 元，还差 ([\d,.]+) 元/.exec(
      await page.getByRole('main').innerText(),
    )!;
  expect(yuan(short!)).toBeCloseTo(yuan(amount!) - yuan(available!), 2);

  await page.getByLabel('审批意见').fill('同意救助');
  await page.getByRole('button', { name: '提交审批结果' }).click();
  await expect(page.getByRole('alert')).toContainText(`可用预算只有 ${available} 元，还差 ${short} 元`);
  await expect(page.getByLabel('审批意见')).toHaveValue('同意救助');
  await page.getByRole('link', { name: '返回申请' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('待审批').first()).toBeVisible();
  await expectAccessible(page);
});

test('who reviewed an application cannot decide it, by no way', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await newMedicalApplication(page);
  const application = page.url();
  expect((await page.goto(`${application}/decide`))!.status()).toBe(403);
  await page.goto(`${application}/review`);
  await expect(page.getByText('这件申请由您本人提交，须由他人审核和审批')).toBeVisible();
  await expect(page.getByRole('button', { name: '提交审核结果' })).toHaveCount(0);

  await actAs(page, product, 'head');
  await page.goto(application);
  await page.getByRole('link', { name: '审核', exact: true }).click();
  await expectAccessible(page);
  await page.getByLabel('审核金额').fill('650.01');
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(page.getByLabel('审核金额')).toHaveAccessibleDescription(/不能高于申请金额 650\.00 元/);
  await page.getByLabel('审核金额').fill('600');
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(page.getByText('已审核通过 1 件申请')).toBeVisible();
  await expect(page.getByRole('link', { name: '审批', exact: true })).toHaveCount(0);

  await page.goto(`${application}/decide`);
  await expect(page.getByText('这件申请由您本人审核，须由另一人审批')).toBeVisible();
  await expect(page.getByRole('button', { name: '提交审批结果' })).toHaveCount(0);
  const answer = await page.request.post(`${application}/decide`, {
    headers: { Origin: product.url },
    form: { commandId: randomUUID(), on: '2019-12-31', outcome: 'approve', note: '' },
  });
  expect(answer.status()).toBe(409);
  await page.goto(application);
  await expect(page.getByText('待审批').first()).toBeVisible();
});

test('a campaign: previewed, started, reviewed without some and without JavaScript, decided once', async ({
  page,
  browser,
  product,
}) => {
  test.slow();
  await actAs(page, product, 'caseworker');
  await page.goto('/campaigns');
  await expectAccessible(page);
  await page.getByRole('link', { name: '开展活动' }).click();
  await page.getByLabel('救助类型').selectOption('living');
  await page.getByRole('textbox', { name: /^每人金额/ }).fill('0.10');
  await page.getByText('范围：不选的条件不限制').click();
  await page.getByLabel('巩义市').check();
  await page.getByRole('button', { name: '查看名单人数和费用' }).click();
  await expect(page.getByRole('heading', { name: '第二步：核对并启动' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^启动活动/ }).click();
  await expect(page.getByRole('alert')).toContainText('请填写活动名称');
  const button = await page.getByRole('button', { name: /^启动活动/ }).innerText();
  const count = Number(/生成 (\d+) 件/.exec(button)![1]);
  await page.getByLabel('活动名称').fill('样例小额活动');
  await page.getByRole('button', { name: /^启动活动/ }).click();
  await expect(page).toHaveURL(RECORD);
  await expect(page.getByText(`生成 ${count} 件申请`)).toBeVisible();
  await expectAccessible(page);
  const campaign = page.url();
  await page.goto(`${campaign}/review`);
  await expect(page.getByText('须由他人审核和审批')).toBeVisible();

  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url });
  const plain = await context.newPage();
  await actAs(plain, product, 'finance');
  await plain.goto(`${campaign}/review`);
  await plain.getByRole('checkbox').nth(0).check();
  await plain.getByLabel('审核意见').fill('核对无误');
  await plain.getByRole('button', { name: '按日期和勾选重新核对' }).last().click();
  await expect(plain.getByRole('main')).toContainText(new RegExp(`本次办理\\s*${count - 1}\\s*件`));
  await expect(plain.getByRole('checkbox').nth(0)).toBeChecked();
  await expect(plain.getByLabel('审核意见')).toHaveValue('核对无误');
  await plain.getByRole('checkbox').nth(1).check();
  await plain.getByRole('button', { name: '提交审核结果' }).click();
  await expect(plain.getByText(`已审核通过 ${count - 2} 件申请`)).toBeVisible();
  await context.close();

  await actAs(page, product, 'head');
  await page.goto(`${campaign}/decide`);
  await expectAccessible(page);
  const form = await fieldsOf(page);
  const decided = async (change: Record<string, string> = {}) =>
    page.request.post(`${campaign}/decide`, {
      headers: { Origin: product.url },
      form: { ...form, outcome: 'approve', ...change },
      maxRedirects: 0,
    });
  const first = await Promise.all([decided(), decided()]);
  expect(first.map((answer) => answer.status())).toEqual([302, 302]);
  expect((await decided()).status()).toBe(302);
  expect((await decided({ note: '改动' })).status()).toBe(409);
  await page.goto(campaign);
  await expect(page.getByRole('main')).toContainText(new RegExp(`已批准\\s*${count - 2} / ${count} 件`));
  await page.goto(`${campaign}/decide`);
  await expect(page.getByText('没有等待审批的申请')).toBeVisible();
});

test('a list that changed since it was looked at is not acted on', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/campaigns');
  await page.getByRole('link', { name: '样例小额活动' }).click();
  await expect(page).toHaveURL(RECORD);
  const campaign = page.url();
  await page.goto(`${campaign}/review`);
  const form = { ...(await fieldsOf(page)), outcome: 'pass' };
  const answer = await page.request.post(`${campaign}/review`, {
    headers: { Origin: product.url },
    form: { ...form, listed: '3', listedFen: '30' },
  });
  expect(answer.status()).toBe(409);
  expect(await answer.text()).toContain('核对时 3 件，现在 2 件');
});

/** The fields that a form would send, radio buttons and ticks aside. */
async function fieldsOf(page: Page): Promise<Record<string, string>> {
  const fields = page.locator('main form[method=post]').locator('input[type=hidden], input[type=date]');
  const pairs = await fields.evaluateAll((inputs) =>
    (inputs as HTMLInputElement[]).map(({ name, value }): [string, string] => [name, value]),
  );
  return Object.fromEntries(pairs);
}

async function newMedicalApplication(page: Page): Promise<void> {
  await page.goto('/applications?type=medical');
  const file = page.getByRole('row').getByRole('link', { name: /^KN/ }).first();
  const family = (await file.getAttribute('href'))!.split('/').pop()!;
  await page.goto(`/applications/new?family=${family}`);
  await expect(page.getByText(/每户每年不超过 12 个月低保标准/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '医疗救助' }).click();
  await page.getByLabel('医疗费用总额').fill('1,000');
  await page.getByLabel('已报销金额').fill('1000.01');
  await page.getByRole('radio').first().check();
  await page.getByLabel('申请金额').fill('650');
  await page.getByLabel('申请理由').fill('样例：住院自付较高');
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByLabel('已报销金额')).toHaveAccessibleDescription(/不能高于费用总额/);
  await page.getByLabel('已报销金额').fill('300');
  await findsNoConnection(page);
  await page.getByRole('button', { name: '提交申请' }).click();
  await sayAgainWhereAsked(page);
  await expect(page).toHaveURL(RECORD);
  await expect(page.getByText('总费用 1,000.00 元 − 已报销 300.00 元 = 700.00 元')).toBeVisible();
}

/** Nobody answers: the form stands as it was typed. */
async function findsNoConnection(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '提交申请' }).click();
  const told = page.getByRole('alert').filter({ hasText: '现在连不上中心' });
  await expect(told).toBeVisible();
  await expect(page.getByLabel('申请理由')).toHaveValue('样例：住院自付较高');
  await expectAccessible(page);
  await page.context().setOffline(false);
}

/** The patient may have been helped in this year before: then the form asks once more. */
async function sayAgainWhereAsked(page: Page): Promise<void> {
  const again = page.getByLabel('已核对，仍按以上内容提交');
  await expect(again.or(page.getByText('总费用 1,000.00 元'))).toBeVisible();
  if (!(await again.isVisible())) return;
  await again.check();
  await page.getByRole('button', { name: '提交申请' }).click();
}
