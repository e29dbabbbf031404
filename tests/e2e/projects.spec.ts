import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const FORM = 'tests/fixtures/targetForm.txt';

test('a target form is uploaded, looked at with its doubts, and confirmed into a year', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/projects');
  await expect(page.getByText('还没有年度项目')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '上传绩效目标表' }).first().click();
  await expectAccessible(page);
  await upload(page, FORM);

  await expect(page.getByRole('heading', { name: '核对 2021 年度绩效目标表' })).toBeVisible();
  await expect(page.getByText('实施计划写助学救助 40 人，目标值写“=45人”')).toBeVisible();
  await expect(page.getByText('目标值“100%”没有比较符号')).toBeVisible();
  await expect(page.getByText('样例甲')).toBeVisible();
  await expect(page.getByRole('region', { name: '项目构成' })).toContainText('700,000.00');
  const tree = page.getByRole('region', { name: '绩效指标' });
  await expect(tree.getByRole('row', { name: /生活救助户数/ })).toContainText('不低于 300户');
  await expect(tree.getByRole('row', { name: /资产管理/ })).toBeVisible();
  await expect(page.getByLabel('生活救助户数的计数单位')).toHaveValue('families');
  await page.getByText('读到的说明文字').click();
  await expect(page.getByText('家庭人均收入 < 低保线的优先')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/projects');
  await page.getByRole('link', { name: /2021 年度：targetForm.txt/ }).click();
  await page.getByLabel('预算执行率的分值').fill('7.5');
  await page.getByRole('button', { name: '确认并建立 2021 年度' }).click();
  await expect(tree).toContainText('各指标分值合计为 103.5 分，应为 100 分');
  await expect(page.getByLabel('预算执行率的分值')).toHaveValue('7.5');

  await page.getByLabel('财务制度健全性的分值').fill('0');
  await page.getByLabel('预算资金到位率的分值').fill('2.5');
  await page.getByLabel('医疗救助人次的计数单位').selectOption('人');
  await page.getByRole('button', { name: '确认并建立 2021 年度' }).click();
  await expect(tree).toContainText('“医疗救助人数”以“人”为单位，请把目标值改成例如');
  await expect(page.getByLabel('预算执行率的分值')).toHaveValue('7.5');

  await page.getByLabel('医疗救助人次的计数单位').selectOption('人次');
  await page.getByRole('button', { name: '确认并建立 2021 年度' }).click();
  await expect(page).toHaveURL(/\/projects\/2021$/);
  await expect(page.getByText('2021 年度项目已建立')).toBeVisible();
  await expect(tree.getByRole('row', { name: /预算执行率/ })).toContainText('7.5');
  await expect(tree.getByRole('row', { name: /医疗救助人次/ })).toContainText('按人次');
  await expect(page.getByText('助学救助：计划 40 人，目标值“=45人”')).toBeVisible();
  await expectAccessible(page);

  await page.goBack();
  await expect(page.getByText(/这份目标表已于 .* 确认/)).toBeVisible();
});

test('weights that do not make 100 are refused beside the table, with everything kept', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/projects/2021/indicators');
  await expectAccessible(page);
  await page.getByLabel('第 1 行分值').fill('17.5');
  await page.getByLabel('第 3 行目标值').fill('完善');
  await page.getByRole('button', { name: '在第 3 行下面加一行' }).click();
  await page.getByLabel('第 4 行三级指标').fill('资金使用规范性');
  await page.getByRole('button', { name: '保存修改' }).click();
  const table = page.getByRole('region', { name: '绩效指标' });
  await expect(table).toContainText('各指标分值合计为 110 分，应为 100 分，请调整。');
  await expect(page.getByLabel('第 1 行分值')).toHaveValue('17.5');
  await expect(page.getByLabel('第 3 行目标值')).toHaveValue('完善');
  await expect(page.getByLabel('第 4 行二级指标')).toHaveValue('财务管理');
  await expectAccessible(page);

  await page.getByLabel('第 1 行分值').fill('7.5');
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page).toHaveURL(/\/projects\/2021$/);
  await expect(table.getByRole('row', { name: /资金使用规范性/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /财务制度健全性/ })).toContainText('完善');
});

test('an uploaded form of a year that exists shows its differences first', async ({ page, product }) => {
  await actAs(page, product, 'head');
  const text = await readFile(FORM, 'utf8');
  const changed = text
    .replace('=45人', '=50人')
    .replace('160000.00', '150000.00')
    .replace('700000.00', '710000.00');
  await page.goto('/projects/import');
  await upload(page, { name: '调整后.txt', mimeType: 'text/plain', buffer: Buffer.from(changed) });

  const differences = page.getByRole('region', { name: '与现有内容的差异' });
  await expect(differences.getByRole('row', { name: /助学救助人数.*=45人.*=50人/ })).toBeVisible();
  await expect(differences.getByRole('row', { name: /助学金.*160,000.00.*150,000.00/ })).toBeVisible();
  await expect(differences.getByRole('row', { name: /删除.*资金使用规范性/ })).toBeVisible();
  await expectAccessible(page);
  const address = page.url();
  await page.goto('/projects/2021');
  await expect(page.getByRole('row', { name: /助学救助人数/ })).toContainText('=45人');

  await page.goto(address);
  await page.getByLabel('预算执行率的分值').fill('4');
  await page.getByLabel('财务制度健全性的分值').fill('3');
  await page.getByLabel('预算资金到位率的分值').fill('3');
  await page.getByRole('button', { name: '确认并更新 2021 年度' }).click();
  await expect(page.getByText('已按新的目标表更新 2021 年度')).toBeVisible();
  await expect(page.getByRole('row', { name: /助学救助人数/ })).toContainText('=50人');
});

test('a wrong file is refused with a sentence for each problem, also without JavaScript', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await actAs(page, product, 'head');
  await page.goto('/projects/import');
  const alert = page.getByRole('alert');
  await page.getByRole('button', { name: '上传并核对' }).click();
  await expect(alert).toContainText('请选择目标表文件');
  const text = await readFile(FORM, 'utf8');
  const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 0x91)]);
  const cases: [name: string, content: Buffer | string, ...sentences: string[]][] = [
    ['照片.jpg', photo, '无法识别这个文件'],
    ['空.txt', '', '文件是空的'],
    [
      '名单.txt',
      '姓名\t金额\n样例\t1',
      '没有找到“……绩效目标表”的标题',
      '没有找到“一级指标、二级指标、三级指标、目标值”的表头行',
    ],
    [
      '金额.txt',
      text.replace('160000.00', '150000.00').replace('2021-12-31', '2021-13-31'),
      '项目构成合计 850,000.00 元，与项目本年度金额 860,000.00 元相差 10,000.00 元',
      '“结束时间”填写的“2021-13-31”不是有效日期',
    ],
  ];
  for (const [name, content, ...sentences] of cases) {
    await upload(page, { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
    await expect(alert.getByRole('listitem')).toHaveCount(sentences.length);
    for (const sentence of sentences) await expect(alert).toContainText(sentence);
  }
  await context.close();
});

test('the scoring rules of a year are set, refused where they contradict themselves, and shown with the year', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/projects/2021');
  await page.getByRole('link', { name: '修改评分规则' }).click();
  await expectAccessible(page);
  await page.getByLabel('最少有效评价').fill('30.5');
  await page.getByLabel('基本及时').fill('96');
  await page.getByRole('button', { name: '保存评分规则' }).click();
  const alert = page.getByRole('alert').first();
  await expect(alert).toContainText('「基本及时」应低于「及时」');
  await expect(alert).toContainText('请填写「最少有效评价」，用整数');
  await expect(page.getByLabel('最少有效评价')).toHaveValue('30.5');
  await expectAccessible(page);
  await page.getByLabel('最少有效评价').fill('40');
  await page.getByLabel('最小样本比例').fill('7.5%');
  await page.getByLabel('基本及时').fill('85');
  await page.getByRole('button', { name: '保存评分规则' }).click();
  await expect(page).toHaveURL(/\/projects\/2021$/);
  await expect(page.getByText('有效评价少于 40 份，或少于受助人数的 7.5%，提示样本偏少。')).toBeVisible();
  await expect(page.getByText(/85% 以上为基本及时/)).toBeVisible();
  await expect(page.getByText(/由 .* 设定（第 1 次）/)).toBeVisible();
});

test('a year is copied into the next, once', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/projects/2021/copy');
  await expectAccessible(page);
  await page.getByLabel('新年度').fill('2021');
  await page.getByRole('button', { name: '复制' }).click();
  await expect(page.getByRole('main')).toContainText('2021 年度已有项目');
  await page.getByLabel('新年度').fill('2022');
  await page.getByRole('button', { name: '复制' }).click();
  await expect(page).toHaveURL(/\/projects\/2022$/);
  await expect(page.getByText('已从 2021 年度复制为 2022 年度')).toBeVisible();
  await expect(page.getByRole('region', { name: '发放计划' })).toContainText('2022-09-01 至 2022-09-30');
  await expect(page.getByText('有效评价少于 40 份，或少于受助人数的 7.5%')).toBeVisible();

  await page.goto('/projects/2022/programmes');
  await expectAccessible(page);
  await page.getByLabel('助学救助结束日期').fill('2022-08-01');
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page.getByRole('alert')).toContainText('结束日期不能早于开始日期');
  await page.getByLabel('助学救助结束日期').fill('2022-10-31');
  await page.getByLabel('助学救助计划人数').fill('50');
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page.getByRole('region', { name: '发放计划' })).toContainText('2022-09-01 至 2022-10-31');
});

test('of two people who change a year at once the second is told, and loses nothing', async ({
  page,
  context,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/projects/2022/edit');
  await expectAccessible(page);
  const other = await context.newPage();
  await other.goto('/projects/2022/edit');
  await other.getByLabel('项目名称').fill('先保存的名称');
  await other.getByRole('button', { name: '保存修改' }).click();
  await expect(other.getByText('修改已保存')).toBeVisible();

  await page.getByLabel('联系人').fill('样例丁');
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page.getByRole('alert')).toContainText('其他人修改了这条记录');
  await expect(page.getByLabel('联系人')).toHaveValue('样例丁');
});

test('a year is made from scratch without JavaScript, component by component', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await actAs(page, product, 'head');
  await page.goto('/projects/new');
  await page.getByRole('spinbutton', { name: '年度' }).fill('2023');
  await page.getByLabel('项目名称').fill('帮扶资金');
  await page.getByLabel('开始时间').fill('2023-01-01');
  await page.getByLabel('结束时间').fill('2023-12-31');
  await page.getByLabel(/^项目总金额/).fill('500,000');
  await page.getByLabel('项目本年度金额').fill('500000');
  await page.getByLabel('第 1 项经济科目').fill('救济费');
  await page.getByLabel('第 1 项预算金额').fill('300000');
  await page.getByRole('button', { name: '加一项' }).click();
  await page.getByLabel('第 2 项经济科目').fill('助学金');
  await page.getByLabel('第 2 项预算金额').fill('100000');
  await page.getByRole('button', { name: '保存并核对指标' }).click();
  await expect(page.getByRole('alert')).toContainText(
    '项目构成合计 400,000.00 元，与本年度金额 500,000.00 元不相等',
  );
  await expect(page.getByLabel('第 1 项经济科目')).toHaveValue('救济费');
  await page.getByLabel('第 2 项预算金额').fill('200000');
  await page.getByRole('button', { name: '保存并核对指标' }).click();
  await expect(page).toHaveURL(/\/projects\/2023\/indicators$/);
  await expect(page.getByLabel('第 1 行三级指标')).toHaveValue('预算执行率');
  await context.close();
});

test('who may not edit sees the year without buttons, and is refused', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/projects');
  await expect(page.getByRole('link', { name: '上传绩效目标表' })).toHaveCount(0);
  await page.getByRole('link', { name: '2021 年度' }).click();
  await expect(page.getByRole('region', { name: '绩效指标' })).toContainText('应补尽补率');
  await expect(page.getByRole('link', { name: /编辑|修改|复制/ })).toHaveCount(0);
  for (const address of [
    'import',
    'new',
    '2021/edit',
    '2021/indicators',
    '2021/programmes',
    '2021/scoring',
    '2021/copy',
  ]) {
    expect((await page.goto(`/projects/${address}`))!.status()).toBe(403);
  }
  expect((await page.goto('/projects/2050'))!.status()).toBe(404);
});

async function upload(page: Page, file: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]) {
  await page.getByLabel('绩效目标表').setInputFiles(file);
  await page.getByRole('button', { name: '上传并核对' }).click();
}
