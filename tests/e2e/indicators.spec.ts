import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { YearJson } from '../../app/indicators/json';
import { archiveTexts, unescapedXml } from '../archive';
import { expectAccessible } from './accessible';
import { actAs, expect, logIn, test, type Product } from './product';

test.use({ stock: 'demo', spec: import.meta.url });

const DAY = '2019-12-31';
const tree = (page: Page) => page.getByRole('region', { name: '绩效指标完成情况' });
const balance = (page: Page) => page.getByRole('region', { name: '加总过程' });
const rows = (page: Page) => page.getByRole('region', { name: '逐行记录' }).locator('tbody tr');

async function figuresOf(product: Product, asOf = DAY): Promise<YearJson> {
  const { status, stdout } = await product.command('report', '--year', '2019', '--as-of', asOf, '--json');
  expect(status).toBe(0);
  return JSON.parse(stdout) as YearJson;
}

function named(year: YearJson, name: string) {
  return year.indicators.find(({ level3 }) => level3 === name)!;
}

async function openIndicator(page: Page, name: string): Promise<void> {
  await page.goto(`/indicators/2019?asOf=${DAY}`);
  await tree(page)
    .getByRole('link', { name: `${name}：` })
    .click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('the tree shows every figure of the command line, as of the day that is chosen', async ({
  page,
  product,
}) => {
  await logIn(page, product, 'head');
  await page.getByRole('link', { name: '绩效指标' }).first().click();
  await expect(page).toHaveURL(/\/indicators\/2019$/);
  await page.getByRole('link', { name: '2019年6月30日' }).click();
  await expect(page).toHaveURL(/asOf=2019-06-30/);

  const year = await figuresOf(product, '2019-06-30');
  for (const { level3, actual, target } of year.indicators) {
    const row = tree(page).getByRole('row', { name: level3 });
    await expect(row).toContainText(target.text);
    await expect(row.getByRole('link', { name: `${level3}：${actual.text}` })).toBeVisible();
  }
  await expect(tree(page).locator('tfoot')).toContainText(year.totalScore.toFixed(2));
  await expectAccessible(page);
});

test('the head finds the year on the home page, and from each figure its rows', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2019 年度概览');
  await expect(page.getByRole('navigation', { name: '其他年度' })).toHaveCount(0);
  // All that the head decides by is on the first screen.
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(768);
  const { budget, indicators } = await figuresOf(product);
  await expect(page.getByRole('main')).toContainText((budget.receivedFen / 100).toLocaleString('en-US'));
  const coverage = indicators.find(({ metric }) => metric === 'coverage')!;
  await expect(page.getByRole('main')).toContainText(coverage.actual.text);
  await expectAccessible(page);
  await page.getByRole('link', { name: /^生活救助未补/ }).click();
  await expect(page).toHaveURL(/\/due\/2019\?type=living/);
});

test('the rows behind the people helped add up, on each way of counting', async ({ page, product }) => {
  await actAs(page, product, 'head');
  const { counts } = named(await figuresOf(product), '生活救助人数');
  await openIndicator(page, '生活救助人数');
  for (const [tab, count, unit] of [
    ['按人', counts!.persons, '人'],
    ['按人次', counts!.personTimes, '人次'],
    ['按户', counts!.families!, '户'],
  ] as const) {
    await page.getByRole('navigation', { name: '计数方式' }).getByRole('link', { name: tab }).first().click();
    await expect(balance(page)).toContainText(`合计 ${count.toLocaleString('zh-CN')}${unit}`);
    await expect(balance(page)).toContainText('与指标的数字一致');
    const counted = balance(page).getByRole('row', { name: /^计入/ });
    await counted.getByRole('link').click();
    await expect(page.getByRole('navigation', { name: '分页' })).toContainText(
      `共 ${count.toLocaleString('zh-CN')} 行`,
    );
  }
  await expectAccessible(page);
});

test('the coverage opens who is due and unpaid, with the file behind each row', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  const { numerator, denominator, actual } = named(await figuresOf(product), '应补尽补率');
  await openIndicator(page, '应补尽补率');
  const total = balance(page)
    .getByRole('row', { name: /^合计 / })
    .first();
  await expect(total).toContainText(numerator!.toLocaleString('zh-CN'));
  await expect(total).toContainText(denominator!.toLocaleString('zh-CN'));
  await expect(balance(page)).toContainText(`合计相除得 ${actual.text}`);
  await expect(balance(page)).toContainText('与指标的数字一致');

  const unpaid = denominator! - numerator!;
  await page
    .getByRole('link', { name: String(unpaid), exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/\/due\/2019/);
  await page.goBack();
  const address = new URL(page.url());
  address.searchParams.set('part', 'denominator');
  await page.goto(address.href);
  await expect(rows(page)).toHaveCount(unpaid);
  await expect(rows(page).first()).toContainText('应补未补');
  await expect(rows(page).first()).toContainText(/\d{6}\*{8}\d{3}[\dX]/);
  await expectAccessible(page);

  await expect(page.getByRole('link', { name: '填写说明' })).toHaveCount(0);
  await rows(page).first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/families\//);
});

test('the head grades what is not computed, keeps what was typed, and is asked for a reason', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await openIndicator(page, '长效管理机制健全性');
  await page.getByRole('link', { name: '评定' }).click();
  await expectAccessible(page);
  await page.getByLabel('部分达成').check();
  await page.getByLabel('得分比例').fill('95');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明理由');
  await page.getByLabel('说明').fill('长效机制已建立，年度评估办法还在修订。');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('60% 至 80%');
  await expect(page.getByLabel('得分比例')).toHaveValue('95');
  await page.getByLabel('得分比例').fill('75');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('「长效管理机制健全性」的评定已保存。')).toBeVisible();
  await expect(page.getByText('长效机制已建立')).toBeVisible();

  const graded = named(await figuresOf(product), '长效管理机制健全性');
  expect(graded).toMatchObject({ actual: { text: '部分达成' }, score: graded.weight * 0.75 });
  await page.goto('/audit?action=indicator.assessed');
  await expect(page.getByRole('region', { name: '操作日志' })).toContainText('长效机制已建立');
});

test('only the head assesses', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await openIndicator(page, '长效管理机制健全性');
  const answer = await page.goto(`${new URL(page.url()).pathname}/assess`);
  expect(answer!.status()).toBe(403);
});

test('a computed figure is explained without JavaScript', async ({ browser, page, product }) => {
  await actAs(page, product, 'head');
  await openIndicator(page, '预算执行率');
  const address = `${new URL(page.url()).pathname}/assess`;
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(address);
  await plain.getByRole('button', { name: '保存' }).click();
  await expect(plain.getByRole('alert')).toContainText('请写明理由');
  await plain.getByLabel('说明').fill('退票的款项尚未补发。');
  await plain.getByRole('button', { name: '保存' }).click();
  await expect(plain.getByText('「预算执行率」的说明已保存。')).toBeVisible();
  await expect(plain.getByText('退票的款项尚未补发。')).toBeVisible();
  await context.close();
});

test('the report, its docx and its xlsx show the figures of the command line', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto(`/reports/2019?asOf=${DAY}`);
  const year = await figuresOf(product);
  const paper = page.getByRole('region', { name: '三、绩效指标完成情况' });
  for (const { level3, actual } of year.indicators) {
    await expect(paper.getByRole('row', { name: level3 })).toContainText(actual.text);
  }
  await expect(paper.locator('tfoot')).toContainText(year.totalScore.toFixed(2));
  await expectAccessible(page);

  for (const link of ['导出 Word', '导出 Excel']) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: link }).click();
    const texts = await archiveTexts(readFileSync(await (await downloading).path()));
    const text = unescapedXml([...texts.values()].join('\n'));
    const missing = year.indicators.filter(({ actual }) => !text.includes(actual.text));
    expect(missing).toEqual([]);
    expect(text).toContain(year.totalScore.toFixed(2).replace(/0$/, ''));
  }
});

test('an indicator counts one division only, everywhere, and all again', async ({ page, product }) => {
  await actAs(page, product, 'head');
  const whole = named(await figuresOf(product), '生活救助人数').actual.text;
  await openIndicator(page, '生活救助人数');
  await page.getByRole('link', { name: '更改计算范围' }).click();
  await expect(page.getByText('现在计入全部记录。')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('区划').selectOption({ label: '金水区' });
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('只计：金水区').first()).toBeVisible();

  const part = named(await figuresOf(product), '生活救助人数').actual.text;
  expect(part).not.toBe(whole);
  await page.goto(`/indicators/2019?asOf=${DAY}`);
  const row = tree(page).getByRole('row', { name: '生活救助人数' });
  await expect(row).toContainText('只计：金水区');
  await expect(row).toContainText(part);
  await openIndicator(page, '生活救助人数');
  await expect(balance(page)).toContainText('与指标的数字一致');
  await page.getByRole('link', { name: '更改计算范围' }).click();
  await page.getByLabel('区划').selectOption('');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('main')).not.toContainText('只计：');
  expect(named(await figuresOf(product), '生活救助人数').actual.text).toBe(whole);
});
