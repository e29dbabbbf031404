import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible, shapeOf } from './accessible';
import { actAs, expect, test, type Product } from './product';

/** One campaign for 2,000 families: from its list to the bank and back, 37 failures, and their re-issue. */

test.use({ stock: 'office', spec: import.meta.url });
// Each test goes on from what the one before has left.
test.describe.configure({ mode: 'serial', timeout: 480_000 });

const PAYEES = 2_000;
const TOTAL = '1,200,000.00';
const REASONS = [
  '户名不符',
  '账户已销户',
  '账户冻结',
  '账号不存在',
  '身份证件过期',
  '网点错误',
  '长期未使用',
];
const FAILURES = 37;
/** Every so many lines one fails. */
const APART = Math.floor(PAYEES / FAILURES);
const HEADERS = ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'];
/** No page is larger: it must open on an old machine. */
const MOST_BYTES = 500_000;

let campaign: string;
let batch: string;

const notice = (page: Page) => page.getByRole('status').first();

/** The second batch has the pages of the first. */
const examined = new Set<string>();

/** A page as a browser gets it, small and accessible. */
async function opens(page: Page, address: string): Promise<void> {
  const response = await page.goto(address);
  expect(response!.status(), address).toBe(200);
  expect((await response!.body()).length, address).toBeLessThan(MOST_BYTES);
  if (examined.has(shapeOf(address))) return;
  examined.add(shapeOf(address));
  await expectAccessible(page);
}

test('the list is previewed and started', async ({ page, product }) => {
  await product.script('bigOffice', String(PAYEES));
  await actAs(page, product, 'caseworker');
  await opens(page, '/campaigns/new?year=2019');
  await page.getByLabel('救助类型').selectOption('living');
  await page.locator('input[name=amountFen]').fill('600');
  await page.getByLabel('启动日期').fill('2019-04-01');
  await page.getByRole('button', { name: '查看名单人数和费用' }).click();
  await expect(page.getByText(/2,?000/).first()).toBeVisible();
  await expect(page.getByText(TOTAL).first()).toBeVisible();
  await opens(page, page.url());
  await page.getByLabel('活动名称').fill('春季生活救助');
  await page.getByRole('button', { name: /^启动活动/ }).click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/);
  campaign = new URL(page.url()).pathname;
  for (const part of ['', '/list', '/list?after=1900']) await opens(page, `${campaign}${part}`);
});

test('one reviews all of it, another decides all of it, the recipients are made public', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'finance');
  await opens(page, `${campaign}/review`);
  await page.getByLabel('审核日期').fill('2019-04-02');
  await page.getByRole('button', { name: '提交审核结果' }).click();
  await expect(notice(page)).toContainText(/2,?000/);
  await actAs(page, product, 'head');
  await opens(page, `${campaign}/decide`);
  await page.getByLabel('审批日期').fill('2019-04-03');
  await page.getByRole('button', { name: '提交审批结果' }).click();
  await expect(notice(page)).toContainText(/2,?000/);
  await actAs(page, product, 'caseworker');
  await opens(page, `${campaign}/notice`);
  await page.getByLabel('公示地点').fill('一楼公示栏');
  await page.getByRole('button', { name: '登记公示' }).click();
  await expect(notice(page)).toContainText('受助名单已公示');
  await opens(page, `${campaign}/notice/print`);
  expect((await page.request.get(`${campaign}/notice/docx`)).status()).toBe(200);
});

test('one batch for all: made, handed in, approved by another, exported', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await opens(page, campaign);
  await page.getByRole('link', { name: '做成发放批次' }).click();
  await expect(page.getByRole('heading', { name: '做发放批次' })).toBeVisible();
  await opens(page, page.url());
  await page.getByRole('button', { name: '做成批次' }).click();
  await expect(notice(page)).toContainText(/2,?000/);
  batch = new URL(page.url()).pathname;
  await sentToBank(page, product, batch);
});

test('the bank pays all but 37, of different causes', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  const lines = await bankFile(page);
  expect(lines).toHaveLength(PAYEES);
  const rows = lines.map((line, index) =>
    index % APART === 0 && index / APART < FAILURES ? failed(line, index / APART) : paid(line),
  );
  await upload(page, batch, rows);
  await page.getByRole('button', { name: '保存并核对' }).click();
  await expect(page.getByRole('heading', { name: '核对银行结果' })).toBeVisible();
  await expect(page.getByText(/付款成功 1,?963 笔/)).toBeVisible();
  await opens(page, page.url());
  await page.getByLabel(/已对照银行回单/).check();
  await page.getByRole('button', { name: '登记结果' }).click();
  await expect(notice(page)).toContainText(/1,?963/);
  await opens(page, batch);
  await opens(page, `${batch}?status=failed`);
  await opens(page, '/failures?year=2019');
  await expect(page.getByRole('region', { name: '退票与失败' }).locator('tbody tr')).toHaveCount(FAILURES);
});

test('the accounts are changed by two people, and what failed is paid by a second batch', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/failures?year=2019');
  const links = await page
    .getByRole('region', { name: '退票与失败' })
    .getByRole('link', { name: /变更账户|收款账户$/ })
    .evaluateAll((found) => found.map((one) => one.getAttribute('href')!));
  const accounts = [...new Set(links)];
  expect(accounts).toHaveLength(FAILURES);
  const origin = { Origin: product.url };
  for (const [index, address] of accounts.entries()) {
    const account = `8888${String(index).padStart(12, '0')}`;
    const words = { reason: '银行退回', noPaperReason: '当面看过银行卡' };
    const form = { bankName: '样本银行', accountHolder: '林样本', account, ...words };
    await page.request.post(address, { form, headers: origin });
  }
  await actAs(page, product, 'finance');
  await opens(page, '/account-changes');
  for (const address of accounts) {
    const shown = await (await page.request.get(address)).text();
    const confirm = /href="([^"]+\/confirm)"/.exec(shown)![1]!;
    await page.request.post(confirm, { form: { note: '当面看过银行卡' }, headers: origin });
  }
  await opens(page, '/failures?year=2019');
  await expect(page.getByText('账户已更正')).toHaveCount(FAILURES);
  await page.getByLabel('全选本页').check();
  await page.getByRole('button', { name: '所选做成补发批次' }).click();
  await page.getByLabel('批次名称').fill('春季生活救助补发');
  await page.getByRole('button', { name: '做成批次' }).click();
  await expect(page).toHaveURL(/\/batches\/[0-9a-f-]{36}/);
  batch = new URL(page.url()).pathname;
  await sentToBank(page, product, batch);
  await upload(page, batch, (await bankFile(page)).map(paid));
  await expect(page.getByText(`付款成功 ${FAILURES} 笔`)).toBeVisible();
  await page.getByLabel(/已对照银行回单/).check();
  await page.getByRole('button', { name: '登记结果' }).click();
  await expect(notice(page)).toContainText('已办结');
});

test('each payment has its voucher and its notice, and the batch has all notices', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'finance');
  const notices = await page.request.get(`${batch}/paid-notices`);
  expect(notices.headers()['content-disposition']).toContain('.xlsx');
  await opens(page, `${batch}?status=succeeded`);
  const payment = await page.locator('a[href^="/payments/"]').first().getAttribute('href');
  await opens(page, payment!);
  await expect(page.getByText(/您好：.+发放生活救助 600\.00 元/)).toBeVisible();
  await opens(page, `${payment}/voucher`);
  await expect(page.getByText('人民币陆佰元整')).toBeVisible();
  expect((await page.request.get(`${payment}/voucher/docx`)).status()).toBe(200);
  await opens(page, '/workflow');
});

test('the figures count 2,000 people and the exact amount', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await opens(page, '/fund?year=2019');
  await expect(page.getByText(TOTAL).first()).toBeVisible();
  await opens(page, '/indicators/2019');
  await expect(page.getByText(/^2,?000人$/).first()).toBeVisible();
  await expect(page.getByText(TOTAL).first()).toBeVisible();
  await opens(page, '/failures?year=2019');
  await expect(page.getByText('没有等待处理的退票与失败')).toBeVisible();
  const { stdout } = await product.command('report', '--year', '2019', '--json');
  expect(stdout).toMatch(/1200000(\.00)?\b|120000000/);
  expect((await product.command('verify')).status).toBe(0);
});

async function sentToBank(page: Page, product: Product, address: string): Promise<void> {
  await opens(page, address);
  await opens(page, `${address}/submit`);
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(notice(page)).toContainText('批次已提交');
  await actAs(page, product, 'head');
  await opens(page, `${address}/approve`);
  await page.getByLabel(/发放期外付款/).check();
  await page.getByRole('button', { name: '审批', exact: true }).click();
  await expect(notice(page)).toContainText('批次已审批');
  await opens(page, `${address}/print`);
  await actAs(page, product, 'finance');
  await opens(page, `${address}/export`);
  await page.getByLabel('CSV（UTF-8）').check();
  await page.getByRole('button', { name: '导出银行文件' }).click();
  await expect(notice(page)).toContainText('已生成');
}

/** The lines of the file that the bank got. */
async function bankFile(page: Page): Promise<Record<string, string>[]> {
  await page.goto(batch);
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: /^下载发放批次/ }).click();
  const bytes = await readFile(await (await started).path());
  const [head, ...lines] = bytes.toString('utf8').replace('\ufeff', '').trimEnd().split('\r\n');
  const headers = head!.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((text, index) => [headers[index]!, text.replace(/\t/g, '')])),
  );
}

function paid(line: Record<string, string>): string[] {
  const number = line.序号!;
  return [
    number,
    line.账号!,
    line.户名!,
    line.金额!,
    '成功',
    '',
    '2019-04-10',
    `LS${batch.slice(-6)}${number}`,
  ];
}

function failed(line: Record<string, string>, index: number): string[] {
  const reason = REASONS[index % REASONS.length]!;
  return [line.序号!, line.账号!, line.户名!, line.金额!, '失败', reason, '2019-04-10', ''];
}

async function upload(page: Page, address: string, rows: string[][]): Promise<void> {
  await opens(page, `${address}/results`);
  await page.locator('input[name=file]').setInputFiles({
    name: '代发结果.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([HEADERS, ...rows].map((row) => row.join(',')).join('\r\n'), 'utf8'),
  });
  await page.getByRole('button', { name: '上传并核对' }).click();
}
