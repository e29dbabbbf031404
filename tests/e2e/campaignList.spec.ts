import { expectAccessible } from './accessible';
import { actAs, expect, logIn, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });

test('a campaign by a table of amounts: previewed, an exception in and out, reviewed, decided, noticed', async ({
  page,
  product,
}) => {
  test.slow();
  await actAs(page, product, 'caseworker');
  await page.goto('/campaigns/new');
  await page.getByLabel('救助类型').selectOption('living');
  await page.getByRole('textbox', { name: /^每人金额/ }).fill('0.10');
  await page.getByText('范围：不选的条件不限制').click();
  await page.getByLabel('巩义市').check();
  await page.getByText('不同类别或阶段给不同金额').click();
  await page.getByLabel('第 1 行每人金额').fill('0.20');
  await page.getByRole('button', { name: '查看名单人数和费用' }).click();
  await expect(page.getByRole('alert')).toContainText('请选择这个金额给哪一类');
  await page.getByLabel('第 1 行困难类别').selectOption('marginal');
  await page.getByRole('button', { name: '查看名单人数和费用' }).click();
  await expect(page.getByText('范围：行政区划：巩义市；不同金额：低保边缘户 0.20 元')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^未入选/ }).click();
  await expect(page.getByRole('table', { name: '名单' })).toContainText('行政区划不符');
  await page.getByLabel('活动名称').fill('样例名单');
  await page.getByRole('button', { name: /^启动活动/ }).click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/);
  await expectAccessible(page);
  const campaign = page.url();

  await page.getByRole('link', { name: /^未入选/ }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: '列入' }).first().click();
  await page.getByRole('button', { name: '列入名单' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明理由');
  await page.getByLabel('例外的理由').fill('临时遭灾');
  await expectAccessible(page);
  await page.getByRole('button', { name: '列入名单' }).click();
  await expect(page.getByText(/已把.+列入名单/)).toBeVisible();
  await expect(page.getByText('临时遭灾（陈专员）')).toBeVisible();
  await page.getByRole('link', { name: '去掉' }).first().click();
  await page.getByLabel('例外的理由').fill('本人放弃');
  await page.getByRole('button', { name: '从名单中去掉' }).click();
  await expect(page.getByText(/已把.+从名单中去掉/)).toBeVisible();
  const sheet = await page.request.get(`${campaign}/list/xlsx`);
  expect(sheet.headers()['content-disposition']).toContain('.xlsx');

  await actAs(page, product, 'finance');
  expect((await page.request.get(`${campaign}/list/xlsx`)).status()).toBe(403);
  await page.goto(campaign);
  await page.getByRole('link', { name: '审核全部' }).first().click();
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(page.getByText(/已审核通过 \d+ 件申请/)).toBeVisible();

  await actAs(page, product, 'head');
  await page.goto('/');
  await expect(page.getByRole('link', { name: '如果批准会怎样' }).first()).toBeInViewport();
  await page.getByRole('link', { name: '如果批准会怎样' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('如果批准会怎样');
  await expect(page.getByText(/项目已于 2019-12-31 结束，不推算指标和得分/)).toBeVisible();
  await expect(page.getByText('总得分')).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`${campaign}/decide`);
  await page.getByRole('button', { name: '提交审批结果' }).click();
  await expect(page.getByText(/已批准 \d+ 件申请/)).toBeVisible();

  await actAs(page, product, 'caseworker');
  await page.goto(campaign);
  await page.getByRole('link', { name: '打印和登记' }).click();
  await expectAccessible(page);
  await page.getByLabel('公示地点').fill('一楼公示栏');
  await page.getByRole('button', { name: '登记公示' }).click();
  await expect(page.getByText(/受助名单已公示/)).toBeVisible();
  await page.getByRole('link', { name: '打印', exact: true }).click();
  const paper = page.getByRole('main');
  await expect(paper).toContainText('公示地点：一楼公示栏。');
  await expect(paper.getByRole('row').nth(1)).toContainText(/[某＊]/);
  await expect(paper).not.toContainText(/\d{6}\*{8}/);
  await expectAccessible(page);

  await page.goto(campaign);
  await page.getByRole('link', { name: '签收表' }).click();
  await expect(page.getByRole('main')).toContainText(/\d{6}\*{8}/);
  await expectAccessible(page);
  for (const format of ['docx', 'xlsx']) {
    const file = await page.request.get(`${campaign}/signing/${format}`);
    expect(file.headers()['content-disposition']).toContain(`.${format}`);
  }
  await page.goto('/campaigns/notices?view=expired');
  await expectAccessible(page);
  const expired = page.getByRole('row', { name: /2019年元旦慰问/ });
  await expired.getByRole('link', { name: '登记撤下' }).click();
  await page.getByLabel('撤下日期').fill('2019-12-24');
  await page.getByRole('button', { name: '撤下公示' }).click();
  await expect(page.getByLabel('撤下日期')).toHaveAccessibleDescription(/公示还没有期满/);
  await expectAccessible(page);
  await page.getByLabel('撤下日期').fill('2019-12-31');
  await page.getByRole('button', { name: '撤下公示' }).click();
  await expect(page.getByText('「2019年元旦慰问」的受助名单已登记撤下。')).toBeVisible();
});

test('the people who are due and unpaid: from the home page to the act', async ({ page, product }) => {
  await logIn(page, product, 'caseworker');
  await page.getByRole('link', { name: '应补未补名单' }).click();
  await expect(page).toHaveURL(/\/due\/2019/);
  await expectAccessible(page);
  await page.getByLabel('原因').selectOption('no_application');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('link', { name: '提出申请' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('申请');
});
