import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';
import { visitHome } from './visitHome';

test.use({ stock: 'demo', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

/** The file that the serial journey follows. */
let family = '';
let notice = '';

test('a caseworker puts visited families on one notice; nobody ticked is told, the paper tells nothing of them', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families?status=submitted');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await visitHome(page, '2019-12-20');
  await expect(page.getByText('下一步是公示')).toBeVisible();
  family = new URL(page.url()).pathname;
  const name = (await page.getByRole('heading', { level: 1 }).textContent())!;

  await page.goto('/notices');
  await expectAccessible(page);
  await page.getByRole('link', { name: '成批公示' }).click();
  await page.getByRole('button', { name: '开始公示' }).click();
  await expect(page.getByRole('alert')).toContainText('请至少勾选一户');
  await expectAccessible(page);
  const boxes = page.getByRole('checkbox', { name: /^公示 / });
  await page.getByRole('checkbox', { name: new RegExp(name) }).check();
  await boxes.first().check();
  await page.getByLabel('公示开始日期').fill('2019-12-23');
  await page.getByRole('button', { name: '开始公示' }).click();
  await expect(page.getByText(/公示 GS2019-\d{5} 已发布，最早 2019-12-30 可以审批/)).toBeVisible();
  await expectAccessible(page);
  notice = new URL(page.url()).pathname;
  await expect(page.getByRole('table', { name: '公示的家庭' }).getByRole('row')).toHaveCount(3);
  expect(await page.content()).not.toContain(name);

  await page.getByRole('link', { name: '打印公示' }).click();
  await expect(page.getByRole('heading', { name: '困难职工家庭认定公示' })).toBeVisible();
  await expect(page.getByText('公示期：2019年12月23日至2019年12月29日')).toBeVisible();
  expect(await page.content()).not.toContain(name);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 Word' }).click();
  expect((await download).suggestedFilename()).toMatch(/^公示 GS2019-\d{5}\.docx$/);
});

test('an objection is taken down, and not answered by the same person', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto(family);
  await page.getByRole('link', { name: '登记异议' }).click();
  await page.getByLabel('收到日期').fill('2019-12-22');
  await page.getByLabel('异议内容').fill('反映另有住房出租');
  await page.getByRole('button', { name: '登记异议' }).click();
  await expect(page.getByRole('alert')).toContainText('日期不能早于上一步的日期 2019-12-23');
  await expect(page.getByLabel('异议内容')).toHaveValue('反映另有住房出租');
  await page.getByLabel('收到日期').fill('2019-12-24');
  await page.getByRole('button', { name: '登记异议' }).click();
  await expect(page.getByText('由您登记，须由另一位工作人员处理')).toBeVisible();
  await expect(page.getByRole('link', { name: '处理异议' })).toHaveCount(0);
  await expectAccessible(page);
});

test('the head cannot approve before it is answered, answers it, and approves', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto(`${family}/approve`);
  await expect(page.getByText('异议还没有处理，不能审批')).toBeVisible();
  await page.goto(family);
  await page.getByRole('link', { name: '处理异议' }).click();
  await page.getByRole('button', { name: '处理异议' }).click();
  await expect(page.getByRole('alert')).toContainText('请选择处理结果');
  await page.getByLabel('处理日期').fill('2019-12-26');
  await page.getByRole('radio', { name: '异议不成立' }).check();
  await page.getByLabel('核实经过和处理意见').fill('房产部门查无另一处住房');
  await page.getByRole('button', { name: '处理异议' }).click();
  await expect(page.getByText('异议已处理')).toBeVisible();

  await page.getByRole('link', { name: '审批建档' }).click();
  await page.getByLabel('审批日期').fill('2019-12-30');
  const proposed = page.getByRole('radio', { name: /系统建议/ });
  if ((await proposed.count()) > 0) await proposed.check();
  else await page.getByRole('radio').first().check();
  await page.getByLabel('改定类别的理由').fill('集体研究');
  await page.getByRole('checkbox', { name: /种材料，仍然批准建档/ }).check();
  await page.getByRole('button', { name: '审批建档' }).click();
  await expect(page.getByText('已批准建档')).toBeVisible();
  await expect(page.getByText('下次年审日期 2020-12-30')).toBeVisible();
  await expectAccessible(page);
});

test('a review that is due is done, and the family leaves the list of the due ones', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/reviews');
  await expectAccessible(page);
  const first = page.getByRole('rowheader').getByRole('link').first();
  const name = (await first.textContent())!;
  await page
    .getByRole('link', { name: /办理年审$/ })
    .first()
    .click();
  await page.getByLabel('工资性收入').fill('一万');
  await page.getByRole('button', { name: '按填写的收入计算' }).click();
  await expect(page.getByRole('alert')).toContainText('这不是一个金额');
  await expect(page.getByLabel('工资性收入')).toHaveValue('一万');
  await page.getByLabel('工资性收入').fill('1,200.00');
  await page.getByRole('button', { name: '按填写的收入计算' }).click();
  await expect(page.getByText(/^按填写的收入和 .* 的标准，系统建议：/)).toBeVisible();
  await expect(page.getByLabel('工资性收入')).toHaveValue('1,200.00');
  await expectAccessible(page);
  await page.getByRole('radio').first().check();
  await page.getByLabel('与系统建议不同的理由').fill('集体研究');
  await page.getByRole('button', { name: '办理年审' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明年审核实的情况');
  await page.getByLabel('年审情况').fill('情况没有变化');
  await page.getByRole('button', { name: '办理年审' }).click();
  await expect(page.getByText(/年审已办理，下次年审日期/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(/^年审通过（/)).toBeVisible();
  await page.getByText(/^首次认定时的收入/).click();
  await expectAccessible(page);
});

test('the notice is taken down, without JavaScript too', async ({ browser, product }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await actAs(page, product, 'caseworker');
  await page.goto(notice);
  await page.getByRole('link', { name: '撤下公示' }).click();
  await page.getByLabel('撤下日期').fill('2019-12-29');
  await page.getByRole('button', { name: '撤下公示' }).click();
  await expect(page.getByRole('alert')).toContainText('最早 2019-12-30 可以撤下');
  await page.getByLabel('撤下日期').fill('2019-12-30');
  await page.getByRole('button', { name: '撤下公示' }).click();
  await expect(page.getByText('公示已撤下')).toBeVisible();
  await expect(page.getByText('已撤下', { exact: true })).toBeVisible();
  await context.close();
});

test('a family that left is registered anew, each file leading to the other; its papers print on A4', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families?status=exited');
  await page.getByRole('rowheader').getByRole('link').first().click();
  const old = (await page.getByText(/^档案编号 KN/).textContent())!.match(/KN\d{4}-\d{5}/)![0];
  await page.getByRole('link', { name: '重新建档' }).click();
  await page.getByRole('button', { name: '重新建档' }).click();
  await expect(page.getByText(/已重新建档，新档案编号 KN\d{4}-\d{5}/)).toBeVisible();
  await expect(page.getByText('草稿', { exact: true }).first()).toBeVisible();
  await page.getByRole('link', { name: old }).click();
  await expect(page.getByText('返困后重新建档')).toBeVisible();

  for (const paper of ['困难职工档案表', '困难职工家庭认定审批表']) {
    await page.getByRole('link', { name: paper, exact: true }).click();
    await expect(page.getByRole('heading', { level: 2, name: paper })).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
  }
});
