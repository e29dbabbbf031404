import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { businessDate } from '../../app/calendar/date';
import { sampleIdNumber } from '../../app/identity/idNumber';
import type { YearJson } from '../../app/indicators/json';
import { archiveTexts, unescapedXml } from '../archive';
import { expect, logIn, logOut, test, type Product } from './product';
import { visitHome } from './visitHome';

test.use({ stock: 'office', spec: import.meta.url });
test.setTimeout(240_000);

const WORKER = '卫样本';
const field = (page: Page, name: string) => page.locator(`[name="${name}"]:not([type="hidden"])`);

/** The whole path of the product in one year, each step by the person whose step it is. */
test('from the target form over family, application, decision and payment to the year-end report', async ({
  page,
  product,
}) => {
  await as(page, product, 'head', uploadTheForm);
  await as(page, product, 'caseworker', registerTheFamily);
  await as(page, product, 'head', approveTheFamily);
  await as(page, product, 'finance', receiveMoney);
  await as(page, product, 'caseworker', applyForRelief);
  await as(page, product, 'finance', reviewTheApplication);
  await as(page, product, 'head', decideTheApplication);
  await as(page, product, 'finance', recordThePayment);
  await as(page, product, 'head', (one) => readTheReport(one, product));

  const { status, stdout } = await product.command('verify');
  expect(stdout).not.toContain('不符合');
  expect(status).toBe(0);
});

async function as(
  page: Page,
  product: Product,
  username: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  await logIn(page, product, username);
  await work(page);
  await logOut(page);
}

async function uploadTheForm(page: Page): Promise<void> {
  await page.goto('/projects/import');
  await page.locator('input[type="file"]').setInputFiles('tests/fixtures/targetForm.txt');
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByRole('heading', { name: '核对 2021 年度绩效目标表' })).toBeVisible();
  await page.getByRole('button', { name: '确认并建立 2021 年度' }).click();
  await expect(page.getByText('2021 年度项目已建立')).toBeVisible();
}

async function registerTheFamily(page: Page): Promise<void> {
  await page.goto('/families/new');
  await field(page, 'appliedOn').fill('2021-03-01');
  await field(page, 'mainCause').selectOption('low_income');
  await field(page, 'phone').fill('13900000001');
  await field(page, 'division').selectOption('410105');
  await field(page, 'address').fill('样本路 7 号');
  await field(page, 'housingKind').selectOption('rented');
  await field(page, 'workUnit').fill('样本厂');
  await field(page, 'income.wagesFen').fill('6000');
  await field(page, 'members[0].name').fill(WORKER);
  await field(page, 'members[0].idNumber').fill(
    sampleIdNumber({ areaCode: '999999', birthDate: businessDate('1971-05-06'), sequence: 77 }),
  );
  await field(page, 'members[0].employment').selectOption('laid_off');
  await field(page, 'members[0].health').selectOption('good');
  await field(page, 'members[0].ethnicGroup').fill('汉族');
  await field(page, 'members[0].monthlyIncomeFen').fill('800');
  await field(page, 'members[0].politicalStatus').selectOption('masses');
  await field(page, 'members[0].maritalStatus').selectOption('married');
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORKER })).toBeVisible();
  await takeStep(page, { action: '提交', fill: { on: '2021-03-02' } });
  await visitHome(page, '2021-03-03');
  await takeStep(page, { action: '开始公示', fill: { on: '2021-03-04' } });
  await expect(page.getByText('最早 2021-03-11 可以审批').first()).toBeVisible();
}

async function approveTheFamily(page: Page): Promise<void> {
  await openFamily(page);
  await page.getByRole('link', { name: '审批建档' }).click();
  await field(page, 'on').fill('2021-03-11');
  await page.getByRole('checkbox', { name: /种材料，仍然批准建档/ }).check();
  await page.getByRole('button', { name: '审批建档' }).click();
  await expect(page.getByText('已批准建档')).toBeVisible();
}

async function receiveMoney(page: Page): Promise<void> {
  await page.goto('/fund/2021/receipts/new');
  await field(page, 'source').selectOption('local');
  await field(page, 'receivedOn').fill('2021-01-15');
  await field(page, 'amountFen').fill('430,000');
  await field(page, 'voucher').fill('样拨〔2021〕1号');
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(page.getByText('已登记到账 430,000.00 元')).toBeVisible();
}

async function applyForRelief(page: Page): Promise<void> {
  await openFamily(page);
  await page.getByRole('link', { name: '申请救助' }).first().click();
  await expect(page.getByText('不超过 12 个月低保标准')).toBeVisible();
  await field(page, 'requestedFen').fill('600');
  await field(page, 'appliedOn').fill('2021-03-12');
  await field(page, 'reason').fill('冬季取暖困难');
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByText('申请已提交，等待审核')).toBeVisible();
}

async function reviewTheApplication(page: Page): Promise<void> {
  await openApplication(page, { status: 'submitted', action: '审核' });
  await page.getByRole('radio', { name: '审核通过' }).check();
  await field(page, 'on').fill('2021-03-15');
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page.getByText('已审核通过 1 件申请')).toBeVisible();
}

async function decideTheApplication(page: Page): Promise<void> {
  await openApplication(page, { status: 'reviewed', action: '审批' });
  await page.getByRole('radio', { name: '批准' }).check();
  await field(page, 'on').fill('2021-03-16');
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page.getByText('已批准 1 件申请，合计 600.00 元')).toBeVisible();
}

async function recordThePayment(page: Page): Promise<void> {
  await page.goto('/awards?year=2021');
  await page.getByRole('row', { name: WORKER }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '登记所选的发放' }).click();
  await field(page, 'paidOn').fill('2021-03-18');
  await field(page, 'bankReference').fill('YB20210318001');
  await page.getByRole('button', { name: '登记发放' }).click();
  await expect(page.getByText('已登记发放 1 笔，合计 600.00 元')).toBeVisible();
}

async function readTheReport(page: Page, product: Product): Promise<void> {
  const { stdout } = await product.command('report', '--year', '2021', '--as-of', '2021-12-31', '--json');
  const year = JSON.parse(stdout) as YearJson;
  const living = year.indicators.find(({ metric }) => metric === 'people_helped.living')!;
  expect(living.counts).toEqual({ persons: 1, personTimes: 1, families: 1 });
  expect(year.budget).toMatchObject({ receivedFen: 43_000_000, paidFen: 60_000, committedFen: 0 });
  const timely = year.indicators.find(({ metric }) => metric === 'timeliness')!;
  expect(timely.actual.value).toBe('1.000000');

  await page.goto('/indicators/2021?asOf=2021-12-31');
  await page.getByRole('link', { name: `${living.level3}：${living.actual.text}` }).click();
  await expect(
    page.getByRole('region', { name: '逐行记录' }).getByRole('row', { name: WORKER }),
  ).toBeVisible();

  await page.goto('/reports/2021?asOf=2021-12-31');
  await expect(page.getByRole('region', { name: '绩效指标' }).first()).toContainText(living.actual.text);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 Word' }).click();
  const texts = await archiveTexts(readFileSync(await (await waiting).path()));
  const paper = unescapedXml(texts.get('word/document.xml') ?? '');
  for (const { actual } of year.indicators) expect(paper).toContain(actual.text);
}

async function openFamily(page: Page): Promise<void> {
  await page.goto(`/families?search=${encodeURIComponent(WORKER)}`);
  await page.getByRole('link', { name: WORKER }).click();
}

async function openApplication(
  page: Page,
  { status, action }: { status: string; action: string },
): Promise<void> {
  await page.goto(`/applications?year=2021&status=${status}`);
  await page.getByRole('link', { name: WORKER }).first().click();
  await page.getByRole('link', { name: action, exact: true }).click();
}

async function takeStep(
  page: Page,
  { action, fill }: { action: string; fill: Record<string, string> },
): Promise<void> {
  await page.getByRole('link', { name: action }).click();
  for (const [name, value] of Object.entries(fill)) await field(page, name).fill(value);
  await page.getByRole('button', { name: action }).click();
  await expect(page.getByRole('status')).toBeVisible();
}
